// Who asks for the same files of the same tree gets the same schema: a run of many gates costs one parse.

import { expect, it } from 'vitest';
import { loadSchema } from '../../src/commands/load-schema.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';

it('the same files are read, parsed and linked once, in whatever order they are named', async () => {
  const tree = workTree(temporaryFolder({ 'a.proto': 'syntax = "proto3";\n', 'b.proto': 'syntax = "proto3";\n' }));
  const roots = { roots: [''] };
  const both = loadSchema(tree, ['a.proto', 'b.proto'], roots);
  expect(loadSchema(tree, ['b.proto', 'a.proto'], { roots: [''] })).toBe(both);
  expect([...(await both).linked.files.keys()]).toEqual(['a.proto', 'b.proto']);
  expect(loadSchema(tree, ['a.proto'], roots)).not.toBe(both);
  expect(loadSchema(tree, ['a.proto', 'b.proto'], { roots: ['', 'more'] })).not.toBe(both);
  expect(loadSchema({ ...tree }, ['a.proto', 'b.proto'], roots)).not.toBe(both);
});
