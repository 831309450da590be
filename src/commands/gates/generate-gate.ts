// The gate of `leyline generate --check`: committed code is what the pinned toolchain makes of the contracts.

import { counted } from '../../reporters/summary-sentence.ts';
import type { ComparedFile } from '../../toolchain/compare-generated.ts';
import { compareProject } from '../generate.ts';
import type { Gate } from './gate.ts';
import { gateFinding, gateRules } from './gate-checks.ts';

export const generateGate: Gate = {
  name: 'generate',
  needsSchema: true,
  waits: true,
  async missing({ current }) {
    const generators = current.workspace.contracts.toolchain?.generators ?? [];
    return generators.length > 0 ? undefined : "the toolchain has no 'generators'";
  },
  async run({ project, io }) {
    const { files } = await compareProject(project, { names: [], quiet: true }, io);
    const stale = files.filter(({ state }) => state !== 'same');
    return {
      findings: stale.map((file) => {
        const at = { path: file.path, start: 0, end: 0 };
        return gateFinding('stale-generated-code', at, messageOf(file), helpFor(file));
      }),
      sources: new Map(),
      rules: gateRules('stale-generated-code'),
      files: files.length,
      note: counted(files.length, 'generated file'),
    };
  },
};

function messageOf({ state, detail }: ComparedFile): string {
  const more = detail === undefined ? '' : `: ${detail}`;
  if (state === 'missing') return `this generated file is missing${more}`;
  if (state === 'extra') return `no generator makes this file${more}`;
  return `this file is not what its generator makes${more}`;
}

function helpFor({ state }: ComparedFile): string {
  if (state === 'extra') return "remove it, or list it under 'keep:' of the generator";
  return "run 'leyline generate' and commit what it writes";
}
