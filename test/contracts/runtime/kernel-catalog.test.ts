// The catalog of kernels: changes in order, and queries held against the words of §8.1.2.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CompiledKernelArtifact,
  KernelArchival,
  KernelCatalogEntry,
  KernelCatalogUpdate,
  KernelPerformanceProfile,
  KernelQuery,
  KernelStatus,
} from '../../../contracts/generated/v2.ts';
import { fromMs } from '../../../contracts/runtime/duration.ts';
import type { LeylineErrorCode } from '../../../contracts/runtime/errors.ts';
import { KernelCatalog } from '../../../contracts/runtime/kernel-catalog.ts';
import { timestampFromMs } from '../../../contracts/runtime/timestamp.ts';

interface Kernel {
  readonly id: string;
  readonly blueprint?: string;
  readonly tags?: readonly string[];
  /** Architecture → latency in ms, memory in MB. */
  readonly profiles?: Readonly<Record<string, readonly [number, number]>>;
  readonly status?: KernelStatus;
  readonly archived?: boolean;
}

function entry({
  id,
  blueprint = 'b',
  tags = [],
  profiles = {},
  status = KernelStatus.VALIDATED,
  archived = false,
}: Kernel) {
  return KernelCatalogEntry.create({
    blueprintId: blueprint,
    artifact: CompiledKernelArtifact.create({ id, status }),
    tags: [...tags].sort(),
    profiles: Object.entries(profiles)
      .sort()
      .map(([gpuArch, [latencyMs, peakMemoryMb]]) =>
        KernelPerformanceProfile.create({ gpuArch, latencyP95: fromMs(latencyMs), peakMemoryMb }),
      ),
    binarySha256: new Uint8Array(32),
    archived,
  });
}

const upsert = (sequence: number, kernel: Kernel, catalogId = 'c') =>
  KernelCatalogUpdate.create({
    catalogId,
    sequence: BigInt(sequence),
    change: { case: 'upserted', value: entry(kernel) },
  });
const archive = (sequence: number, kernelArtifactId: string) =>
  KernelCatalogUpdate.create({
    catalogId: 'c',
    sequence: BigInt(sequence),
    createdAt: timestampFromMs(5),
    change: { case: 'archived', value: KernelArchival.create({ kernelArtifactId }) },
  });
const code = (one: LeylineErrorCode) => expect.objectContaining({ code: one });
const ids = (entries: readonly KernelCatalogEntry[]) => entries.map(({ artifact }) => artifact?.id);

describe('catalog', () => {
  it('has entries by kernel, blueprint and tag', () => {
    const catalog = new KernelCatalog({ catalogId: 'c' });
    for (const [at, kernel] of [
      { id: 'k2', tags: ['fast', 'small'] },
      { id: 'k1', tags: ['fast'] },
      { id: 'k3', blueprint: 'other' },
    ].entries()) {
      expect(catalog.apply(upsert(at + 1, kernel))).toBe(true);
    }
    expect([catalog.size, catalog.sequence]).toEqual([3, 3n]);
    expect(catalog.get('k3')?.blueprintId).toBe('other');
    expect(ids(catalog.byBlueprint('b'))).toEqual(['k1', 'k2']);
    expect(ids(catalog.byTag('fast'))).toEqual(['k1', 'k2']);
    expect([ids(catalog.byTag('x')), ids(catalog.byBlueprint('x'))]).toEqual([[], []]);
    catalog.apply(upsert(4, { id: 'k2', tags: ['small'], blueprint: 'other' }));
    expect([ids(catalog.byTag('fast')), ids(catalog.byBlueprint('other'))]).toEqual([['k1'], ['k2', 'k3']]);
  });

  it('archives, and never deletes', () => {
    const catalog = new KernelCatalog({ catalogId: 'c', entries: [entry({ id: 'k' })] });
    catalog.apply(archive(1, 'k'));
    expect(catalog.get('k')).toMatchObject({ archived: true, updatedAt: timestampFromMs(5) });
    expect(ids(catalog.byBlueprint('b'))).toEqual(['k']);
    expect(catalog.query(KernelQuery.create({ blueprintId: 'b' })).matchingKernels).toEqual([]);
  });

  it('passes over what it has had already, and goes on from a snapshot', () => {
    const catalog = new KernelCatalog({ catalogId: 'c', sequence: 7n, entries: [entry({ id: 'k' })] });
    expect(catalog.apply(archive(7, 'k'))).toBe(false);
    expect(catalog.apply(upsert(8, { id: 'k', tags: ['new'] }))).toBe(true);
    const again = new KernelCatalog({ catalogId: 'c', sequence: catalog.sequence, entries: catalog.entries() });
    expect(again.entries()).toEqual(catalog.entries());
  });

  const bad = (fields: Partial<KernelCatalogEntry>) =>
    KernelCatalogUpdate.create({
      catalogId: 'c',
      sequence: 1n,
      change: { case: 'upserted', value: KernelCatalogEntry.create({ ...entry({ id: 'x' }), ...fields }) },
    });

  it.each<[string, KernelCatalogUpdate, LeylineErrorCode]>([
    ['of another catalog', upsert(1, { id: 'x' }, 'other'), 'catalog-mismatch'],
    ['after a gap', upsert(2, { id: 'x' }), 'update-gap'],
    ['that changes nothing', KernelCatalogUpdate.create({ catalogId: 'c', sequence: 1n }), 'catalog-invalid'],
    ['that archives what is not there', archive(1, 'x'), 'update-conflict'],
    ['without a blueprint', bad({ blueprintId: '' }), 'catalog-invalid'],
    ['without a kernel', bad({ artifact: undefined }), 'catalog-invalid'],
    ['without a kernel id', bad({ artifact: CompiledKernelArtifact.create() }), 'catalog-invalid'],
    ['with tags out of order', bad({ tags: ['b', 'a'] }), 'catalog-invalid'],
    ['with a tag twice', bad({ tags: ['a', 'a'] }), 'catalog-invalid'],
    ['with a short digest', bad({ binarySha256: new Uint8Array(31) }), 'catalog-invalid'],
    ['with a short digest of guards', bad({ guardSha256: new Uint8Array(1) }), 'catalog-invalid'],
    ['that does not fit any more', upsert(1, { id: 'x' }), 'catalog-invalid'],
  ])('refuses an update %s, whole', (what, update, expected) => {
    const maxEntries = what.includes('fit') ? 1 : 10;
    const catalog = new KernelCatalog({ catalogId: 'c', entries: [entry({ id: 'k' })], maxEntries });
    expect(() => catalog.apply(update)).toThrow(code(expected));
    expect([ids(catalog.entries()), catalog.sequence]).toEqual([['k'], 0n]);
  });
});

