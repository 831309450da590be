// The first sentence of what is written about a type: its docstring, or the comment right above it.

import type { SourceModule, TypeDeclaration } from '../model/source-module.ts';

const LONGEST = 200;

export function summaryOf(type: TypeDeclaration, module: SourceModule): string {
  const text = module.language === 'python' ? (type.doc ?? '') : commentAbove(type, module);
  return firstSentence(text);
}

/** Only a comment that nothing but blanks parts from the declaration. */
function commentAbove({ whole }: TypeDeclaration, { comments, source }: SourceModule): string {
  const before = lastBefore(comments, whole.start);
  if (before === -1) return '';
  const [start = 0, end = 0] = [comments[before], comments[before + 1]];
  if (
    !source.text.startsWith('/**', start) ||
    !/^\s*(?:export\s+)?(?:default\s+|declare\s+)*$/.test(source.text.slice(end, whole.start))
  ) {
    return '';
  }
  return source.text
    .slice(start + 3, end - 2)
    .split('\n')
    .map((line) => line.trim().replace(/^\*\s?/, ''))
    .join('\n')
    .trim();
}

function firstSentence(text: string): string {
  const paragraph = text.split(/\n\s*\n|\n@/, 1)[0] ?? '';
  const line = paragraph.replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > LONGEST ? `${sentence.slice(0, LONGEST - 1).trimEnd()}…` : sentence;
}

/** Index of the last pair of offsets that ends at or before `offset`. */
function lastBefore(pairs: readonly number[], offset: number): number {
  let low = 0;
  let high = pairs.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pairs[2 * middle + 1] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return 2 * (low - 1) < 0 ? -1 : 2 * (low - 1);
}
