// A YAML value that knows its spans, and the ways to walk it. Knows neither the parser nor what the keys mean.

import type { Span } from '../../text/source-file.ts';

/** Something wrong in a text: what is so, and what to do about it. */
export interface Problem {
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

export interface YamlScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as it stands in the file where it is unquoted: `1.0`, whose value is the number 1. */
  readonly written: string;
}

export interface YamlList extends Span {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlMap extends Span {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

export type KeyPath = readonly (string | number)[];

export interface ParsedYaml {
  /** Undefined when the text holds no value (empty, or comments only) or when there are problems. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly Problem[];
}

/** The value at the end of a path, or undefined where the path leads nowhere. */
export function nodeAt(root: YamlNode | undefined, path: readonly PropertyKey[]): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'map') node = entryOf(node, step)?.value;
    else if (node?.kind === 'list' && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}

/** The span of the value at a path, or of the innermost thing around it that exists. */
export function spanAt(root: YamlNode | undefined, path: readonly PropertyKey[]): Span {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return { start: node.start, end: node.end };
  }
  return { start: 0, end: 0 };
}

/** The span of the key that ends a path; of the value where the path ends in a list index or in nothing. */
export function keySpanAt(root: YamlNode | undefined, path: readonly PropertyKey[]): Span {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  const entry = parent?.kind === 'map' && last !== undefined ? entryOf(parent, last) : undefined;
  return entry?.keySpan ?? spanAt(root, path);
}

export function entryOf(map: YamlMap, key: PropertyKey): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === String(key));
}

/** The same value without its places. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
}
