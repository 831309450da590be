// What `leyline register --check` says of a register that is not the one it would write.

import { describe, expect, it } from 'vitest';
import { compareRegisters } from '../../src/register/compare-pages.ts';

const ROW = '- `A` (`src/a.py:3`) — A thing.';

describe('Markdown', () => {
  it.each([
    ['the same', ROW, ROW, undefined],
    ['other line ends', `${ROW}\r\n`, `${ROW}\n`, undefined],
    ['a new type', '', ROW, { missing: ['A (src/a.py:3)'], gone: [], changed: [] }],
    ['a type that is gone', ROW, '', { missing: [], gone: ['A (src/a.py:3)'], changed: [] }],
    ['a type that moved', ROW, ROW.replace(':3', ':9'), { missing: [], gone: [], changed: ['A (src/a.py:9)'] }],
    ['another heading', `# a\n${ROW}`, `# b\n${ROW}`, { missing: [], gone: [], changed: [] }],
  ])('%s', (_, old, wanted, difference) => {
    expect(compareRegisters(old, wanted, false)).toEqual(difference);
  });
});

describe('JSON', () => {
  const json = (line: number) => JSON.stringify({ types: [{ name: 'A', path: 'src/a.py', line }] });
  it.each([
    ['the same', json(1), json(1), undefined],
    ['a type that moved', json(1), json(2), { missing: [], gone: [], changed: ['A (src/a.py:2)'] }],
    ['no JSON', '{', json(1), { missing: ['A (src/a.py:1)'], gone: [], changed: [] }],
    ['other JSON', '[{"types": 1}]', json(1), { missing: ['A (src/a.py:1)'], gone: [], changed: [] }],
    [
      'rows of nothing',
      '{"types": [null, 1]}',
      json(1),
      { missing: ['A (src/a.py:1)'], gone: ['undefined (undefined:undefined)'], changed: [] },
    ],
  ])('%s', (_, old, wanted, difference) => {
    expect(compareRegisters(old, wanted, true)).toEqual(difference);
  });
});
