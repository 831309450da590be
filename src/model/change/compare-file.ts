// What differs between two files beside the declarations in them: package, syntax, imports, options.

import type { FileDescriptor } from '../proto/schema/descriptor.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { compareOptions, compareSets } from './compare-parts.ts';

export function compareFile(pair: Pair<FileDescriptor>, list: ChangeList): void {
  const { before, after } = pair;
  list.changed('file', pair, 'package', before.package, after.package);
  list.changed('file', pair, 'syntax', syntaxOf(before), syntaxOf(after));
  compareSets('file', pair, 'import', importsOf(before), importsOf(after), list);
  compareOptions('file', pair, list);
  const commentOf = ({ node }: FileDescriptor) => node.package ?? node.syntax;
  if (before.source.text !== after.source.text && commentOf(before) && commentOf(after)) {
    list.changed('file', pair, 'comment', headerOf(before), headerOf(after));
  }
}

function syntaxOf({ syntax, edition }: FileDescriptor): string {
  return syntax === 'editions' ? `edition ${edition}` : syntax;
}

function importsOf({ imports }: FileDescriptor): readonly string[] {
  return imports.map(({ path, isPublic, isWeak, isOption }) =>
    [isPublic && 'public', isWeak && 'weak', isOption && 'option', path].filter((word) => word !== false).join(' '),
  );
}

/** The comments above the first statement. */
function headerOf({ node, source }: FileDescriptor): string | undefined {
  const first = node.body[0];
  if (!first) return undefined;
  const text: string[] = [];
  for (let i = 0; i < node.comments.length && (node.comments[i] as number) < first.start; i += 2) {
    text.push(source.text.slice(node.comments[i], node.comments[i + 1]));
  }
  return text.length === 0 ? undefined : text.join('\n');
}
