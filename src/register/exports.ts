// Follows imported names to the types that they mean: through re-exports, `export *`, package files and namespaces.
// Bounded: what goes round in circles means nothing.

import type { ModuleExport, SourceModule, TypeDeclaration } from '../model/source-module.ts';

export interface ImportedType {
  readonly module: SourceModule;
  readonly type: TypeDeclaration;
}

/** What a name of a module stands for: a type, or a module as a whole. */
export type Meaning = ImportedType | { readonly module: SourceModule; readonly type?: undefined };

export interface Exports {
  moduleAt(specifier: string, from: SourceModule): SourceModule | undefined;
  /** What can be imported from the module by this name. */
  named(name: string, module: SourceModule): Meaning | undefined;
  /** The type that `a.b.C` means in a module, at the top of it. */
  typeNamed(path: readonly string[], module: SourceModule): ImportedType | undefined;
}

export type ResolveImport = (from: SourceModule, specifier: string) => string | undefined;

const MAX_STEPS = 50;

export function createExports(modules: readonly SourceModule[], resolve: ResolveImport): Exports {
  const byPath = new Map(modules.map((module) => [module.source.path, module]));
  const tables = new Map<SourceModule, ExportTable>();

  function tableOf(module: SourceModule): ExportTable {
    const known = tables.get(module) ?? exportTable(module);
    tables.set(module, known);
    return known;
  }

  function moduleAt(specifier: string, from: SourceModule): SourceModule | undefined {
    return byPath.get(resolve(from, specifier) ?? '');
  }

  function named(name: string, module: SourceModule, seen = new Set<string>()): Meaning | undefined {
    const key = `${name} ${module.source.path}`;
    if (seen.has(key) || seen.size > MAX_STEPS) return undefined;
    seen.add(key);
    const { own, stars } = tableOf(module);
    const found = own.get(name);
    if (found?.from) {
      const meant = reExported(found.from, module, seen);
      if (meant) return meant;
    }
    const type = found && typeOf(found, module);
    if (type) return { module, type };
    for (const specifier of stars) {
      const target = moduleAt(specifier, module);
      const meant = target && named(name, target, seen);
      if (meant) return meant;
    }
    const below = module.language === 'python' ? moduleAt(`.${name}`, module) : undefined;
    return below && isPackage(module) ? { module: below } : undefined;
  }

  function reExported(
    { specifier, imported }: { readonly specifier: string; readonly imported: string },
    module: SourceModule,
    seen: Set<string>,
  ): Meaning | undefined {
    const target = moduleAt(specifier, module);
    if (target && imported === '*') return { module: target };
    if (target) {
      const meant = named(imported, target, seen);
      if (meant) return meant;
    }
    // `from . import telemetry`, where the folder has no package file or does not speak of it
    if (module.language !== 'python') return undefined;
    const below = moduleAt(specifier.endsWith('.') ? specifier + imported : `${specifier}.${imported}`, module);
    return below && { module: below };
  }

  function typeNamed(path: readonly string[], module: SourceModule): ImportedType | undefined {
    const [first = '', ...rest] = path;
    let meant: Meaning | undefined = named(first, module);
    for (const name of rest) meant = meant && !meant.type ? named(name, meant.module) : undefined;
    return meant?.type ? meant : undefined;
  }

  return { moduleAt, named: (name, module) => named(name, module), typeNamed };
}

interface ExportTable {
  readonly own: ReadonlyMap<string, ModuleExport>;
  readonly stars: readonly string[];
}

function exportTable({ exports }: SourceModule): ExportTable {
  const own = new Map<string, ModuleExport>();
  const stars: string[] = [];
  for (const each of exports) {
    if (each.name === '*' && each.from) stars.push(each.from.specifier);
    else if (!own.has(each.name) || each.from === undefined) own.set(each.name, each);
  }
  return { own, stars };
}

/** The type that an export passes out under its own or another name. */
function typeOf({ name, value }: ModuleExport, { types }: SourceModule): TypeDeclaration | undefined {
  const local = value?.kind === 'name' ? value.name : name;
  return types.find((type) => type.scope === 0 && type.name === local);
}

function isPackage({ source }: SourceModule): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(source.path);
}
