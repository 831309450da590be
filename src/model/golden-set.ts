// What the manifests of golden fixtures say: which fixtures there are, of which message, with which bytes. Facts with
// places; the fixtures themselves are read and judged elsewhere.

import type { Place } from '../diagnostics/finding.ts';

interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

/** A row of `golden/<version>/manifest.yaml`. */
export interface GoldenRow {
  /** File name of the fixture without its ending. */
  readonly name: Located<string>;
  /** Full name of the message type, without a leading dot. */
  readonly message: Located<string>;
  /** 64 lower-case hex digits; nothing while the fixture is not recorded. */
  readonly sha256: Located<string> | undefined;
  readonly size: Located<number> | undefined;
  /** In bytes; what the fixture may have in place of the configuration's budget. */
  readonly budget: Located<number> | undefined;
  /** Named options: differences between implementations that the fixture steps into on purpose. */
  readonly allow: readonly Located<string>[];
  /** The whole row, its name included. */
  readonly place: Place;
}

export interface GoldenManifest {
  /** Folder name below the contract root: `v1`. */
  readonly version: string;
  readonly path: string;
  readonly rows: readonly GoldenRow[];
}
