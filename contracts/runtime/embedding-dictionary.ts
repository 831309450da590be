// The vocabulary that training and inference share: identifiers and their indices, from a snapshot and a stream of
// additions. Nothing that is in it ever changes; readers keep what they hold while it grows.

import type { Timestamp } from '../generated/google/timestamp.ts';
import { EmbeddingDictionary, type EmbeddingDictionaryUpdate, EmbeddingEntry } from '../generated/v2/embedding.ts';
import { decodeMessage, encodeMessage } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import type { SnapshotStore } from './snapshot-store.ts';

const MAX_ENTRIES = 1_000_000;

/** A vocabulary at one moment. It stays as it is, whatever is added later. */
export interface VocabularyView {
  readonly dictionaryId: string;
  readonly name: string;
  /** Last update that is in it. */
  readonly sequence: bigint;
  /** Entries: their indices are 0 to `size - 1`. */
  readonly size: number;
  readonly dimension: number;
  indexOf(id: string): number | undefined;
  idAt(index: number): string | undefined;
  /** The trained embedding, empty where there is none. Not to be written to. */
  vectorAt(index: number): readonly number[] | undefined;
}

/** A vocabulary that grows. */
export interface Vocabulary {
  /** What is in it now. */
  view(): VocabularyView;
  /**
   * Adds entries, all or none.
   *
   * @returns false if the update was in it already.
   * @throws LeylineContractError `dictionary-mismatch` for another dictionary's update; `update-gap` if one is missing
   *   before it: load the snapshot again; `update-conflict` if it says other than what is there; `dictionary-full`;
   *   `dictionary-invalid` for an empty or repeated id, a gap of indices, or a vector of another dimension
   */
  apply(update: EmbeddingDictionaryUpdate): boolean;
  /** All of it as a message, to be stored or sent. */
  snapshot(updatedAt?: Timestamp): EmbeddingDictionary;
}

/**
 * A vocabulary from a snapshot.
 *
 * @throws LeylineContractError `dictionary-invalid` for a snapshot without id, with more entries than it may have or than
 *   1 000 000, with an index that is not its place, an id that is empty or there twice, or a vector of another dimension
 * @see ADR-006 §4
 */
export function openVocabulary(snapshot: EmbeddingDictionary): Vocabulary {
  const { dictionaryId, name, maxSize, dimension, entries } = snapshot;
  if (dictionaryId === '') throw invalid('the dictionary has no id');
  if (maxSize > MAX_ENTRIES) throw invalid(`max_size is ${maxSize}, but ${MAX_ENTRIES} is the most`);
  if (entries.length > maxSize)
    throw invalid(`the dictionary has ${entries.length} entries, but max_size is ${maxSize}`);
  const kept: EmbeddingEntry[] = [];
  const indices = new Map<string, number>();
  let sequence = snapshot.sequence;

  function add(added: readonly EmbeddingEntry[]): void {
    const fresh = new Set<string>();
    for (const [at, { id, index, vector }] of added.entries()) {
      if (id === '' || indices.has(id) || fresh.has(id)) throw invalid(`id '${id}' is empty, or there already`);
      if (index !== kept.length + at) throw invalid(`'${id}' has index ${index} in place of ${kept.length + at}`);
      const fits = vector.length === 0 || vector.length === dimension;
      if (!fits) throw invalid(`'${id}' has a vector of ${vector.length} numbers, but the dimension is ${dimension}`);
      fresh.add(id);
    }
    // From here on nothing can fail, so that nobody ever sees half of it.
    for (const { id, index, vector } of added) {
      indices.set(id, index);
      kept.push(EmbeddingEntry.create({ id, index, vector: [...vector] }));
    }
  }

  /** Whether an update of the past says what is there. */
  function holds(added: readonly EmbeddingEntry[]): boolean {
    return added.every(({ id, index, vector }) => {
      const entry = kept[index];
      const isSame = entry?.id === id && entry.vector.length === vector.length;
      return isSame && vector.every((value, at) => Object.is(Math.fround(value), Math.fround(entry.vector[at] ?? 0)));
    });
  }

  add(entries);
  return {
    view: () => viewOf({ dictionaryId, name, dimension, sequence }, kept, indices),
    apply: (update) => {
      if (update.dictionaryId !== dictionaryId) {
        const what = `the update is for dictionary '${update.dictionaryId}', not '${dictionaryId}'`;
        throw new LeylineContractError('dictionary-mismatch', what);
      }
      if (update.sequence <= sequence) {
        if (update.sequence >= 1n && holds(update.added)) return false;
        const what = `update ${update.sequence} says other than what is there`;
        throw new LeylineContractError('update-conflict', what);
      }
      if (update.sequence !== sequence + 1n) {
        const what = `update ${update.sequence} came after update ${sequence}`;
        throw new LeylineContractError('update-gap', what);
      }
      if (kept.length + update.added.length > maxSize) {
        throw new LeylineContractError('dictionary-full', `the dictionary has room for ${maxSize} entries`);
      }
      add(update.added);
      sequence = update.sequence;
      return true;
    },
    snapshot: (updatedAt) =>
      EmbeddingDictionary.create({
        dictionaryId,
        name,
        sequence,
        maxSize,
        dimension,
        entries: kept.map((entry) => EmbeddingEntry.create({ ...entry, vector: [...entry.vector] })),
        updatedAt,
      }),
  };
}

/** Entries are only ever added at the end, so a view needs to know no more than how many there were. */
function viewOf(
  head: Pick<VocabularyView, 'dictionaryId' | 'name' | 'dimension' | 'sequence'>,
  kept: readonly EmbeddingEntry[],
  indices: ReadonlyMap<string, number>,
): VocabularyView {
  const size = kept.length;
  const entryAt = (index: number) => (index < size ? kept[index] : undefined);
  return {
    ...head,
    size,
    indexOf: (id) => {
      const index = indices.get(id);
      return index !== undefined && index < size ? index : undefined;
    },
    idAt: (index) => entryAt(index)?.id,
    vectorAt: (index) => entryAt(index)?.vector,
  };
}

/** Stores all of a vocabulary in place of what was stored before. */
export async function storeVocabulary(store: SnapshotStore, vocabulary: Vocabulary, at?: Timestamp): Promise<void> {
  await store.replace(encodeMessage(EmbeddingDictionary, vocabulary.snapshot(at)));
}

/**
 * The stored vocabulary, undefined where none was stored yet.
 *
 * @throws LeylineContractError as {@link openVocabulary} does; what decoding throws
 */
export async function loadVocabulary(store: SnapshotStore): Promise<Vocabulary | undefined> {
  const bytes = await store.read();
  return bytes && openVocabulary(decodeMessage(EmbeddingDictionary, bytes));
}

function invalid(what: string): LeylineContractError {
  return new LeylineContractError('dictionary-invalid', what);
}
