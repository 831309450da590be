// The gate of `leyline breaking`: what changed since the version that is named, else since the lock.

import { lockPath } from '../../model/release/lock.ts';
import { judgeChanges } from '../breaking.ts';
import { breakingPolicy } from '../breaking-policy.ts';
import { compareWith } from '../compare-with.ts';
import type { Gate, GateContext } from './gate.ts';

export const breakingGate: Gate = {
  name: 'breaking',
  needsSchema: true,
  waits: false,
  async missing(context) {
    if (specOf(context) !== undefined) return undefined;
    return "there is no lock, and neither '--against' nor 'check.against' names a version";
  },
  async run(context) {
    const { project, io, progress } = context;
    const spec = specOf(context) ?? '';
    const compared = await compareWith(spec, project, progress, { isByPart: true });
    const policy = breakingPolicy(project, {});
    const judged = judgeChanges(compared, { project, policy, isComplete: true, today: io.today });
    const { findings, sources, rules } = judged;
    const { lacks } = compared.against;
    const note = `against ${spec}${lacks.length === 0 ? '' : `, which has nothing of ${lacks.join(', ')}`}`;
    return { findings, sources, rules, files: compared.paths[0].length, note };
  },
};

function specOf({ against, project: { contractRoot, tree } }: GateContext): string | undefined {
  if (against !== undefined) return against;
  return contractRoot !== undefined && tree.has(lockPath(contractRoot)) ? 'lock' : undefined;
}
