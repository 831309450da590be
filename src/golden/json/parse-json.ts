// JSON text as a tree of values that know their spans: strict as RFC 8259 is, with numbers as they are written, so that
// no digit of a 64-bit integer is lost. Stops at the first mistake and tells its place; bounded in depth.

import type { Span } from '../../text/source-file.ts';

export interface JsonString extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly written: string;
}

export interface JsonLiteral extends Span {
  readonly kind: 'literal';
  readonly value: boolean | null;
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export type JsonNode = JsonString | JsonNumber | JsonLiteral | JsonArray | JsonObject;

export interface JsonProblem {
  readonly message: string;
  readonly help?: string;
  readonly span: Span;
}

const DEEPEST = 100;

export function parseJson(text: string): JsonNode | JsonProblem {
  try {
    return new Reader(text).document();
  } catch (error) {
    if (error instanceof Mistake) return error.problem;
    throw error;
  }
}

export function isJsonProblem(result: JsonNode | JsonProblem): result is JsonProblem {
  return 'message' in result;
}

class Mistake extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\p{Cc}]*/uy;
const WORD = /[A-Za-z_$][\w$]*/y;
const SPACE = /[ \t\n\r]*/y;
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Owns the place in the text. */
class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = 0;
  }

  document(): JsonNode {
    if (this.#text.startsWith('\ufeff'))
      this.#fail('a byte order mark stands here, which JSON does not have', 'save the file as UTF-8 without one');
    this.#skip();
    if (this.#at === this.#text.length)
      this.#fail('there is no value here', "write '{}' for a message with nothing set");
    const value = this.#value(1);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('text follows behind the value');
    return value;
  }

  #value(depth: number): JsonNode {
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{' || first === '[') {
      if (depth > DEEPEST) this.#fail(`this is nested more than ${DEEPEST} levels deep`);
      return first === '{' ? this.#object(depth) : this.#array(depth);
    }
    if (first === '"') return this.#string();
    const number = this.#match(NUMBER);
    if (number !== '') {
      if (/[\w.]/.test(this.#text[this.#at] ?? '')) this.#fail('this is not a number of JSON', undefined, start);
      return { kind: 'number', written: number, start, end: this.#at };
    }
    const word = this.#match(WORD);
    const value = LITERALS.get(word);
    if (value === undefined)
      this.#fail(
        word === '' ? 'a value is wanted here' : `'${word.slice(0, 40)}' is no value of JSON`,
        quotesFor(word),
        start,
      );
    return { kind: 'literal', value: value ?? null, start, end: this.#at };
  }

  #object(depth: number): JsonObject {
    const start = this.#at++;
    const members: JsonMember[] = [];
    for (this.#skip(); this.#text[this.#at] !== '}'; this.#skip()) {
      if (members.length > 0) this.#separator('}');
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes is wanted here');
      const key = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#fail("':' is wanted here");
      this.#at += 1;
      this.#skip();
      members.push({ key, value: this.#value(depth + 1) });
    }
    this.#at += 1;
    return { kind: 'object', members, start, end: this.#at };
  }

  #array(depth: number): JsonArray {
    const start = this.#at++;
    const items: JsonNode[] = [];
    for (this.#skip(); this.#text[this.#at] !== ']'; this.#skip()) {
      if (items.length > 0) this.#separator(']');
      items.push(this.#value(depth + 1));
    }
    this.#at += 1;
    return { kind: 'array', items, start, end: this.#at };
  }

  #separator(close: string): void {
    if (this.#text[this.#at] !== ',') this.#fail(`',' or '${close}' is wanted here`);
    const comma = this.#at++;
    this.#skip();
    if (this.#text[this.#at] === close) this.#fail(`nothing follows this ','`, 'take it out', comma, comma + 1);
  }

  #string(): JsonString {
    const start = this.#at++;
    let value = '';
    for (;;) {
      value += this.#match(PLAIN);
      const at = this.#at;
      const next = this.#text[at];
      if (next === '"') break;
      if (next === undefined) this.#fail('this text has no closing quote', undefined, start, start + 1);
      if (next !== '\\') {
        // DEL and C1 controls may stand as they are.
        if ((next as string) >= ' ') value += next;
        else this.#fail('a control character stands in this text', 'write it as an escape, such as \\n', at, at + 1);
        this.#at += 1;
        continue;
      }
      value += this.#escape(at);
    }
    this.#at += 1;
    return { kind: 'string', value, start, end: this.#at };
  }

  #escape(at: number): string {
    const letter = this.#text[at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(at + 2, at + 6);
      if (!/^[\da-fA-F]{4}$/.test(digits)) this.#fail('\\u wants four hex digits', undefined, at, at + 2);
      this.#at = at + 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const meant = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (meant === undefined) this.#fail('this escape does not exist in JSON', undefined, at, at + 1 + letter.length);
    this.#at = at + 2;
    return meant ?? '';
  }

  #skip(): void {
    this.#match(SPACE);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(message: string, help?: string, start = this.#at, end = Math.min(start + 1, this.#text.length)): never {
    throw new Mistake({ message, span: { start, end: Math.max(start, end) }, ...(help !== undefined && { help }) });
  }
}

function quotesFor(word: string): string | undefined {
  return /^(?:NaN|Infinity|undefined)$/.test(word) ? `ProtoJSON writes it in quotes: "${word}"` : undefined;
}
