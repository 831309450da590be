// `leyline breaking` as a stranger meets it: what it needs, what it says, and with which code it ends.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline } from './leyline.ts';
import { proto } from './protos.ts';

const COMPACT = ['breaking', '--against', '../old', '--format', 'compact'];

/** A folder with `old/` and `new/`; the path of `new/`. */
function sides(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const below = (folder: string, texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]);
  return join(temporaryFolder(Object.fromEntries([...below('old', before), ...below('new', after)])), 'new');
}

const OLD = { 'mail.proto': proto('mail', 'string id = 1;', 'int32 size = 2;') };

describe('without a configuration', () => {
  it('finds nothing where nothing changed', () => {
    expect(leyline(sides(OLD, OLD), ['breaking', '--against', '../old'])).toEqual({
      code: 0,
      stdout: 'no findings in 1 file\n',
      stderr: '',
    });
  });

  it('finds what breaks code, with the place before', () => {
    const cwd = sides(OLD, { 'mail.proto': proto('mail', 'string name = 1;', 'int32 size = 2;') });
    const run = leyline(cwd, ['breaking', '--against', '../old']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain("error[field-same-name]: number 1 was 'id' and is 'name'\n --> mail.proto:6:10\n");
    expect(run.stdout).toContain('note: before\n --> ../old/mail.proto:6:10\n');
  });

  it.each([
    ['wire', ['field-no-delete-unless-number-reserved']],
    ['wire-json', ['field-no-delete-unless-name-reserved', 'field-no-delete-unless-number-reserved']],
    ['source', ['field-no-delete']],
    ['strict', ['field-no-delete']],
  ])('judges for whom --category %s says', (category, rules) => {
    const run = leyline(sides(OLD, { 'mail.proto': proto('mail', 'string id = 1;') }), [
      ...COMPACT,
      '--category',
      category,
    ]);
    expect(findings(run).map((line) => /\[(.*)\]$/.exec(line)?.[1])).toEqual(rules);
  });

  it('knows rules by their id and by that of buf', () => {
    const cwd = sides(OLD, { 'mail.proto': proto('mail', 'string id = 1;') });
    const line = "mail.proto:5:1: error: field 'size' (2) is gone from message 'mail.v1.Packet' [field-no-delete]";
    for (const rule of ['field-no-delete', 'FIELD_NO_DELETE']) {
      expect(findings(leyline(cwd, [...COMPACT, '--rule', rule]))).toEqual([line]);
    }
  });

  it('tells of a file that is gone', () => {
    const cwd = sides({ ...OLD, 'gone.proto': proto('gone') }, OLD);
    expect(findings(leyline(cwd, [...COMPACT, '--rule', 'file-no-delete']))).toEqual([
      "gone.proto:1:1: error: file 'gone.proto' is gone [file-no-delete]",
    ]);
  });

  it('tells only of the paths that are asked for, also of those that are gone', () => {
    const cwd = sides({ ...OLD, 'a/x.proto': proto('x', 'int32 a = 1;') }, { 'a/x.proto': proto('x') });
    const places = (path: string) =>
      findings(leyline(cwd, [...COMPACT, '--path', path])).map((line) => line.split(':')[0]);
    expect(new Set(places('a'))).toEqual(new Set(['a/x.proto']));
    expect(new Set(places('mail.proto'))).toEqual(new Set(['mail.proto']));
  });

  it('lets pass what --fail-on does not mean, and writes other formats', () => {
    const cwd = sides(OLD, { 'mail.proto': proto('mail', 'string id = 1;') });
    const args = [
      'breaking',
      '--against',
      '../old',
      '--fail-on',
      'never',
      '--format',
      'sarif:out.sarif',
      '--format',
      'json',
    ];
    const run = leyline(cwd, args);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).findings).toHaveLength(1);
    expect(readFileSync(join(cwd, 'out.sarif'), 'utf8')).toContain('field-no-delete');
  });
});

describe('does not run', () => {
  it.each([
    ['without a version', ['breaking'], "'leyline breaking' needs a version to compare with"],
    ['for an empty word', ['breaking', '--against', ''], "'--against' names nothing"],
    [
      'for an unknown rule',
      ['breaking', '--against', '../old', '--rule', 'field-no-delet'],
      "unknown rule 'field-no-delet'",
    ],
    [
      'for a rule of lint',
      ['breaking', '--against', '../old', '--rule', 'indent'],
      "'indent' is no rule about changes",
    ],
    [
      'for a path of no version',
      ['breaking', '--against', '../old', '--path', 'x'],
      "'x' names no .proto file of either version",
    ],
    ['for a path outside', ['breaking', '--against', '../old', '--path', '../..'], "'../..' lies outside the project"],
    [
      'for two selections',
      ['breaking', '--against', '../old', '--category', 'wire', '--preset', 'WIRE'],
      '--category cannot be combined with --preset',
    ],
  ])('%s', (_, args, message) => {
    expect(complaint(leyline(sides(OLD, OLD), args))).toMatchObject({ message, hint: expect.any(String) });
  });

  it('where the version before is not there, or has nothing', () => {
    const cwd = sides({ 'notes.txt': '' }, OLD);
    expect(complaint(leyline(cwd, ['breaking', '--against', '../nowhere'])).message).toContain('../nowhere');
    expect(complaint(leyline(cwd, ['breaking', '--against', '../old'])).message).toBe(
      "no .proto files are in '../old'",
    );
  });

  it('where the version before has errors, and says so', () => {
    const cwd = sides({ 'mail.proto': 'syntax = "proto3";\nmessage {}\n' }, OLD);
    const { stderr, code } = leyline(cwd, ['breaking', '--against', '../old']);
    expect(code).toBe(2);
    expect(stderr).toContain("the version before, '../old', has an error");
    expect(stderr).toContain('../old/mail.proto:2:9');
  });

  it('the comparison where the files of now have errors: those are findings', () => {
    const cwd = sides(OLD, { 'mail.proto': 'syntax = "proto3";\nmessage {}\n' });
    const run = leyline(cwd, COMPACT);
    expect(run.code).toBe(1);
    expect(findings(run)).toEqual([expect.stringMatching(/^mail\.proto:2:9: error: .* \[syntax-error\]$/)]);
  });

  it('and shows nothing of the version before where a file of now cannot be read', () => {
    const cwd = sides(OLD, OLD);
    writeFileSync(join(cwd, 'mail.proto'), Buffer.from([0x6d, 0xff, 0xfe]));
    const { code, stdout } = leyline(cwd, ['breaking', '--against', '../old']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('error[unreadable-file]: file is not UTF-8 text')]);
    expect(stdout).not.toContain('syntax');
  });

  it('where git left a conflict, which it calls so', () => {
    const conflict = '<<<<<<< HEAD\nmessage A {}\n=======\nmessage B {}\n>>>>>>> side\n';
    const cwd = sides(OLD, { 'mail.proto': OLD['mail.proto'] + conflict });
    expect(findings(leyline(cwd, COMPACT))[0]).toMatch(/^mail\.proto:\d+:\d+: error: a merge conflict begins here/);
    const { message } = complaint(leyline(cwd, ['diff', '--against', '../old']));
    expect(message).toContain('the version of now has an error: a merge conflict begins here');
  });
});

