// A type of the source that many subsystems import: a contract in all but name. Plain data.

import type { Place, RelatedPlace } from '../diagnostics/finding.ts';

/** The place is that of its name. */
export interface SharedType extends Place {
  readonly name: string;
  /** The other subsystems, by names that tell them apart; sorted. */
  readonly importedBy: readonly string[];
  /** Full name of the message or enum that it repeats. */
  readonly contract: string | undefined;
  /** Where it is imported; one place of each subsystem. */
  readonly imports: readonly RelatedPlace[];
}
