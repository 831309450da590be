// What a type written in Python stands for: the generics of `typing` become lists, unions and functions.

import type { Span } from '../../text/source-file.ts';
import type { Expression, TypeReference } from '../source-module.ts';

const LISTS = new Set([
  ...'list|List|Sequence|MutableSequence|Iterable|Iterator|Collection|set|Set|frozenset|FrozenSet|AbstractSet'.split(
    '|',
  ),
  ...'MutableSet|deque|Deque|Generator|AsyncIterator|AsyncIterable|AsyncGenerator|tuple|Tuple'.split('|'),
]);
const MAPS = new Set('dict|Dict|Mapping|MutableMapping|defaultdict|DefaultDict|OrderedDict'.split('|'));
const FIRST_ONLY = new Set('Annotated|ClassVar|Final|Required|NotRequired|ReadOnly|InitVar|Awaitable'.split('|'));

/** Whether an expression is a name, or members of one: what a type may be written as. */
export function isPlainTypePath(expression: Expression | undefined): boolean {
  return expression !== undefined && pathOf(expression) !== undefined;
}

export function pathOf(expression: Expression): string[] | undefined {
  const path: string[] = [];
  let at = expression;
  for (; at.kind === 'member'; at = at.object) path.push(at.name);
  return at.kind === 'name' && at.name !== '' ? [at.name, ...path.reverse()] : undefined;
}

export function referenceOf(expression: Expression, scope: number): TypeReference {
  const { start, end } = expression;
  const path = pathOf(expression);
  return path ? genericType(path, [], scope, { start, end }) : { kind: 'typeof', of: expression, start, end };
}

/** `path[args]`. */
export function genericType(
  path: readonly string[],
  args: readonly TypeReference[],
  scope: number,
  { start, end }: Span,
): TypeReference {
  const span = { start, end };
  const [first, ...more] = args;
  const name = path.at(-1) ?? '';
  if (!first) return { kind: 'name', path, args, scope, ...span };
  const last = args.at(-1) ?? first;
  if (name === 'Optional') return { kind: 'union', of: [first, none(end)], ...span };
  if (name === 'Union') return { kind: 'union', of: args, ...span };
  if (name === 'Literal') return more.length === 0 ? first : { kind: 'union', of: args, ...span };
  if (name === 'Callable') return { kind: 'function', result: last, ...span };
  if (name === 'Coroutine') return last;
  if (FIRST_ONLY.has(name)) return first;
  if (MAPS.has(name)) return { kind: 'list', of: last, ...span };
  if (name === 'tuple' || name === 'Tuple') return { kind: 'list', of: { kind: 'union', of: args, ...span }, ...span };
  if (LISTS.has(name)) return { kind: 'list', of: first, ...span };
  if (name === 'type' || name === 'Type') return classItself(first);
  return { kind: 'name', path, args, scope, ...span };
}

/** `None` where it is not written out. */
function none(at: number): TypeReference {
  return { kind: 'other', start: at, end: at };
}

/** `type[C]` is what `C` itself is, and no instance of it. */
function classItself(of: TypeReference): TypeReference {
  if (of.kind !== 'name') return of;
  const { start, end, scope } = of;
  const [first = '', ...rest] = of.path;
  const root: Expression = { kind: 'name', name: first, scope, start, end };
  const expression = rest.reduce<Expression>(
    (object, name) => ({ kind: 'member', object, name, nameStart: start, start, end }),
    root,
  );
  return { kind: 'typeof', of: expression, start, end };
}

/** Whether the type admits `None`. */
export function admitsNone(type: TypeReference, text: string): boolean {
  if (type.kind !== 'union') return false;
  return type.of.some(
    ({ kind, start, end }) => kind === 'other' && (start === end || text.slice(start, end) === 'None'),
  );
}
