// Why a finding is excused, who answers for it and how long: `v1 is frozen, data-architect, until 2027-01-31`.

import type { Excuse } from '../diagnostics/finding.ts';

export function excuseSentence(excuse: Excuse): string {
  const parts = [excuse.reason || excuse.by];
  if (excuse.owner !== undefined) parts.push(excuse.owner);
  if (excuse.until !== undefined) parts.push(`until ${excuse.until}`);
  return parts.join(', ');
}
