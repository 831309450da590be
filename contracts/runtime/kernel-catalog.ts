// The catalog of compiled kernels: entries by kernel, blueprint and tag, changes in order, and answers to queries.
// Entries are never deleted; what is archived is not offered any more.

import type { Timestamp } from '../generated/google/timestamp.ts';
import { type CompiledKernelArtifact, KernelStatus } from '../generated/v2/blueprint.ts';
import { KernelCatalogEntry, type KernelCatalogUpdate } from '../generated/v2/kernel-catalog.ts';
import { type KernelPerformanceProfile, type KernelQuery, KernelQueryResult } from '../generated/v2/operational.ts';
import { compareUtf8 } from './bytes.ts';
import { toMs } from './duration.ts';
import { LeylineContractError } from './errors.ts';

export interface KernelCatalogOptions {
  /** UUID of the catalog; updates of another are refused. */
  readonly catalogId: string;
  /** Last update that is in the entries; 0 unless given. */
  readonly sequence?: bigint;
  readonly entries?: readonly KernelCatalogEntry[];
  /** Kernels that fit; 100 000 unless given. */
  readonly maxEntries?: number;
}

/**
 * A catalog of kernels.
 *
 * @see ADR-006 §5, data-contracts-api-specifications §8.1.2
 */
export class KernelCatalog {
  readonly catalogId: string;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, KernelCatalogEntry>();
  readonly #byBlueprint = new Map<string, Set<string>>();
  readonly #byTag = new Map<string, Set<string>>();
  #sequence: bigint;

  /** @throws LeylineContractError `catalog-invalid` as {@link KernelCatalog.apply} does */
  constructor({ catalogId, sequence = 0n, entries = [], maxEntries = 100_000 }: KernelCatalogOptions) {
    this.catalogId = catalogId;
    this.#maxEntries = maxEntries;
    this.#sequence = sequence;
    for (const entry of entries) this.#upsert(entry);
  }

  /** Last update that is in it. */
  get sequence(): bigint {
    return this.#sequence;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(kernelArtifactId: string): KernelCatalogEntry | undefined {
    return this.#entries.get(kernelArtifactId);
  }

  /** Entries of a blueprint, archived ones too, ordered by kernel. */
  byBlueprint(blueprintId: string): readonly KernelCatalogEntry[] {
    return this.#all(this.#byBlueprint.get(blueprintId));
  }

  /** Entries with a tag, archived ones too, ordered by kernel. */
  byTag(tag: string): readonly KernelCatalogEntry[] {
    return this.#all(this.#byTag.get(tag));
  }

  /** All entries, ordered by kernel: with {@link KernelCatalog.sequence}, enough to go on from elsewhere. */
  entries(): readonly KernelCatalogEntry[] {
    return this.#all(this.#entries.keys());
  }

