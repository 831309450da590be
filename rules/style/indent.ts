// Statements and closing braces that do not stand at the depth of their block. Only what begins a line is judged;
// comments and the further lines of a statement are not, but move along with it.

import * as z from 'zod/mini';
import type { FileEdit } from '../../src/diagnostics/finding.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileNode } from '../../src/model/proto/syntax/ast.ts';
import { blockOf, headEnd, type Statement } from '../../src/model/proto/syntax/blocks.ts';
import { commentIndex } from '../../src/model/proto/syntax/comments.ts';
import { isBlankBetween, isSpace, lineEndAt, lineStartAt } from '../../src/text/lines.ts';
import type { Span } from '../../src/text/source-file.ts';

const CLOSING_BRACE = 0x7d;

export default defineRule({
  id: 'indent',
  group: 'style',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'indentation that does not follow the braces shows a nesting that is not there',
  why:
    'Readers see the nesting of messages, oneofs and enums by their indentation and not by counting braces. A field ' +
    'that stands too far left seems to belong to the outer message. One unit of indentation for each level, the ' +
    'same in all files, is also what formatters write, so that they leave no noise in the next diff.',
  aliases: { protolint: 'INDENT' },
  messages: {
    indent: 'indentation is {found} instead of {wanted}',
  },
  options: z.strictObject({
    /** Spaces for each level, or a tab. */
    size: z._default(z.union([z.int().check(z.minimum(1), z.maximum(8)), z.literal('tab')]), 2),
  }),
  visit: {
    file({ node, path, source: { text } }, ctx) {
      if (node.errors.length > 0) return;
      const { size } = ctx.options;
      const unit = size === 'tab' ? '\t' : ' '.repeat(size);
      for (const line of crookedLines(node, unit)) {
        const start = lineStartAt(text, line.offset);
        const found = text.slice(start, line.offset);
        const wanted = unit.repeat(line.depth);
        ctx.report({
          message: 'indent',
          at: { start, end: line.offset },
          data: { found: inWords(found), wanted: inWords(wanted) },
          help: size === 'tab' ? 'indent each level by a tab' : `indent each level by ${inWords(unit)}`,
          fix: { title: 'indent the statement', kind: 'safe', edits: indentingEdits(node, path, line, found, wanted) },
        });
      }
    },
  },
});

interface CrookedLine {
  /** Where the statement or the brace begins. */
  readonly offset: number;
  readonly depth: number;
  /** Nothing for a closing brace. */
  readonly statement: Statement | undefined;
  readonly isLast: boolean;
}

function crookedLines({ body, source }: FileNode, unit: string): readonly CrookedLine[] {
  const { text } = source;
  const lines: CrookedLine[] = [];
  const isCrooked = (offset: number, depth: number) =>
    !isIndented(text, offset, depth * unit.length, unit.charCodeAt(0)) && beginsLine(text, offset);
  const judge = (statements: readonly Statement[], depth: number) => {
    for (let i = 0; i < statements.length; i += 1) {
      const statement = statements[i] as Statement;
      if (statement.kind === 'empty') continue;
      const { start, end } = statement;
      if (isCrooked(start, depth)) {
        lines.push({ offset: start, depth, statement, isLast: i === statements.length - 1 });
      }
      const block = blockOf(statement);
      if (!block || text.charCodeAt(end - 1) !== CLOSING_BRACE) continue;
      judge(block, depth + 1);
      if (isCrooked(end - 1, depth)) lines.push({ offset: end - 1, depth, statement: undefined, isLast: false });
    }
  };
  judge(body, 0);
  return lines;
}

/** Whether exactly `width` of that character stand before the offset on its line. */
function isIndented(text: string, offset: number, width: number, character: number): boolean {
  const start = offset - width;
  if (start < 0) return false;
  for (let at = start; at < offset; at += 1) if (text.charCodeAt(at) !== character) return false;
  return isLineStart(text, start);
}

/** Goes back over blanks only: there may be very many statements on one line. */
function beginsLine(text: string, offset: number): boolean {
  let at = offset;
  while (!isLineStart(text, at) && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return isLineStart(text, at);
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === 0x0a || (offset === 1 && text.charCodeAt(0) === 0xfeff);
}

/** `2 spaces`, `1 tab and 1 space`, `none`. */
function inWords(indentation: string): string {
  const tabs = indentation.split('\t').length - 1;
  const spaces = indentation.length - tabs;
  const parts = [];
  if (tabs > 0) parts.push(tabs === 1 ? '1 tab' : `${tabs} tabs`);
  if (spaces > 0) parts.push(spaces === 1 ? '1 space' : `${spaces} spaces`);
  return parts.join(' and ') || 'none';
}

function indentingEdits(node: FileNode, path: string, line: CrookedLine, found: string, wanted: string): FileEdit[] {
  const { text } = node.source;
  const edits: FileEdit[] = [];
  for (const span of movedTogether(node, line)) {
    const first = lineStartAt(text, span.start);
    if (text.slice(first, span.start) !== found) continue;
    for (let start = first; start <= span.end; start = text.indexOf('\n', start) + 1 || text.length + 1) {
      if (!text.startsWith(found, start) || lineEndAt(text, start) === start) continue;
      edits.push({ path, start, end: start + found.length, text: wanted });
    }
  }
  return edits;
}

/** The statement up to its brace, and the comments around it that no other statement has a better claim to. */
function movedTogether(node: FileNode, { offset, statement, isLast }: CrookedLine): Span[] {
  const { text } = node.source;
  if (!statement) return [{ start: offset, end: offset + 1 }];
  const head = headEnd(statement);
  const end = head === statement.end ? head : text.indexOf('{', head);
  return [
    ...commentsAbove(node, offset),
    { start: offset, end: end === -1 ? head : end },
    ...(isLast ? commentsBelow(node, statement.end) : []),
  ];
}

function commentsAbove(node: FileNode, offset: number): Span[] {
  const { comments, source } = node;
  const spans: Span[] = [];
  let at = offset;
  for (let index = commentIndex(node, offset) - 2; index >= 0; index -= 2) {
    const [start, end] = [comments[index] as number, comments[index + 1] as number];
    if (!isBlankBetween(source.text, end, at)) break;
    spans.push({ start, end });
    at = start;
  }
  return spans;
}

function commentsBelow(node: FileNode, offset: number): Span[] {
  const { comments, source } = node;
  const spans: Span[] = [];
  let at = offset;
  for (let index = commentIndex(node, offset); index < comments.length; index += 2) {
    const [start, end] = [comments[index] as number, comments[index + 1] as number];
    if (!isBlankBetween(source.text, at, start)) break;
    spans.push({ start, end });
    at = end;
  }
  return spans;
}
