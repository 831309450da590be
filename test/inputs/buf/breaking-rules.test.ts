// What we know of Buf's rules about changes is what buf itself lists, for each version of its configuration.

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { breakingRulesNamed } from '../../../src/inputs/buf/breaking-rules.ts';
import { BUF_VERSIONS } from '../../../src/inputs/buf/lint-rules.ts';
import { BUF, bufMissing } from '../../buf-agreement/buf-binary.ts';

interface Row {
  readonly id: string;
  readonly categories: readonly string[];
}

function listed(version: string): readonly Row[] {
  const args = ['config', 'ls-breaking-rules', '--version', version, '--format', 'json'];
  const { stdout } = spawnSync(BUF, args, { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe.skipIf(bufMissing !== undefined)('as buf lists them', () => {
  it.each(BUF_VERSIONS)('the categories of version %s', (version) => {
    const rows = listed(version);
    const categories = [...new Set(rows.flatMap((row) => row.categories))].sort();
    expect(categories.length).toBeGreaterThanOrEqual(4);
    for (const category of categories) {
      const members = rows.filter((row) => row.categories.includes(category)).map(({ id }) => id);
      expect([category, [...(breakingRulesNamed(version, category) ?? [])].sort()]).toEqual([category, members.sort()]);
    }
  });

  it.each(BUF_VERSIONS)('the rules of version %s, each by itself', (version) => {
    for (const { id } of listed(version)) expect(breakingRulesNamed(version, id)).toEqual([id]);
  });

  it('has a rule of ours for each of them, in the presets of the newest version', () => {
    const ours = new Map(rules.flatMap((rule) => (rule.visit.change ? [[rule.aliases?.buf, rule] as const] : [])));
    for (const { id, categories } of listed('v2')) {
      const presets = ours.get(id)?.presets.filter((preset) => preset.startsWith('buf-'));
      expect([id, presets?.toSorted()]).toEqual([id, categories.map(presetOf).sort()]);
    }
  });
});

function presetOf(category: string): string {
  return `buf-${category.toLowerCase().replace('_', '-')}`;
}
