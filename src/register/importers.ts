// Who imports which type: by name, through a namespace, or with everything else in a module.

import type { SourceModule, TypeDeclaration } from '../model/source-module.ts';
import { positionAt, type Span } from '../text/source-file.ts';
import type { Exports, Meaning } from './exports.ts';
import type { Importer } from './register.ts';
import { type Path, usedPaths } from './uses.ts';

export type ImportPlace = Omit<Importer, 'subsystem'>;

/** The places at which each type is imported into another file. */
export function importersOf(
  modules: readonly SourceModule[],
  exports: Exports,
  written: (text: string) => readonly Path[],
): ReadonlyMap<TypeDeclaration, readonly ImportPlace[]> {
  const found = new Map<TypeDeclaration, ImportPlace[]>();
  for (const module of modules) {
    const seen = new Set<TypeDeclaration>();
    for (const { meant, span } of importsOf(module, exports, written)) {
      if (!meant.type || meant.module === module || seen.has(meant.type)) continue;
      seen.add(meant.type);
      const importer = { path: module.source.path, line: positionAt(module.source, span.start).line, ...span };
      const others = found.get(meant.type);
      if (others) others.push(importer);
      else found.set(meant.type, [importer]);
    }
  }
  return found;
}

interface Imported {
  readonly meant: Meaning;
  readonly span: Span;
}

function importsOf(module: SourceModule, exports: Exports, written: (text: string) => readonly Path[]): Imported[] {
  const found: Imported[] = [];
  let paths: readonly Path[] | undefined;
  const usesOf = (root: string) => {
    paths ??= usedPaths(module, written);
    return paths.filter(([first]) => first === root).map(([, ...rest]) => rest);
  };
  for (const { specifier, imported, local, below, start, end } of module.imports) {
    const span = { start, end };
    if (imported === '*' && local === undefined) {
      // `from x import *`: whatever it has of what is used here
      const target = module.language === 'python' ? exports.moduleAt(specifier, module) : undefined;
      if (!target) continue;
      paths ??= usedPaths(module, written);
      for (const path of paths) found.push(...followed(path, { module: target }, exports, span));
      continue;
    }
    const meant =
      imported === '*' ? namespaceAt(specifier, module, exports) : nameAt(specifier, imported, module, exports);
    if (meant?.type) found.push({ meant, span });
    else if (meant && local !== undefined) {
      const prefix = below ?? [];
      for (const rest of usesOf(local)) {
        if (prefix.every((name, i) => rest[i] === name)) {
          found.push(...followed(rest.slice(prefix.length), meant, exports, span));
        }
      }
    }
  }
  for (const { from, start, end } of module.exports) {
    const meant = from && from.imported !== '*' ? nameAt(from.specifier, from.imported, module, exports) : undefined;
    if (meant?.type) found.push({ meant, span: { start, end } });
  }
  return found;
}

function namespaceAt(specifier: string, module: SourceModule, exports: Exports): Meaning | undefined {
  const target = exports.moduleAt(specifier, module);
  return target && { module: target };
}

function nameAt(specifier: string, name: string, module: SourceModule, exports: Exports): Meaning | undefined {
  const target = exports.moduleAt(specifier, module);
  const meant = target && exports.named(name, target);
  if (meant || module.language !== 'python') return meant;
  const below = exports.moduleAt(specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`, module);
  return below && { module: below };
}

/** The types on a way of names that begins in a module. */
function followed(path: readonly string[], from: Meaning, exports: Exports, span: Span): Imported[] {
  let meant: Meaning | undefined = from;
  for (const name of path) {
    meant = exports.named(name, meant.module);
    if (!meant) return [];
    if (meant.type) return [{ meant, span }];
  }
  return [];
}
