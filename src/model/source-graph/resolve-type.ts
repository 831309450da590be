// What has a type: annotations, names of types, and what library types do with their arguments.

import type { Expression, SourceModule, TypeReference } from '../source-module.ts';
import { boundIn, boundTo, typeAt } from './names.ts';
import type { Resolution } from './resolution.ts';
import { fromImport, fromStars } from './resolve-import.ts';
import { LIST_LIKE, TRANSPARENT } from './type-names.ts';
import { CALLED, FOREIGN, tellingOf, UNKNOWN, type Value } from './value.ts';

export function findTyped(all: Resolution, type: TypeReference, module: SourceModule, isSure: boolean): Value {
  const of = (inner: TypeReference) => all.typed(inner, module, isSure);
  switch (type.kind) {
    case 'name':
      return typedByName(all, type, module, isSure);
    case 'typeof':
      return all.value(type.of, module, isSure);
    case 'import': {
      let found = fromImport(all.graph.imported(module, type.specifier, isSure));
      for (const name of type.path) found = all.member(found, name, isSure);
      return instanceOf(found);
    }
    case 'list':
      return { kind: 'list', of: of(type.of) };
    case 'union':
      return tellingOf(type.of.map(of));
    case 'shape':
      return { kind: 'shape', module, members: type.members };
    case 'function': {
      const { start, end, result } = type;
      const made: Expression = { kind: 'function', returns: [], start, end, ...(result && { result }) };
      return { kind: 'function', module, expression: made };
    }
    case 'literal':
      return FOREIGN;
    default:
      return UNKNOWN;
  }
}

function typedByName(
  all: Resolution,
  type: TypeReference & { kind: 'name' },
  module: SourceModule,
  isSure: boolean,
): Value {
  const [first = '', ...rest] = type.path;
  const last = type.path.at(-1) ?? '';
  const bindings = boundTo(module, first, type.scope);
  const declared = bindings.find(({ kind }) => kind !== 'variable' && kind !== 'function');
  const isLibraryType = !declared || (declared.kind === 'import' && module.language === 'python');
  if (isLibraryType && TRANSPARENT.has(last)) {
    return tellingOf(type.args.map((each) => all.typed(each, module, isSure)));
  }
  if (isLibraryType && last === 'ReturnType') {
    return tellingOf(type.args.map((each) => all.called(all.typed(each, module, isSure), isSure)));
  }
  const held = type.args.at(-1);
  if (isLibraryType && held && LIST_LIKE.has(last)) return { kind: 'list', of: all.typed(held, module, isSure) };
  // in type positions `Foo` is an interface before it is a constant of that name
  const meant = declared ?? bindings[0];
  let found: Value = !meant
    ? fromStars(all, first, module, isSure)
    : meant.kind === 'type'
      ? ofDeclared(all, module, meant.refersTo ?? -1, isSure)
      : all.bound(meant, module, isSure);
  for (const name of rest) found = typeMember(all, found, name, isSure);
  if (found.kind === 'module' && rest.length === 0) return UNKNOWN;
  return instanceOf(found);
}

/** A type of a module or namespace; values of the same name are passed over. */
function typeMember(all: Resolution, of: Value, name: string, isSure: boolean): Value {
  if (of.kind !== 'namespace') return all.member(of, name, isSure);
  const bindings = boundIn(of.module, name, of.scope);
  const type = bindings.find(({ kind }) => kind === 'type');
  return type ? ofDeclared(all, of.module, type.refersTo ?? -1, isSure) : all.member(of, name, isSure);
}

/** What has a declared type: of an alias, what that stands for. */
export function ofDeclared(all: Resolution, module: SourceModule, index: number, isSure: boolean): Value {
  const declaration = typeAt(module, index);
  if (!declaration) return UNKNOWN;
  if (declaration.kind === 'alias' && declaration.aliased) return all.typed(declaration.aliased, module, isSure);
  if (declaration.kind === 'enum' || declaration.kind === 'union') return FOREIGN;
  return { kind: 'instance', module, type: index };
}

/** What has the type that a value is the class of. */
function instanceOf(value: Value): Value {
  if (value.kind === 'class') return { ...value, kind: 'instance' };
  if (value.kind === 'generated' || value.kind === 'runtime') return { ...value, trail: [...value.trail, CALLED] };
  return value;
}
