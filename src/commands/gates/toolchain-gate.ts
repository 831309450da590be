// The gate of `leyline toolchain verify`: tools and images that are on this machine are the pinned ones.

import { counted } from '../../reporters/summary-sentence.ts';
import { checkPins } from '../check-pins.ts';
import { openToolchain } from '../open-toolchain.ts';
import type { Gate } from './gate.ts';
import { gateFinding, gateRules } from './gate-checks.ts';

export const toolchainGate: Gate = {
  name: 'toolchain',
  needsSchema: false,
  waits: true,
  async missing({ current }) {
    const pins = current.workspace.contracts.toolchain?.pins ?? [];
    return pins.length > 0 ? undefined : 'no toolchain is pinned';
  },
  async run({ project, io }) {
    const { toolchain, source } = await openToolchain(project);
    const checks = await checkPins(toolchain.pins, { root: project.root, io, engine: undefined });
    const absent = checks.filter(({ state }) => state === 'absent').length;
    const findings = checks.flatMap(({ kind, name, state, detail, hint }, i) => {
      const at = toolchain.pins[i]?.name.place;
      if (!at || (state !== 'different' && state !== 'unpinned')) return [];
      return gateFinding('toolchain-mismatch', at, `${kind} '${name}': ${detail}`, hint);
    });
    return {
      findings,
      sources: new Map([[source.path, source]]),
      rules: gateRules('toolchain-mismatch'),
      files: 1,
      note: `${counted(checks.length, 'pin')}${absent === 0 ? '' : `, ${absent} not on this machine`}`,
    };
  },
};
