// Reads a TypeScript or JavaScript text into a SourceModule. Strange texts give flaws, never an error.

import type { Node, ParseResult, ParserOptions } from 'oxc-parser';
import type { SourceFile } from '../../text/source-file.ts';
import type { SourceLanguage, SourceModule, SyntaxFlaw } from '../source-module.ts';
import { nestingFlaw } from './nesting.ts';
import { readClass } from './read-class.ts';
import { readExpression } from './read-expression.ts';
import { readFunction } from './read-function.ts';
import { readPattern } from './read-pattern.ts';
import { readStatement } from './read-statement.ts';
import { readType } from './read-type.ts';
import type { Reader } from './reader.ts';
import { startReading } from './reading.ts';

export type ModuleReader = (source: SourceFile) => SourceModule;

export const TYPESCRIPT_ENDINGS: readonly string[] = ['.ts', '.tsx', '.mts', '.cts'];
export const JAVASCRIPT_ENDINGS: readonly string[] = ['.js', '.jsx', '.mjs', '.cjs'];

const RAW_TRANSFER: object = { experimentalRawTransfer: true };

let loading: Promise<ModuleReader> | undefined;

/** The parser is native code, loaded when there is something to parse. */
export function loadTypeScriptReader(): Promise<ModuleReader> {
  loading ??= import('./oxc-library.ts').then(({ parseSync, rawTransferSupported }) => {
    // known to the parser, not to its types
    const options: ParserOptions = rawTransferSupported() ? RAW_TRANSFER : {};
    return (source) => readModule(source, (name, text, more) => parseSync(name, text, { ...options, ...more }));
  });
  return loading;
}

type Parse = (name: string, text: string, options: ParserOptions) => ParseResult;

function readModule(source: SourceFile, parse: Parse): SourceModule {
  const { path, text } = source;
  const deep = nestingFlaw(text);
  const reader = createReader(text);
  if (deep) return moduleOf(source, reader, [deep], []);
  const lang = languageOf(path, text);
  let parsed = parse(path, text, { lang, sourceType: 'module' });
  // scripts may use words that modules may not
  if (parsed.errors.length > 0 && lang !== 'ts' && lang !== 'dts') {
    const script = parse(path, text, { lang, sourceType: 'script' });
    if (script.errors.length < parsed.errors.length) parsed = script;
  }
  const flaws = parsed.errors
    .filter(({ severity }) => severity === 'Error')
    .map(({ message, labels: [label] }): SyntaxFlaw => {
      const start = Math.min(label?.start ?? 0, text.length);
      return { message: sentence(message), start, end: Math.min(Math.max(label?.end ?? 0, start), text.length) };
    });
  parsed = readAround(parsed, text, (rest) => parse(path, rest, { lang, sourceType: 'module' }));
  try {
    for (const statement of parsed.program.body) reader.statement(statement);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    flaws.push({ message: 'the file is nested too deeply to be read whole', start: 0, end: 0 });
  }
  const comments = parsed.comments.flatMap(({ start, end }) => [start, end]);
  return moduleOf(source, reader, flaws, comments);
}

/** Tries to get over as many mistakes as this. */
const MOST_MISTAKES = 20;
const LARGEST_READ_AGAIN = 1_000_000;

/** Of some mistakes the parser recovers, of others it gives nothing. Then the rest is read without the lines that have them. */
function readAround(parsed: ParseResult, text: string, parseAgain: (text: string) => ParseResult): ParseResult {
  let read = parsed;
  let rest = text;
  for (let i = 0; i < MOST_MISTAKES && text.length <= LARGEST_READ_AGAIN; i++) {
    const at = read.errors[0]?.labels[0]?.start;
    if (at === undefined || read.program.body.length > 0) break;
    const before = rest;
    rest = withoutLine(rest, Math.min(at, rest.length));
    if (rest === before) break;
    read = parseAgain(rest);
  }
  return read;
}

/** With spaces in its place, so that everything else stands where it stood. */
function withoutLine(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at);
  const end = next === -1 ? text.length : next;
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r]/g, ' ') + text.slice(end);
}

function createReader(text: string): Reader {
  const reader: Reader = {
    ...startReading(),
    expression: (node) => readExpression(reader, node),
    statement: (node) => readStatement(reader, node, text),
    type: (node) => readType(node, reader.scope),
    function: (node, given) => readFunction(reader, node, given),
    class: (node: Node, isExported, wholeStart) => readClass(reader, node, isExported, wholeStart),
    pattern: (node, value, how) => readPattern(reader, node, value, how),
  };
  return reader;
}

function moduleOf(
  source: SourceFile,
  reader: Reader,
  flaws: readonly SyntaxFlaw[],
  comments: readonly number[],
): SourceModule {
  const { scopes, imports, exports, types, wireCode } = reader;
  return {
    source,
    language: languageName(source.path),
    flaws,
    comments,
    scopes,
    bindings: reader.bindings,
    imports,
    exports,
    calls: reader.calls.sort((a, b) => a.start - b.start || b.end - a.end),
    types,
    wireCode,
  };
}

function languageName(path: string): SourceLanguage {
  return JAVASCRIPT_ENDINGS.some((ending) => path.endsWith(ending)) ? 'javascript' : 'typescript';
}

/** JSX is read where there are closing tags, since `<` alone means something else. */
function languageOf(path: string, text: string): NonNullable<ParserOptions['lang']> {
  if (/\.d\.[cm]?ts$/.test(path)) return 'dts';
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  if (path.endsWith('.tsx')) return 'tsx';
  return text.includes('</') || text.includes('/>') ? 'jsx' : 'js';
}

/** The parser's words in our form: lower case, no full stop. */
function sentence(message: string): string {
  const first = message.split('\n', 1)[0] ?? '';
  const bare = first.replace(/\.$/, '');
  return /^[A-Z][a-z']/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
