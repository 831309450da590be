// Files and names that nobody would wish for: each gives findings with a place or one complaint, and never more.

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline } from './leyline.ts';
import { FLOAT, floatAt, GOOD, proto } from './protos.ts';

const COMPACT = ['lint', '--format', 'compact'];

describe('a file', () => {
  it.each<[what: string, content: string | Uint8Array, found: RegExp[]]>([
    ['that is empty', '', []],
    ['of blanks', ' \n\t\r\n', []],
    ['with a byte order mark and CRLF', `\ufeff${proto('a', FLOAT).replaceAll('\n', '\r\n')}`, [/:6:3: .*retry_count/]],
    ['with a NUL', 'syntax = "proto3";\nmessage A {\0}\n', [/:2:12: error: .* \[syntax-error\]$/]],
    [
      'of bytes that are no text',
      Buffer.from([0x6d, 0xff, 0xfe]),
      [/:1:1: error: file is not UTF-8 text: byte 0xff at offset 1 /],
    ],
    [
      'in UTF-16',
      Buffer.from('\ufeffmessage A {}', 'utf16le'),
      [/:1:1: error: file is UTF-16 text; save it as UTF-8 /],
    ],
    ['cut off in a word', 'mess', [/:1:1: error: .* \[syntax-error\]$/]],
    ['cut off in a string', 'syntax = "pro', [/:1:10: error: .* \[syntax-error\]$/]],
    ['of one long line', `syntax = "proto3"; ${'message A {'.repeat(5000)}`, [/\[syntax-error\]$/]],
    [
      'with several mistakes',
      proto('a', 'int32 = 1;', 'Unknown b = 2;', 'string c = ;', FLOAT),
      [/:6:9: .*syntax-error/, /:8:14: .*syntax-error/, /:9:3: .*no-float-counters/],
    ],
  ])('%s', (_, content, found) => {
    const run = leyline(temporaryFolder({ 'a.proto': content }), COMPACT);
    expect(run).toMatchObject({ code: found.length === 0 ? 0 : 1, stderr: '' });
    const lines = findings(run).slice(0, Math.max(1, found.length));
    expect(lines).toEqual(found.map((pattern) => expect.stringMatching(pattern)));
  });

  it('of twenty megabytes is checked to its end', () => {
    const messages = Array.from({ length: 500_000 }, (_, i) => `message M${i} {\n  string name_of_it = 1;\n}\n`);
    const content = `syntax = "proto3";\npackage a.v1;\n${messages.join('')}message Last {\n  ${FLOAT}\n}\n`;
    expect(content.length).toBeGreaterThan(20e6);
    const run = leyline(temporaryFolder({ 'a.proto': content }), COMPACT);
    expect(findings(run)).toEqual([floatAt('a.proto', 1_500_004)]);
  });

  it('among three thousand, each importing the next, is checked once', () => {
    const count = 3000;
    const files = Array.from({ length: count }, (_, i) => {
      const next = i + 1 < count ? `import "p${i + 1}.proto";\n` : '';
      return [`p${i}.proto`, `syntax = "proto3";\npackage p${i}.v1;\n${next}message A {\n  ${FLOAT}\n}\n`] as const;
    });
    const root = temporaryFolder(Object.fromEntries(files));
    const counters = [...COMPACT, '--rule', 'no-float-counters'];
    expect(findings(leyline(root, counters))).toHaveLength(count);
    expect(findings(leyline(root, [...counters, 'p0.proto']))).toEqual([floatAt('p0.proto', 5)]);
  });
});

describe('a name', () => {
  it.each<[name: string, shown?: string]>([
    ['with space.proto'],
    ['-dash.proto'],
    ['ünï→.proto'],
    ['quo"te\'s.proto'],
    ['bra[ck]et*?.proto'],
    ['line\nbreak.proto', 'line\\nbreak.proto'],
    ['esc\x1b[31m\u202e.proto', 'esc\\x1b[31m\\u{202e}.proto'],
  ])('%j is shown so that no terminal obeys it', (name, shown = name) => {
    const root = temporaryFolder({ [name]: proto('a', FLOAT) });
    const expected = { code: 1, stdout: `${floatAt(shown)}\n`, stderr: '' };
    expect(leyline(root, COMPACT)).toEqual(expected);
    expect(leyline(root, [...COMPACT, '--', name])).toEqual(expected);
    const json = JSON.parse(leyline(root, ['lint', '--format', 'json']).stdout);
    expect(json.findings[0].path).toBe(name);
  });

  it('survives git', () => {
    const root = repository();
    writeInto(root, { 'line\nbreak "→".proto': proto('a', FLOAT), '-x.proto': proto('x', FLOAT) });
    git(root, 'add', '--all');
    const found = [floatAt('-x.proto'), floatAt('line\\nbreak "→".proto')];
    for (const which of ['--staged', '--changed']) expect(findings(leyline(root, [...COMPACT, which]))).toEqual(found);
  });
});

