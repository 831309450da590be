// The ids under which golden fixtures are found wrong, and a finding made for a fixture. They cannot be switched off.

import type { Finding, Place } from '../../diagnostics/finding.ts';
import type { RuleInfo } from '../../diagnostics/report.ts';

const GOLDEN = { group: 'golden', severity: 'error' } as const;

export const GOLDEN_CHECKS: readonly RuleInfo[] = [
  {
    ...GOLDEN,
    id: 'golden-files',
    summary: 'a row of a golden manifest and the files beside it do not belong together',
    why: 'A fixture is three things: a row, bytes and a readable twin. One without the others proves nothing, and a file that no row names is never looked at.',
  },
  {
    ...GOLDEN,
    id: 'golden-checksum',
    summary: 'the bytes of a fixture are not the recorded ones',
    why: 'The manifest keeps the SHA-256 of each fixture, so that a changed byte is seen even where every decoder would read the same from it.',
  },
  {
    ...GOLDEN,
    id: 'golden-wire',
    summary: 'the bytes of a fixture are not what an encoder writes',
    why: 'Decoders take much that encoders never write: zeros that could be left out, numbers in more bytes than they need, fields out of order. Bytes like these cannot be made again from what they mean.',
  },
  {
    ...GOLDEN,
    id: 'golden-difference-allowed',
    summary:
      'a fixture steps into what implementations legitimately treat differently, or allows what it does not need',
    why: 'Unknown fields, NaN payloads and the like have no one right encoding. A fixture that has them proves less than it seems to, so it says by name that it does.',
  },
  {
    ...GOLDEN,
    id: 'golden-twin',
    summary: 'the readable twin of a fixture cannot be read',
    why: 'The twin is what people review and what fixtures are recorded from. A key that does not exist or stands there twice would silently mean something else.',
  },
  {
    ...GOLDEN,
    id: 'golden-mismatch',
    summary: 'the readable twin of a fixture encodes to other bytes',
    why: 'Either the twin was changed without the bytes, or the schema has changed what the twin means on the wire.',
  },
  {
    ...GOLDEN,
    id: 'golden-codec',
    summary: 'an implementation of protobuf disagrees about a fixture',
    why: 'Services in several languages share these bytes. Where one of them reads or writes them differently, so will production.',
  },
];

export function goldenFinding(rule: string, { path, start, end }: Place, message: string, help?: string): Finding {
  return { rule, severity: 'error', path, start, end, message, ...(help !== undefined && { help }) };
}
