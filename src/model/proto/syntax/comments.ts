// Which comments belong to a declaration, by protoc's rules: leading, trailing, or detached before it.
// Read on demand from the comment offsets of a file; most comments are never looked at.

import type { Span } from '../../../text/source-file.ts';
import type { FileNode } from './ast.ts';

export interface Comments {
  /** Text of the comment right above, markers removed; with its line breaks. */
  readonly leading: string | undefined;
  /** Text of the comment behind the declaration, or behind its opening brace. */
  readonly trailing: string | undefined;
  /** Texts of comments further above, each set apart by a blank line. */
  readonly detached: readonly string[];
}

/** `node` must be a statement: something that ends with ';' or has a `{ … }` body. */
export function commentsOf(file: FileNode, node: Span): Comments {
  const before = gapBefore(file, node.start);
  const after = gapAfter(file, trailingFrom(file, node));
  return { leading: before.leading, detached: before.detached, trailing: after.trailing };
}

interface GapComments {
  readonly trailing: string | undefined;
  readonly detached: readonly string[];
  readonly leading: string | undefined;
}

/** Comments between two tokens: `from` is where the first ends, nothing at the start of the file. */
interface Gap {
  readonly from: number | undefined;
  /** Index into `file.comments` of the first comment that lies in the gap. */
  readonly first: number;
}

function gapBefore(file: FileNode, to: number): GapComments {
  const { text } = file.source;
  let index = commentIndex(file, to);
  let at = to;
  while (index > 0 && isBlank(text, file.comments[index - 1] as number, at)) {
    index -= 2;
    at = file.comments[index] as number;
  }
  let from = at;
  while (from > 0 && isSpace(text.charCodeAt(from - 1))) from--;
  return readGap(file, { from: from === 0 ? undefined : from, first: index });
}

function gapAfter(file: FileNode, from: number): GapComments {
  return readGap(file, { from, first: commentIndex(file, from) });
}

/** Index into `file.comments` of the first comment that begins at or after the offset. */
export function commentIndex(file: FileNode, offset: number): number {
  const { comments } = file;
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle * 2] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** After the ';', or after the '{' that opens the body. */
function trailingFrom(file: FileNode, node: Span): number {
  const { text } = file.source;
  if (text.charCodeAt(node.end - 1) === 0x3b) return node.end;
  let index = commentIndex(file, node.start);
  for (let at = node.start; at < node.end; at++) {
    if (at === file.comments[index]) {
      at = (file.comments[index + 1] as number) - 1;
      index += 2;
    } else if (text.charCodeAt(at) === 0x7b) {
      return at + 1;
    }
  }
  return node.end;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** Follows protoc's tokenizer: what stands on the line of the token before trails it, a blank line detaches. */
function readGap(file: FileNode, gap: Gap): GapComments {
  const { text } = file.source;
  const { comments } = file;
  const collected = new Collector(gap.from !== undefined);
  let index = gap.first;
  let at = gap.from ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (gap.from !== undefined) {
    at = skipSpacesOnLine(text, at);
    if (at === comments[index]) {
      const end = comments[index + 1] as number;
      collected.add(text, at, end);
      index += 2;
      const isLine = text.charCodeAt(at + 1) === 0x2f;
      at = isLine ? end + 1 : skipSpacesOnLine(text, end);
      if (!isLine && text.charCodeAt(at++) !== 0x0a) return NOTHING;
      collected.flush();
    } else if (text.charCodeAt(at) === 0x0a) {
      at++;
    } else {
      return NOTHING;
    }
  }
  for (;;) {
    at = skipSpacesOnLine(text, at);
    if (at === comments[index]) {
      const end = comments[index + 1] as number;
      collected.add(text, at, end);
      index += 2;
      if (text.charCodeAt(at + 1) === 0x2f) {
        at = end + 1;
      } else {
        at = skipSpacesOnLine(text, end);
        if (text.charCodeAt(at) === 0x0a) at++;
      }
    } else if (text.charCodeAt(at) === 0x0a) {
      collected.flush();
      collected.detach();
      at++;
    } else {
      if (at >= text.length || '}])'.includes(text.charAt(at))) collected.flush();
      return collected.result();
    }
  }
}

const NOTHING: GapComments = { trailing: undefined, detached: [], leading: undefined };

function skipSpacesOnLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 0x0a && isSpace(text.charCodeAt(at))) at++;
  return at;
}

class Collector {
  readonly #detached: string[] = [];
  #trailing: string | undefined;
  #open: { text: string; isLine: boolean } | undefined;
  #canTrail: boolean;

  constructor(canTrail: boolean) {
    this.#canTrail = canTrail;
  }

  /** Neighbouring line comments are one comment; a block comment always stands alone. */
  add(text: string, start: number, end: number): void {
    const isLine = text.charCodeAt(start + 1) === 0x2f;
    const body = isLine ? lineText(text, start, end) : blockText(text, start, end);
    if (this.#open && !(isLine && this.#open.isLine)) this.flush();
    this.#open = { text: (this.#open?.text ?? '') + body, isLine };
  }

  flush(): void {
    if (!this.#open) return;
    if (this.#canTrail) this.#trailing = this.#open.text;
    else this.#detached.push(this.#open.text);
    this.#canTrail = false;
    this.#open = undefined;
  }

  detach(): void {
    this.#canTrail = false;
  }

  result(): GapComments {
    return { trailing: this.#trailing, detached: this.#detached, leading: this.#open?.text };
  }
}

function lineText(text: string, start: number, end: number): string {
  return text.slice(start + 2, end) + (end < text.length ? '\n' : '');
}

function blockText(text: string, start: number, end: number): string {
  const [first = '', ...rest] = text.slice(start + 2, end - 2).split('\n');
  return [first, ...rest.map((line) => line.replace(/^[ \t\r\v\f]*\*?/, ''))].join('\n');
}
