// Which of two sets of texts have to be understood to tell what changed, found without understanding all: those that differ, those
// that import them where that matters, and on demand the rest of their packages. Takes rather too many than too few.

import type { SourceFile } from '../../text/source-file.ts';
import { outlineOf } from './declared-names.ts';

/** By path; nothing for a file that could not be read. */
export type TextsByPath = ReadonlyMap<string, SourceFile | undefined>;

/** Comments that excuse findings are looked at wherever they are. */
const EXCUSE = 'leyline-ignore';

export interface FilesToCompare {
  readonly affected: ReadonlySet<string>;
  /** Those, and all files of their packages: what is gone may be elsewhere in its package. */
  readonly withPackages: ReadonlySet<string>;
}

/** Linear in the texts. */
export function filesToCompare(before: TextsByPath, after: TextsByPath): FilesToCompare {
  const affected = new Set<string>();
  /** Files whose importers may see something else. */
  const spreading = new Set<string>();
  const importers = new Map<string, string[]>();
  const packages = new Map<string, string[]>();
  const kept = new Set<string>();
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(path)?.text, after.get(path)?.text];
    if (then === undefined || then !== now) {
      affected.add(path);
      if (!haveSameOutline(before.get(path), after.get(path))) spreading.add(path);
    }
    for (const text of new Set([then, now])) {
      if (text === undefined) continue;
      if (isUnclear(text)) affected.add(path);
      if (text.includes(EXCUSE)) kept.add(path);
      for (const [, , imported = ''] of text.matchAll(IMPORT)) addTo(importers, imported, path);
      const names = [...text.matchAll(PACKAGE)].map(([, name = '']) => name);
      for (const name of names.length === 0 ? [''] : new Set(names)) addTo(packages, name, path);
    }
  }
  // the loop goes on to what is added here
  for (const path of spreading) {
    for (const importer of [...suffixes(path)].flatMap((name) => importers.get(name) ?? [])) {
      affected.add(importer);
      if (PUBLIC.test(after.get(importer)?.text ?? '')) spreading.add(importer);
    }
  }
  const wide = new Set(affected);
  for (const paths of packages.values()) {
    if (paths.some((path) => affected.has(path))) for (const path of paths) wide.add(path);
  }
  return { affected: new Set([...affected, ...kept]), withPackages: new Set([...wide, ...kept]) };
}

const IMPORT = /\bimport\b\s*(?:(?:public|weak|option)\b\s*)?(["'])([^"'\n\\]*)\1/g;
const PACKAGE = /\bpackage\s+([A-Za-z_][\w.]*)/g;
/** A comment within, an escape, a literal in several parts, a name in several parts. */
const UNCLEAR =
  /\bimport\b\s*(?:\w+\s*)?(?:\/[/*]|(["'])[^"'\n]*(?:\\|\1\s*["'/]))|^[ \t]*package\b\s*(?:\/[/*]|[\w.]+\s*(?:\/|\s\.|\.\s))/m;

const PUBLIC = /\bimport\b\s*public\b/;

function haveSameOutline(before: SourceFile | undefined, after: SourceFile | undefined): boolean {
  return before !== undefined && after !== undefined && outlineOf(before) === outlineOf(after);
}

function isUnclear(text: string): boolean {
  return UNCLEAR.test(text);
}

/** Imports are relative to some folder above the file. */
function* suffixes(path: string): Iterable<string> {
  yield path;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) yield path.slice(slash + 1);
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
