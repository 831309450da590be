// A leyline.yaml that cannot be used: one message per mistake, each with its place, and nothing is checked.

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, leyline } from './leyline.ts';
import { FLOAT, proto } from './protos.ts';

/** The places and messages of the mistakes told, and the help below each. */
function mistakes(stderr: string): (string | undefined)[][] {
  return stderr.split(/\n\n/).map((block) => {
    const [, message] = /^error\[invalid-config\]: (.*)$/m.exec(block) ?? [];
    const [, place] = /^ *--> (.*)$/m.exec(block) ?? [];
    return [place, message, /= help: (.*)$/m.exec(block)?.[1]];
  });
}

describe('a mistake in leyline.yaml', () => {
  it.each<[what: string, yaml: string, told: (string | RegExp | undefined)[][]]>([
    [
      'an unknown key',
      'contrcts: {}\n',
      [['leyline.yaml:1:1', /^unknown key 'contrcts'$/, /^did you mean 'contracts'\?$/]],
    ],
    [
      'wrong types, each of them',
      'contracts: 5\nplanes: []\n',
      [
        ['leyline.yaml:1:12', /^'contracts' must be a map .*, not the number 5$/, undefined],
        ['leyline.yaml:2:9', /^'planes' must be a map .*, not a list$/, undefined],
      ],
    ],
    ['a list for a map', '- a\n', [['leyline.yaml:1:1', /must be a map .*, not a list$/, undefined]]],
    ['a bracket that is never closed', 'rules: {\n', [['leyline.yaml:2:1', /'}' is missing/, /add '}'/]]],
    ['a tab', 'contracts:\n\troot: a\n', [['leyline.yaml:2:1', /^a tab is used as indentation$/, /spaces/]]],
    ['a key given twice', 'rules: {}\nrules: {}\n', [['leyline.yaml:2:1', /^key 'rules' is given twice$/, /keep one/]]],
    ['a key without a value', 'contracts:\n', [['leyline.yaml:1:1', /^'contracts' has no value$/, /./]]],
    ['a second document', 'rules: {}\n---\nrules: {}\n', [['leyline.yaml:2:1', /second YAML document/, /./]]],
    ['an alias of itself', 'rules: &a [*a]\n', [['leyline.yaml:1:12', /stands for something that contains it/, /./]]],
    [
      'an unknown rule',
      'rules:\n  no-map-feilds: error\n',
      [['leyline.yaml:2:3', /^unknown rule 'no-map-feilds'$/, /^did you mean 'no-map-fields'\?$/]],
    ],
    [
      'an unknown severity',
      'rules:\n  no-map-fields: fatal\n',
      [['leyline.yaml:2:18', /^'fatal' is not a severity$/, /off, info, warning, error/]],
    ],
    [
      'an unknown option of a rule',
      'rules:\n  no-float-counters: [error, { wordz: [a] }]\n',
      [['leyline.yaml:2:32', /^unknown key 'wordz'$/, /^did you mean 'words'\?$/]],
    ],
    [
      'an unknown preset',
      'rules: { extends: recomended }\n',
      [['leyline.yaml:1:19', /^unknown preset 'recomended'$/, /^did you mean 'recommended'\?$/]],
    ],
    [
      'an exception without a reason',
      'exceptions:\n  - { rule: no-map-fields, path: a, owner: me }\n',
      [['leyline.yaml:2:7', /^'reason' is missing$/, /./]],
    ],
    [
      'a day that no calendar has',
      'exceptions:\n  - { rule: no-map-fields, path: a, owner: me, reason: r, expires: 2026-02-30 }\n',
      [['leyline.yaml:2:68', /^'2026-02-30' is not a day of the calendar$/, /YYYY-MM-DD/]],
    ],
    [
      'a path that climbs out',
      'contracts: { root: ../.. }\n',
      [['leyline.yaml:1:20', /leads out of the project$/, /./]],
    ],
    [
      'a contract root that is not there',
      'contracts: { root: nope }\n',
      [['leyline.yaml:1:20', /^the contract root 'nope' is not a folder of the work tree$/, undefined]],
    ],
    [
      'several contract roots, of which two are no folders',
      'contracts:\n  root: [., nope, a.proto]\n',
      [
        ['leyline.yaml:2:13', /^the contract root 'nope' is not a folder of the work tree$/, undefined],
        ['leyline.yaml:2:19', /^the contract root 'a.proto' is not a folder of the work tree$/, undefined],
      ],
    ],
    [
      'a contract root that is a file',
      'contracts: { root: a.proto }\n',
      [['leyline.yaml:1:20', /^the contract root 'a.proto' is not a folder of the work tree$/, undefined]],
    ],
  ])('%s', (_, yaml, told) => {
    const run = leyline(temporaryFolder({ 'leyline.yaml': yaml, 'a.proto': proto('a', FLOAT) }), ['lint']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    const expected = told.map((row) =>
      row.map((part) => (part instanceof RegExp ? expect.stringMatching(part) : part)),
    );
    expect(mistakes(run.stderr)).toEqual(expected);
  });

  it('is shown where it stands', () => {
    const root = temporaryFolder({ 'leyline.yaml': 'rules:\n  no-map-feilds: error\n' });
    expect(leyline(root, ['lint']).stderr).toBe(
      `error[invalid-config]: unknown rule 'no-map-feilds'
 --> leyline.yaml:2:3
  |
2 |   no-map-feilds: error
  |   ^^^^^^^^^^^^^
  |
  = help: did you mean 'no-map-fields'?
`,
    );
  });
});

describe('a leyline.yaml that is none', () => {
  it.each<[what: string, make: (path: string) => void, message: RegExp]>([
    ['a folder', (path) => mkdirSync(path), /^leyline.yaml is a folder, not a file$/],
    ['a link to nothing', (path) => symlinkSync('nowhere', path), /^leyline.yaml /],
    ['a link to itself', (path) => symlinkSync('leyline.yaml', path), /^leyline.yaml cannot be read: .* in a circle$/],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), /^leyline.yaml is a pipe or device, not a file$/],
  ])('%s', (_, make, message) => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT) });
    make(join(root, 'leyline.yaml'));
    expect(complaint(leyline(root, ['lint'])).message).toMatch(message);
  });

  it('UTF-16 text', () => {
    const root = temporaryFolder({ 'leyline.yaml': Buffer.from('\ufeffrules: {}', 'utf16le') });
    expect(complaint(leyline(root, ['lint'])).message).toBe('leyline.yaml is UTF-16 text; save it as UTF-8');
  });

  it('one of two', () => {
    const root = temporaryFolder({ 'leyline.yaml': '', 'leyline.yml': '' });
    expect(complaint(leyline(root, ['lint'])).message).toBe(`${root} has both leyline.yaml and leyline.yml`);
  });
});

describe('a leyline.yaml that says nothing', () => {
  it.each([[''], ['# later\n'], ['\ufeffrules: { extends: recommended }\n']])('is none: %j', (yaml) => {
    const root = temporaryFolder({ 'leyline.yaml': yaml, 'a.proto': proto('a', FLOAT) });
    expect(leyline(root, ['lint'])).toMatchObject({ code: 1, stderr: '' });
  });
});
