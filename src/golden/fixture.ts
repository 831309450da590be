// A golden fixture as it was read: its row, its bytes, its twin. Types only; nothing is judged here.

import type { GoldenRow } from '../model/golden-set.ts';
import type { SourceFile } from '../text/source-file.ts';

export interface Fixture {
  /** `v2/system_state`. */
  readonly id: string;
  readonly version: string;
  readonly row: GoldenRow;
  /** A sentence where they cannot be read; nothing where there is no such file. */
  readonly bytes: Uint8Array | string | undefined;
  readonly twin: SourceFile | string | undefined;
}