describe('query', () => {
  const kernels: readonly Kernel[] = [
    { id: 'slow', tags: ['gpu', 'stable'], profiles: { sm_86: [9, 100] } },
    { id: 'fast', tags: ['gpu'], profiles: { sm_86: [2, 900], sm_90: [1, 900] } },
    { id: 'twin', tags: ['gpu', 'new'], profiles: { sm_86: [2, 50] } },
    { id: 'unmeasured', tags: ['gpu'] },
    { id: 'pending', tags: ['gpu'], status: KernelStatus.PENDING_BENCHMARKING },
    { id: 'rejected', tags: ['gpu'], status: KernelStatus.REJECTED },
    { id: 'archived', tags: ['gpu'], archived: true },
    { id: 'elsewhere', blueprint: 'other', tags: ['gpu'], profiles: { sm_86: [1, 1] } },
  ];
  const catalog = new KernelCatalog({ catalogId: 'c', entries: kernels.map(entry) });
  const ask = (fields: Partial<KernelQuery>) =>
    catalog.query(KernelQuery.create({ queryId: 'q', blueprintId: 'b', ...fields }), timestampFromMs(9));
  const found = (fields: Partial<KernelQuery>) => ask(fields).matchingKernels.map(({ id }) => id);

  it.each<[string, Partial<KernelQuery>, readonly string[]]>([
    ['nothing more: all that are validated and offered, the fastest first', {}, ['fast', 'twin', 'slow', 'unmeasured']],
    ['any blueprint', { blueprintId: '' }, ['elsewhere', 'fast', 'twin', 'slow', 'unmeasured']],
    ['another blueprint', { blueprintId: 'x' }, []],
    ['a required tag', { requiredTags: ['stable'] }, ['slow']],
    ['all required tags', { requiredTags: ['gpu', 'new'] }, ['twin']],
    ['required tags that none has', { requiredTags: ['new', 'stable'] }, []],
    ['an unknown tag', { requiredTags: ['x'] }, []],
    ['no excluded tag', { excludedTags: ['new', 'x'] }, ['fast', 'slow', 'unmeasured']],
    ['preferred tags first', { preferredTags: ['stable', 'new', 'x'] }, ['twin', 'slow', 'fast', 'unmeasured']],
    ['a tag that is required and excluded', { requiredTags: ['new'], excludedTags: ['new'] }, []],
    ['a latency, of which a kernel may have just so much', { maxLatencyMs: 2 }, ['fast', 'twin']],
    ['a memory', { maxMemoryMb: 100 }, ['twin', 'slow']],
    ['both on one architecture', { maxLatencyMs: 1, maxMemoryMb: 100 }, []],
    ['an architecture', { targetGpuArch: 'sm_90' }, ['fast']],
    ['a latency on an architecture', { targetGpuArch: 'sm_86', maxLatencyMs: 1 }, []],
    ['an architecture that none was measured on', { targetGpuArch: 'sm_70' }, []],
  ])('for %s', (_what, fields, expected) => expect(found(fields)).toEqual(expected));

  it('is answered with its id, and in success even where nothing matches', () => {
    expect(ask({ requiredTags: ['x'] })).toMatchObject({
      queryId: 'q',
      querySuccessful: true,
      errorMessage: '',
      timestamp: timestampFromMs(9),
    });
  });

  it('finds the same through its indices as by looking at every kernel', () => {
    const tag = fc.constantFrom('a', 'b', 'c', 'd');
    const tags = fc.uniqueArray(tag);
    const kernel = fc.record({ blueprint: fc.constantFrom('b', 'o'), tags, latency: fc.integer({ min: 1, max: 5 }) });
    const query = fc.record({
      blueprintId: fc.constantFrom('', 'b', 'o', 'x'),
      requiredTags: tags,
      excludedTags: tags,
    });
    fc.assert(
      fc.property(fc.array(kernel), query, (list, asked) => {
        const all = list.map((one, at): Kernel => ({ ...one, id: `k${at}`, profiles: { sm: [one.latency, 1] } }));
        const whole = new KernelCatalog({ catalogId: 'c', entries: all.map(entry) });
        const expected = all
          .filter(({ blueprint }) => asked.blueprintId === '' || blueprint === asked.blueprintId)
          .filter((one) => asked.requiredTags.every((name) => one.tags?.includes(name)))
          .filter((one) => !asked.excludedTags.some((name) => one.tags?.includes(name)));
        const answer = whole.query(KernelQuery.create(asked)).matchingKernels.map(({ id }) => id);
        expect([...answer].sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
    );
  });
});