  /**
   * Applies the next update, or passes over one that came before.
   *
   * @returns false if it was applied already.
   * @throws LeylineContractError `catalog-mismatch` for another catalog's update; `update-gap` if one is missing before it;
   *   `update-conflict` if it archives a kernel that is not there; `catalog-invalid` for an update that changes nothing,
   *   an entry without blueprint or kernel id, tags or profiles out of order or repeated, digests that have not 32 bytes,
   *   or a catalog that is full
   */
  apply(update: KernelCatalogUpdate): boolean {
    if (update.catalogId !== this.catalogId) {
      const what = `the update is for catalog '${update.catalogId}', not '${this.catalogId}'`;
      throw new LeylineContractError('catalog-mismatch', what);
    }
    if (update.sequence <= this.#sequence) return false;
    if (update.sequence !== this.#sequence + 1n) {
      throw new LeylineContractError('update-gap', `update ${update.sequence} came after update ${this.#sequence}`);
    }
    switch (update.change?.case) {
      case undefined:
        throw invalid('the update changes nothing');
      case 'upserted':
        this.#upsert(update.change.value);
        break;
      case 'archived':
        this.#archive(update.change.value.kernelArtifactId, update.createdAt);
        break;
    }
    this.#sequence = update.sequence;
    return true;
  }

  /**
   * Answers a query with the kernels of its blueprint (of all, where it names none) that are validated, not archived, have
   * every required and no excluded tag, and were measured to keep the bounds on the target architecture (on any, where
   * it names none). The latency is the 95th percentile. Those with more preferred tags come first, then the faster ones.
   *
   * @param timestamp - For the answer.
   */
  query(query: KernelQuery, timestamp?: Timestamp): KernelQueryResult {
    const { queryId, preferredTags } = query;
    const matches = this.#candidates(query).flatMap((entry) => {
      const latencyMs = matchingLatency(entry, query);
      if (latencyMs === undefined || !entry.artifact) return [];
      const preferred = preferredTags.filter((tag) => entry.tags.includes(tag)).length;
      return [{ artifact: entry.artifact, preferred, latencyMs }];
    });
    matches.sort(
      (a, b) => b.preferred - a.preferred || a.latencyMs - b.latencyMs || compareUtf8(a.artifact.id, b.artifact.id),
    );
    const matchingKernels = matches.map(({ artifact }) => artifact);
    return KernelQueryResult.create({ queryId, matchingKernels, querySuccessful: true, timestamp });
  }

  /** The smallest of the sets that all matches are in. */
  #candidates({ blueprintId, requiredTags }: KernelQuery): readonly KernelCatalogEntry[] {
    const none = new Set<string>();
    const sets = requiredTags.map((tag) => this.#byTag.get(tag) ?? none);
    if (blueprintId !== '') sets.push(this.#byBlueprint.get(blueprintId) ?? none);
    const smallest = sets.reduce<Set<string> | undefined>(
      (best, set) => (best && best.size <= set.size ? best : set),
      undefined,
    );
    const ids = [...(smallest ?? this.#entries.keys())].filter((id) => sets.every((set) => set.has(id)));
    return this.#all(ids);
  }

  #all(ids: Iterable<string> = []): readonly KernelCatalogEntry[] {
    return [...ids].sort(compareUtf8).flatMap((id) => this.#entries.get(id) ?? []);
  }

  #upsert(entry: KernelCatalogEntry): void {
    const { id } = checkEntry(entry);
    const old = this.#entries.get(id);
    if (!old && this.#entries.size >= this.#maxEntries) throw invalid(`there is room for ${this.#maxEntries} kernels`);
    if (old) this.#unlist(id, old);
    this.#entries.set(id, entry);
    for (const [index, key] of keysOf(this.#byBlueprint, this.#byTag, entry)) {
      const ids = index.get(key) ?? new Set();
      index.set(key, ids.add(id));
    }
  }

  #unlist(id: string, entry: KernelCatalogEntry): void {
    for (const [index, key] of keysOf(this.#byBlueprint, this.#byTag, entry)) {
      index.get(key)?.delete(id);
      if (index.get(key)?.size === 0) index.delete(key);
    }
  }

  #archive(id: string, updatedAt: Timestamp | undefined): void {
    const entry = this.#entries.get(id);
    if (!entry) throw new LeylineContractError('update-conflict', `there is no kernel '${id}' to archive`);
    this.#entries.set(
      id,
      KernelCatalogEntry.create({ ...entry, archived: true, updatedAt: updatedAt ?? entry.updatedAt }),
    );
  }
}

type Index = Map<string, Set<string>>;

function keysOf(byBlueprint: Index, byTag: Index, entry: KernelCatalogEntry): readonly (readonly [Index, string])[] {
  return [[byBlueprint, entry.blueprintId], ...entry.tags.map((tag) => [byTag, tag] as const)];
}

/** The latency that a matching entry is ordered by, undefined where it does not match; unmeasured ones come last. */
function matchingLatency(entry: KernelCatalogEntry, query: KernelQuery): number | undefined {
  const { excludedTags, maxLatencyMs, maxMemoryMb, targetGpuArch } = query;
  if (entry.archived || entry.artifact?.status !== KernelStatus.VALIDATED) return undefined;
  if (excludedTags.some((tag) => entry.tags.includes(tag))) return undefined;
  const fitting = entry.profiles
    .filter(({ gpuArch }) => targetGpuArch === '' || gpuArch === targetGpuArch)
    .filter((profile) => maxLatencyMs === 0 || latencyOf(profile) <= maxLatencyMs)
    .filter(({ peakMemoryMb }) => maxMemoryMb === 0 || peakMemoryMb <= maxMemoryMb);
  const mustFit = maxLatencyMs !== 0 || maxMemoryMb !== 0 || targetGpuArch !== '';
  if (mustFit && fitting.length === 0) return undefined;
  return Math.min(Number.MAX_VALUE, ...fitting.map(latencyOf));
}

function latencyOf({ latencyP95 }: KernelPerformanceProfile): number {
  return latencyP95 ? toMs(latencyP95) : Number.MAX_VALUE;
}

function checkEntry({ blueprintId, artifact, tags, profiles, ...entry }: KernelCatalogEntry): CompiledKernelArtifact {
  if (!artifact || artifact.id === '' || blueprintId === '') throw invalid('an entry has no blueprint or no kernel id');
  refuseDisorder(artifact.id, 'tags', tags);
  refuseDisorder(
    artifact.id,
    'profiles',
    profiles.map(({ gpuArch }) => gpuArch),
  );
  const { binarySha256, guardSha256 } = entry;
  if (binarySha256.length !== 32 || ![0, 32].includes(guardSha256.length)) {
    throw invalid(`kernel '${artifact.id}' has a digest that has not 32 bytes`);
  }
  return artifact;
}

function refuseDisorder(id: string, what: string, names: readonly string[]): void {
  const isDisorder = names.some((name, at) => at > 0 && compareUtf8(names[at - 1] ?? '', name) >= 0);
  if (isDisorder) throw invalid(`kernel '${id}' has ${what} that are not in order, or repeated`);
}

function invalid(what: string): LeylineContractError {
  return new LeylineContractError('catalog-invalid', what);
}
