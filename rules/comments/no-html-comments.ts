// HTML in comments. Only what closes a tag counts: `<name>` alone is far more often a placeholder.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileNode } from '../../src/model/proto/syntax/ast.ts';
import { commentIndex } from '../../src/model/proto/syntax/comments.ts';
import { isBlankBetween } from '../../src/text/lines.ts';
import type { Span } from '../../src/text/source-file.ts';

/** `</b>`, `<br/>`, `<img src="…" />`. */
const TAG = /<(?:\/ ?[a-z][a-z0-9-]*|[a-z][a-z0-9-]*(?: [^<>\n]{0,200})?\/)>/iy;

const FARTHEST = 400;

export default defineRule({
  id: 'no-html-comments',
  group: 'comments',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'HTML in a comment is shown as it is, or taken out, nearly everywhere that the comment goes',
  why:
    'Comments of a contract become documentation in every language, and only few of its tools know HTML: in Go, ' +
    'Python, Rust and TypeScript readers see the tags. What all of them can show is plain text and simple ' +
    'Markdown. Tags inside backticks are text and pass.',
  aliases: { apiLinter: 'core::0192::no-html' },
  messages: {
    tag: "comment has the HTML tag '{tag}'",
  },
  visit: {
    file({ node, source: { text } }, ctx) {
      let reported = -1;
      for (const { start, end } of tagsIn(node)) {
        const comment = commentAt(node, start);
        // one finding for a comment says enough
        if (comment === undefined || start < reported || isInBackticks(text, start)) continue;
        reported = endOfRun(node, comment);
        const help = 'write plain text or Markdown: a blank line for a paragraph, - for a list item, *…* for emphasis';
        ctx.report({ message: 'tag', at: { start, end }, data: { tag: text.slice(start, end) }, help });
      }
    },
  },
});

/** What looks like a tag, in comments or not. */
function tagsIn({ source: { text } }: FileNode): Span[] {
  const tags: Span[] = [];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    if (TAG.test(text)) tags.push({ start: at, end: TAG.lastIndex });
  }
  return tags;
}

/** Index of the comment that the offset lies in. */
function commentAt(node: FileNode, offset: number): number | undefined {
  const before = commentIndex(node, offset) - 2;
  return before >= 0 && (node.comments[before + 1] as number) > offset ? before : undefined;
}

/** Where the comment ends, and those that follow it without a blank line between. */
function endOfRun({ comments, source: { text } }: FileNode, first: number): number {
  let index = first;
  for (;;) {
    const end = comments[index + 1] as number;
    const next = comments[index + 2];
    if (next === undefined || !isBlankBetween(text, end, next) || text.indexOf('\n', end + 1) < next) return end;
    index += 2;
  }
}

/** Whether backticks are open on the line; looks back only so far as somebody would. */
function isInBackticks(text: string, offset: number): boolean {
  let isIn = false;
  for (let at = offset - 1; at >= 0 && at > offset - FARTHEST; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) break;
    if (code === 0x60) isIn = !isIn;
  }
  return isIn;
}
