// One place in a source file where protobuf is handled by hand. Plain data.

import type { Span } from '../../text/source-file.ts';

export interface ProtobufUse extends Span {
  readonly kind: UseKind;
  /** As written, shortened: `Foo.encode`. */
  readonly written: string;
  /** `likely`: evidence in the use itself, where its receiver could not be resolved. */
  readonly confidence: 'certain' | 'likely';
  /** What the receiver is and how that is known; a sentence's second half. */
  readonly known: string;
}

export type UseKind =
  | 'encodes'
  | 'decodes'
  /** A writer or reader is made or used. */
  | 'wire-stream'
  /** Tags or varints put together by hand. */
  | 'wire-code'
  /** Fields of a message packed by position, as Python's `struct.pack` does. */
  | 'packs'
  /** Messages defined or looked up at run time. */
  | 'reflection'
  /** A class that extends a library's message. */
  | 'hand-written-message';
