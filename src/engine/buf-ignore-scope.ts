// Which statements a `buf:lint:ignore` comment may stand above to speak for a place: the innermost one around it and
// the messages, enums and services around that. Oneofs do not speak for their fields, for Buf has them beside each other.

import type {
  EnumValueNode,
  ExtendNode,
  FieldNode,
  FileElement,
  FileNode,
  MessageElement,
  MessageNode,
  MethodNode,
  OneofNode,
} from '../model/proto/syntax/ast.ts';
import type { Span } from '../text/source-file.ts';

type Element = FileElement | MessageElement | EnumValueNode | MethodNode;

/** Outermost first. A group is a field and a message at once; `ofMessage` says which of them the place is about. */
export function speakersFor(file: FileNode, offset: number, ofMessage: boolean): readonly Span[] {
  const element = elementAt(file.body, offset);
  if (!element) return [];
  if (element.kind === 'extend') return insideExtend(element, file.body, offset, ofMessage);
  return [element, ...inside(element, offset, ofMessage)];
}

function inside(element: Element, offset: number, ofMessage: boolean): readonly Span[] {
  if (element.kind === 'message') return insideMessage(element, offset, ofMessage);
  if (element.kind === 'field') return insideGroup(element, offset, ofMessage);
  if (element.kind !== 'enum' && element.kind !== 'service') return [];
  const inner = elementAt<Element>(element.body, offset);
  return inner ? [inner] : [];
}

// messages cannot nest deeper than the parser allows, so recursion is safe
function insideMessage(message: MessageNode, offset: number, ofMessage: boolean): readonly Span[] {
  const element = elementAt(message.body, offset);
  if (!element) return [];
  if (element.kind === 'oneof') return insideOneof(element, offset, ofMessage);
  if (element.kind === 'extend') return insideExtend(element, message.body, offset, ofMessage);
  return [element, ...inside(element, offset, ofMessage)];
}

function insideOneof(oneof: OneofNode, offset: number, ofMessage: boolean): readonly Span[] {
  const element = elementAt(oneof.body, offset);
  return element?.kind === 'field' ? [element, ...insideGroup(element, offset, ofMessage)] : [oneof];
}

function insideGroup({ group }: FieldNode, offset: number, ofMessage: boolean): readonly Span[] {
  return group ? insideMessage(group, offset, ofMessage) : [];
}

/** The message that a group makes is one of the scope, not of the block. */
function insideExtend(
  block: ExtendNode,
  scope: readonly Element[],
  offset: number,
  ofMessage: boolean,
): readonly Span[] {
  const element = elementAt(block.body, offset);
  if (element?.kind !== 'field') return [];
  const inner = insideGroup(element, offset, ofMessage);
  const isOfBlock = inner.length === 0 && !(element.group && ofMessage);
  return isOfBlock ? [...firstExtend(scope), element] : [element, ...inner];
}

const firstExtends = new WeakMap<readonly Element[], readonly Span[]>();

/** In Buf's eyes all extensions of a scope stand in one block, and its comment is that of the first. */
function firstExtend(body: readonly Element[]): readonly Span[] {
  const known = firstExtends.get(body);
  if (known) return known;
  const first = body.filter(({ kind }) => kind === 'extend').slice(0, 1);
  firstExtends.set(body, first);
  return first;
}

/** The element around the offset, by bisection: files with many findings have many elements. */
function elementAt<Item extends Span>(body: readonly Item[], offset: number): Item | undefined {
  let low = 0;
  let high = body.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((body[middle] as Item).end <= offset) low = middle + 1;
    else high = middle;
  }
  const found = body[low];
  return found && found.start <= offset ? found : undefined;
}
