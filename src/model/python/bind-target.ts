// What an assignment, a loop or a `with` gives a value to. Reads no tokens.

import type { Span } from '../../text/source-file.ts';
import type { Expression, SelfExpression, TypeReference } from '../source-module.ts';
import type { ModuleDraft } from './module-draft.ts';

/** Names, members of the instance and lists of these take a value; what else is assigned to is passed over. */
export function bindTarget(draft: ModuleDraft, to: Expression, from: Expression): void {
  if (to.kind === 'name') bindName(draft, to.name, to, { value: from });
  else if (to.kind === 'member' && to.object.kind === 'self') {
    bindMember(draft, to.object, to.name, { start: to.nameStart, end: to.end }, { value: from });
  } else if (to.kind === 'list') {
    const parts = partsOf(from, to.items.length);
    to.items.forEach((item, i) => {
      bindTarget(draft, item, parts[i] ?? elementOf(from));
    });
  } else if (to.kind === 'element' && to.start < to.of.start) bindTarget(draft, to.of, from);
}

/** What is known of the parts of a value that is taken apart; of the others, it is one of what is in it. */
function partsOf(from: Expression, count: number): readonly Expression[] {
  if (from.kind === 'list' && from.items.length === count) return from.items;
  const call = from.kind === 'element' && from.of.kind === 'call' ? from.of : undefined;
  if (!call || count !== (call.callee.kind === 'name' && call.callee.name === 'zip' ? call.args.length : 2)) return [];
  const { start, end } = from;
  const { callee, args } = call;
  if (callee.kind === 'member' && callee.name === 'items')
    return [{ kind: 'other', start, end }, elementOf(callee.object)];
  if (callee.kind !== 'name') return [];
  if (callee.name === 'zip') return args.map(elementOf);
  const [first] = args;
  return callee.name === 'enumerate' && first ? [{ kind: 'other', start, end }, elementOf(first)] : [];
}

function elementOf(of: Expression): Expression {
  return { kind: 'element', of, start: of.start, end: of.end };
}

interface Assigned {
  readonly value?: Expression | undefined;
  readonly type?: TypeReference | undefined;
  readonly isOptional?: boolean;
  /** Of a class attribute: whether an instance has none of its own. */
  readonly isStatic?: boolean;
}

export function bindName(draft: ModuleDraft, name: string, span: Span, told: Assigned): void {
  if (name === '') return;
  const owner = draft.classHere();
  if (!owner) {
    draft.bind(name, span, 'variable', told);
    return;
  }
  const kind = owner.isEnum && told.value && !name.startsWith('_') ? 'enum-value' : 'field';
  draft.addMember(owner, name, span, { isOptional: false, isStatic: true, ...told, kind });
}

export function bindMember(draft: ModuleDraft, self: SelfExpression, name: string, span: Span, told: Assigned): void {
  const owner = draft.selfClassFrom(self.scope);
  if (owner) draft.addMember(owner, name, span, { isOptional: false, ...told, isStatic: false, kind: 'field' });
}
