// Types that are declared by a call: `namedtuple('P', 'x y')`, `TypedDict('T', { … })`, `Enum('E', 'A B')`. Pure.

import type { Span } from '../../text/source-file.ts';
import type { CallExpression, Expression, Member, TypeReference } from '../source-module.ts';
import { pathOf, referenceOf } from './reference-of.ts';

const FIELDS = new Set(['namedtuple', 'NamedTuple', 'TypedDict', 'make_dataclass']);
const VALUES = new Set(['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag']);

/** What the call makes: the name of the maker, if it makes a type. */
export function typeMaker(value: Expression): { readonly call: CallExpression; readonly maker: string } | undefined {
  if (value.kind !== 'call') return undefined;
  const maker = pathOf(value.callee)?.at(-1);
  const [title] = value.args;
  if (maker === undefined || title?.kind !== 'literal' || typeof title.value !== 'string') return undefined;
  return FIELDS.has(maker) || (VALUES.has(maker) && value.args.length > 1) ? { call: value, maker } : undefined;
}

export function makesEnum(maker: string): boolean {
  return VALUES.has(maker);
}

/** The maker as a base of what it makes; of another call, what it returns. */
export function callBase(value: Expression): TypeReference {
  const made = typeMaker(value);
  return made
    ? referenceOf(made.call.callee, made.call.scope)
    : { kind: 'typeof', of: value, start: value.start, end: value.end };
}

type Declared = Omit<Member, 'values'> & { readonly values: readonly Expression[] };

export function declaredMembers(value: Expression): Declared[] {
  const made = typeMaker(value);
  const list = made?.call.args[1];
  if (!made || !list) return [];
  const kind = makesEnum(made.maker) ? 'enum-value' : 'field';
  return namesIn(list).map(({ name, span, type }) => ({
    name,
    kind,
    isOptional: false,
    isStatic: kind === 'enum-value',
    values: [],
    start: span.start,
    end: span.end,
    ...(type && { type: referenceOf(type, made.call.scope) }),
  }));
}

interface DeclaredName {
  readonly name: string;
  readonly span: Span;
  readonly type?: Expression | undefined;
}

function namesIn(list: Expression): DeclaredName[] {
  if (list.kind === 'literal') {
    return String(list.value)
      .split(/[\s,]+/)
      .filter((name) => name !== '')
      .map((name) => ({ name, span: list }));
  }
  if (list.kind === 'object') return list.members.map(({ name, value }) => ({ name, span: value, type: value }));
  if (list.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const [name, type] = item.kind === 'list' ? item.items : [item, undefined];
    return name?.kind === 'literal' ? [{ name: String(name.value), span: name, type }] : [];
  });
}
