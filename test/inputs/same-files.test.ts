// Files that two trees have alike are told without texts, and only where that is certain.

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitRevisionTree } from '../../src/inputs/files/git-revision-tree.ts';
import { mountedTree } from '../../src/inputs/files/mounted-tree.ts';
import { overlayTree } from '../../src/inputs/files/overlay-tree.ts';
import { sameFiles } from '../../src/inputs/files/same-files.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { commitAll, git, temporaryFolder, writeInto } from './temporary-folder.ts';

const TEXTS = {
  'same.proto': 'é😀 text\n',
  'changed.proto': 'x',
  'longer.proto': 'ab',
  'excused.proto': '// WORD\n',
  'binary.proto': new Uint8Array([0xff, 0xfe, 1]),
  'empty.proto': '',
};
const EDITS = { 'changed.proto': 'y', 'longer.proto': 'abc', 'new.proto': '' };
const PATHS = [...Object.keys(TEXTS), 'new.proto', 'link.proto'];
const SAME = {
  paths: new Set(['same.proto', 'excused.proto', 'empty.proto', 'link.proto']),
  saying: new Set(['excused.proto']),
};

function edited(root: string): string {
  writeInto(root, EDITS);
  return root;
}

function filled(): string {
  const root = temporaryFolder(TEXTS);
  symlinkSync('same.proto', join(root, 'link.proto'));
  return root;
}

describe('files are the same', () => {
  it('as those of another folder, byte for byte', async () => {
    expect(await sameFiles(workTree(filled()), workTree(edited(filled())), PATHS, 'WORD')).toEqual(SAME);
  });

  it.each(['sha1', 'sha256'])('as those of a commit, by their ids: %s', async (format) => {
    const root = filled();
    git(root, 'init', '--quiet', '--initial-branch=main', `--object-format=${format}`);
    commitAll(root, 'first');
    edited(root);
    const tree = await gitRevisionTree(root, 'main', "'main'");
    expect(await sameFiles(tree, workTree(root), PATHS, 'WORD')).toEqual(SAME);
    await tree.close();
  });

  it('not where a tree shows others, or other places', async () => {
    const root = temporaryFolder({ 'a.proto': 'a', 'in/a.proto': 'a' });
    const shown = overlayTree(workTree(root), new Map([['a.proto', 'other']]));
    expect((await sameFiles(shown, workTree(root), ['a.proto', 'in/a.proto'], '-')).paths).toEqual(
      new Set(['in/a.proto']),
    );
    const mounted = mountedTree(workTree(root), 'in');
    expect((await sameFiles(mounted, workTree(root), ['a.proto', 'in/a.proto'], '-')).paths).toEqual(
      new Set(['in/a.proto']),
    );
  });
});
