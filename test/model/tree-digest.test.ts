// One digest over many files

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { treeDigest } from '../../src/model/tree-digest.ts';
import { sha256 } from '../../src/text/sha256.ts';

const A = sha256('a');
const B = sha256('b');

it('is that of a line for each entry, folders by their own digest', () => {
  const files = new Map([
    ['v1/b.proto', B],
    ['a', A],
    ['v1/a.proto', A],
  ]);
  const folder = sha256(`file "a.proto" ${A}\nfile "b.proto" ${B}\n`);
  expect(treeDigest(files)).toBe(sha256(`file "a" ${A}\nfolder "v1" ${folder}\n`));
});

it('of nothing is that of no lines', () => {
  expect(treeDigest(new Map())).toBe(sha256(''));
});

const name = fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.replaceAll('/', '_'));
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const files = fc.dictionary(path, fc.constantFrom(A, B)).map((record) => new Map(Object.entries(record)));

it('does not depend on the order', () => {
  fc.assert(fc.property(files, (all) => treeDigest(new Map([...all].reverse())) === treeDigest(all)));
});

it('differs for other files, names and contents', () => {
  fc.assert(
    fc.property(files, files, (a, b) => {
      const isSame = a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
      return (treeDigest(a) === treeDigest(b)) === isSame;
    }),
  );
});
