// Finds comments in YAML text without parsing it: '#' at the beginning of a line or after white space, outside quotes.
// In block scalars ('|', '>') such lines count as comments too; that costs nothing, since they merely could suppress.

import type { CommentOffsets } from './comment-lines.ts';

const QUOTE_MAY_FOLLOW = new Set(['', ':', '-', '[', '{', ',', '?']);

export function yamlComments(text: string): CommentOffsets {
  const comments: number[] = [];
  /** The last character on this line that is not white space. */
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '\n') last = '';
    else if (character === '#' && (at === 0 || /\s/.test(text[at - 1] as string))) {
      const end = text.indexOf('\n', at);
      comments.push(at, end === -1 ? text.length : end);
      at = (end === -1 ? text.length : end) - 1;
    } else if ((character === '"' || character === "'") && QUOTE_MAY_FOLLOW.has(last)) {
      at = closingQuote(text, at);
      last = character;
    } else if (!/\s/.test(character)) last = character;
  }
  return comments;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text.startsWith("''", at) && quote === "'") at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
