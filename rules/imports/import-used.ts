// Imports that nothing in the file needs. Whether one is used, the linker knows; this file only takes it out.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileDescriptor, ImportDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { commentsOf } from '../../src/model/proto/syntax/comments.ts';
import { isBlankBetween, lineStartAt } from '../../src/text/lines.ts';
import type { Span } from '../../src/text/source-file.ts';

export default defineRule({
  id: 'import-used',
  group: 'imports',
  severity: 'warning',
  presets: ['recommended', 'buf-basic'],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'an unused import makes every user of the file depend on what it does not need',
  why:
    'Generated code imports what the schema imports. An import that nothing uses is still compiled, shipped and ' +
    'versioned by everybody who uses the file; it can close a circle between packages, and it says that there is a ' +
    'relation where there is none. C++ users may even come to rely on what it happens to include.',
  aliases: { buf: 'IMPORT_USED' },
  messages: {
    unused: "import of '{path}' is not used",
  },
  visit: {
    file(file, ctx) {
      let removed: RemovedLine | undefined;
      for (const imported of file.imports) {
        if (!isUnused(imported)) continue;
        const { node, path } = imported;
        removed = removedLine(file, node, removed);
        ctx.report({
          message: 'unused',
          at: { start: node.start, end: node.end },
          data: { path },
          help: removed ? 'remove it' : 'remove it, and the comment if it speaks of nothing else',
          fix: removed && {
            title: 'remove the import',
            kind: 'safe',
            edits: [{ path: file.path, start: removed.start, end: removed.end, text: '' }],
          },
        });
      }
    },
  },
});

/** What a public import hands on is used by others; of a file that is not there, or broken, nobody knows. */
function isUnused({ isUsed, isPublic, file }: ImportDescriptor): boolean {
  return !isUsed && !isPublic && file !== undefined && file.node.errors.length === 0;
}

interface RemovedLine extends Span {
  /** Above it, and above the lines removed right before it, is a blank line or the start of the file. */
  readonly isBelowBlank: boolean;
}

/** The line of the import; a blank line below goes too when one is above. Nothing where a comment speaks of the import. */
function removedLine(file: FileDescriptor, node: Span, before: RemovedLine | undefined): RemovedLine | undefined {
  const { leading, trailing } = commentsOf(file.node, node);
  if (leading !== undefined || trailing !== undefined) return undefined;
  const { text } = file.source;
  const start = lineStartAt(text, node.start);
  const end = nextLine(text, node.end);
  if (!isBlankBetween(text, start, node.start) || !isBlankBetween(text, node.end, end)) {
    return { start: node.start, end: node.end, isBelowBlank: false };
  }
  const above = lineStartAt(text, Math.max(0, start - 1));
  const isBelowBlank = before?.end === start ? before.isBelowBlank : isBlankBetween(text, above, start);
  const below = nextLine(text, end);
  return { start, end: isBelowBlank && isBlankBetween(text, end, below) ? below : end, isBelowBlank };
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
