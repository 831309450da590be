// Statements that hold statements: what stands inside the braces, and where the part before them ends.

import type { EnumValueNode, FieldNode, FileElement, MessageElement, MethodNode } from './ast.ts';

export type Statement = FileElement | MessageElement | EnumValueNode | MethodNode;

/** What stands inside the statement's braces; nothing for a statement that has none by its kind. */
export function blockOf(statement: Statement): readonly Statement[] | undefined {
  switch (statement.kind) {
    case 'message':
    case 'enum':
    case 'service':
    case 'oneof':
    case 'extend':
    case 'method':
      return statement.body;
    case 'field':
      return statement.group?.body;
    default:
      return undefined;
  }
}

/** The end of the last token before the block's brace; of the whole statement where there is no block. */
export function headEnd(statement: Statement): number {
  switch (statement.kind) {
    case 'message':
    case 'enum':
    case 'service':
    case 'oneof':
      return statement.name.end;
    case 'extend':
      return statement.extendee.end;
    case 'method':
      return statement.output.end;
    case 'field':
      return statement.group ? fieldHeadEnd(statement) : statement.end;
    default:
      return statement.end;
  }
}

function fieldHeadEnd({ options, number, name }: FieldNode): number {
  return options.at(-1)?.end ?? number?.end ?? name.end;
}
