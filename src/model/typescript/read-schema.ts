// Values that describe data: `z.object({ … })` as a declaration with members, and constant tables as enums.

import type { Node } from 'oxc-parser';
import type { Expression, Member } from '../source-module.ts';
import type { Reader } from './reader.ts';

const MAKERS = new Set(['object', 'strictObject', 'looseObject', 'interface']);
const VALUE_MAKERS = new Set(['enum', 'nativeEnum']);

/** Notes a variable that holds a schema. */
export function readSchema(
  reader: Reader,
  id: Node & { type: 'Identifier' },
  value: Expression,
  whole: Node,
  isExported: boolean,
): void {
  const members = membersOf(value, 20);
  if (!members || members.length === 0) return;
  reader.types.push({
    name: id.name,
    kind: 'schema',
    scope: reader.scope,
    start: id.start,
    end: id.start + id.name.length,
    whole: { start: whole.start, end: whole.end },
    isExported,
    bases: [],
    members,
    decorators: [],
    value,
  });
}

/** Looks through `.strict()`, `.optional()` and the like at what they are called on. */
function membersOf(value: Expression, depth: number): Member[] | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'member' || depth === 0) return undefined;
  const { callee, args } = value;
  const [first] = args;
  if (callee.object.kind !== 'name') return membersOf(callee.object, depth - 1);
  if (MAKERS.has(callee.name) && first?.kind === 'object') {
    return first.members.map(({ name, value: { start, end }, value: part }) => ({
      name,
      kind: 'field',
      isOptional: part.kind === 'call' && part.callee.kind === 'member' && part.callee.name === 'optional',
      isStatic: false,
      values: [part],
      start,
      end,
    }));
  }
  if (!VALUE_MAKERS.has(callee.name)) return undefined;
  const items =
    first?.kind === 'list' ? first.items : first?.kind === 'object' ? first.members.map((m) => m.value) : [];
  return items.flatMap((item): Member[] =>
    item.kind === 'literal'
      ? [
          {
            name: String(item.value),
            kind: 'enum-value',
            isOptional: false,
            isStatic: true,
            values: [],
            start: item.start,
            end: item.end,
          },
        ]
      : [],
  );
}
