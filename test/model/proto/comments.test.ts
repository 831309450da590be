// Which comments belong to a declaration. The rules are protoc's, and are held against it; these are their cases.

import { describe, expect, it } from 'vitest';
import { type Comments, commentsOf } from '../../../src/model/proto/syntax/comments.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';

/** Of the statement that is written `message A {}`. */
function commentsAround(text: string): Comments {
  const file = parseFile({ path: 'test.proto', text });
  const node = file.body.find((element) => element.kind === 'message' && element.name.text === 'A');
  if (!node) throw new Error('no message A');
  return commentsOf(file, node);
}

describe('comments', () => {
  it.each<[string, string, Partial<Comments>]>([
    ['right above lead', '// one\n// two\nmessage A {}', { leading: ' one\n two\n' }],
    ['right above lead, as a block', '/* one\n * two */\nmessage A {}', { leading: ' one\n two ' }],
    ['on the same line lead', '/* one */ message A {}', { leading: ' one ' }],
    ['above a blank line are detached', '// one\n\nmessage A {}', { detached: [' one\n'] }],
    [
      'above and right above are both there',
      '// one\n\n// two\n\n// three\nmessage A {}',
      { detached: [' one\n', ' two\n'], leading: ' three\n' },
    ],
    ['in blocks stand alone', '/* one */\n/* two */\nmessage A {}', { detached: [' one '], leading: ' two ' }],
    ['behind the brace trail', 'message A { // one\n}', { trailing: ' one\n' }],
    ['below the brace trail, before a blank line', 'message A {\n  // one\n\n  reserved 1;\n}', { trailing: ' one\n' }],
    ['below the brace lead what follows', 'message A {\n  // one\n  reserved 1;\n}', {}],
    ['behind the closing brace belong to nobody', 'message A {\n} // one', {}],
    ['behind the statement before trail that', 'message B {} // one\nmessage A {}', {}],
    ['below the statement before lead', 'message B {}\n// one\nmessage A {}', { leading: ' one\n' }],
    ['with Windows line ends keep them', '// one\r\nmessage A {}', { leading: ' one\r\n' }],
    ['after a byte order mark lead', '\ufeff// one\nmessage A {}', { leading: ' one\n' }],
    ['that are never closed are comments', 'message A { /* one', {}],
    ['in strings are none', 'option java_package = "// one";\nmessage A {}', {}],
  ])('%s', (_, text, expected) => {
    expect(commentsAround(text)).toEqual({ leading: undefined, trailing: undefined, detached: [], ...expected });
  });
});
