// `import a.b as c` and `from .a import b, c as d`.

import type { Reading } from './reading.ts';
import type { TokenCursor } from './token-cursor.ts';
import * as T from './tokens.ts';

export function readImport(reading: Reading): void {
  const { cursor, draft } = reading;
  cursor.next();
  do {
    const { start } = cursor;
    const path = readDottedName(cursor);
    const [first] = path;
    if (first === undefined) return;
    const alias = readAlias(cursor);
    const span = { start, end: cursor.lastEnd };
    const local = alias ?? first;
    const below = alias === undefined && path.length > 1 ? { below: path.slice(1) } : {};
    const index = draft.imports.length;
    const { isTypeOnly } = draft;
    draft.imports.push({ specifier: path.join('.'), imported: '*', local, ...below, isTypeOnly, ...span });
    draft.bind(local, span, 'import', { refersTo: index });
  } while (cursor.take(T.COMMA));
}

export function readFromImport(reading: Reading): void {
  const { cursor, draft } = reading;
  cursor.next();
  let specifier = '';
  for (; cursor.kind === T.DOT || cursor.kind === T.ELLIPSIS; cursor.next()) specifier += cursor.word();
  if (cursor.kind !== T.IMPORT) specifier += readDottedName(cursor).join('.');
  if (!cursor.expect(T.IMPORT, "'import'")) return;
  const { isTypeOnly } = draft;
  const { start, end } = cursor;
  if (cursor.take(T.STAR)) {
    draft.imports.push({ specifier, imported: '*', isTypeOnly, start, end });
    draft.exports.push({ name: '*', from: { specifier, imported: '*' }, isTypeOnly, start, end });
    return;
  }
  const isRound = cursor.take(T.OPEN_ROUND);
  do {
    if (isRound && cursor.kind === T.CLOSE_ROUND) break;
    const nameStart = cursor.start;
    const imported = readName(cursor);
    if (imported === undefined) break;
    const local = readAlias(cursor) ?? imported;
    const span = { start: nameStart, end: cursor.lastEnd };
    const index = draft.imports.length;
    draft.imports.push({ specifier, imported, local, isTypeOnly, ...span });
    draft.bind(local, span, 'import', { refersTo: index });
  } while (cursor.take(T.COMMA));
  if (isRound) cursor.expect(T.CLOSE_ROUND, "')'");
}

function readDottedName(cursor: TokenCursor): string[] {
  const path: string[] = [];
  do {
    const name = readName(cursor);
    if (name === undefined) break;
    path.push(name);
  } while (cursor.take(T.DOT));
  return path;
}

function readAlias(cursor: TokenCursor): string | undefined {
  return cursor.take(T.AS) ? readName(cursor) : undefined;
}

function readName(cursor: TokenCursor): string | undefined {
  if (cursor.kind !== T.NAME) {
    cursor.complain(`a name is missing before ${cursor.found()}`);
    return undefined;
  }
  const name = cursor.word();
  cursor.next();
  return name;
}
