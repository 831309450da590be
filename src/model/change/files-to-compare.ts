// Which of two sets of texts have to be understood to tell what changed, found without understanding all: those that differ, those
// that import them where that matters, and on demand the rest of their packages. Takes rather too many than too few.

import type { SourceFile } from '../../text/source-file.ts';
import type { FileNode } from '../proto/syntax/ast.ts';
import { parseFile } from '../proto/syntax/parse-file.ts';
import { outlineOf } from './declared-names.ts';

/** By path; nothing for a file that could not be read. */
export type TextsByPath = ReadonlyMap<string, SourceFile | undefined>;

/** Comments that excuse findings are looked at wherever they are. */
export const EXCUSE = 'leyline-ignore';

/** Files that are the same on both sides. Their texts are asked for only if others depend on what differs. */
export interface SameTexts {
  /** Those that say `EXCUSE`. */
  readonly excusing: Iterable<string>;
  read(): Promise<TextsByPath>;
}

export interface FilesToCompare {
  readonly affected: ReadonlySet<string>;
  /** Those, and all files of their packages: what is gone may be elsewhere in its package. */
  withPackages(): Promise<ReadonlySet<string>>;
}

const NONE: SameTexts = { excusing: [], read: async () => new Map() };

/** Linear in the texts. `before` and `after` may leave out files that `same` has. */
export async function filesToCompare(
  before: TextsByPath,
  after: TextsByPath,
  same: SameTexts = NONE,
  parse: (source: SourceFile) => FileNode = parseFile,
): Promise<FilesToCompare> {
  const affected = new Set<string>();
  /** Files whose importers may see something else. */
  const spreading = new Set<string>();
  const kept = new Set(same.excusing);
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(path), after.get(path)];
    if (!then || then.text !== now?.text) {
      affected.add(path);
      if (!then || !now || outlineOf(then, parse) !== outlineOf(now, parse)) spreading.add(path);
    }
    if ([then, now].some((source) => source?.text.includes(EXCUSE))) kept.add(path);
  }
  let mentions: Mentions | undefined;
  const all = async (): Promise<Mentions> => {
    mentions ??= mentionsOf(before, after, await same.read());
    return mentions;
  };
  if (spreading.size > 0) {
    const { importers, unclear, handingOn } = await all();
    for (const path of unclear) affected.add(path);
    // the loop goes on to what is added here
    for (const path of spreading) {
      for (const importer of [...suffixes(path)].flatMap((name) => importers.get(name) ?? [])) {
        affected.add(importer);
        if (handingOn.has(importer)) spreading.add(importer);
      }
    }
  }
  return {
    affected: new Set([...affected, ...kept]),
    async withPackages() {
      const { packages, unclear } = await all();
      const wide = new Set([...affected, ...unclear]);
      for (const paths of packages.values()) {
        if (paths.some((path) => affected.has(path) || unclear.has(path))) for (const path of paths) wide.add(path);
      }
      return new Set([...wide, ...kept]);
    },
  };
}

/** What texts say of others, without being parsed. */
interface Mentions {
  /** By the path as written. */
  readonly importers: ReadonlyMap<string, readonly string[]>;
  readonly packages: ReadonlyMap<string, readonly string[]>;
  /** Files that have to be parsed to tell what they import. */
  readonly unclear: ReadonlySet<string>;
  /** Files that import others for their importers, too. */
  readonly handingOn: ReadonlySet<string>;
}

function mentionsOf(...sets: readonly TextsByPath[]): Mentions {
  const importers = new Map<string, string[]>();
  const packages = new Map<string, string[]>();
  const unclear = new Set<string>();
  const handingOn = new Set<string>();
  for (const [path, source] of sets.flatMap((texts) => [...texts])) {
    if (!source) continue;
    const { text } = source;
    if (UNCLEAR.test(text)) unclear.add(path);
    if (PUBLIC.test(text)) handingOn.add(path);
    for (const [, , imported = ''] of text.matchAll(IMPORT)) addTo(importers, imported, path);
    const names = [...text.matchAll(PACKAGE)].map(([, name = '']) => name);
    for (const name of names.length === 0 ? [''] : new Set(names)) addTo(packages, name, path);
  }
  return { importers, packages, unclear, handingOn };
}

const IMPORT = /\bimport\b\s*(?:(?:public|weak|option)\b\s*)?(["'])([^"'\n\\]*)\1/g;
const PACKAGE = /\bpackage\s+([A-Za-z_][\w.]*)/g;
/** A comment within, an escape, a literal in several parts, a name in several parts. */
const UNCLEAR =
  /\bimport\b\s*(?:\w+\s*)?(?:\/[/*]|(["'])[^"'\n]*(?:\\|\1\s*["'/]))|^[ \t]*package\b\s*(?:\/[/*]|[\w.]+\s*(?:\/|\s\.|\.\s))/m;

const PUBLIC = /\bimport\b\s*public\b/;

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
