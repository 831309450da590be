// Our table of Buf's rules against the list that the buf of this repository prints itself.

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BUF_VERSIONS, type BufVersion, knownNames, rulesNamed } from '../../../src/inputs/buf/lint-rules.ts';
import { BUF, bufMissing } from '../../buf-agreement/buf-binary.ts';

interface ListedRule {
  readonly id: string;
  readonly categories: readonly string[];
  readonly default: boolean;
  readonly deprecated: boolean;
}

function listed(version: BufVersion): ListedRule[] {
  const args = ['config', 'ls-lint-rules', '--version', version, '--include-deprecated', '--format', 'json'];
  const rows = execFileSync(BUF, args, { encoding: 'utf8' }).split('\n');
  return rows.filter((row) => row !== '').map((row) => JSON.parse(row) as ListedRule);
}

describe.skipIf(bufMissing !== undefined)("buf's own list", () => {
  it.each(BUF_VERSIONS)('%s', (version) => {
    const rules = listed(version);
    const categories = [...new Set(rules.flatMap((rule) => rule.categories))];
    expect([...knownNames(version)].sort()).toEqual([...rules.map(({ id }) => id), ...categories].sort());
    for (const { id, deprecated } of rules) expect(rulesNamed(version, id)).toEqual(deprecated ? [] : [id]);
    for (const category of categories) {
      const members = rules.filter((rule) => rule.categories.includes(category)).map(({ id }) => id);
      expect([...(rulesNamed(version, category) ?? [])].sort(), category).toEqual(members.sort());
    }
    const standard = rules.filter((rule) => rule.default).map(({ id }) => id);
    expect([...(rulesNamed(version, 'STANDARD') ?? [])].sort()).toEqual(standard.sort());
  });
});

describe('a name that a version does not know', () => {
  it.each<[BufVersion, string]>([
    ['v2', 'FIELD_NO_DESCRIPTOR'],
    ['v2', 'FILE_LAYOUT'],
    ['v1', 'FIELD_NOT_REQUIRED'],
    ['v1', 'STABLE_PACKAGE_NO_IMPORT_UNSTABLE'],
    ['v1beta1', 'IMPORT_USED'],
    ['v2', 'enum_pascal_case'],
    ['v2', ''],
    ['v2', 'constructor'],
  ])('%s %s', (version, name) => {
    expect(rulesNamed(version, name)).toBeUndefined();
  });
});
