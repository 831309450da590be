// Cuts Python text into tokens: lines and how far they are indented, words, numbers, operators. Notes comments and flaws
// by offset and always goes on; time is linear. Knows no grammar.

import {
  BACKSLASH,
  BREAK_LINE,
  CLASS_OF,
  DIGIT,
  HASH,
  HIGH,
  isDigit,
  LETTER,
  LINE_FEED,
  LONGER,
  lineEnd,
  RETURN,
  SINGLE_KINDS,
  SPACE,
} from './characters.ts';
import type { Scan } from './scan.ts';
import { closeBracket, isClosing, openBracket } from './scan-bracket.ts';
import { scanString } from './scan-string.ts';
import { TokenBuffer, type Tokens } from './token-buffer.ts';
import {
  DEDENT,
  END,
  FOR,
  INDENT,
  NAME,
  NEWLINE,
  NUMBER,
  OPEN_CURLY,
  OPEN_ROUND,
  OPEN_SQUARE,
  STATEMENT_ONLY,
  UNKNOWN,
  wordKind,
} from './tokens.ts';

const LONGEST_KEYWORD = 8;
const LONGEST_PREFIX = 2;
/** Python itself reads so many blocks inside each other, and no more. */
const MAX_INDENTS = 100;

const NUMBER_FORM =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;

export function tokenize(text: string): Tokens {
  return new Tokenizer(text).run();
}

