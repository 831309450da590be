// Where source files say the names of types that changed: by word alone, so that it costs one pass over the texts. What a
// name means there is not asked.

import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { endingsOf, type SourceSettings, settingsOf } from '../inputs/sources/source-settings.ts';
import { generatorOf } from '../model/source-graph/generated-text.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import type { ListedSource } from './list-changes.ts';

const FILES_PER_ROUND = 200;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** `words`: full names by what generated code may call them. Generated files are left out. */
export async function findMentions(
  words: ReadonlyMap<string, readonly string[]>,
  settings: readonly SourceSettings[],
  tree: FileTree,
): Promise<readonly ListedSource[]> {
  if (words.size === 0) return [];
  const listed = await tree.list('', endingsOf(settings));
  const paths = listed.filter((path) => settingsOf(path, settings)?.isGenerated(path) === false);
  const mentions: ListedSource[] = [];
  for (let from = 0; from < paths.length; from += FILES_PER_ROUND) {
    for (const [path, read] of await tree.readMany(paths.slice(from, from + FILES_PER_ROUND))) {
      if (isReadFailure(read) || generatorOf(path, read.text) !== undefined) continue;
      const mention = mentionIn(read, words);
      if (mention) mentions.push(mention);
    }
  }
  return mentions;
}

function mentionIn(source: SourceFile, words: ReadonlyMap<string, readonly string[]>): ListedSource | undefined {
  const elements = new Set<string>();
  let first: number | undefined;
  for (const { 0: word, index } of source.text.matchAll(WORD)) {
    const named = words.get(word);
    if (!named) continue;
    first ??= index;
    for (const name of named) elements.add(name);
  }
  if (first === undefined) return undefined;
  const { line, column } = positionAt(source, first);
  return { path: source.path, line, column, elements: [...elements].sort() };
}
