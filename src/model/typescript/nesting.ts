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

const SKIPPED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[\s\S]*?\*\//.source;
const TOKENS =
  /\\(?:u[\da-fA-F]{4}|.)|[;}]\s*else\b|\b(?:for|while|if|with|do)\b|<\/|\/>|=>|<=|<<[\w$]?|<[\w$]|[()[\]{}<>,;]|[\w$]+|[^\s\w]/
    .source;

export function nestingFlaw(text: string): SyntaxFlaw | undefined {
  if (text.length < HARMLESS) return undefined;
  const scan = new RegExp(`${SKIPPED}|${TOKENS}`, 'g');
  const chains: number[] = [0];
  /** How many angle brackets were open where a bracket opened: none that opens inside outlives it. */
  const anglesBefore: number[] = [0];
  let depth = 0;
  let angles = 0;
  let run = 0;
  for (let match = scan.exec(text); match; match = scan.exec(text)) {
    const token = match[0];
    const first = token.charCodeAt(0);
    // an escape: regular expressions are long rows of them
    if (first === 0x5c) continue;
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
