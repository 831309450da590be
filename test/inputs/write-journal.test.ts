// Several files written as one step: whatever happens in between, the next run finds or leaves all of them old or all new.

import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { settleJournal } from '../../src/inputs/files/journal.ts';
import { writeFilesAtomically } from '../../src/inputs/files/write.ts';
import { killingModule, runKilled } from './killed-writer.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Texts by path; nothing that a write has left is hidden. */
function textsIn(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => [join(entry.parentPath, entry.name), !entry.isFile()] as const);
  return Object.fromEntries(
    paths.sort().map(([path, isFolder]) => [path.slice(root.length + 1), isFolder ? '/' : readFileSync(path, 'utf8')]),
  );
}

const OLD = { 'a.txt': 'old a', 'x/b.txt': 'old b', 'x/gone.proto': 'old c' };
const BEFORE = { 'a.txt': 'old a', x: '/', 'x/b.txt': 'old b', 'x/gone.proto': 'old c' };
const AFTER = { 'a.txt': 'new a', x: '/', 'x/b.txt': 'new b', y: '/', 'y/z': '/', 'y/z/c.txt': 'new c' };

const PROGRAM = `
  import { writeFilesAtomically } from './write.ts';
  const [root] = process.argv.slice(2);
  const files = [['a.txt', 'new a'], ['x/b.txt', 'new b'], ['y/z/c.txt', 'new c']];
  writeFilesAtomically(
    files.map(([path, text]) => ({ path: root + '/' + path, text })),
    { journalIn: root, removed: [root + '/x/gone.proto'] },
  );`;

function writerProgram(): string {
  const outfile = join(temporaryFolder(), 'writer.mjs');
  const stdin = { contents: PROGRAM, resolveDir: resolve('src/inputs/files'), loader: 'ts' as const };
  buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}

test('a process killed at any change of the disk leaves what the next run takes back or finishes', () => {
  const program = writerProgram();
  const preload = killingModule();
  const outcomes: string[] = [];
  for (let at = 1; ; at++) {
    const root = temporaryFolder(OLD);
    if (!runKilled(preload, [program, root], at)) {
      expect(textsIn(root)).toEqual(AFTER);
      break;
    }
    const outcome = settleJournal(root, { refuse: true }) ?? 'untouched';
    outcomes.push(outcome);
    const left = textsIn(root);
    // Killed when the journal is the only thing left to remove, it is as good as done.
    expect(left).toEqual(outcome === 'finished' || 'y/z/c.txt' in left ? AFTER : BEFORE);
    expect(settleJournal(root, { refuse: true })).toBe(undefined);
  }
  expect(new Set(outcomes)).toEqual(new Set(['untouched', 'undone', 'finished']));
  expect(outcomes.length).toBeGreaterThan(20);
});

test('settling can be interrupted and repeated', () => {
  const program = writerProgram();
  const preload = killingModule();
  const settler = join(temporaryFolder(), 'settle.mjs');
  const contents = `import { settleJournal } from './journal.ts'; settleJournal(process.argv[2], { refuse: true });`;
  const stdin = { contents, resolveDir: resolve('src/inputs/files'), loader: 'ts' as const };
  buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: settler });
  for (const killedAt of [12, 27]) {
    for (let at = 1; ; at += 2) {
      const root = temporaryFolder(OLD);
      runKilled(preload, [program, root], killedAt);
      if (!runKilled(preload, [settler, root], at)) break;
      settleJournal(root, { refuse: true });
      expect([BEFORE, AFTER]).toContainEqual(textsIn(root));
    }
  }
});

describe('a journal', () => {
  const journal = (root: string, parts: object) => {
    const text = JSON.stringify({ owner: '99999999 ', replaced: [], removed: [], made: [], ...parts });
    writeFileSync(join(root, '.leyline-journal-committed'), text);
  };

  test('of a run that is still writing stops another one that writes, and nobody who reads', () => {
    const root = temporaryFolder({ 'a.txt': 'old' });
    journal(root, { owner: `${process.ppid} ${startOf(process.ppid)}` });
    expect(settleJournal(root, { refuse: false })).toBe(undefined);
    expect(() => writeFilesAtomically([{ path: join(root, 'a.txt'), text: 'new' }], { journalIn: root })).toThrow(
      'another run of leyline is writing to this project',
    );
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old');
  });

  /** As the system counts it, where it does. */
  function startOf(pid: number): string {
    if (!existsSync('/proc/self/stat')) return '';
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  }

  const TEMPORARY = '.leyline-0123456789abcdef.tmp';

  test.each<[string, object]>([
    ['out of the project', { replaced: [{ target: '../outside/a.txt', temporary: TEMPORARY }] }],
    ['by an absolute path', { removed: ['/outside/a.proto'] }],
    ['through a link', { replaced: [{ target: 'link/a.txt', temporary: TEMPORARY }], removed: ['link/a.proto'] }],
    ['into hidden folders', { replaced: [{ target: '.git/hooks/a.txt', temporary: TEMPORARY }] }],
    ['from any file but a temporary one', { replaced: [{ target: 'a.txt', temporary: 'b.txt' }] }],
    ['at what is no contract', { removed: ['a.txt'] }],
    ['with parts that do not fit', { replaced: 7 }],
  ])('does not reach %s', (_, parts) => {
    const folder = temporaryFolder({
      'outside/a.txt': 'old',
      'outside/a.proto': 'old',
      [`outside/${TEMPORARY}`]: 'new',
    });
    const root = join(folder, 'project');
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    symlinkSync('../outside', join(root, 'link'));
    for (const [path, text] of [
      ['a.txt', 'old'],
      ['b.txt', 'new'],
      [`.git/hooks/${TEMPORARY}`, 'new'],
      ['.git/hooks/a.txt', 'old'],
    ] as const) {
      writeFileSync(join(root, path), text);
    }
    journal(root, parts);
    const before = textsIn(folder);
    settleJournal(root, { refuse: true });
    const { 'project/.leyline-journal-committed': _journal, ...rest } = before;
    expect(textsIn(folder)).toEqual(rest);
    expect(existsSync(join(root, '.leyline-journal-committed'))).toBe(false);
  });
});
