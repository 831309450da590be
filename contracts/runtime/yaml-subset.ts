// Reads the part of YAML that configurations are written in: block mappings and lists of plain or quoted scalars.
// Refuses everything else with its line, and never guesses.

import { LeylineContractError } from './errors.ts';

/** What a text of this part of YAML says. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

const MAX_CHARACTERS = 1024 * 1024;
const MAX_DEPTH = 32;

/**
 * Reads block mappings (`key: value`), block lists (`- value`), the empty `[]` and `{}`, plain, `'single'` and `"double"`
 * quoted scalars, and comments. Numbers, `true`, `false` and `null` are those of YAML 1.2's core schema.
 *
 * @throws LeylineContractError `invalid-config` with the line, for anchors, aliases, tags, flow collections, block
 *   scalars, several documents, tabs, repeated keys, and for what is no YAML
 */
export function readYamlSubset(text: string): YamlValue {
  if (text.length > MAX_CHARACTERS) throw refuse(1, `text is longer than ${MAX_CHARACTERS} characters`);
  const lines = linesOf(text);
  const first = lines[0];
  if (!first) return null;
  const reader = { lines, at: 0 };
  const value = readBlock(reader, first.indent, 0);
  const rest = lines[reader.at];
  if (rest) throw refuse(rest.number, 'line is indented unlike the others');
  return value;
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

function linesOf(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((whole, index) => {
    const number = index + 1;
    const body = whole.trimStart();
    if (body === '' || body.startsWith('#') || (index === 0 && body === '---')) return [];
    const indent = whole.length - body.length;
    if (whole.slice(0, indent).includes('\t')) throw refuse(number, 'indentation has a tab');
    if (/^(?:---|\.\.\.|%)/.test(whole)) throw refuse(number, 'there is more than one document');
    return [{ number, indent, text: body.trimEnd() }];
  });
}

function readBlock(reader: Reader, indent: number, depth: number): YamlValue {
  const line = reader.lines[reader.at];
  if (!line) return null;
  if (depth > MAX_DEPTH) throw refuse(line.number, `nesting is deeper than ${MAX_DEPTH}`);
  if (/^-(?:\s|$)/.test(line.text)) return readList(reader, indent, depth);
  if (keyOf(line) !== undefined) return readMapping(reader, indent, depth);
  reader.at += 1;
  return readScalar(line.text, line.number);
}

function readList(reader: Reader, indent: number, depth: number): YamlValue {
  const values: YamlValue[] = [];
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    if (!/^-(?:\s|$)/.test(line.text)) break;
    const text = line.text.slice(1).trimStart();
    if (text === '' || text.startsWith('#')) {
      reader.at += 1;
      values.push(readNested(reader, indent, depth));
    } else {
      // What follows the dash is a block of its own that begins there.
      const inner = { number: line.number, indent: indent + line.text.length - text.length, text };
      reader.lines[reader.at] = inner;
      values.push(readBlock(reader, inner.indent, depth + 1));
    }
  }
  return values;
}

function readMapping(reader: Reader, indent: number, depth: number): YamlValue {
  const entries = new Map<string, YamlValue>();
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    const entry = keyOf(line);
    if (entry === undefined) throw refuse(line.number, "line is no 'key: value'");
    if (entries.has(entry.key)) throw refuse(line.number, `key '${entry.key}' is there twice`);
    reader.at += 1;
    const isNested = entry.rest === '' || entry.rest.startsWith('#');
    entries.set(entry.key, isNested ? readNested(reader, indent, depth, true) : readScalar(entry.rest, line.number));
  }
  return Object.fromEntries(entries);
}

/** The block below a key or a dash. A list may stand as far left as the key that it belongs to. */
function readNested(reader: Reader, indent: number, depth: number, belowKey = false): YamlValue {
  const line = reader.lines[reader.at];
  if (!line) return null;
  const isBelow = line.indent > indent || (belowKey && line.indent === indent && /^-(?:\s|$)/.test(line.text));
  return isBelow ? readBlock(reader, line.indent, depth + 1) : null;
}

function keyOf({ text, number }: Line): { readonly key: string; readonly rest: string } | undefined {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(text)?.[0];
  const key = quoted ?? /^[^\s"'[\]{}&*!|>%@`#,:-][^:#]*?(?=\s*:(?:\s|$))/.exec(text)?.[0];
  if (key === undefined) return undefined;
  const rest = /^\s*:(?:\s+|$)(.*)$/.exec(text.slice(key.length))?.[1];
  if (rest === undefined) return undefined;
  return { key: quoted === undefined ? key : String(readScalar(quoted, number)), rest };
}

function readScalar(text: string, line: number): YamlValue {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$/.exec(text)?.[1];
  if (quoted !== undefined) return unquote(quoted, line);
  const plain = text.replace(/\s+#.*$/, '').trimEnd();
  if (plain === '[]') return [];
  if (plain === '{}') return {};
  if (/^["'[\]{}&*!|>%@`,]/.test(plain))
    throw refuse(line, `value begins with ${plain.slice(0, 1)}, which is not read here`);
  if (/:(?:\s|$)/.test(plain)) throw refuse(line, 'value has a colon; put it in quotes');
  if (/^(?:null|Null|NULL|~)$/.test(plain)) return null;
  if (/^(?:true|True|TRUE)$/.test(plain)) return true;
  if (/^(?:false|False|FALSE)$/.test(plain)) return false;
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain)) return Number(plain);
  return plain;
}

function unquote(quoted: string, line: number): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw refuse(line, 'quoted value has an escape that is not read here');
  }
}

function refuse(line: number, what: string): LeylineContractError {
  return new LeylineContractError('invalid-config', `line ${line}: ${what}`);
}
