// Links texts and files on disk with the real parser and linker. Test support.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileDescriptor } from '../../../src/model/proto/schema/descriptor.ts';
import { pathFlaw } from '../../../src/model/proto/schema/imports.ts';
import { type LinkedSchema, type LinkInput, linkFiles, wellKnownFile } from '../../../src/model/proto/schema/link.ts';
import type { FileNode } from '../../../src/model/proto/syntax/ast.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import { positionAt } from '../../../src/text/source-file.ts';

/** `paths` are relative to a root, and are the import paths; roots go before the built-in files. */
export function linkTree(roots: readonly string[], paths: readonly string[]): LinkedSchema {
  return link(paths, (path) => readBelow(roots, path));
}

/** Links texts by path, which is the import path too; other imports are looked for in the roots. */
export function linkTexts(texts: Readonly<Record<string, string>>, roots: readonly string[] = []): LinkedSchema {
  return link(Object.keys(texts), (path) => (Object.hasOwn(texts, path) ? texts[path] : readBelow(roots, path)));
}

/** Links one text as `test.proto`. */
export function linkText(text: string): LinkedSchema {
  return linkTexts({ 'test.proto': text });
}

export function fileOf(schema: LinkedSchema, importPath: string): FileDescriptor {
  for (const file of schema.files.values()) if (file.importPath === importPath) return file;
  throw new Error(`no file '${importPath}'`);
}

/** `path:line:column check: message`, with help in parentheses where it is asked for. */
export function told(schema: LinkedSchema, withHelp = false): string[] {
  return schema.findings.map(({ path, start, rule, message, help }) => {
    const source = schema.files.get(path)?.source ?? { path, text: '' };
    const { line, column } = positionAt(source, start);
    const shown = path === 'test.proto' ? '' : `${path}:`;
    return `${shown}${line}:${column} ${rule}: ${message}${withHelp && help !== undefined ? ` (${help})` : ''}`;
  });
}

function readBelow(roots: readonly string[], path: string): string | undefined {
  if (pathFlaw(path) !== undefined) return undefined;
  const root = roots.find((folder) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
  return root === undefined ? undefined : readFileSync(join(root, path), 'utf8');
}

function link(paths: readonly string[], read: (path: string) => string | undefined): LinkedSchema {
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
    if (!node) continue;
    const imports = node.imports.flatMap(({ path }) => {
      const found = nodes.get(path.value);
      return found ? [[path.value, found.source.path] as const] : [];
    });
    inputs.push({ node, importPath, imports: new Map(imports) });
  }
  return linkFiles(inputs);
}
