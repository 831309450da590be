// Links the files of a contract set and prints their bindings; what the generator that toolchain.yaml pins does. Reads texts
// through the function that it is given, and writes nothing.

import { type LinkedSchema, type LinkInput, linkFiles, wellKnownFile } from '../model/proto/schema/link.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import { parseFile } from '../model/proto/syntax/parse-file.ts';
import { positionAt } from '../text/source-file.ts';
import { printBindings } from './print-bindings.ts';

/** The text of a file below the contract root; nothing where there is none. */
export type ReadContract = (path: string) => string | undefined;

/** Texts by path below the output folder. Throws for contracts with a flaw. */
export function generateBindings(paths: readonly string[], read: ReadContract): ReadonlyMap<string, string> {
  const { findings, files } = link(paths, read);
  const [flaw] = findings;
  if (flaw === undefined) return printBindings([...files.values()]);
  const source = files.get(flaw.path)?.source ?? { path: flaw.path, text: '' };
  const { line, column } = positionAt(source, flaw.start);
  throw new Error(`${flaw.path}:${line}:${column}: ${flaw.message}`);
}

function link(paths: readonly string[], read: ReadContract): LinkedSchema {
  const nodes = new Map<string, FileNode | undefined>();
  const names = new Set(paths);
  // The loop goes on to what is added here.
  for (const name of names) {
    const text = read(name);
    const node = text === undefined ? wellKnownFile(name) : parseFile({ path: name, text });
    nodes.set(name, node);
    for (const imported of node?.imports ?? []) names.add(imported.path.value);
  }
  const inputs: LinkInput[] = [];
  for (const [importPath, node] of nodes) {
    if (node === undefined) continue;
    const imports = node.imports.flatMap(({ path }) => {
      const found = nodes.get(path.value);
      return found === undefined ? [] : [[path.value, found.source.path] as const];
    });
    inputs.push({ node, importPath, imports: new Map(imports) });
  }
  return linkFiles(inputs);
}
