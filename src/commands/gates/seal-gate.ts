// The gate of `leyline seal --verify`: the contract set is, byte for byte, what was sealed.

import { counted } from '../../reporters/summary-sentence.ts';
import { sealPath } from '../../seal/seal.ts';
import { verifySeal } from '../seal.ts';
import type { Gate } from './gate.ts';
import { gateFinding, gateRules } from './gate-checks.ts';

export const sealGate: Gate = {
  name: 'seal',
  needsSchema: false,
  waits: false,
  async missing({ project: { contractRoot: root, tree, loaded } }) {
    if (root === undefined) return 'the configuration names no contract root';
    const isWanted = loaded.config.seal !== undefined || tree.has(sealPath(root));
    return isWanted ? undefined : `there is no ${sealPath(root)}, and no 'seal' in the configuration`;
  },
  async run({ project, io }) {
    const { differences, files } = await verifySeal(project, {}, io);
    const root = project.contractRoot ?? '';
    return {
      findings: differences.map(({ path, state }) => {
        const at = { path: `${root}/${path}`, start: 0, end: 0 };
        const help = "see who changed it; 'leyline seal' makes a new seal, with the private key";
        return gateFinding('broken-seal', at, `this file is not as it was sealed: ${state}`, help);
      }),
      sources: new Map(),
      rules: gateRules('broken-seal'),
      files,
      note: counted(files, 'file'),
    };
  },
};
