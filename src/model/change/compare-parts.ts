// What all elements have that can differ: options, features and comments.

import type { Span } from '../../text/source-file.ts';
import type { FileDescriptor } from '../proto/schema/descriptor.ts';
import type { Options } from '../proto/schema/options.ts';
import { commentsOf } from '../proto/syntax/comments.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { printOptions } from './print-options.ts';
import { lostRanges, printRange } from './ranges.ts';
import type { Aspect, ElementKind, ElementOf } from './schema-change.ts';

export function compareOptions<Kind extends ElementKind>(
  element: Kind,
  pair: Pair<ElementOf[Kind] & { readonly options: Options }>,
  list: ChangeList,
): void {
  const from = printOptions(pair.before.options);
  const to = printOptions(pair.after.options);
  for (const name of new Set([...from.keys(), ...to.keys()])) {
    const aspect = name.startsWith('features.') ? 'feature' : 'option';
    list.changed(element, pair, aspect, from.get(name), to.get(name), name);
  }
}

interface Commented {
  readonly file: FileDescriptor;
  readonly node: Span;
}

export function compareComments<Kind extends ElementKind>(
  element: Kind,
  pair: Pair<ElementOf[Kind] & Commented>,
  list: ChangeList,
): void {
  list.changed(element, pair, 'comment', commentText(pair.before), commentText(pair.after));
}

function commentText({ file, node }: Commented): string | undefined {
  if (file.node.comments.length === 0) return undefined;
  const { leading, trailing } = commentsOf(file.node, node);
  const text = [leading, trailing].map((part) => part?.trim() ?? '').filter((part) => part !== '');
  return text.length === 0 ? undefined : text.join('\n');
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A fact for each old range that lost numbers, and one for each new range that brings some. */
export function compareRanges<Kind extends 'message' | 'enum'>(
  element: Kind,
  pair: Pair<ElementOf[Kind]>,
  aspect: Aspect,
  before: readonly Range[],
  after: readonly Range[],
  list: ChangeList,
): void {
  for (const { range, left } of lostRanges(before, after)) {
    list.changed(
      element,
      pair,
      aspect,
      printRange(range),
      left.length === 0 ? undefined : left.map(printRange).join(', '),
    );
  }
  for (const { range } of lostRanges(after, before)) list.changed(element, pair, aspect, undefined, printRange(range));
}

export function compareSets<Kind extends ElementKind>(
  element: Kind,
  pair: Pair<ElementOf[Kind]>,
  aspect: Aspect,
  before: readonly string[],
  after: readonly string[],
  list: ChangeList,
): void {
  const [then, now] = [new Set(before), new Set(after)];
  for (const text of then) if (!now.has(text)) list.changed(element, pair, aspect, text, undefined);
  for (const text of now) if (!then.has(text)) list.changed(element, pair, aspect, undefined, text);
}
