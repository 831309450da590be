// A text with its name, and the way from offsets to lines and columns.
// Offsets are UTF-16 code units; lines end at '\n'; nothing here reads files.

export interface SourceFile {
  /** Posix path relative to the project root; what findings print. */
  readonly path: string;
  readonly text: string;
}

export interface Span {
  readonly start: number;
  /** One past the last code unit. */
  readonly end: number;
}

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  readonly offset: number;
}

const lineStartsOf = new WeakMap<SourceFile, Uint32Array>();

/** Offsets at which lines begin; the first is always 0. Computed once per file, on first use. */
export function lineStarts(source: SourceFile): Uint32Array {
  const known = lineStartsOf.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  const packed = new Uint32Array(starts);
  lineStartsOf.set(source, packed);
  return packed;
}

/** The line and column of an offset; offsets past the end are taken as the end. */
export function positionAt(source: SourceFile, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  const lineStart = starts[low] as number;
  const bom = low === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { line: low + 1, column: Math.max(1, at - lineStart - bom + 1), offset: at };
}

/** The span of one line without its line break. `line` is 1-based and must exist. */
export function lineSpan(source: SourceFile, line: number): Span {
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  let end = (starts[line] ?? source.text.length + 1) - 1;
  if (end > start && source.text.charCodeAt(end - 1) === 0x0d) end -= 1;
  return { start, end: Math.max(start, end) };
}
