// Makes a workspace of texts held in memory, with the real parser and linker. Test support; reads no files.

import type { Finding } from '../../src/diagnostics/finding.ts';
import type { ContractSet } from '../../src/model/contract-set.ts';
import { type LinkInput, linkFiles, wellKnownFile } from '../../src/model/proto/schema/link.ts';
import type { FileNode } from '../../src/model/proto/syntax/ast.ts';
import { parseFile } from '../../src/model/proto/syntax/parse-file.ts';
import type { Workspace } from '../../src/model/workspace.ts';

export const NO_CONTRACTS: ContractSet = {
  root: undefined,
  manifest: undefined,
  topics: [],
  toolchain: undefined,
  planes: [],
};

export interface LinkedTexts {
  readonly workspace: Workspace;
  readonly compileFindings: readonly Finding[];
}

export interface LinkTextsOptions {
  readonly contracts?: ContractSet;
  /** Folders that imports are relative to, besides the project root. */
  readonly roots?: readonly string[];
  /** Files under check; all of them unless said. */
  readonly check?: (path: string) => boolean;
}

export function linkTexts(texts: Readonly<Record<string, string>>, options: LinkTextsOptions = {}): LinkedTexts {
  const roots = [...(options.roots ?? []), ''].map((root) => (root === '' ? '' : `${root}/`));
  const nodes = new Map<string, FileNode>();
  for (const [path, text] of Object.entries(texts)) nodes.set(path, parseFile({ path, text }));
  const inputs: LinkInput[] = [];
  for (const [path, node] of nodes) {
    const root = roots.find((prefix) => path.startsWith(prefix)) ?? '';
    const imports = node.imports.flatMap((imported) => {
      const name = imported.path.value;
      const own = roots.map((prefix) => prefix + name).find((candidate) => nodes.has(candidate));
      if (own !== undefined) return [[name, own] as const];
      const builtIn = wellKnownFile(name);
      if (!builtIn) return [];
      // the loop goes on to what is added here
      if (!nodes.has(builtIn.source.path)) nodes.set(builtIn.source.path, builtIn);
      return [[name, builtIn.source.path] as const];
    });
    inputs.push({ node, importPath: path.replace('built-in:', '').slice(root.length), imports: new Map(imports) });
  }
  const { files, findings } = linkFiles(inputs);
  const isUnderCheck = options.check ?? (() => true);
  const checked = [...files.values()].filter(({ path }) => Object.hasOwn(texts, path) && isUnderCheck(path));
  const workspace: Workspace = {
    files: checked.sort((a, b) => (a.path < b.path ? -1 : 1)),
    schema: files,
    isComplete: true,
    contracts: options.contracts ?? NO_CONTRACTS,
  };
  return { workspace, compileFindings: findings };
}
