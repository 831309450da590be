// `leyline diff`: the list of changes in its three forms, and whom they concern.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { complaint, leyline } from './leyline.ts';

const HEAD = 'syntax = "proto3";\npackage mail.v1;\n';
const OLD = `${HEAD}message Letter { Stamp stamp = 1; int32 weight = 2; }\nmessage Stamp { int32 price = 1; }\nmessage Alone {}\n`;
const NEW = `${HEAD}message Letter { Stamp stamp = 1; }\nmessage Stamp { int32 price = 1; int32 year = 2; }\n// Words.\nmessage Alone {}\n`;
const TOPICS = `topics:
  - { name: mail.letters, publishers: [karn], consumers: [tolaria], payload: mail.v1.Letter }
`;
const CONFIG = `contracts: { root: contracts }
planes:
  training: { packages: [mail.*], subsystems: [tolaria] }
  innovation: { packages: [other.*], subsystems: [karn] }
`;

function project(before: string, after: string): string {
  return join(
    temporaryFolder({
      'old/contracts/mail.proto': before,
      'new/contracts/mail.proto': after,
      'new/contracts/build/topics.yaml': TOPICS,
      'new/leyline.yaml': CONFIG,
    }),
    'new',
  );
}

describe('between two versions', () => {
  it('lists changes by level, and the topics that carry them', () => {
    expect(leyline(project(OLD, NEW), ['diff', '--against', '../old'])).toEqual({
      code: 0,
      stdout: `major (1)
  ../old/contracts/mail.proto:3:41  field 'weight' (2) of mail.v1.Letter was removed

minor (1)
  contracts/mail.proto:4:40  field 'year' (2) of mail.v1.Stamp was added

patch (1)
  contracts/mail.proto:6:9  message mail.v1.Alone: comment added

topics (1)
  mail.letters (major): karn to tolaria; planes innovation, training

3 changes since ../old: major
`,
      stderr: '',
    });
  });

  it('tells of one change once, with what follows from it', () => {
    const old = `${HEAD}message Letter { int64 retry_count = 1; string a = 2; string b = 3; repeated int32 list = 4; }\nmessage Old { int32 x = 1; string y = 2; }\n`;
    const now = `${HEAD}message Letter { int32 retries = 1; string b = 2; string a = 3; repeated int32 list = 4 [packed = false]; }\nmessage New { int32 x = 1; string y = 2; }\n`;
    const cwd = project(old, now);
    const { stdout } = leyline(cwd, ['diff', '--against', '../old']);
    expect(stdout.split('\n').map((line) => line.replace(/^ +\S+ +/, ''))).toEqual([
      'major (6)',
      'message mail.v1.Old was removed; it seems to be message mail.v1.New now',
      "field 'retries' (1) of mail.v1.Letter: name changed from 'retry_count' to 'retries'; its JSON name changed from 'retryCount' to 'retries'; number 1 means something else now",
      "field 'retries' (1) of mail.v1.Letter: type changed from 'int64' to 'int32'; it holds fewer numbers",
      "field 'b' (2) of mail.v1.Letter: name changed from 'a' to 'b'; its JSON name changed from 'a' to 'b'; it had number 3 before, which 'a' has now",
      "field 'a' (3) of mail.v1.Letter: name changed from 'b' to 'a'; its JSON name changed from 'b' to 'a'; it had number 2 before, which 'b' has now",
      "field 'list' (4) of mail.v1.Letter: encoding changed from 'packed' to 'expanded'; its option packed 'false' added",
      '',
      'topics (1)',
      expect.stringMatching(/major/),
      '',
      '6 changes since ../old: major',
      '',
    ]);
    const report = JSON.parse(leyline(cwd, ['diff', '--against', '../old', '--format', 'json']).stdout);
    expect(report.changes[1]).toMatchObject({
      aspect: 'name',
      consequences: [
        { level: 'major', kind: 'field-changed', aspect: 'json-name', from: 'retryCount', to: 'retries' },
        { level: 'major', kind: 'field-number-reused', element: 'mail.v1.Letter.retries' },
      ],
    });
    expect(report.changes[0].consequences).toMatchObject([{ level: 'minor', kind: 'message-added' }]);
  });

  it('as JSON, with both places', () => {
    const { stdout } = leyline(project(OLD, NEW), ['diff', '--against', '../old', '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ formatVersion: 1, against: '../old', level: 'major' });
    expect(report.changes[0]).toEqual({
      level: 'major',
      kind: 'field-removed',
      element: 'mail.v1.Letter.weight',
      message: "field 'weight' (2) of mail.v1.Letter was removed",
      before: { path: '../old/contracts/mail.proto', line: 3, column: 41 },
      topics: ['mail.letters'],
    });
    expect(report.topics.map(({ name }: { name: string }) => name)).toEqual(['mail.letters']);
  });

  it('as Markdown, into a file', () => {
    const cwd = project(OLD, NEW);
    expect(leyline(cwd, ['diff', '--against', '../old', '--format', 'markdown', '--output', 'x.md'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const { stdout } = leyline(cwd, ['diff', '--against', '../old', '--format', 'markdown']);
    expect(stdout).toContain("#### Major (1)\n\n- field 'weight' (2) of mail.v1.Letter was removed (`");
    expect(stdout).toContain('<details><summary>Patch (1)</summary>');
    expect(stdout).toContain('| `mail.letters` | major | `mail.v1.Letter` | karn | tolaria | innovation, training |');
  });

  it('names the source files that mention what changed, where sources are configured', () => {
    const cwd = project(OLD, NEW);
    writeInto(cwd, {
      'leyline.yaml': `${CONFIG}sources: [{ language: typescript, include: ["src/**"], generated: ["src/gen/**"] }]\n`,
      'src/post.ts': "import { Stamp } from './gen/mail';\nexport type Sent = Letter | Stamp;\n",
      'src/other.ts': 'export const Letters = 1; // Alone\n',
      'src/gen/mail.ts': 'export class Stamp {}\n',
      'lib/letter.ts': 'type Letter = 1;\n',
    });
    const run = (format: string) => leyline(cwd, ['diff', '--against', '../old', '--format', format]).stdout;
    expect(run('text')).toContain('sources (1)\n  src/post.ts:1:10  mail.v1.Letter, mail.v1.Stamp\n\n3 changes');
    expect(run('markdown')).toContain('- `src/post.ts:1`: `mail.v1.Letter`, `mail.v1.Stamp`\n');
    expect(JSON.parse(run('json')).sources).toEqual([
      { path: 'src/post.ts', line: 1, column: 10, elements: ['mail.v1.Letter', 'mail.v1.Stamp'] },
    ]);
  });

  it('says so where nothing changed', () => {
    expect(leyline(project(OLD, OLD), ['diff', '--against', '../old']).stdout).toBe('nothing changed since ../old\n');
  });
});

describe('does not run', () => {
  it('without a version', () => {
    expect(complaint(leyline(project(OLD, NEW), ['diff'])).message).toBe(
      "'leyline diff' needs a version to compare with",
    );
  });

  it.each([
    ['before', `${HEAD}message {}\n`, NEW, "the version before, '../old', has an error"],
    ['of now', OLD, `${HEAD}message {}\n`, 'the version of now has an error'],
  ])('where the version %s has errors', (_, before, after, message) => {
    const { code, stderr, stdout } = leyline(project(before, after), ['diff', '--against', '../old']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
