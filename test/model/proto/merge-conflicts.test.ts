// Conflicts that git left in a contract are told as such, once each, and flaws elsewhere are told as well.

import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';

function flawsIn(text: string): readonly string[] {
  return parseFile({ path: 'a.proto', text }).errors.map(
    ({ start, message }) => `${text.slice(0, start).split('\n').length}: ${message}`,
  );
}

const HEAD = 'syntax = "proto3";\nmessage A {\n';
const CONFLICT = '<<<<<<< HEAD\n  int32 a = 1;\n=======\n  int64 a = 1;\n>>>>>>> side/branch "x\n';
const DIFF3 = '<<<<<<< HEAD\n  int32 a = 1;\n||||||| base\n=======\n  int64 a = 1;\n>>>>>>> side\n';

describe('a conflict', () => {
  it.each([
    ['in a message', `${HEAD}${CONFLICT}}\n`, ['3: a merge conflict begins here']],
    ['with the common base', `${HEAD}${DIFF3}}\n`, ['3: a merge conflict begins here']],
    ['with other ends of lines', `${HEAD}${CONFLICT}}\n`.replaceAll('\n', '\r\n'), ['3: a merge conflict begins here']],
    [
      'and another',
      `${HEAD}${CONFLICT}}\n${CONFLICT.replaceAll(' a ', ' b ')}`,
      ['3: a merge conflict begins here', '9: a merge conflict begins here'],
    ],
    ['in a comment', `${HEAD}/*\n${CONFLICT}*/}\n`, []],
    ['in a comment, beside a flaw', `${HEAD}/*\n${CONFLICT}*/}\n}\n`, ["10: '}' closes nothing"]],
    ['without an end', `${HEAD}<<<<<<< HEAD\n}\n`, [expect.stringMatching(/^3: (?!a merge)/)]],
  ])('%s', (_, text, flaws) => {
    expect(flawsIn(text)).toEqual(flaws);
  });
});
