// Follows names to what they stand for: through variables, destructuring, namespaces, classes, results of functions,
// type annotations, imports and re-exports. Bounded in depth and breadth; what goes round in circles is unknown.

import type { Binding, SourceModule } from '../source-module.ts';
import { boundedMemory } from './bounded-memory.ts';
import { typeAt } from './names.ts';
import type { Resolution, Resolver } from './resolution.ts';
import { calledValue, findValue } from './resolve-expression.ts';
import { findExported, importedValue } from './resolve-import.ts';
import { memberOf } from './resolve-member.ts';
import { findTyped, ofDeclared } from './resolve-type.ts';
import type { SourceGraph } from './source-graph.ts';
import { tellingOf, UNKNOWN, type Value } from './value.ts';

/** Remembers what it has found, as long as the graph does not learn more of it. */
export function createResolver(graph: SourceGraph): Resolver {
  const once = boundedMemory(graph.gaps);
  const all: Resolution = {
    graph,
    once,
    value: (expression, module, isSure) => once(expression, isSure, () => findValue(all, expression, module, isSure)),
    typed: (type, module, isSure) => once(type, isSure, () => findTyped(all, type, module, isSure)),
    member: (of, name, isSure) => memberOf(all, of, name, isSure),
    called: (callee, isSure) => calledValue(all, callee, isSure),
    bound: (binding, module, isSure) => once(binding, isSure, () => findBound(all, binding, module, isSure)),
    exported: (module, name, isSure) => once(module, isSure, () => findExported(all, module, name, isSure), name),
  };
  return all;
}

function findBound(all: Resolution, binding: Binding, module: SourceModule, isSure: boolean): Value {
  const { kind, refersTo = -1 } = binding;
  if (kind === 'import') {
    const imported = module.imports[refersTo];
    return imported ? importedValue(all, imported, module, isSure) : UNKNOWN;
  }
  if (kind === 'type') return typeValue(all, module, refersTo, isSure);
  if (kind === 'namespace') return { kind: 'namespace', module, scope: refersTo };
  const values = binding.values.map((each) => all.value(each, module, isSure));
  const annotated = binding.type ? [all.typed(binding.type, module, isSure)] : [];
  return tellingOf([...annotated, ...values]);
}

/** A class stands for itself; a type that is no value, for what has it. */
function typeValue(all: Resolution, module: SourceModule, type: number, isSure: boolean): Value {
  return typeAt(module, type)?.kind === 'class'
    ? { kind: 'class', module, type }
    : ofDeclared(all, module, type, isSure);
}
