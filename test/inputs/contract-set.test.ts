// The files beside the contracts, read together.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContractSet } from '../../src/inputs/contract-set/read-contract-set.ts';
import { readToolchain } from '../../src/inputs/contract-set/read-toolchain.ts';
import { readTopics } from '../../src/inputs/contract-set/read-topics.ts';
import { readVersions } from '../../src/inputs/contract-set/read-versions.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { source } from './manifest-places.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the contract set', () => {
  test('of this repository reads without findings', async () => {
    const { contracts, findings, sources } = await readContractSet(workTree('.'), { contracts: { root: 'contracts' } });
    expect(findings).toEqual([]);
    expect(sources.map(({ path }) => path)).toEqual([
      'contracts/build/versions.yaml',
      'contracts/build/topics.yaml',
      'contracts/build/toolchain.yaml',
      'contracts/golden/v1/manifest.yaml',
      'contracts/golden/v2/manifest.yaml',
    ]);
    expect(contracts.manifest?.versions.map(({ name, status }) => [name.value, status.value])).toEqual([
      ['v1', 'frozen'],
      ['v2', 'active'],
    ]);
    expect(contracts.topics).toHaveLength(7);
  });

  test('need not have any of its files, nor a root', async () => {
    const root = temporaryFolder({ 'leyline.yaml': '' });
    const planes = { training: { subsystems: ['kasmina'] } };
    for (const contracts of [{ root: '' }, { root: 'nowhere' }, {}]) {
      expect(await readContractSet(workTree(root), { contracts, planes })).toEqual({
        contracts: {
          ...('root' in contracts && { golden: [] }),
          root: contracts.root,
          manifest: undefined,
          topics: [],
          toolchain: undefined,
          planes: [{ name: 'training', packages: [], subsystems: ['kasmina'], internal: [] }],
        },
        findings: [],
        sources: [],
      });
    }
  });

  test('is in the first of several roots', async () => {
    const versions = 'versions: { v1: { status: draft, packages: [acme.v1] } }\n';
    const root = temporaryFolder({ 'a/build/versions.yaml': versions, 'b/build/versions.yaml': 'nothing' });
    const { contracts, findings, sources } = await readContractSet(workTree(root), { contracts: { root: ['a', 'b'] } });
    expect(contracts.root).toBe('a');
    expect(sources.map(({ path }) => path)).toEqual(['a/build/versions.yaml']);
    expect(findings).toEqual([]);
  });

  test('that cannot be read is a finding', async () => {
    const root = temporaryFolder({ 'build/topics.yaml/x': '', 'build/versions.yaml': Uint8Array.of(0xff) });
    const { findings } = await readContractSet(workTree(root), { contracts: { root: '' } });
    expect(findings.map(({ path, message }) => [path, message])).toEqual([
      ['build/versions.yaml', 'build/versions.yaml is not UTF-8 text: byte 0xff at offset 0'],
      ['build/topics.yaml', 'build/topics.yaml is a folder, not a file'],
    ]);
  });

  test('never throws, whatever the texts', async () => {
    const words = fc.constantFrom(
      'versions',
      'v1',
      'status',
      'topics',
      'name',
      'tools',
      'image',
      'sha256',
      'frozen',
      '@',
    );
    const scrap = fc.oneof(
      words,
      fc.constantFrom(': ', '\n', '\n  ', '- ', '{', '}', '[', ']', ', ', '&a ', '*a', '"'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(scrap, fc.string({ maxLength: 4 }))), async (scraps) => {
        for (const read of [readVersions, readTopics, readToolchain]) {
          for (const { start, end } of (await read(source(scraps.join('')))).findings) {
            expect(end).toBeGreaterThanOrEqual(start);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
