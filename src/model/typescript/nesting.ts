// Refuses texts that nest so deeply that the native parser would run out of stack, which ends the process.
// A look at brackets and operators, no grammar: texts that people or tools write are far below the limits.

import type { SyntaxFlaw } from '../source-module.ts';

/** Of brackets, angle brackets, `else if` and loops without braces, each. */
const DEEPEST = 1000;
/** Shorter texts cannot be deep enough to do harm. */
const HARMLESS = 4000;
const STATEMENTS = new Set(['for', 'while', 'if', 'with', 'do']);
/** Tokens without any of `, ; { }` between them: operators may nest to the right. */
const LONGEST_RUN = 5000;

const SKIPPED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*/.source;
const TOKENS =
  /\\(?:u[\da-fA-F]{4}|.)|\/\*|[;}]\s*else\b|\b(?:for|while|if|with|do)\b|<\/|\/>|=>|<=|<<[\w$]?|<[\w$]|[()[\]{}<>,;]|[\w$]+|[^\s\w]/
    .source;

export function nestingFlaw(text: string): SyntaxFlaw | undefined {
  if (text.length < HARMLESS || hasTooLittle(text)) return undefined;
  const scan = new RegExp(`${SKIPPED}|${TOKENS}`, 'g');
  const chains: number[] = [0];
  /** How many angle brackets were open where a bracket opened: none that opens inside outlives it. */
  const anglesBefore: number[] = [0];
  /** Behind it, no comment ends, and none is looked for. */
  const lastClosing = text.lastIndexOf('*/') - 1;
  let depth = 0;
  let angles = 0;
  let run = 0;
  for (let match = scan.exec(text); match; match = scan.exec(text)) {
    const token = match[0];
    const first = token.charCodeAt(0);
    // an escape: regular expressions are long rows of them
    if (first === 0x5c) continue;
    if (token === '/*' && match.index < lastClosing) {
      scan.lastIndex = text.indexOf('*/', match.index + 2) + 2;
      continue;
    }
    run++;
    if (token.endsWith('else') && token.length > 4) {
      if (first === 0x7d) depth = Math.max(0, depth - 1);
    } else if (STATEMENTS.has(token)) {
      // statements without braces nest until one of them ends
      chains[depth] = (chains[depth] ?? 0) + 1;
    } else if (token === '(' || token === '[' || token === '{') {
      depth++;
      chains[depth] = 0;
      anglesBefore[depth] = angles;
      if (token === '{') run = 0;
    } else if (token === ')' || token === ']' || token === '}') {
      angles = Math.min(angles, anglesBefore[depth] ?? 0);
      depth = Math.max(0, depth - 1);
      if (token === '}') {
        chains[depth] = 0;
        run = 0;
      }
    } else if (first === 0x3c) {
      // a comparison and a shift by a number open nothing
      if (token !== '<=' && !/^<<\d?$/.test(token)) angles += token === '</' ? -1 : 1;
    } else if (token === '>' || token === '/>') {
      angles = Math.max(0, angles - 1);
    } else if (token === ',' || token === ';') {
      run = 0;
      if (token === ';') {
        chains[depth] = 0;
        angles = 0;
      }
    }
    if (depth > DEEPEST || angles > DEEPEST || run > LONGEST_RUN || (chains[depth] ?? 0) > DEEPEST) {
      const start = match.index;
      return { message: 'the file looks nested too deeply to be read', start, end: start + 1 };
    }
  }
  return undefined;
}

/** Whether there is too little of everything for any of it to nest deeply, wherever it stands. Faster than the scan. */
function hasTooLittle(text: string): boolean {
  let opening = 0;
  /** Words that may be one of the statements, by their first letter. */
  let words = 0;
  let run = 0;
  let before = 0;
  const lastClosing = text.lastIndexOf('*/') - 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const end =
      code === 0x22 || code === 0x27
        ? endOfString(text, at, code)
        : code === 0x2f
          ? endOfComment(text, at, lastClosing)
          : at;
    if (code === 0x5c || end > at) {
      at = Math.max(at + 1, end);
      before = 0;
      run++;
      continue;
    }
    if (code === 0x2c || code === 0x3b || code === 0x7b || code === 0x7d) run = 0;
    else if (code > 0x20) run++;
    if (code === 0x28 || code === 0x5b || code === 0x7b || code === 0x3c) opening++;
    else if ((code === 0x66 || code === 0x77 || code === 0x69 || code === 0x64) && !isLetter(before)) words++;
    if (opening > DEEPEST || words > DEEPEST || run > LONGEST_RUN) return false;
    before = code;
  }
  return true;
}

/** Where a comment has its last character; where it begins, when there is none. */
function endOfComment(text: string, at: number, lastClosing: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 0x2a) return at < lastClosing ? text.indexOf('*/', at + 2) + 1 : at;
  if (next !== 0x2f) return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function endOfString(text: string, at: number, quote: number): number {
  for (let to = at + 1; to < text.length; to++) {
    const code = text.charCodeAt(to);
    if (code === 0x0a) return at;
    if (code === 0x5c) to++;
    else if (code === quote) return to;
  }
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
