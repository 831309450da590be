// Strings in the other kind of quotes. A string that holds the wanted quote may keep the other: it needs no escapes.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileNode } from '../../src/model/proto/syntax/ast.ts';
import { commentIndex } from '../../src/model/proto/syntax/comments.ts';
import { stringTokens } from '../../src/model/proto/syntax/string-tokens.ts';

const QUOTES = { double: '"', single: "'" } as const;

export default defineRule({
  id: 'quote-consistent',
  group: 'style',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'two kinds of quotes for the same thing make readers look for a difference that is not there',
  why:
    'Single and double quotes mean the same in a .proto file. Where both are used, every search for an import or an ' +
    'option needs two spellings, and changing a line from one to the other is a diff that says nothing. A string ' +
    'that contains the wanted quote may stand in the other kind.',
  aliases: { protolint: 'QUOTE_CONSISTENT' },
  messages: {
    quotes: 'string stands in {found} quotes instead of {wanted}',
  },
  options: z.strictObject({
    /** The quotes that strings stand in. */
    quotes: z._default(z.enum(['double', 'single']), 'double'),
  }),
  visit: {
    file({ node, path, source }, ctx) {
      const wanted = ctx.options.quotes;
      const found = wanted === 'double' ? 'single' : 'double';
      if (node.errors.length > 0 || !hasOutsideComments(node, QUOTES[found])) return;
      const quote = QUOTES[wanted];
      for (const { start, end } of stringTokens(source.text)) {
        if (source.text[start] === quote || holds(source.text, quote, start, end)) continue;
        const edits = [start, end - 1].map((at) => ({ path, start: at, end: at + 1, text: quote }));
        ctx.report({
          message: 'quotes',
          at: { start, end },
          data: { found, wanted },
          help: `write ${quote}…${quote}`,
          fix: { title: `use ${wanted} quotes`, kind: 'safe', edits },
        });
      }
    },
  },
});

/** Nearly every file has none, and need not be cut into tokens to know. */
function hasOutsideComments(node: FileNode, quote: string): boolean {
  const { comments } = node;
  const { text } = node.source;
  let at = text.indexOf(quote);
  while (at !== -1) {
    const before = commentIndex(node, at) - 2;
    if (before < 0 || (comments[before + 1] as number) <= at) return true;
    at = text.indexOf(quote, comments[before + 1]);
  }
  return false;
}

/** Whether the quote stands in the string without a backslash before it. */
function holds(text: string, quote: string, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return true;
  }
  return false;
}