class Tokenizer implements Scan {
  readonly text: string;
  readonly tokens: TokenBuffer;
  at: number;
  readonly #indents = [0];
  /** Indices of the tokens that opened what is open. */
  readonly brackets: number[] = [];
  /** Where the line began, while no token of it was met. */
  #freshLine = -1;
  #isTooDeep = false;
  formats = 0;
  /** How often brackets were given up. */
  abandoned = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = new TokenBuffer(text);
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): Tokens {
    const { length } = this.text;
    this.#beginLine();
    while (this.at < length) this.step();
    const open = this.brackets.at(-1);
    if (open !== undefined && !this.#isTooDeep) this.tokens.complainOpen(open);
    const last = this.tokens.kindAt(this.tokens.count - 1);
    if (this.tokens.count > 0 && last !== NEWLINE && last !== DEDENT) this.tokens.push(NEWLINE, length, length);
    for (let depth = this.#indents.length; depth > 1; depth--) this.tokens.push(DEDENT, length, length);
    this.tokens.push(END, length, length);
    return this.tokens.finish();
  }

  /** One token, or what stands between two. */
  step(): void {
    const at = this.at;
    const code = this.text.charCodeAt(at);
    const kind = code < HIGH ? (CLASS_OF[code] as number) : LETTER;
    if (kind === SPACE) this.at = at + 1;
    else if (kind === LETTER) this.#word(at);
    else if (kind === BREAK_LINE) this.#lineBreak(at, code);
    else if (code === HASH) this.#comment(at);
    else if (code === BACKSLASH) this.#joinLines(at);
    else {
      this.#freshLine = -1;
      if (kind === DIGIT || (code === 0x2e && isDigit(this.text.charCodeAt(at + 1)))) this.#number(at);
      else if (code === 0x22 || code === 0x27) scanString(this, at, at, '');
      else this.#operator(at, code);
    }
  }

  #comment(start: number): void {
    this.at = lineEnd(this.text, start);
    this.tokens.comments.push(start, this.at);
  }

  #joinLines(at: number): void {
    const next = this.text.charCodeAt(at + 1);
    this.at = at + (next === RETURN && this.text.charCodeAt(at + 2) === LINE_FEED ? 3 : 2);
    if (next === LINE_FEED || next === RETURN) return;
    this.at = at + 1;
    if (at + 1 < this.text.length) this.tokens.complain(at, at + 1, "something follows '\\', which joins lines");
  }

  #lineBreak(at: number, code: number): void {
    this.at = at + (code === RETURN && this.text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1);
    if (this.brackets.length > 0) {
      this.#freshLine = this.at;
      return;
    }
    this.tokens.push(NEWLINE, at, this.at);
    this.#beginLine();
  }

  /** Passes over empty lines, then compares how far the next one is indented. */
  #beginLine(): void {
    const text = this.text;
    for (;;) {
      const start = this.at;
      let column = 0;
      let code = text.charCodeAt(this.at);
      for (; code === 0x20 || code === 0x09 || code === 0x0c; code = text.charCodeAt(++this.at)) {
        column = code === 0x20 ? column + 1 : code === 0x09 ? (column | 7) + 1 : 0;
      }
      if (code === HASH) {
        this.#comment(this.at);
        code = text.charCodeAt(this.at);
      }
      if (this.at >= text.length) return;
      if (code === LINE_FEED) this.at += 1;
      else if (code === RETURN) this.at += text.charCodeAt(this.at + 1) === LINE_FEED ? 2 : 1;
      else {
        this.#indent(column, start);
        return;
      }
    }
  }

  #indent(column: number, lineStart: number): void {
    const at = this.at;
    const indents = this.#indents;
    const current = indents.at(-1) as number;
    if (column > current) {
      if (indents.length > MAX_INDENTS) this.tooDeep(lineStart, at, 'blocks are nested too deeply');
      else {
        indents.push(column);
        this.tokens.push(INDENT, lineStart, at);
      }
      return;
    }
    while (column < (indents.at(-1) as number)) {
      indents.pop();
      this.tokens.push(DEDENT, at, at);
    }
    if (column > (indents.at(-1) as number)) {
      this.tokens.complain(lineStart, at, 'the line is indented like no block around it');
      indents[indents.length - 1] = indents.length > 1 ? column : 0;
    }
  }

  #word(start: number): void {
    const text = this.text;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < HIGH && CLASS_OF[code] !== LETTER && CLASS_OF[code] !== DIGIT) break;
    }
    const length = at - start;
    const next = text.charCodeAt(at);
    if (length <= LONGEST_PREFIX && (next === 0x22 || next === 0x27)) {
      const prefix = text.slice(start, at).toLowerCase();
      if (/^(?:[bfrtu]|br|rb|fr|rf|tr|rt)$/.test(prefix)) {
        this.#freshLine = -1;
        scanString(this, start, at, prefix);
        return;
      }
    }
    const kind = length <= LONGEST_KEYWORD && length > 1 ? wordKind(text.slice(start, at)) : NAME;
    if (kind === FOR) this.#markComprehension();
    if (this.#freshLine !== -1 && this.brackets.length > 0 && STATEMENT_ONLY.has(kind)) {
      this.#abandonBrackets();
      return;
    }
    this.#freshLine = -1;
    this.at = at;
    this.tokens.push(kind, start, at);
  }

  #markComprehension(): void {
    const open = this.brackets.at(-1);
    if (open !== undefined) this.tokens.markComprehension(open);
  }

  /** A statement begins where a bracket is still open: the line is taken as a new one. */
  #abandonBrackets(): void {
    const open = this.brackets.at(-1) as number;
    this.tokens.complainOpen(open);
    this.brackets.length = 0;
    this.abandoned += 1;
    this.at = this.#freshLine;
    this.#freshLine = -1;
    this.tokens.push(NEWLINE, this.at, this.at);
    this.#beginLine();
  }

  #number(start: number): void {
    NUMBER_FORM.lastIndex = start;
    NUMBER_FORM.test(this.text);
    this.at = Math.max(start + 1, NUMBER_FORM.lastIndex);
    this.tokens.push(NUMBER, start, this.at);
  }

  #operator(at: number, code: number): void {
    for (const [word, kind] of LONGER[code] ?? []) {
      if (!this.text.startsWith(word, at)) continue;
      this.at = at + word.length;
      this.tokens.push(kind, at, this.at);
      return;
    }
    this.at = at + 1;
    const kind = SINGLE_KINDS[code] ?? 0;
    if (kind === 0) this.tokens.complain(at, at + 1, `${JSON.stringify(this.text[at])} has no meaning here`);
    else if (kind === OPEN_ROUND || kind === OPEN_SQUARE || kind === OPEN_CURLY) {
      openBracket(this, kind, at);
      return;
    } else if (isClosing(kind) && !closeBracket(this, kind, at)) return;
    this.tokens.push(kind === 0 ? UNKNOWN : kind, at, at + 1);
  }

  /** Once: all that follows from it would be told with it. */
  tooDeep(start: number, end: number, message: string): void {
    if (!this.#isTooDeep) this.tokens.complain(start, end, message);
    this.#isTooDeep = true;
  }
}
