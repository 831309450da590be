// Files written together, and what is left when that fails.

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { writeFilesAtomically } from '../../src/inputs/files/write.ts';
import { temporaryFolder } from './temporary-folder.ts';

function refusal(action: () => void): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return expect.fail('not refused');
}

/** Everything below a folder, folders with a slash. */
function everything(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1) + (entry.isDirectory() ? '/' : ''))
    .sort();
}

describe('writing', () => {
  test('replaces and creates files, and leaves nothing else', () => {
    const root = temporaryFolder({ 'a.txt': 'old' });
    writeFilesAtomically([
      { path: join(root, 'a.txt'), text: 'new é😀' },
      { path: join(root, 'deep/er/b.txt'), text: '' },
    ]);
    expect(everything(root)).toEqual(['a.txt', 'deep/', 'deep/er/', 'deep/er/b.txt']);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('new é😀');
    writeFilesAtomically([]);
  });

  test('keeps modes and owners, and gives new files the usual mode', () => {
    const root = temporaryFolder({ 'script.sh': 'old', secret: 'old' });
    chmodSync(join(root, 'script.sh'), 0o755);
    chmodSync(join(root, 'secret'), 0o400);
    if (process.geteuid?.() === 0) execFileSync('chown', ['1234:2345', join(root, 'script.sh')]);
    const { uid, gid } = statSync(join(root, 'script.sh'));
    writeFilesAtomically(['script.sh', 'secret', 'new'].map((name) => ({ path: join(root, name), text: 'new' })));
    const after = statSync(join(root, 'script.sh'));
    expect([after.mode & 0o777, after.uid, after.gid]).toEqual([0o755, uid, gid]);
    expect(statSync(join(root, 'secret')).mode & 0o777).toBe(0o400);
    expect(statSync(join(root, 'new')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('goes through links, which stay links', () => {
    const root = temporaryFolder({ 'real/a.txt': 'old', 'links/x': '' });
    symlinkSync('../real/a.txt', join(root, 'links/a.txt'));
    symlinkSync('a.txt', join(root, 'links/again.txt'));
    symlinkSync('../real/new.txt', join(root, 'links/dangling.txt'));
    writeFilesAtomically([
      { path: join(root, 'links/again.txt'), text: 'new' },
      { path: join(root, 'links/dangling.txt'), text: 'made' },
    ]);
    expect(readlinkSync(join(root, 'links/again.txt'))).toBe('a.txt');
    expect(readlinkSync(join(root, 'links/a.txt'))).toBe('../real/a.txt');
    expect(readFileSync(join(root, 'real/a.txt'), 'utf8')).toBe('new');
    expect(readFileSync(join(root, 'real/new.txt'), 'utf8')).toBe('made');
    expect(everything(root)).toEqual([
      'links/',
      'links/a.txt',
      'links/again.txt',
      'links/dangling.txt',
      'links/x',
      'real/',
      'real/a.txt',
      'real/new.txt',
    ]);
  });

  test('takes names as long as the file system does', () => {
    const path = join(temporaryFolder(), 'n'.repeat(255));
    writeFilesAtomically([{ path, text: 'new' }]);
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('also keeps the name apart from other links to the same content', () => {
    const root = temporaryFolder({ 'a.txt': 'old' });
    execFileSync('ln', [join(root, 'a.txt'), join(root, 'b.txt')]);
    writeFilesAtomically([{ path: join(root, 'a.txt'), text: 'new' }]);
    expect(readFileSync(join(root, 'b.txt'), 'utf8')).toBe('old');
  });
});

describe('when something is in the way, nothing is changed', () => {
  const before = { 'a.txt': 'old', 'folder/x': '', file: '' };

  test.each<[string, string, string]>([
    ['a folder', 'folder', 'it is not a file'],
    ['a file where a folder should be', 'file/b.txt', 'a part of its path is a file, not a folder'],
    ['a pipe', 'pipe', 'it is not a file'],
    ['a circle of links', 'circle', 'its symbolic links lead in a circle'],
    ['a name that is too long', 'n'.repeat(256), 'the name is too long'],
    ['a folder whose name is too long', `deep/er/${'n'.repeat(256)}/x`, 'the name is too long'],
    ['the same file again', 'a.txt', 'it is to be written twice'],
    ['the same file by a link', 'link', 'it is to be written twice'],
  ])('%s', (_what, name, reason) => {
    const root = temporaryFolder(before);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('circle', join(root, 'circle'));
    symlinkSync('a.txt', join(root, 'link'));
    const names = everything(root);
    const error = refusal(() =>
      writeFilesAtomically([
        { path: join(root, 'a.txt'), text: 'new' },
        { path: join(root, 'new/folder/b.txt'), text: 'new' },
        { path: join(root, name), text: 'new' },
      ]),
    );
    expect(error.message).toBe(`cannot write ${join(root, name)}: ${reason}`);
    expect(error.hint).toBe('no file was changed');
    expect(everything(root)).toEqual(names);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old');
  });

  test('a disk that takes no more', () => {
    const root = temporaryFolder(before);
    const program = writerProgram(`
      import { writeFilesAtomically } from './write.ts';
      const [root] = process.argv.slice(2);
      try {
        writeFilesAtomically([
          { path: root + '/a.txt', text: 'new' },
          { path: root + '/big/b.txt', text: 'x'.repeat(10_000_000) },
        ]);
      } catch ({ name, message, hint }) {
        process.stdout.write([name, message, hint].join('|'));
      }`);
    const names = everything(root);
    const limited = ['-c', 'ulimit -f 1000; exec "$0" "$@"', process.execPath, program, root];
    expect(execFileSync('bash', limited, { encoding: 'utf8' })).toBe(
      `UserError|cannot write ${root}/big/b.txt: it would become larger than is allowed here|no file was changed`,
    );
    expect(everything(root)).toEqual(names);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old');
  });
});

/** A program in plain JavaScript, for a process of its own. */
function writerProgram(contents: string): string {
  const outfile = join(temporaryFolder(), 'writer.mjs');
  const stdin = { contents, resolveDir: resolve('src/inputs/files'), loader: 'ts' as const };
  buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}

test('a process killed at any moment leaves every file whole, old or new', async () => {
  const root = temporaryFolder();
  const program = writerProgram(`
    import { writeFilesAtomically } from './write.ts';
    const [root] = process.argv.slice(2);
    process.stdout.write('ready');
    for (let turn = 0; ; turn++) {
      writeFilesAtomically([...Array(8).keys()].map((i) => ({
        path: root + '/f' + i,
        text: (turn + '\\n').repeat(20000 + i) + 'end of ' + turn,
      })));
    }`);
  let filesSeen = 0;
  for (let round = 0; round < 25; round++) {
    const child = spawn(process.execPath, [program, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((ready) => child.stdout.once('data', ready));
    await new Promise((passed) => setTimeout(passed, Math.random() * 60));
    child.kill('SIGKILL');
    await new Promise((gone) => child.once('close', gone));
    for (const name of readdirSync(root)) {
      if (lstatSync(join(root, name)).isDirectory() || !/^f\d$/.test(name)) continue;
      const text = readFileSync(join(root, name), 'utf8');
      const turn = /end of (\d+)$/.exec(text)?.[1];
      const lines = `${turn}\n`.repeat(20_000 + Number(name.slice(1)));
      expect(text).toBe(`${lines}end of ${turn}`);
      filesSeen += 1;
    }
  }
  expect(filesSeen).toBeGreaterThan(100);
});
