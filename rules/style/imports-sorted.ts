// Imports out of alphabetical order. Blank lines make groups, and each group is sorted for itself.

import { compareText, type FileEdit, type Fix } from '../../src/diagnostics/finding.ts';
import { sharedFix } from '../../src/diagnostics/shared-fix.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileNode, ImportNode } from '../../src/model/proto/syntax/ast.ts';
import { type StatementLines, statementLines } from '../../src/model/proto/syntax/statement-lines.ts';

const BLANK_LINE = /\n[^\S\n]*\n/;

export default defineRule({
  id: 'imports-sorted',
  group: 'style',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'imports in no order are hard to search and conflict in merges',
  why:
    'In a sorted list everybody adds the same import at the same place: it is seen when it is there already, and two ' +
    'branches that add different ones rarely touch the same line. Lists that grow at the end conflict in nearly ' +
    'every merge. The order means nothing to the compiler. Blank lines make groups, each sorted for itself, and ' +
    'comments go with the import that they stand above.',
  aliases: { protolint: 'IMPORTS_SORTED' },
  messages: {
    unsorted: "import of '{path}' stands below '{other}'",
  },
  visit: {
    file({ node, path }, ctx) {
      if (isSorted(node.imports) || node.errors.length > 0) return;
      for (const group of groupsOf(node)) {
        const unsorted = unsortedIn(group);
        if (unsorted.length === 0) continue;
        const [first, other] = sharedFix(sortingFix(node, path, group), unsorted.length);
        unsorted.forEach(({ imported, below }, i) => {
          ctx.report({
            message: 'unsorted',
            at: { start: imported.start, end: imported.end },
            data: { path: imported.path.value, other: below.path.value },
            help: 'sort the imports by path; a blank line begins a new group',
            fix: i === 0 ? first : other,
          });
        });
      }
    },
  },
});

/** Imports below one that comes later in the alphabet; of several such the last in the alphabet. */
function unsortedIn(group: readonly ImportNode[]): { readonly imported: ImportNode; readonly below: ImportNode }[] {
  const unsorted: { imported: ImportNode; below: ImportNode }[] = [];
  let below: ImportNode | undefined;
  for (const imported of group) {
    if (below && imported.path.value < below.path.value) unsorted.push({ imported, below });
    else below = imported;
  }
  return unsorted;
}

function isSorted(imports: readonly ImportNode[]): boolean {
  for (let i = 1; i < imports.length; i += 1) {
    if ((imports[i] as ImportNode).path.value < (imports[i - 1] as ImportNode).path.value) return false;
  }
  return true;
}

/** Imports with neither a blank line nor another statement between them. */
function groupsOf({ body, source }: FileNode): ImportNode[][] {
  const groups: ImportNode[][] = [];
  let before: ImportNode | undefined;
  for (const statement of body) {
    if (statement.kind === 'empty') continue;
    if (statement.kind === 'import') {
      if (!before || BLANK_LINE.test(source.text.slice(before.end, statement.start))) groups.push([]);
      groups.at(-1)?.push(statement);
    }
    before = statement.kind === 'import' ? statement : undefined;
  }
  return groups;
}

/** Each place in the group gets the import that belongs there, with its comments. */
function sortingFix(node: FileNode, path: string, group: readonly ImportNode[]): Fix | undefined {
  const blocks: (StatementLines & { readonly key: string })[] = [];
  let end = 0;
  for (const statement of group) {
    const lines = statementLines(node, statement);
    if (!lines || lines.start < end) return undefined;
    end = lines.end;
    blocks.push({ ...lines, key: statement.path.value });
  }
  const sorted = [...blocks].sort((a, b) => compareText(a.key, b.key));
  if (sorted.slice(0, -1).some(({ hasCommentBelow }) => hasCommentBelow)) return undefined;
  const edits: FileEdit[] = [];
  sorted.forEach((block, i) => {
    const place = blocks[i] as StatementLines;
    if (place === block) return;
    edits.push({ path, start: place.start, end: place.end, text: node.source.text.slice(block.start, block.end) });
  });
  return { title: 'sort the imports', kind: 'safe', edits };
}
