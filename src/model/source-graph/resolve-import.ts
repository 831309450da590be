// What imports and exports stand for: through re-exports, CommonJS, Python's modules inside modules.

import type { Expression, ModuleImport, SourceModule } from '../source-module.ts';
import { boundIn } from './names.ts';
import type { Resolution } from './resolution.ts';
import type { Imported } from './source-graph.ts';
import { FOREIGN, tellingOf, UNKNOWN, type Value } from './value.ts';

export function importedValue(all: Resolution, imported: ModuleImport, module: SourceModule, isSure: boolean): Value {
  const { specifier, below } = imported;
  const meant = all.graph.imported(module, specifier, isSure);
  const name = imported.imported;
  if (below && below.length > 0) return foundBelow(all, meant, below, module, imported, isSure);
  if (name === '*') return fromImport(meant);
  if (meant.kind === 'module') return all.exported(meant.module, name, isSure);
  if (meant.kind === 'unknown' && module.language === 'python') {
    const joined = specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
    return fromImport(all.graph.imported(module, joined, isSure));
  }
  return all.member(fromImport(meant), name, isSure);
}

/** Python's `import a.b.c`: `a` stands for something whose member `b` has a member `c`. */
function foundBelow(
  all: Resolution,
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
  return all.value(members, module, isSure);
}

export function fromImport(meant: Imported): Value {
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

/** Python's `from x import *` brings names that no binding tells of. */
export function fromStars(all: Resolution, name: string, module: SourceModule, isSure: boolean): Value {
  if (module.language !== 'python') return UNKNOWN;
  const stars = module.imports.filter(({ imported, local }) => imported === '*' && local === undefined);
  return tellingOf(
    stars.map(({ specifier }) => all.member(fromImport(all.graph.imported(module, specifier, isSure)), name, isSure)),
  );
}

export function findExported(all: Resolution, module: SourceModule, name: string, isSure: boolean): Value {
  const own = module.exports.filter((each) => each.name === name);
  const found = own.map((each) => {
    if (each.value) return all.value(each.value, module, isSure);
    if (!each.from) return UNKNOWN;
    const meant = all.graph.imported(module, each.from.specifier, isSure);
    if (each.from.imported === '*') return fromImport(meant);
    return meant.kind === 'module'
      ? all.exported(meant.module, each.from.imported, isSure)
      : all.member(fromImport(meant), each.from.imported, isSure);
  });
  if (found.length > 0) return tellingOf(found);
  const assigned = module.exports.find((each) => each.name === '=');
  if (assigned?.value) {
    const whole = all.value(assigned.value, module, isSure);
    return name === 'default' || name === '=' ? whole : all.member(whole, name, isSure);
  }
  if (name === '=') return { kind: 'module', module };
  const inAll = module.exports
    .filter((each) => each.name === '*')
    .map((each) => {
      const meant = all.graph.imported(module, each.from?.specifier ?? '', isSure);
      return meant.kind === 'module'
        ? all.exported(meant.module, name, isSure)
        : all.member(fromImport(meant), name, isSure);
    });
  if (inAll.some(({ kind }) => kind !== 'unknown' && kind !== 'foreign')) return tellingOf(inAll);
  if (module.language === 'python') return ofPythonModule(all, module, name, isSure);
  return inAll[0] ?? UNKNOWN;
}

/** Everything at the top of a Python module is there for others, and so are the modules below it. */
function ofPythonModule(all: Resolution, module: SourceModule, name: string, isSure: boolean): Value {
  const bindings = boundIn(module, name, 0);
  if (bindings.length > 0) return tellingOf(bindings.map((binding) => all.bound(binding, module, isSure)));
  return fromImport(all.graph.imported(module, `.${name}`, isSure));
}
