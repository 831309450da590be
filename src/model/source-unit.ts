// One source file as rules see it: what it says, what it is in the project, and where it handles protobuf by hand.
// Plain data; made where files are read.

import type { SourceFile } from '../text/source-file.ts';
import type { GeneratedHeader } from './generated-header.ts';
import type { ProtobufUse } from './source-graph/protobuf-use.ts';
import type { SourceModule } from './source-module.ts';

export interface SourceUnit {
  readonly path: string;
  readonly source: SourceFile;
  /** `codec`: a module that may handle bytes. `generated`: made from the contracts; it is not read. */
  readonly role: 'code' | 'codec' | 'generated';
  /** Nothing for generated code, and for files that cannot matter to any rule. */
  readonly module: SourceModule | undefined;
  readonly uses: readonly ProtobufUse[];
  /** Indices of the types in `module.types` that are made from generated ones: extended, implemented, or checked against. */
  readonly derived: ReadonlySet<number>;
  /** Of generated code with a header of ours: whether it is as it was written. */
  readonly header?: GeneratedHeader;
}
