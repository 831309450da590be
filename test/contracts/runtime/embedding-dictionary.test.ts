// The vocabulary: what is in it stays, what comes is whole or refused, and what is stored is replaced at once.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { EmbeddingDictionary, EmbeddingDictionaryUpdate, EmbeddingEntry } from '../../../contracts/generated/v2.ts';
import { loadVocabulary, openVocabulary, storeVocabulary } from '../../../contracts/runtime/embedding-dictionary.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import type { LeylineErrorCode } from '../../../contracts/runtime/errors.ts';
import { snapshotFile } from '../../../contracts/runtime/node.ts';
import { timestampFromMs } from '../../../contracts/runtime/timestamp.ts';

const folder = mkdtempSync(join(tmpdir(), 'leyline-vocabulary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (id: string, index: number, vector: number[] = []) => EmbeddingEntry.create({ id, index, vector });
const update = (sequence: number, added: EmbeddingEntry[], dictionaryId = 'd') =>
  EmbeddingDictionaryUpdate.create({ dictionaryId, sequence: BigInt(sequence), added });
const snapshot = (fields: Partial<EmbeddingDictionary> = {}) =>
  EmbeddingDictionary.create({ dictionaryId: 'd', name: 'blueprint', maxSize: 4, dimension: 2, ...fields });
const code = (one: LeylineErrorCode) => expect.objectContaining({ code: one });

describe('vocabulary', () => {
  it('numbers ids, both ways', () => {
    const view = openVocabulary(snapshot({ sequence: 3n, entries: [entry('a', 0, [1, 2]), entry('b', 1)] })).view();
    expect(view).toMatchObject({ dictionaryId: 'd', name: 'blueprint', sequence: 3n, size: 2, dimension: 2 });
    expect([view.indexOf('a'), view.indexOf('b'), view.indexOf('c')]).toEqual([0, 1, undefined]);
    expect([view.idAt(1), view.idAt(2), view.idAt(-1), view.idAt(0.5)]).toEqual(['b', undefined, undefined, undefined]);
    expect([view.vectorAt(0), view.vectorAt(1)]).toEqual([[1, 2], []]);
  });

  it('grows, while readers keep what they hold', () => {
    const vocabulary = openVocabulary(snapshot());
    const before = vocabulary.view();
    expect(vocabulary.apply(update(1, [entry('a', 0), entry('b', 1)]))).toBe(true);
    const between = vocabulary.view();
    vocabulary.apply(update(2, [entry('c', 2)]));
    expect([before.size, before.indexOf('a'), before.idAt(0)]).toEqual([0, undefined, undefined]);
    expect([between.size, between.indexOf('b'), between.indexOf('c'), between.sequence]).toEqual([2, 1, undefined, 1n]);
    expect(vocabulary.view().indexOf('c')).toBe(2);
  });

  it('takes an update that it has had already, if that says the same', () => {
    const vocabulary = openVocabulary(snapshot());
    vocabulary.apply(update(1, [entry('a', 0, [0.1, Number.NaN])]));
    expect(vocabulary.apply(update(1, [entry('a', 0, [Math.fround(0.1), Number.NaN])]))).toBe(false);
    expect(vocabulary.view().size).toBe(1);
  });

  it.each<[string, EmbeddingDictionaryUpdate, LeylineErrorCode]>([
    ['of another dictionary', update(2, [entry('b', 1)], 'x'), 'dictionary-mismatch'],
    ['after a gap', update(3, [entry('b', 1)]), 'update-gap'],
    ['before the first', update(0, []), 'update-conflict'],
    ['of the past with another id', update(1, [entry('x', 0)]), 'update-conflict'],
    ['of the past with another vector', update(1, [entry('a', 0, [1, 2])]), 'update-conflict'],
    ['with a gap of indices', update(2, [entry('b', 2)]), 'dictionary-invalid'],
    ['with an index that is taken', update(2, [entry('b', 0)]), 'dictionary-invalid'],
    ['with an id that is taken', update(2, [entry('a', 1)]), 'dictionary-invalid'],
    ['with an id twice', update(2, [entry('b', 1), entry('b', 2)]), 'dictionary-invalid'],
    ['with an empty id', update(2, [entry('', 1)]), 'dictionary-invalid'],
    ['with a vector of another dimension', update(2, [entry('b', 1), entry('c', 2, [1])]), 'dictionary-invalid'],
    [
      'with more than fits',
      update(
        2,
        [1, 2, 3, 4].map((at) => entry(`b${at}`, at)),
      ),
      'dictionary-full',
    ],
  ])('refuses an update %s, whole', (_what, bad, expected) => {
    const vocabulary = openVocabulary(snapshot());
    vocabulary.apply(update(1, [entry('a', 0)]));
    const before = vocabulary.snapshot();
    expect(() => vocabulary.apply(bad)).toThrow(code(expected));
    expect(vocabulary.snapshot()).toEqual(before);
    expect(vocabulary.apply(update(2, [entry('b', 1)]))).toBe(true);
  });

  it.each<[string, Partial<EmbeddingDictionary>]>([
    ['without an id', { dictionaryId: '' }],
    ['with more entries than it may have', { maxSize: 0, entries: [entry('a', 0)] }],
    ['of a size without end', { maxSize: 2 ** 32 - 1 }],
    ['that begins at 1', { entries: [entry('a', 1)] }],
    ['out of order', { entries: [entry('b', 1), entry('a', 0)] }],
  ])('refuses a snapshot %s', (_what, fields) => {
    expect(() => openVocabulary(snapshot(fields))).toThrow(code('dictionary-invalid'));
  });

  it('is the same from updates as from any snapshot between them', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.nat(8), (added, at) => {
        let index = 0;
        const updates = added.map((size, sequence) =>
          update(
            sequence + 1,
            Array.from({ length: size }, () => entry(`id${index}`, index++, [index, -index])),
          ),
        );
        const streamed = openVocabulary(snapshot({ maxSize: 100 }));
        let restored = openVocabulary(snapshot({ maxSize: 100 }));
        for (const [sequence, one] of updates.entries()) {
          if (sequence === at) {
            const bytes = encodeMessage(EmbeddingDictionary, restored.snapshot(timestampFromMs(at)));
            restored = openVocabulary(decodeMessage(EmbeddingDictionary, bytes));
          }
          for (const vocabulary of [streamed, restored]) vocabulary.apply(one);
        }
        expect(restored.snapshot()).toEqual(streamed.snapshot());
      }),
    );
  });
});

