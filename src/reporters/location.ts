// Where a place is, in lines and columns. A place in a file whose text is not at hand is the first column of the file.

import type { Place } from '../diagnostics/finding.ts';
import { type Position, positionAt, type SourceFile } from '../text/source-file.ts';

export type Sources = ReadonlyMap<string, SourceFile>;

export interface Location {
  readonly source: SourceFile | undefined;
  readonly start: Position;
  /** One past the last code unit. */
  readonly end: Position;
}

export function locate(place: Place, sources: Sources): Location {
  const source = sources.get(place.path);
  const last = Math.max(place.start, place.end);
  if (source) return { source, start: positionAt(source, place.start), end: positionAt(source, last) };
  return {
    source,
    start: { line: 1, column: 1, offset: place.start },
    end: { line: 1, column: 1, offset: last },
  };
}
