// `leyline bump` as a process: its exit codes, and what is left when it is killed.

import { describe, expect, it } from 'vitest';
import { killingModule, runKilled } from '../inputs/killed-writer.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { JOB, LOCK, MANIFEST, PROJECT, textsBelow } from '../release/project-run.ts';
import { BIN, complaint, leyline } from './leyline.ts';

const BREAK = PROJECT[JOB].replace('int32', 'int64');

function released(): string {
  const root = temporaryFolder(PROJECT);
  expect(leyline(root, ['bump']).code).toBe(0);
  return root;
}

describe('leyline bump', () => {
  it('is a gate for CI with --check', () => {
    const root = released();
    expect(leyline(root, ['bump', '--check'])).toEqual({
      code: 0,
      stdout: 'nothing is due: every version is as it was released\n',
      stderr: '',
    });
    writeInto(root, { [JOB]: PROJECT[JOB].replace('= 2;', '= 2;\n  string owner = 3;') });
    const before = textsBelow(root);
    expect(leyline(root, ['bump', '--check'])).toEqual({
      code: 1,
      stdout: `v1 1.0.0 → 1.1.0 (minor)
  minor  field 'owner' (3) of acme.job.v1.Job was added
         contracts/v1/job.proto:9:10

release due: run 'leyline bump'
`,
      stderr: '',
    });
    expect(textsBelow(root)).toEqual(before);
  });

  it('prints its plan for machines', () => {
    const root = released();
    writeInto(root, { [JOB]: BREAK });
    expect(JSON.parse(leyline(root, ['bump', '--json', '--date', '2026-03-04']).stdout)).toEqual({
      due: true,
      written: true,
      versions: [
        {
          name: 'v1',
          action: 'next',
          from: '1.0.0',
          to: '2.0.0',
          next: 'v2',
          level: 'major',
          changes: [
            {
              level: 'major',
              change: expect.stringContaining("field 'attempts' (2) of acme.job.v1.Job: type changed"),
              place: 'contracts/v1/job.proto:8:3',
            },
          ],
        },
      ],
      files: [
        { path: JOB, change: 'changed' },
        { path: 'contracts/v2/job.proto', change: 'created' },
        { path: MANIFEST, change: 'changed' },
        { path: LOCK, change: 'changed' },
        { path: 'contracts/CHANGELOG.md', change: 'created' },
      ],
    });
  });

  it('says what is wrong in a line, and what to do in another', () => {
    expect(complaint(leyline(temporaryFolder(), ['bump']))).toEqual({
      message: 'there is no contract root, so there is nothing to release',
      hint: "name the folder that has the versions: 'contracts: { root: contracts }' in leyline.yaml",
    });
  });

  it('killed at any moment is taken back or finished by the next run, whichever command that is', () => {
    const preload = killingModule();
    const begun = released();
    writeInto(begun, { [JOB]: BREAK });
    const before = textsBelow(begun);
    const done = temporaryFolder(before);
    const bump = ['bump', '--date', '2026-03-04'];
    expect(leyline(done, bump).code).toBe(0);
    const after = textsBelow(done);
    const seen = new Set<string>();
    // Every change of the disk is tried in the tests of the journal; here some.
    for (let at = 1; ; at += 7) {
      const root = temporaryFolder(before);
      if (!runKilled(preload, [BIN, ...bump], at, root)) break;
      const { stderr } = leyline(root, ['lint']);
      const how = /its changes were (taken back|finished)/.exec(stderr)?.[1] ?? 'nothing';
      seen.add(how);
      const left = textsBelow(root);
      // Killed when nothing but the journal was left to remove, all of it is done already.
      const isDone = how === 'finished' || (how === 'nothing' && left[LOCK] === after[LOCK]);
      expect([at, left]).toEqual([at, isDone ? after : before]);
    }
    expect([...seen].sort()).toEqual(['finished', 'nothing', 'taken back']);
  }, 120_000);
});
