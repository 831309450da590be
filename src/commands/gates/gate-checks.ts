// The ids under which gates report what no rule does: something committed is not as it would be made now. They cannot be
// switched off; a gate can.

import type { Finding, Place } from '../../diagnostics/finding.ts';
import type { RuleInfo } from '../../diagnostics/report.ts';

const GATES = { group: 'gates', severity: 'error' } as const;

export const GATE_CHECKS = {
  'broken-seal': {
    ...GATES,
    id: 'broken-seal',
    summary: 'a file of the contract set is not as it was sealed',
    why: 'The seal is a signature over every byte of the contract set. What differs from it was changed by somebody who could not sign.',
  },
  'release-due': {
    ...GATES,
    id: 'release-due',
    summary: 'the contracts differ from their last release',
    why: 'The lock holds what was released. A change that is merged without its release reaches others under a version that says nothing changed.',
  },
  'stale-generated-code': {
    ...GATES,
    id: 'stale-generated-code',
    summary: 'committed code is not what the pinned toolchain makes of the contracts',
    why: 'Generated code that was edited, or made from other contracts or by other tools, reads and writes other bytes than the contracts say.',
  },
  'stale-register': {
    ...GATES,
    id: 'stale-register',
    summary: 'the committed register does not list the types that are in the source',
    why: 'The register is read by people who decide which types belong into the contracts; one that is out of date misleads them.',
  },
  'toolchain-mismatch': {
    ...GATES,
    id: 'toolchain-mismatch',
    summary: 'a tool on this machine is not the pinned one',
    why: 'Another build of a compiler may generate other code from the same contracts; a pin says by digest which build is meant.',
  },
} as const satisfies Readonly<Record<string, RuleInfo>>;

export type GateCheckId = keyof typeof GATE_CHECKS;

export function gateFinding(rule: GateCheckId, at: Place, message: string, help?: string): Finding {
  const { path, start, end } = at;
  return { rule, severity: 'error', path, start, end, message, ...(help !== undefined && { help }) };
}

export function gateRules(...ids: readonly GateCheckId[]): ReadonlyMap<string, RuleInfo> {
  return new Map(ids.map((id) => [id, GATE_CHECKS[id]]));
}
