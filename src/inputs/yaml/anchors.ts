// Turns composed YAML nodes into located values: resolves aliases within bounds and finds keys given twice.
// Never calls the library's own resolution, which searches the whole document for each alias.

import type { Node, Pair, Range, YAMLMap } from 'yaml';
import type { Span } from '../../text/source-file.ts';
import { MOST_SYNTAX_PROBLEMS } from './syntax-words.ts';
import type { ParsedYaml, Problem, YamlEntry, YamlNode } from './yaml-node.ts';

/** Values that aliases may repeat in all; honest files stay far below, alias bombs far above. */
const MOST_REPEATED = 10_000;

interface Reading {
  readonly text: string;
  readonly yaml: typeof import('./yaml-library.ts');
  readonly problems: Problem[];
  readonly anchors: Map<string, Node>;
  /** Anchored nodes being read right now; an alias to one of them would never end. */
  readonly open: Set<Node>;
  aliasDepth: number;
  repeated: number;
  exhausted: boolean;
  /** The alias outside all others that is being followed; what the author should look at. */
  outermost: Span;
}

export function readTree(contents: Node, text: string, yaml: typeof import('./yaml-library.ts')): ParsedYaml {
  const reading: Reading = {
    text,
    yaml,
    problems: [],
    anchors: new Map(),
    open: new Set(),
    aliasDepth: 0,
    repeated: 0,
    exhausted: false,
    outermost: { start: 0, end: 0 },
  };
  const root = readNode(reading, contents, { start: 0, end: 0 });
  if (reading.problems.length === 0) return { root, problems: [] };
  // What an alias repeats is read again, and so are the problems in it.
  const distinct = new Map(reading.problems.map((problem) => [`${problem.span.start} ${problem.message}`, problem]));
  return { root: undefined, problems: [...distinct.values()].slice(0, MOST_SYNTAX_PROBLEMS) };
}

/** `around` is where a value that was left out would stand: its key. */
function readNode(reading: Reading, node: Node | null, around: Span): YamlNode {
  if (reading.aliasDepth > 0) reading.repeated += 1;
  if (!node) return emptyScalar(around);
  const { yaml, anchors, open } = reading;
  if (yaml.isAlias(node)) return readAlias(reading, node.source, spanOf(reading, node.range));
  if (node.anchor !== undefined && reading.aliasDepth === 0) anchors.set(node.anchor, node);
  const span = spanOf(reading, node.range);
  if (yaml.isScalar(node)) {
    const { start, end } = span.start === span.end ? around : span;
    const { value, source = '' } = node;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { kind: 'scalar', value: isPlain ? value : null, written: source, start, end };
  }
  open.add(node);
  const read: YamlNode = yaml.isMap(node)
    ? { kind: 'map', entries: readEntries(reading, node), ...span }
    : { kind: 'list', items: node.items.map((item) => readNode(reading, item as Node | null, span)), ...span };
  open.delete(node);
  return read;
}

function readEntries(reading: Reading, map: YAMLMap): YamlEntry[] {
  const seen = new Set<string>();
  const entries: YamlEntry[] = [];
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const keyNode = readNode(reading, pair.key, spanOf(reading, map.range));
    const key = keyNode.kind === 'scalar' ? String(keyNode.value ?? '') : '';
    const keySpan = { start: keyNode.start, end: keyNode.end };
    if (seen.has(key)) {
      const hint = 'keep one of them; a reader would take the last and drop the others';
      report(reading, `key '${key}' is given twice`, hint, keySpan);
    } else if (key === '__proto__') {
      report(reading, "key '__proto__' cannot be used", 'choose another name', keySpan);
    }
    seen.add(key);
    entries.push({ key, keySpan, value: readNode(reading, pair.value, keySpan) });
  }
  return entries;
}

function readAlias(reading: Reading, name: string, span: Span): YamlNode {
  if (reading.aliasDepth === 0) reading.outermost = span;
  const target = reading.anchors.get(name);
  if (!target) {
    const hint = "put text that begins with '*' in quotes, such as '**/*.proto'; without them YAML reads an alias";
    report(reading, `'*${name}' is an alias to nothing`, hint, span);
  } else if (reading.open.has(target)) {
    report(reading, `'*${name}' stands for something that contains it`, 'write the value out', span);
  } else if (reading.repeated > MOST_REPEATED) {
    if (!reading.exhausted) {
      report(reading, `aliases repeat more than ${MOST_REPEATED} values`, 'write the values out', reading.outermost);
    }
    reading.exhausted = true;
  } else {
    reading.aliasDepth += 1;
    const value = readNode(reading, target, span);
    reading.aliasDepth -= 1;
    return value;
  }
  return emptyScalar(span);
}

function emptyScalar({ start, end }: Span): YamlNode {
  return { kind: 'scalar', value: null, written: '', start, end };
}

function report(reading: Reading, message: string, hint: string, span: Span): void {
  reading.problems.push({ message, hint, span });
}

function spanOf(reading: Reading, range: Range | null | undefined): Span {
  if (!range) return { start: 0, end: 0 };
  const [start, valueEnd] = range;
  // A block collection's range runs on over blank lines to whatever follows.
  let end = valueEnd;
  while (end > start && ' \t\r\n'.includes(reading.text.charAt(end - 1))) end -= 1;
  return { start, end };
}
