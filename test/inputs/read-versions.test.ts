// versions.yaml

import { describe, expect, test } from 'vitest';
import { readVersions } from '../../src/inputs/contract-set/read-versions.ts';
import { at, source, told } from './manifest-places.ts';

describe('versions.yaml', () => {
  const text = `versions:
  v1:
    status: frozen
    released: 2025-01-01
    deprecated: 2025-01-10
    packages:
      - esper.system_state.v1
  v2:
    status: active
    version: "2.1.0-rc.1"
    owner: data-architects
    packages: []
migration:
  v1_to_v2: { tool: scripts/migrate.py, compatibility: read_v1_write_v2 }
`;

  test('gives versions with their places; keys of other tools pass', async () => {
    const { value, findings } = await readVersions(source(text));
    expect(findings).toEqual([]);
    expect(value?.path).toBe('build/x.yaml');
    const read = value?.versions.map(({ name, status, version, packages }) => ({
      name: at(text, name),
      status: at(text, status),
      version: at(text, version),
      packages: packages.map((located) => at(text, located)),
    }));
    expect(read).toEqual([
      { name: 'v1', status: 'frozen', version: undefined, packages: ['esper.system_state.v1'] },
      { name: 'v2', status: 'active', version: '2.1.0-rc.1', packages: [] },
    ]);
  });

  test.each([
    ['', '1:1  | this file is empty | write its content, or remove the file'],
    ['- v1', "1:1 - v1 | this file must be a map ('key: value' lines), not a list"],
    ['version: {}', "1:1 version | unknown key 'version' | did you mean 'versions'?"],
    ['other: {}', "1:1 other | 'versions' is missing | add 'versions:' to this part"],
    ['versions: [v1]', "1:11 [v1] | 'versions' must be a map ('key: value' lines), not a list"],
    ['versions:\n  v1:\n', "2:3 v1 | 'v1' has no value | write a value, or remove the line"],
    [
      'versions:\n  ../v1: {status: draft, packages: []}\n',
      '2:3 ../v1 | a version is named after its folder, such as v1',
    ],
    [
      'versions:\n  v1: {status: frozn, packages: []}\n',
      "2:16 frozn | 'status' cannot be 'frozn' | did you mean 'frozen'? it is one of draft, active, frozen",
    ],
    [
      'versions:\n  v1: {status: done, packages: []}\n',
      "2:16 done | 'status' cannot be 'done' | it is one of draft, active, frozen",
    ],
    ['versions:\n  v1: {packages: []}\n', "2:8 packages | 'status' is missing | add 'status:' to this part"],
    [
      'versions:\n  v1: {status: draft, pakages: []}\n',
      "2:23 pakages | unknown key 'pakages' | did you mean 'packages'?",
    ],
    [
      'versions:\n  v1: {status: draft, packages: [], relased: x}\n',
      "2:37 relased | unknown key 'relased' | did you mean 'released'?",
    ],
    [
      'versions:\n  v1: {status: draft, version: 1.0, packages: []}\n',
      '2:32 1.0 | this is not a semantic version | write three numbers with dots between, such as 1.0.0',
    ],
    [
      'versions:\n  v1: {status: draft, released: 2025-02-30, packages: []}\n',
      "2:33 2025-02-30 | '2025-02-30' is not a day of the calendar | write a day as YYYY-MM-DD, such as 2027-01-31",
    ],
    [
      'versions:\n  v1: {status: draft, packages: [a/b]}\n',
      '2:34 a/b | this is not a package name such as esper.telemetry.v1',
    ],
    [
      'versions:\n  v1: {status: draft, packages: [a, a]}\n',
      "2:37 a | package 'a' is listed twice | list each package once, under one version",
    ],
    [
      'versions:\n  v1: {status: draft, packages: [a]}\n  v2: {status: draft, packages: [a]}\n',
      "3:34 a | package 'a' already belongs to v1 | list each package once, under one version",
    ],
    ['versions: {', "1:12  | the closing '}' is missing or indented too little | add '}' before this"],
  ])('%j', async (broken, ...expected) => {
    expect(told(broken, (await readVersions(source(broken))).findings)).toEqual(expected);
  });

  test('a part with a mistake does not take the others away, and a misspelled status is what was meant', async () => {
    const broken = 'versions:\n  v1: {status: frozn, packages: [a]}\n  v2: 3\n  v3: {status: active, packages: [c]}\n';
    const { value, findings } = await readVersions(source(broken));
    expect(findings).toHaveLength(2);
    expect(value?.versions.map(({ name, status }) => [name.value, status.value])).toEqual([
      ['v1', 'frozen'],
      ['v3', 'active'],
    ]);
  });
});
