// What other files can see of a file: the names that it declares, and as what. If that stays, so do the meanings of all
// names in the files that import it.

import type { SourceFile } from '../../text/source-file.ts';
import type { FieldNode, FileNode, MessageElement } from '../proto/syntax/ast.ts';

/** Two texts with equal outlines declare the same names. */
export function outlineOf(source: SourceFile, parse: (source: SourceFile) => FileNode): string {
  const file = parse(source);
  const lines = [file.syntax?.value.value ?? '', file.package?.name.text ?? ''];
  for (const { modifier, path } of file.imports) lines.push(`import ${modifier?.text ?? ''} ${path.value}`);
  addNames(file.body, '', lines);
  return lines.join('\n');
}

type Element = FileNode['body'][number] | MessageElement | FieldNode;

// messages cannot nest deeper than the parser allows, so recursion is safe
function addNames(body: readonly Element[], around: string, lines: string[]): void {
  for (const element of body) {
    switch (element.kind) {
      case 'message':
      case 'enum':
        lines.push(`${element.visibility?.text ?? ''} ${element.kind} ${around}${element.name.text}`);
        if (element.kind === 'message') addNames(element.body, `${around}${element.name.text}.`, lines);
        break;
      case 'extend':
        for (const { name } of element.body) lines.push(`extend ${around}${name.text}`);
        addNames(element.body, around, lines);
        break;
      case 'oneof':
        addNames(element.body as readonly Element[], around, lines);
        break;
      case 'field':
        if (!element.group) break;
        lines.push(`group ${around}${element.name.text}`);
        addNames(element.group.body, `${around}${element.name.text}.`, lines);
    }
  }
}
