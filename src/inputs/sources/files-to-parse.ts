// Chooses the files that are parsed: those in whose texts something can be found. A look at texts only, of the files to
// check and of what they import.

import type { ContractTypes } from '../../model/contract-mirror.ts';
import { callsOfRenamed, hasHint, hasOwnEvidence, mayHandleBytes } from '../../model/source-graph/codec-words.ts';
import { mirrorLook } from '../../model/source-graph/may-mirror.ts';
import { scriptSpecifiers } from '../../model/source-graph/specifiers.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { leadingFiles } from './leading-files.ts';
import { isPython } from './module-reader.ts';
import type { ProjectGraph } from './project-graph.ts';

/** So many files are looked at together with what they import, which may hand on codecs under other names. */
const FEW = 100;

interface Choice {
  readonly paths: readonly string[];
  readonly contracts: ContractTypes;
  readonly isWhole?: boolean;
}

/** Of files to check that are in the graph. `read` brings others into it. */
export async function filesToParse(
  graph: ProjectGraph,
  { paths, contracts, isWhole = false }: Choice,
  read: (paths: readonly string[]) => Promise<void>,
): Promise<readonly SourceFile[]> {
  const written = paths.flatMap((path) => {
    const source = graph.texts.get(path);
    return source && !graph.originOf(path) ? [source] : [];
  });
  if (isWhole) return written;
  const hinted = new Set(written.filter(({ text }) => hasHint(text)));
  const scripts = written.filter(({ path }) => !isPython(path));
  const others = scripts.length > FEW ? [] : importsOf(scripts, graph).filter((path) => !graph.texts.has(path));
  await read(others);
  const besides = others.flatMap((path) => graph.texts.get(path) ?? []).filter(({ text }) => hasHint(text));
  const handing = [...scripts.filter((source) => hinted.has(source)), ...besides];
  const renamed = callsOfRenamed(handing.map(({ text }) => text));
  const mayMirror = mirrorLook(contracts);
  const looks = new Map<SourceFile, 'telling' | 'leaning'>();
  for (const source of written) {
    const { path, text } = source;
    const mayUse = (hinted.has(source) && mayHandleBytes(text)) || (renamed?.test(text) ?? false);
    const python = isPython(path);
    if ((mayUse && hasOwnEvidence(text, python)) || mayMirror(text, python)) looks.set(source, 'telling');
    else if (mayUse && !python) looks.set(source, 'leaning');
  }
  const leaning = written.filter((source) => looks.get(source) === 'leaning');
  const leading = await leadingFiles(leaning, graph, read);
  return written.filter((source) => looks.get(source) === 'telling' || leading.has(source.path));
}

/** The files of the project that scripts import. */
function importsOf(scripts: readonly SourceFile[], graph: ProjectGraph): string[] {
  const found = new Set<string>();
  for (const source of scripts) {
    for (const specifier of scriptSpecifiers(source.text) ?? []) {
      const target = graph.targetOf({ source, language: 'typescript' }, specifier);
      if (typeof target === 'string' && !isInstalled(target)) found.add(target);
    }
  }
  return [...found].sort();
}

export function isInstalled(path: string): boolean {
  return path.split('/').includes('node_modules');
}
