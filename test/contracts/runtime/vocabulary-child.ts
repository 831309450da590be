// The program that is killed while it stores a vocabulary: adds an entry, stores all of them, says so, and goes on.

import { writeSync } from 'node:fs';
import {
  EmbeddingDictionary,
  EmbeddingDictionaryUpdate,
  EmbeddingEntry,
} from '../../../contracts/generated/v2/embedding.ts';
import { loadVocabulary, openVocabulary, storeVocabulary } from '../../../contracts/runtime/embedding-dictionary.ts';
import { snapshotFile } from '../../../contracts/runtime/node.ts';

const store = snapshotFile(process.argv[2] ?? '');
const empty = EmbeddingDictionary.create({ dictionaryId: 'd', maxSize: 1_000_000, dimension: 256 });
const vocabulary = (await loadVocabulary(store)) ?? openVocabulary(empty);
for (let index = vocabulary.view().size; ; index++) {
  const vector = new Array<number>(256).fill(index);
  const added = [EmbeddingEntry.create({ id: `id${index}`, index, vector })];
  vocabulary.apply(EmbeddingDictionaryUpdate.create({ dictionaryId: 'd', sequence: BigInt(index + 1), added }));
  await storeVocabulary(store, vocabulary);
  writeSync(1, `${index + 1}\n`);
}
