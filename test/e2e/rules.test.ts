// `leyline rules`: the list, one rule's page, and both for machines.

import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { leyline } from './leyline.ts';

interface Row {
  readonly id: string;
  readonly group: string;
  readonly summary: string;
}

function rules(...args: string[]): string {
  const run = leyline(temporaryFolder(), ['rules', ...args]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

const rows: readonly Row[] = JSON.parse(leyline('/', ['rules', '--format', 'json']).stdout);

describe('leyline rules', () => {
  it('lists every rule and check once, under its group', () => {
    const text = rules();
    for (const { id, group, summary } of rows) {
      expect(text.match(new RegExp(`^  ${id} .*$`, 'gm'))).toEqual([expect.stringContaining(summary)]);
      expect(text).toMatch(new RegExp(`^${group}$`, 'm'));
    }
    expect(text.match(/^ {2}\S/gm)).toHaveLength(rows.length);
  });

  it('has the governance rules for contracts', () => {
    const governance = rows.filter(({ group }) => group === 'governance').map(({ id }) => id);
    for (const id of ['no-map-fields', 'no-float-counters', 'no-cross-plane-oneof', 'duration-as-number']) {
      expect(governance).toContain(id);
    }
    for (const id of ['opaque-payload', 'unpinned-toolchain']) expect(governance).toContain(id);
  });
});

describe('leyline rules <id>', () => {
  it('tells of the checks of golden fixtures, which cannot be switched off', () => {
    expect(rules('golden-wire')).toMatch(/severity +error, always\n/);
  });

  it('says how a rule is made good, and what can be set', () => {
    expect(rules('no-map-fields')).toContain("a suggestion, made by 'leyline lint --fix-suggestions'\n");
    expect(rules('syntax-error')).toContain('error, always\n');
    expect(rules('no-float-counters')).toMatch(
      /^Options, as in 'no-float-counters: \[error, { words: … }\]'\n {2}words \(list of strings\), default \[count, /m,
    );
    expect(rules('duration-as-number')).toMatch(/units \(list, each one of nanoseconds, [\w, \n]+\), default \[\]\n/);
  });
});