describe('what is no file', () => {
  it('is passed over in a folder, and named when it is asked for', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD) });
    execFileSync('mkfifo', [join(root, 'pipe.proto')]);
    mkdirSync(join(root, 'folder.proto'));
    symlinkSync('loop.proto', join(root, 'loop.proto'));
    symlinkSync('.', join(root, 'self'));
    expect(leyline(root, COMPACT)).toEqual({ code: 0, stdout: '', stderr: '' });
    const why = (name: string) => complaint(leyline(root, ['lint', name])).message;
    expect(why('pipe.proto')).toBe("'pipe.proto' cannot be checked: pipe.proto is a pipe or device, not a file");
    expect(why('folder.proto')).toBe("'folder.proto' holds no files to check");
    expect(why('loop.proto')).toMatch(/^'loop.proto' cannot be checked: loop.proto cannot be read: .* in a circle$/);
    expect(leyline(root, [...COMPACT, 'self/self/a.proto'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('imports', () => {
  const CANARY = 'canary_in_the_coal_mine';
  const importing = (path: string) => `syntax = "proto3";\npackage a.v1;\nimport "${path}";\n`;
  const place = 'p/a.proto:3:8: error: ';

  it.each<[path: string, message: string]>([
    ['missing.proto', "'missing.proto' is not found"],
    ['../secret.proto', "import path '../secret.proto' leaves its root with '..'"],
    ['../../../../../../etc/passwd', "import path '../../../../../../etc/passwd' leaves its root with '..'"],
    ['x/../../secret.proto', "import path 'x/../../secret.proto' leaves its root with '..'"],
    ['/etc/passwd', "import path '/etc/passwd' is absolute"],
    ['', 'import path is empty'],
    ['./b.proto', "import path './b.proto' has an empty or '.' part"],
    ['link.proto', "'link.proto' is not found"],
    ['folder/secret.proto', "'folder/secret.proto' is not found"],
    ['b.proto\\0', 'import path has a NUL character'],
  ])('%j reach nothing outside the project', (path, message) => {
    const outside = temporaryFolder({ 'secret.proto': `${CANARY} {`, 'p/b.proto': proto('b', GOOD) });
    const root = join(outside, 'p');
    writeInto(root, { 'p/a.proto': importing(path), 'leyline.yaml': '' });
    symlinkSync(join(outside, 'secret.proto'), join(root, 'link.proto'));
    symlinkSync(outside, join(root, 'folder'));
    for (const args of [[], ['p/a.proto']]) {
      const run = leyline(root, [...COMPACT, ...args]);
      expect(run.code).toBe(1);
      expect(findings(run)[0]).toBe(`${place}${message} [unresolved-import]`);
      expect(run.stdout + run.stderr).not.toContain(CANARY);
    }
    expect(leyline(root, ['lint', '--format', 'json']).stdout).not.toContain(CANARY);
  });

  it('in a circle are told, with the way round', () => {
    const files = { 'a.proto': importing('b.proto'), 'b.proto': importing('a.proto').replace('a.v1', 'b.v1') };
    const run = leyline(temporaryFolder(files), [...COMPACT, '--quiet']);
    expect(run.code).toBe(1);
    expect(findings(run)).toEqual([
      expect.stringMatching(/^[ab].proto:3:8: error: .* in a circle: .* → .* → .* \[import-cycle\]$/),
    ]);
  });

  it('of a file with mistakes point at the first', () => {
    const root = temporaryFolder({ 'p/a.proto': importing('b.proto'), 'b.proto': 'mess\nmess\n', 'leyline.yaml': '' });
    const run = leyline(root, [...COMPACT, 'p/a.proto']);
    expect(findings(run)).toEqual([
      expect.stringMatching(
        /^p\/a.proto:3:8: error: 'b.proto' has .*error.* at b.proto:1:1: .* \[unresolved-import\]$/,
      ),
    ]);
  });

  it('of what comes with protobuf need no file', () => {
    const root = temporaryFolder({ 'p/a.proto': importing('google/protobuf/timestamp.proto') });
    expect(leyline(root, [...COMPACT, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe.runIf(process.geteuid?.() === 0)('what may not be read', () => {
  /** Root may read everything, so the command runs as nobody. */
  function leylineAsNobody(root: string, args: readonly string[]): string {
    try {
      const flags = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
      const bin = new URL('../../bin/leyline.js', import.meta.url).pathname;
      return execFileSync('setpriv', [...flags, bin, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return `${stdout}${stderr}exit ${status}`;
    }
  }

  it('is a finding, not a clean run', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD), 'sub/deep/b.proto': proto('b', GOOD) });
    writeFileSync(join(root, 'sub/c.proto'), proto('c', GOOD));
    execFileSync('chmod', ['755', root]);
    execFileSync('chmod', ['000', join(root, 'a.proto'), join(root, 'sub/deep')]);
    const denied = (path: string, what: string) =>
      `${path}:1:1: error: ${what} cannot be read: permission denied [unreadable-file]\n`;
    const folder = denied('sub/deep', 'folder');
    expect(leylineAsNobody(root, COMPACT)).toBe(`${denied('a.proto', 'file')}${folder}exit 1`);
    expect(leylineAsNobody(root, [...COMPACT, 'sub'])).toBe(`${folder}exit 1`);
    const complaint = "leyline: 'sub/deep' cannot be checked: sub/deep cannot be read: permission denied\n";
    expect(leylineAsNobody(root, [...COMPACT, 'sub/deep'])).toBe(`${complaint}exit 2`);
  });
});