describe('with a configuration', () => {
  const AFTER = { 'mail.proto': proto('mail', 'string id = 1;') };
  const exception = (element: string, more = '') =>
    `exceptions:\n  - { rule: field-no-delete, path: '**', element: ${element}, owner: karn, reason: agreed${more} }\n`;

  it('takes its category and severities', () => {
    const config =
      'rules:\n  extends: [recommended, breaking-wire]\n  field-no-delete-unless-number-reserved: warning\n';
    const run = leyline(sides(OLD, { ...AFTER, 'leyline.yaml': config }), COMPACT);
    expect(findings(run)).toEqual([expect.stringContaining(': warning: ')]);
    expect(run.code).toBe(0);
  });

  it('excuses the change of one element, and of no other', () => {
    const before = { 'mail.proto': proto('mail', 'string id = 1;', 'int32 size = 2;', 'int32 age = 3;') };
    const run = leyline(sides(before, { ...AFTER, 'leyline.yaml': exception('mail.v1.Packet.size') }), COMPACT);
    expect(run.code).toBe(1);
    expect(findings(run)).toEqual([expect.stringContaining("field 'age'")]);
  });

  it('finds an exception that is stale, and one that has expired', () => {
    const stale = leyline(sides(AFTER, { ...AFTER, 'leyline.yaml': exception('mail.v1.Packet.size') }), COMPACT);
    expect(stale.stdout).toContain("exception of field-no-delete for 'mail.v1.Packet.size' excuses nothing");
    const late = exception('mail.v1.Packet.size', ', expires: 2020-01-01');
    const expired = leyline(sides(OLD, { ...AFTER, 'leyline.yaml': late }), COMPACT);
    expect(expired.stdout).toContain("for 'mail.v1.Packet.size' expired on 2020-01-01");
  });

  it('leaves such exceptions alone in lint, which judges no changes', () => {
    const cwd = sides(OLD, { ...AFTER, 'leyline.yaml': exception('mail.v1.Packet.size') });
    expect(leyline(cwd, ['lint', '--format', 'compact']).stdout).not.toContain('exception');
  });

  it('does what the breaking section of a buf.yaml says', () => {
    const config = (text: string) => ({ 'buf.yaml': `version: v2\nbreaking:\n${text}` });
    const found = (text: string) => findings(leyline(sides(OLD, { ...AFTER, ...config(text) }), COMPACT)).length;
    expect(found('  use: [WIRE_JSON]\n')).toBe(2);
    expect(found('  use: [WIRE_JSON]\n  except: [FIELD_NO_DELETE_UNLESS_NAME_RESERVED]\n')).toBe(1);
    expect(found('  use: [FILE]\n  ignore: [mail.proto]\n')).toBe(0);
    expect(found('  use: [FILE]\n  ignore_only:\n    FIELD_NO_DELETE: [mail.proto]\n')).toBe(0);
    const wrong = leyline(sides(OLD, { ...AFTER, ...config('  use: [WIER]\n') }), COMPACT);
    expect(wrong.stderr).toContain("'WIER' is no rule or category of version v2");
  });

  it('passes over packages that are not stable where buf.yaml says so', () => {
    const unstable = (text: string) => ({ 'mail.proto': text.replace('mail.v1;', 'mail.v1beta1;') });
    const config = { 'buf.yaml': 'version: v2\nbreaking:\n  ignore_unstable_packages: true\n' };
    const after = { ...unstable(AFTER['mail.proto']), ...config };
    expect(leyline(sides(unstable(OLD['mail.proto']), after), COMPACT)).toMatchObject({ code: 0, stdout: '' });
  });

  it('takes a folder for the contract root where it does not have one', () => {
    const config = { 'leyline.yaml': 'contracts: { root: contracts }\n' };
    const cwd = sides(OLD, { 'contracts/mail.proto': AFTER['mail.proto'], ...config });
    expect(findings(leyline(cwd, COMPACT))).toEqual([expect.stringMatching(/^contracts\/mail\.proto:5:1: .*'size'/)]);
  });
});
