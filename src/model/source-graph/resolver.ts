// Follows names to what they stand for: through variables, destructuring, namespaces, classes, results of functions,
// type annotations, imports and re-exports. Bounded in depth and breadth; what goes round in circles is unknown.

import type {
  Binding,
  CallExpression,
  Expression,
  Member,
  ModuleImport,
  SourceModule,
  TypeReference,
} from '../source-module.ts';
import { boundedMemory } from './bounded-memory.ts';
import { boundIn, boundTo, classAround, typeAt } from './names.ts';
import type { Imported, SourceGraph } from './source-graph.ts';
import { GIVES_LIST, GIVES_ONE, LIST_LIKE, TRANSPARENT } from './type-names.ts';
import { CALLED, FOREIGN, tellingOf, UNKNOWN, type Value } from './value.ts';

export interface Resolver {
  /** What an expression stands for. `isSure`: as {@link SourceGraph.imported} means it. */
  value(expression: Expression, module: SourceModule, isSure: boolean): Value;
  /** What has the type. */
  typed(type: TypeReference, module: SourceModule, isSure: boolean): Value;
  /** What a member of a value is. */
  member(of: Value, name: string, isSure: boolean): Value;
  called(callee: Value, isSure: boolean): Value;
}

/** Remembers what it has found; to be made anew when the graph has learned more. */
export function createResolver(graph: SourceGraph): Resolver {
  const once = boundedMemory();

  function value(expression: Expression, module: SourceModule, isSure: boolean): Value {
    return once(expression, isSure, () => find(expression, module, isSure));
  }

  function find(expression: Expression, module: SourceModule, isSure: boolean): Value {
    const of = (inner: Expression) => value(inner, module, isSure);
    switch (expression.kind) {
      case 'name':
        return named(expression.name, expression.scope, module, isSure);
      case 'member':
        return member(of(expression.object), expression.name, isSure);
      case 'call':
        return resultOf(expression, module, isSure);
      case 'new':
        return collection(expression, module, isSure) ?? constructed(of(expression.callee), isSure);
      case 'module':
        return fromImport(graph.imported(module, expression.specifier, isSure));
      case 'self': {
        const type = classAround(module, expression.scope);
        return type === undefined ? UNKNOWN : { kind: 'instance', module, type };
      }
      case 'choice':
        return tellingOf(expression.of.map(of));
      case 'element':
        return elementOf(of(expression.of));
      case 'list':
        return { kind: 'list', of: tellingOf(expression.items.map(of)) };
      case 'cast': {
        const type = typed(expression.type, module, isSure);
        return type.kind === 'unknown' ? of(expression.of) : type;
      }
      case 'object':
      case 'function':
        return { kind: expression.kind, module, expression };
      case 'literal':
        return FOREIGN;
      default:
        return UNKNOWN;
    }
  }

  /** `new Map([['a', x]])` holds what it is made of. */
  function collection({ callee, args }: CallExpression, module: SourceModule, isSure: boolean): Value | undefined {
    const [first] = args;
    if (callee.kind !== 'name' || !LIST_LIKE.has(callee.name) || !first) return undefined;
    if (boundTo(module, callee.name, callee.scope).length > 0) return undefined;
    const held = value(first, module, isSure);
    return held.kind === 'list' && held.of.kind === 'list' ? held.of : held;
  }

  /** `lists.get(k)` gives one of what is in it; any other call what the function says. */
  function resultOf(call: CallExpression, module: SourceModule, isSure: boolean): Value {
    const { callee } = call;
    if (callee.kind === 'member') {
      const object = value(callee.object, module, isSure);
      if (object.kind === 'list') {
        if (GIVES_ONE.has(callee.name)) return object.of;
        if (GIVES_LIST.has(callee.name)) return object;
        const [first] = call.args;
        if ((callee.name === 'map' || callee.name === 'flatMap') && first) {
          const item = called(value(first, module, isSure), isSure);
          return { kind: 'list', of: item.kind === 'list' ? item.of : item };
        }
      }
      if (callee.name === 'bind') return object;
      // a promise stands for what it brings
      if (callee.name === 'catch' || callee.name === 'finally') return object;
      if (callee.name === 'then') {
        const [first] = call.args;
        return first ? called(value(first, module, isSure), isSure) : object;
      }
    }
    return called(value(callee, module, isSure), isSure);
  }

  function named(name: string, scope: number, module: SourceModule, isSure: boolean): Value {
    const bindings = boundTo(module, name, scope);
    if (bindings.length === 0) return fromStars(name, module, isSure);
    // of an interface and a constant of one name, an expression means the constant
    const values = bindings.filter(({ kind }) => kind !== 'type');
    return tellingOf((values.length > 0 ? values : bindings).map((binding) => bound(binding, module, isSure)));
  }

  /** Python's `from x import *` brings names that no binding tells of. */
  function fromStars(name: string, module: SourceModule, isSure: boolean): Value {
    if (module.language !== 'python') return UNKNOWN;
    const stars = module.imports.filter(({ imported, local }) => imported === '*' && local === undefined);
    return tellingOf(
      stars.map(({ specifier }) => member(fromImport(graph.imported(module, specifier, isSure)), name, isSure)),
    );
  }

  function bound(binding: Binding, module: SourceModule, isSure: boolean): Value {
    return once(binding, isSure, () => {
      const { kind, refersTo = -1 } = binding;
      if (kind === 'import') {
        const imported = module.imports[refersTo];
        return imported ? importedValue(imported, module, isSure) : UNKNOWN;
      }
      if (kind === 'type') return typeValue(module, refersTo, isSure);
      if (kind === 'namespace') return { kind: 'namespace', module, scope: refersTo };
      const values = binding.values.map((each) => value(each, module, isSure));
      const annotated = binding.type ? [typed(binding.type, module, isSure)] : [];
      return tellingOf([...annotated, ...values]);
    });
  }

  /** A class stands for itself; a type that is no value, for what has it. */
  function typeValue(module: SourceModule, type: number, isSure: boolean): Value {
    return typeAt(module, type)?.kind === 'class' ? { kind: 'class', module, type } : ofDeclared(module, type, isSure);
  }

  function importedValue(imported: ModuleImport, module: SourceModule, isSure: boolean): Value {
    const { specifier, below } = imported;
    const meant = graph.imported(module, specifier, isSure);
    const name = imported.imported;
    if (below && below.length > 0) return foundBelow(meant, below, module, imported, isSure);
    if (name === '*') return fromImport(meant);
    if (meant.kind === 'module') return exported(meant.module, name, isSure);
    if (meant.kind === 'unknown' && module.language === 'python') {
      const joined = specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
      return fromImport(graph.imported(module, joined, isSure));
    }
    return member(fromImport(meant), name, isSure);
  }

  /** Python's `import a.b.c`: `a` stands for something whose member `b` has a member `c`. */
  function foundBelow(
    meant: Imported,
    below: readonly string[],
    module: SourceModule,
    imported: ModuleImport,
    isSure: boolean,
  ): Value {
    const whole = fromImport(meant);
    if (whole.kind === 'runtime' || whole.kind === 'generated') return whole;
    const members = below.reduceRight<Expression>(
      (inner, name) => ({ kind: 'object', members: [{ name, value: inner }], spread: [], start: 0, end: 0 }),
      { kind: 'module', specifier: imported.specifier, start: imported.start, end: imported.end },
    );
    return value(members, module, isSure);
  }

  function fromImport(meant: Imported): Value {
    switch (meant.kind) {
      case 'module':
        return { kind: 'module', module: meant.module };
      case 'generated':
        return { kind: 'generated', origin: meant.origin, trail: [] };
      case 'runtime':
        return { kind: 'runtime', runtime: meant.runtime, trail: [] };
      case 'foreign':
        return FOREIGN;
      case 'unknown':
        return UNKNOWN;
    }
  }

  function exported(module: SourceModule, name: string, isSure: boolean): Value {
    return once(module, isSure, () => findExported(module, name, isSure), name);
  }

  function findExported(module: SourceModule, name: string, isSure: boolean): Value {
    const own = module.exports.filter((each) => each.name === name);
    const found = own.map((each) => {
      if (each.value) return value(each.value, module, isSure);
      if (!each.from) return UNKNOWN;
      const meant = graph.imported(module, each.from.specifier, isSure);
      if (each.from.imported === '*') return fromImport(meant);
      return meant.kind === 'module'
        ? exported(meant.module, each.from.imported, isSure)
        : member(fromImport(meant), each.from.imported, isSure);
    });
    if (found.length > 0) return tellingOf(found);
    const assigned = module.exports.find((each) => each.name === '=');
    if (assigned?.value) {
      const whole = value(assigned.value, module, isSure);
      return name === 'default' || name === '=' ? whole : member(whole, name, isSure);
    }
    if (name === '=') return { kind: 'module', module };
    const inAll = module.exports
      .filter((each) => each.name === '*')
      .map((each) => {
        const meant = graph.imported(module, each.from?.specifier ?? '', isSure);
        return meant.kind === 'module' ? exported(meant.module, name, isSure) : member(fromImport(meant), name, isSure);
      });
    if (inAll.some(({ kind }) => kind !== 'unknown' && kind !== 'foreign')) return tellingOf(inAll);
    if (module.language === 'python') return ofPythonModule(module, name, isSure);
    return inAll[0] ?? UNKNOWN;
  }

  /** Everything at the top of a Python module is there for others, and so are the modules below it. */
  function ofPythonModule(module: SourceModule, name: string, isSure: boolean): Value {
    const bindings = boundIn(module, name, 0);
    if (bindings.length > 0) return tellingOf(bindings.map((binding) => bound(binding, module, isSure)));
    return fromImport(graph.imported(module, `.${name}`, isSure));
  }

  function member(of: Value, name: string, isSure: boolean): Value {
    switch (of.kind) {
      case 'generated':
      case 'runtime':
        return name === 'default' && of.trail.length === 0 ? of : { ...of, trail: [...of.trail, name] };
      case 'module':
        return exported(of.module, name, isSure);
      case 'namespace':
        return tellingOf(boundIn(of.module, name, of.scope).map((binding) => bound(binding, of.module, isSure)));
      case 'class':
      case 'instance':
        return ofType(of.module, of.type, name, isSure);
      case 'shape':
        return ofMembers(of.members, name, of.module, isSure) ?? FOREIGN;
      case 'object': {
        const { expression, module } = of;
        if (expression.kind !== 'object') return UNKNOWN;
        const found = expression.members.find((each) => each.name === name);
        if (found) return value(found.value, module, isSure);
        return once(
          expression,
          isSure,
          () => tellingOf(expression.spread.map((each) => member(value(each, module, isSure), name, isSure))),
          name,
        );
      }
      case 'list':
        // what is looked up by a name in a table is one of what is in it
        return GIVES_ONE.has(name) || GIVES_LIST.has(name) ? of : of.of;
      case 'function':
        return UNKNOWN;
      default:
        return of;
    }
  }

  function ofType(module: SourceModule, type: number, name: string, isSure: boolean): Value {
    const declaration = typeAt(module, type);
    if (!declaration) return UNKNOWN;
    const find = () => {
      const own = ofMembers(declaration.members, name, module, isSure);
      if (own) return own;
      const inherited = declaration.bases.map((base) => member(typed(base, module, isSure), name, isSure));
      if (inherited.length > 0) return tellingOf(inherited);
      // Python's instances can be given what their class does not tell of
      return module.language === 'python' ? UNKNOWN : FOREIGN;
    };
    return once(declaration, isSure, find, name);
  }

  function ofMembers(
    members: readonly Member[],
    name: string,
    module: SourceModule,
    isSure: boolean,
  ): Value | undefined {
    const found = members.filter((each) => each.name === name);
    if (found.length === 0) return undefined;
    return tellingOf(
      found.map((each) => {
        const values = each.values.map((one) => value(one, module, isSure));
        if (!each.type) return tellingOf(values);
        const type = each.type;
        const { start, end } = each;
        // a method's annotation is that of its result
        if (each.kind === 'method') {
          const [body] = each.values;
          if (body?.kind === 'function') return tellingOf(values);
          const made: Expression = { kind: 'function', returns: [], result: type, start, end };
          return { kind: 'function', module, expression: made };
        }
        return tellingOf([typed(type, module, isSure), ...values]);
      }),
    );
  }

  function called(callee: Value, isSure: boolean): Value {
    switch (callee.kind) {
      case 'generated':
      case 'runtime':
        return { ...callee, trail: [...callee.trail, CALLED] };
      case 'function': {
        const { expression, module } = callee;
        if (expression.kind !== 'function') return UNKNOWN;
        // the function itself is known under its own node
        return once(expression.returns, isSure, () => {
          if (expression.result) {
            const result = typed(expression.result, module, isSure);
            if (result.kind !== 'unknown') return result;
          }
          return tellingOf(expression.returns.map((each) => value(each, module, isSure)));
        });
      }
      case 'class':
        return constructed(callee, isSure);
      case 'foreign':
        return FOREIGN;
      default:
        return UNKNOWN;
    }
  }

  function constructed(callee: Value, isSure: boolean): Value {
    return callee.kind === 'class' ? { ...callee, kind: 'instance' } : called(callee, isSure);
  }

  function elementOf(of: Value): Value {
    if (of.kind === 'list') return of.of;
    return of.kind === 'generated' || of.kind === 'runtime' ? of : UNKNOWN;
  }

  function typed(type: TypeReference, module: SourceModule, isSure: boolean): Value {
    return once(type, isSure, () => findTyped(type, module, isSure));
  }

  function findTyped(type: TypeReference, module: SourceModule, isSure: boolean): Value {
    const of = (inner: TypeReference) => typed(inner, module, isSure);
    switch (type.kind) {
      case 'name':
        return typedByName(type, module, isSure);
      case 'typeof':
        return value(type.of, module, isSure);
      case 'import': {
        let found = fromImport(graph.imported(module, type.specifier, isSure));
        for (const name of type.path) found = member(found, name, isSure);
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

  function typedByName(type: TypeReference & { kind: 'name' }, module: SourceModule, isSure: boolean): Value {
    const [first = '', ...rest] = type.path;
    const last = type.path.at(-1) ?? '';
    const bindings = boundTo(module, first, type.scope);
    const declared = bindings.find(({ kind }) => kind !== 'variable' && kind !== 'function');
    const isLibraryType = !declared || (declared.kind === 'import' && module.language === 'python');
    if (isLibraryType && TRANSPARENT.has(last)) {
      return tellingOf(type.args.map((each) => typed(each, module, isSure)));
    }
    if (isLibraryType && last === 'ReturnType') {
      return tellingOf(type.args.map((each) => called(typed(each, module, isSure), isSure)));
    }
    const held = type.args.at(-1);
    if (isLibraryType && held && LIST_LIKE.has(last)) return { kind: 'list', of: typed(held, module, isSure) };
    // in type positions `Foo` is an interface before it is a constant of that name
    const meant = declared ?? bindings[0];
    let found: Value = !meant
      ? fromStars(first, module, isSure)
      : meant.kind === 'type'
        ? ofDeclared(module, meant.refersTo ?? -1, isSure)
        : bound(meant, module, isSure);
    for (const name of rest) found = typeMember(found, name, isSure);
    if (found.kind === 'module' && rest.length === 0) return UNKNOWN;
    return instanceOf(found);
  }

  /** A type of a module or namespace; values of the same name are passed over. */
  function typeMember(of: Value, name: string, isSure: boolean): Value {
    if (of.kind !== 'namespace') return member(of, name, isSure);
    const bindings = boundIn(of.module, name, of.scope);
    const type = bindings.find(({ kind }) => kind === 'type');
    return type ? ofDeclared(of.module, type.refersTo ?? -1, isSure) : member(of, name, isSure);
  }

  /** What has a declared type: of an alias, what that stands for. */
  function ofDeclared(module: SourceModule, index: number, isSure: boolean): Value {
    const declaration = typeAt(module, index);
    if (!declaration) return UNKNOWN;
    if (declaration.kind === 'alias' && declaration.aliased) return typed(declaration.aliased, module, isSure);
    if (declaration.kind === 'enum' || declaration.kind === 'union') return FOREIGN;
    return { kind: 'instance', module, type: index };
  }

  return { value, typed, member, called };
}

/** What has the type that a value is the class of. */
function instanceOf(value: Value): Value {
  if (value.kind === 'class') return { ...value, kind: 'instance' };
  if (value.kind === 'generated' || value.kind === 'runtime') return { ...value, trail: [...value.trail, CALLED] };
  return value;
}
