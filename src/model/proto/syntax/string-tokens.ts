// Every string literal of a text, one by one: the tree joins neighbours, here they are still apart.

import type { Span } from '../../../text/source-file.ts';
import { END, Lexer, STRING } from './lexer.ts';

export function stringTokens(text: string): Span[] {
  const lexer = new Lexer(text);
  const spans: Span[] = [];
  for (lexer.next(); lexer.kind !== END; lexer.next()) {
    if (lexer.kind === STRING) spans.push({ start: lexer.start, end: lexer.end });
  }
  return spans;
}
