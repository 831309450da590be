// Real files that are broken: cut off, or with runs of tokens deleted, doubled and moved. Test support.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { END, Lexer } from '../../../src/model/proto/syntax/lexer.ts';
import type { Span } from '../../../src/text/source-file.ts';

/** Words and signs of the language, and some that are wrong. */
export const VOCABULARY: readonly string[] = (
  `{ } ; = [ ] ( ) < > , . - : / " ' \\ // /* */ 0 1 2 -1 0x10 07 08 1.5 1e 5. inf nan "x" "\\xff" "\\u12" \n \t \r \0 \ufeff é ` +
  'message enum service rpc returns stream option extend extensions reserved to max oneof map group export local ' +
  'optional required repeated int32 string bytes float bool true false import public weak package syntax edition ' +
  'default json_name deprecated packed features field_presence IMPLICIT allow_alias message_set_wire_format ' +
  '"proto2" "proto3" "2023" "2024" A B a_b a.b .A google.protobuf.Any "google/protobuf/any.proto" 19000 536870912'
).split(' ');

export interface ProtoText {
  readonly path: string;
  readonly text: string;
}

export interface RealFile extends ProtoText {
  /** Start and end of each token. */
  readonly tokens: readonly Span[];
}

export function realFiles(roots: readonly string[]): readonly RealFile[] {
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.proto'))
      .sort()
      .map((path) => readTokens({ path, text: readFileSync(join(root, path), 'utf8') }))
      .filter(({ tokens }) => tokens.length > 0),
  );
}

export function readTokens({ path, text }: ProtoText): RealFile {
  return { path, text, tokens: tokensOf(text) };
}

function tokensOf(text: string): Span[] {
  const lexer = new Lexer(text);
  const tokens: Span[] = [];
  for (lexer.next(); lexer.kind !== END; lexer.next()) tokens.push({ start: lexer.start, end: lexer.end });
  return tokens;
}

/** A part of the whole, each as likely as the next: arbitrary doubles are nearly all close to zero. */
const anywhere = fc.noBias(fc.integer({ min: 0, max: 99_999 })).map((part) => part / 100_000);

const change = fc.record({
  kind: fc.constantFrom(...'delete double move truncate insert replace exchange swap deleteLine doubleLine'.split(' ')),
  at: anywhere,
  from: anywhere,
  length: fc.integer({ min: 1, max: 12 }),
  word: fc.constantFrom(...VOCABULARY),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

export interface MutatedFile extends ProtoText {
  /** What was done to it, in words. */
  readonly changes: readonly string[];
}

/** A few changes to one of these files. */
export function mutatedFile(files: readonly RealFile[], maxChanges = 4): fc.Arbitrary<MutatedFile> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: maxChanges }))
    .map(([file, changes]) => mutate(file, changes));
}

function mutate({ path, text, tokens }: RealFile, changes: readonly Change[]): MutatedFile {
  const said: string[] = [];
  let pieces = tokens.map(({ start, end }, i) => text.slice(start, tokens[i + 1]?.start ?? end));
  for (const each of changes) {
    const { at, length, pieces: put, words } = edit(pieces, each);
    said.push(
      `${each.kind} «${pieces
        .slice(at, at + length)
        .join('')
        .trim()}»${words}`,
    );
    pieces = [...pieces.slice(0, at), ...put, ...pieces.slice(at + length)];
  }
  return { path, text: pieces.join(''), changes: said };
}

interface PieceEdit {
  readonly at: number;
  readonly length: number;
  readonly pieces: readonly string[];
  readonly words: string;
}

/** Which pieces are to be replaced, and by what. */
function edit(pieces: readonly string[], { kind, at: part, from: other, length: longest, word }: Change): PieceEdit {
  const at = Math.floor(part * pieces.length);
  const length = Math.min(longest, pieces.length - at);
  const elsewhere = Math.floor(other * pieces.length);
  const [first = '', second = ''] = pieces.slice(at, at + 2);
  switch (kind) {
    case 'delete':
      return { at, length, pieces: [], words: '' };
    case 'double': {
      const run = pieces.slice(at, at + length);
      return { at, length, pieces: [...run, ' ', ...run], words: '' };
    }
    case 'move': {
      const run = pieces.slice(elsewhere, elsewhere + length);
      return { at, length: 0, pieces: [...run, ' '], words: `move here «${run.join('').trim()}»` };
    }
    case 'truncate':
      return { at, length: pieces.length - at, pieces: [], words: '' };
    case 'insert':
      return { at, length: 0, pieces: [` ${word} `], words: `${word} before «${first.trim()}»` };
    case 'replace':
      return { at, length: 1, pieces: [`${word}${gapAfter(first)}`], words: ` by ${word}` };
    case 'exchange': {
      const put = tokenOf(nextOfKind(pieces, first, elsewhere));
      return { at, length: 1, pieces: [`${put}${gapAfter(first)}`], words: ` by «${put}»` };
    }
    case 'swap':
      return { at, length: 2, pieces: [second, ' ', first], words: '' };
    default: {
      const [start, end] = lineAround(pieces, at);
      const line = pieces.slice(start, end);
      const put = kind === 'doubleLine' ? [...line, '\n', ...line] : [];
      return { at: start, length: end - start, pieces: put, words: '' };
    }
  }
}

function tokenOf(piece: string): string {
  const [token] = tokensOf(piece);
  return token ? piece.slice(token.start, token.end) : '';
}

function gapAfter(piece: string): string {
  return piece.slice(tokenOf(piece).length) || ' ';
}

/** A name for a name, a number for a number. */
function nextOfKind(pieces: readonly string[], piece: string, from: number): string {
  const kind = kindOf(piece);
  return pieces.slice(from).find((each) => kindOf(each) === kind) ?? pieces.find((each) => kindOf(each) === kind) ?? '';
}

function kindOf(piece: string): number {
  const lexer = new Lexer(piece);
  lexer.next();
  return lexer.kind;
}

function lineAround(pieces: readonly string[], at: number): readonly [number, number] {
  let [start, end] = [at, at + 1];
  while (start > 0 && !pieces[start - 1]?.includes('\n')) start--;
  while (end < pieces.length && !pieces[end - 1]?.includes('\n')) end++;
  return [start, end];
}

/** The beginning of one, as it is while it is being written. */
export function unfinishedFile(files: readonly RealFile[]): fc.Arbitrary<ProtoText> {
  return fc
    .tuple(fc.constantFrom(...files), anywhere)
    .map(([{ path, text }, part]) => ({ path, text: text.slice(0, Math.floor(part * text.length)) }));
}
