// The SourceModule while it is being read: scopes, what names are bound to, calls, types. Knows Python's rules of
// scopes; reads no text.

import type { Span } from '../../text/source-file.ts';
import type {
  Binding,
  CallExpression,
  Expression,
  Member,
  ModuleExport,
  ModuleImport,
  Scope,
  TypeDeclaration,
  TypeReference,
  WireCode,
} from '../source-module.ts';

export type BindingDraft = Omit<Binding, 'values' | 'type'> & { readonly values: Expression[]; type?: TypeReference };
export type MemberDraft = Omit<Member, 'values' | 'type'> & { readonly values: Expression[]; type?: TypeReference };

/** A class whose body is being read, or has been. */
export interface ClassDraft {
  readonly name: string;
  /** The scope that it is declared in. */
  readonly outer: number;
  readonly isEnum: boolean;
  readonly members: Map<string, MemberDraft>;
}

interface ScopeDraft {
  readonly names: Map<string, BindingDraft>;
  /** Names that `global` and `nonlocal` have put elsewhere. */
  elsewhere?: Map<string, number>;
  readonly class?: ClassDraft;
  /** The first parameter of a method, and the class it is an instance of. */
  self?: { readonly name: string; readonly of: ClassDraft };
}

export class ModuleDraft {
  readonly scopes: Scope[] = [{ parent: -1, kind: 'module' }];
  readonly bindings: BindingDraft[] = [];
  readonly imports: ModuleImport[] = [];
  readonly exports: ModuleExport[] = [];
  readonly calls: CallExpression[] = [];
  readonly types: (TypeDeclaration | undefined)[] = [];
  readonly wireCode: WireCode[] = [];
  /** Names of the enums that were declared so far. */
  readonly enums = new Set<string>();
  /** Names that `__all__` lists; none when there is no such list. */
  listed: Set<string> | undefined;
  /** The scope that is being read. */
  scope = 0;
  /** Whether what is read is for type checkers only: below `if TYPE_CHECKING:`. */
  isTypeOnly = false;
  /** What the function that is being read returns. */
  returns: Expression[] = [];
  readonly #selfNames = new Set<string>();
  readonly #drafts: ScopeDraft[] = [{ names: new Map() }];

  /** Reads something in a scope of its own. */
  within<Result>(kind: Scope['kind'], read: () => Result): Result {
    return this.#within({ kind }, undefined, read);
  }

  /** Reads the body of a class; `type` is the index of its declaration. */
  withinClass(name: string, type: number, isEnum: boolean, read: () => void): ClassDraft {
    const draft: ClassDraft = { name, outer: this.scope, isEnum, members: new Map() };
    this.#within({ kind: 'class', type }, draft, read);
    return draft;
  }

  #within<Result>(told: Omit<Scope, 'parent'>, ofClass: ClassDraft | undefined, read: () => Result): Result {
    const outer = this.scope;
    const scope = this.scopes.length;
    this.scopes.push({ parent: outer, ...told });
    this.#drafts.push(ofClass ? { names: new Map(), class: ofClass } : { names: new Map() });
    this.scope = scope;
    const result = read();
    this.scope = outer;
    return result;
  }

  /** The class in whose body we are, not in a method of it. */
  classHere(): ClassDraft | undefined {
    return this.#drafts[this.scope]?.class;
  }

  isModuleScope(): boolean {
    return this.scope === 0;
  }

  setSelf(name: string, of: ClassDraft): void {
    const draft = this.#drafts[this.scope];
    if (draft) draft.self = { name, of };
    this.#selfNames.add(name);
  }

  /** Whether `name` is what a method around calls its instance. */
  isSelf(name: string): boolean {
    if (!this.#selfNames.has(name)) return false;
    for (let at = this.scope; at !== -1; at = this.scopes[at]?.parent ?? -1) {
      const draft = this.#drafts[at];
      if (draft?.self !== undefined) return draft.self.name === name;
      if (draft?.names.has(name)) return false;
    }
    return false;
  }

  /** The class whose instance the nearest method is about. */
  selfClassFrom(scope: number): ClassDraft | undefined {
    for (let at = scope; at !== -1; at = this.scopes[at]?.parent ?? -1) {
      const self = this.#drafts[at]?.self;
      if (self) return self.of;
    }
    return undefined;
  }

  putElsewhere(name: string, keyword: 'global' | 'nonlocal'): void {
    const parent = this.scopes[this.scope]?.parent ?? -1;
    if (parent === -1) return;
    const draft = this.#drafts[this.scope];
    if (!draft) return;
    draft.elsewhere ??= new Map();
    draft.elsewhere.set(name, keyword === 'global' ? 0 : this.#homeOf(name, parent));
  }

  #homeOf(name: string, from: number): number {
    for (let at = from; at > 0; at = this.scopes[at]?.parent ?? 0) if (this.#drafts[at]?.names.has(name)) return at;
    return from;
  }

  bind(
    name: string,
    span: Span,
    kind: Binding['kind'],
    told: { value?: Expression | undefined; type?: TypeReference | undefined; refersTo?: number } = {},
  ): void {
    const scope = this.#drafts[this.scope]?.elsewhere?.get(name) ?? this.scope;
    const known = this.#drafts[scope]?.names.get(name);
    const { value, type, refersTo } = told;
    if (known && refersTo === undefined && known.refersTo === undefined) {
      if (value) known.values.push(value);
      if (type) known.type ??= type;
      return;
    }
    const binding: BindingDraft = {
      name,
      scope,
      kind,
      values: value ? [value] : [],
      start: span.start,
      end: span.end,
      ...(type && { type }),
      ...(refersTo !== undefined && { refersTo }),
    };
    this.bindings.push(binding);
    this.#drafts[scope]?.names.set(name, binding);
  }

  addMember(
    of: ClassDraft,
    name: string,
    span: Span,
    told: Pick<Member, 'kind' | 'isOptional' | 'isStatic'> & {
      type?: TypeReference | undefined;
      value?: Expression | undefined;
    },
  ): void {
    const { kind, isOptional, isStatic, type, value } = told;
    const known = of.members.get(name);
    if (known) {
      if (value) known.values.push(value);
      if (type) known.type ??= type;
      return;
    }
    const { start, end } = span;
    const values = value ? [value] : [];
    of.members.set(name, { name, kind, isOptional, isStatic, values, start, end, ...(type && { type }) });
  }
}
