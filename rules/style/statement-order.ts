// Statements of a file in an order other than the usual one. Declarations are never moved among themselves.

import type { Fix } from '../../src/diagnostics/finding.ts';
import { sharedFix } from '../../src/diagnostics/shared-fix.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileElement, FileNode } from '../../src/model/proto/syntax/ast.ts';
import { optionNameSpan } from '../../src/model/proto/syntax/ast.ts';
import { statementLines } from '../../src/model/proto/syntax/statement-lines.ts';
import { lineBreakOf, lineStartAt } from '../../src/text/lines.ts';
import type { Span } from '../../src/text/source-file.ts';

const RANKS = { syntax: 0, package: 1, import: 2, option: 3, message: 4, enum: 4, service: 4, extend: 4 } as const;

type Statement = Exclude<FileElement, { kind: 'empty' }>;

export default defineRule({
  id: 'statement-order',
  group: 'style',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'statements in an unusual order hide imports and options from whoever looks at the top of the file',
  why:
    'Everybody looks for the package, the imports and the file options at the top, in this order, and adds to them ' +
    'there. An option or import below the first message is easily missed, or written a second time. The compiler ' +
    'takes any order, so moving the statements changes nothing but the reading.',
  aliases: { protolint: 'ORDER' },
  messages: {
    misplaced: '{statement} stands below {other}',
  },
  visit: {
    file({ node, path }, ctx) {
      if (node.errors.length > 0) return;
      const misplaced = misplacedIn(node);
      if (misplaced.length === 0) return;
      const [first, other] = sharedFix(orderingFix(node, path), misplaced.length);
      misplaced.forEach(({ statement, below }, i) => {
        const { start, end } = titleSpan(below);
        ctx.report({
          message: 'misplaced',
          at: titleSpan(statement),
          data: { statement: nameOf(statement), other: nameOf(below) },
          help: 'the order is syntax or edition, package, imports, options, declarations',
          related: [{ path, start, end, message: `${nameOf(below)} comes first` }],
          fix: i === 0 ? first : other,
        });
      });
    },
  },
});

/** Statements that stand below one that belongs further down; of several such the first. */
function misplacedIn({ body }: FileNode): { readonly statement: Statement; readonly below: Statement }[] {
  const misplaced: { statement: Statement; below: Statement }[] = [];
  let below: Statement | undefined;
  for (const statement of body) {
    if (statement.kind === 'empty') continue;
    if (!below || RANKS[statement.kind] > RANKS[below.kind]) below = statement;
    else if (RANKS[statement.kind] < RANKS[below.kind]) misplaced.push({ statement, below });
  }
  return misplaced;
}

function nameOf(statement: Statement): string {
  switch (statement.kind) {
    case 'syntax':
      return statement.keyword;
    case 'package':
      return `package '${statement.name.text}'`;
    case 'import':
      return `import of '${statement.path.value}'`;
    case 'option':
      return `option '${statement.name.map(({ text }) => text).join('.')}'`;
    case 'extend':
      return `extension of '${statement.extendee.text}'`;
    default:
      return `${statement.kind} '${statement.name.text}'`;
  }
}

function titleSpan(statement: Statement): Span {
  switch (statement.kind) {
    case 'option':
      return optionNameSpan(statement);
    case 'syntax':
    case 'package':
    case 'import':
      return { start: statement.start, end: statement.end };
    case 'extend':
      return statement.extendee;
    default:
      return statement.name;
  }
}

interface Block extends Span {
  readonly rank: number;
  readonly index: number;
  readonly hasCommentBelow: boolean;
}

/** Nothing where lines are shared, or where it is not clear whether the first comment is the file's. */
function orderingFix(node: FileNode, path: string): Fix | undefined {
  const blocks = blocksOf(node);
  if (!blocks) return undefined;
  const ordered = [...blocks].sort((a, b) => a.rank - b.rank || a.index - b.index);
  const first = blocks.findIndex((block, i) => block !== ordered[i]);
  const last = blocks.findLastIndex((block, i) => block !== ordered[i]);
  const opening = node.body[0];
  if (first === 0 && blocks[0]?.start !== opening?.start) return undefined;
  // the neighbours on both sides too, as the distance to them may change
  const from = Math.max(first - 1, 0);
  const around = ordered.slice(from, last + 2);
  const { text } = node.source;
  const moved = around.map((block, i) => {
    const before = around[i - 1];
    return (before ? gapBetween(text, before, block) : '') + text.slice(block.start, block.end);
  });
  const end = blocks[from + around.length - 1]?.end ?? text.length;
  const edit = { path, start: blocks[from]?.start ?? 0, end, text: moved.join('') };
  return { title: 'put the statements in order', kind: 'safe', edits: [edit] };
}

/** Each statement with its comments, those further above included; what heads the file stays where it is. */
function blocksOf(node: FileNode): readonly Block[] | undefined {
  const { text } = node.source;
  const blocks: Block[] = [];
  let end = 0;
  for (const statement of node.body) {
    if (statement.kind === 'empty') continue;
    const lines = statementLines(node, statement);
    if (!lines || lines.start < end) return undefined;
    const isFirst = blocks.length === 0;
    const start = isFirst ? lines.start : lineStartAt(text, end + text.slice(end, lines.start).search(/\S|$/));
    const { hasCommentBelow } = lines;
    end = lines.end;
    blocks.push({ start, end, rank: RANKS[statement.kind], index: blocks.length, hasCommentBelow });
  }
  return blocks;
}

/** Neighbours keep their distance; new ones get a blank line between them unless they are of one kind. */
function gapBetween(text: string, before: Block, block: Block): string {
  if (block.index === before.index + 1) return text.slice(before.end, block.start);
  const newline = lineBreakOf(text);
  const isList = block.rank === before.rank && block.rank !== RANKS.message;
  return isList && !before.hasCommentBelow ? newline : newline + newline;
}
