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

interface RealFile extends ProtoText {
  /** Start and end of each token. */
  readonly tokens: readonly Span[];
}

function realFiles(roots: readonly string[]): readonly RealFile[] {
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.proto'))
      .sort()
      .map((path) => {
        const text = readFileSync(join(root, path), 'utf8');
        return { path, text, tokens: tokensOf(text) };
      })
      .filter(({ tokens }) => tokens.length > 0),
  );
}

function tokensOf(text: string): Span[] {
  const lexer = new Lexer(text);
  const tokens: Span[] = [];
  for (lexer.next(); lexer.kind !== END; lexer.next()) tokens.push({ start: lexer.start, end: lexer.end });
  return tokens;
}

const change = fc.record({
  kind: fc.constantFrom('delete', 'double', 'move', 'truncate', 'word'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 12 }),
  word: fc.constantFrom(...VOCABULARY),
});

/** A few changes to a file of these folders. */
export function mutatedFile(roots: readonly string[], maxChanges = 4): fc.Arbitrary<ProtoText> {
  const files = fc.constantFrom(...realFiles(roots));
  return fc.tuple(files, fc.array(change, { minLength: 1, maxLength: maxChanges })).map(([file, changes]) => {
    let pieces = file.tokens.map(({ start, end }, i) => file.text.slice(start, file.tokens[i + 1]?.start ?? end));
    for (const { kind, at, length, word } of changes) {
      const from = Math.floor(at * pieces.length);
      const run = pieces.slice(from, from + length);
      const rest = pieces.slice(from + length);
      if (kind === 'delete') pieces = [...pieces.slice(0, from), ...rest];
      else if (kind === 'double') pieces = [...pieces.slice(0, from), ...run, ...run, ...rest];
      else if (kind === 'move') pieces = [...run, ...pieces.slice(0, from), ...rest];
      else if (kind === 'truncate') pieces = pieces.slice(0, from);
      else pieces = [...pieces.slice(0, from), ` ${word} `, ...pieces.slice(from)];
    }
    return { path: file.path, text: pieces.join('') };
  });
}

/** The beginning of one, as it is while it is being written. */
export function unfinishedFile(roots: readonly string[]): fc.Arbitrary<ProtoText> {
  return fc
    .tuple(fc.constantFrom(...realFiles(roots)), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([{ path, text }, part]) => ({ path, text: text.slice(0, Math.floor(part * text.length)) }));
}