describe('stored', () => {
  it('is loaded again, and nothing where there was nothing', async () => {
    const store = snapshotFile(join(folder, 'one.binpb'));
    expect(await loadVocabulary(store)).toBeUndefined();
    const vocabulary = openVocabulary(snapshot());
    await Promise.all(
      [1, 2, 3].map((at) => {
        vocabulary.apply(update(at, [entry(`id${at}`, at - 1)]));
        return storeVocabulary(store, vocabulary);
      }),
    );
    expect((await loadVocabulary(store))?.snapshot()).toEqual(vocabulary.snapshot());
  });

  it('is all of the old or all of the new one, though the writer is killed again and again', {
    timeout: 120_000,
  }, async () => {
    const program = join(folder, 'child.mjs');
    const entryPoints = [join(import.meta.dirname, 'vocabulary-child.ts')];
    await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    const store = snapshotFile(join(folder, 'killed.binpb'));
    let size = 0;
    for (let death = 0; death < 24; death++) {
      const child = spawn(process.execPath, [program, join(folder, 'killed.binpb')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let stored = 0;
      for await (const chunk of child.stdout) {
        stored = Math.max(stored, ...String(chunk).split('\n').map(Number));
        if (stored > size + (death % 3)) setTimeout(() => child.kill('SIGKILL'), death % 5);
      }
      const found = (await loadVocabulary(store))?.view();
      expect(found?.size).toBeGreaterThanOrEqual(stored);
      expect(found?.sequence).toBe(BigInt(found?.size ?? -1));
      size = found?.size ?? 0;
    }
  });
});
