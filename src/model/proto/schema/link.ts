// Joins parsed files into one schema: imports, names, types, options. Every flaw is a finding; the rest still links.

import type { Finding } from '../../../diagnostics/finding.ts';
import { sortFindings } from '../../../diagnostics/finding.ts';
import type { Span } from '../../../text/source-file.ts';
import type { FileNode, SyntaxFlaw } from '../syntax/ast.ts';
import { parseFile } from '../syntax/parse-file.ts';
import { WELL_KNOWN } from '../well-known/sources.ts';
import { checkDeclarations } from './check-file.ts';
import { checkNames } from './check-names.ts';
import { type CompileFinding, compileFinding } from './compile-checks.ts';
import type { Declarations, OptionsType } from './declarations.ts';
import { declareFile } from './declare.ts';
import type { FileDescriptor, MessageDescriptor } from './descriptor.ts';
import { checkImports } from './imports.ts';
import { checkOptions, LazyOptions } from './interpret-options.ts';
import { Reach } from './reach.ts';
import { resolveTypes } from './resolve-types.ts';
import { FileScope } from './scope.ts';
import { SymbolTable } from './symbol-table.ts';
import { PublicImports } from './visibility.ts';

export interface LinkInput {
  readonly node: FileNode;
  /** The name by which other files import it. */
  readonly importPath: string;
  /** Project path of each imported file by the path as written; a path that is not found is absent. */
  readonly imports: ReadonlyMap<string, string>;
}

export interface LinkedSchema {
  /** By project path, in the order given. */
  readonly files: ReadonlyMap<string, FileDescriptor>;
  /** For linking other files with them. */
  readonly declared: ReadonlyMap<string, Declarations>;
  /** Flaws of all files, sorted. */
  readonly findings: readonly Finding[];
}

export const DESCRIPTOR_PROTO = 'google/protobuf/descriptor.proto';

/** Where a file that comes with Leyline stands: no path of the project can be mistaken for it. */
export function wellKnownPath(importPath: string): string {
  return `built-in:${importPath}`;
}

export function isWellKnownPath(path: string): boolean {
  return path.startsWith('built-in:');
}

/** Whether a file of that name comes with Leyline. */
export function isWellKnownImport(importPath: string): boolean {
  return Object.hasOwn(WELL_KNOWN, importPath);
}

/** The syntax of a file that comes with Leyline, such as `google/protobuf/timestamp.proto`. */
export function wellKnownFile(importPath: string): FileNode | undefined {
  const text = Object.hasOwn(WELL_KNOWN, importPath) ? WELL_KNOWN[importPath] : undefined;
  return text === undefined ? undefined : parseFile({ path: wellKnownPath(importPath), text });
}

/**
 * `taken`: of an earlier link, files that are the same now with all that they import. They are neither linked nor checked
 * again.
 */
export function linkFiles(
  inputs: readonly LinkInput[],
  taken: ReadonlyMap<string, Declarations> = new Map(),
): LinkedSchema {
  const flaws: CompileFinding[] = [];
  const declared = new Map<string, Declarations>();
  const fresh: Declarations[] = [];
  for (const { node, importPath } of inputs) {
    const known = taken.get(node.source.path);
    const own = known ?? declareFile(node, importPath);
    declared.set(node.source.path, own);
    if (known) continue;
    for (const error of node.errors) flaws.push(syntaxFinding(node, error));
    fresh.push(own);
  }
  for (const { node, imports } of inputs) {
    if (taken.has(node.source.path)) continue;
    const from = declared.get(node.source.path) as Declarations;
    for (const imported of from.imports) imported.file = declared.get(imports.get(imported.path) ?? '')?.file;
  }
  const order = checkImports(declared, flaws);
  const reach = new Reach(order);
  const publicImports = new PublicImports(order);
  const table = new SymbolTable(declared.values());
  checkNames(fresh, table, reach, flaws);
  const scopes = fresh.map((from) => ({ from, names: new FileScope(table, from, publicImports) }));
  for (const { from, names } of scopes) resolveTypes(from, names, flaws);
  checkDeclarations(fresh, reach, flaws);
  const optionsMessages = new OptionsMessages(table);
  for (const { from, names } of scopes) linkOptions(from, names, optionsMessages, flaws);
  const flawed = new Set(flaws.map(({ file }) => file));
  for (const { from, names } of scopes) markUsedImports(from, names, publicImports, flawed.has(from.file.node));
  const files = new Map([...declared].map(([path, { file }]) => [path, file as FileDescriptor]));
  return { files, declared, findings: sortFindings(flaws.map(compileFinding)) };
}

function syntaxFinding(file: FileNode, { start, end, message, help, opening }: SyntaxFlaw): CompileFinding {
  const at = { start, end };
  if (!opening) return { check: 'syntax-error', file, at, message, help };
  const related = [{ path: file.source.path, ...opening, message: 'opened here' }];
  return { check: 'syntax-error', file, at, message, help, related };
}

function linkOptions(from: Declarations, names: FileScope, messages: OptionsMessages, flaws: CompileFinding[]): void {
  const report = (at: Span, message: string, help?: string): void => {
    flaws.push({ check: 'invalid-option', file: from.file.node, at, message, help });
  };
  const reader = { names, report };
  for (const holder of from.options) {
    const message = messages.get(holder.type);
    if (!message) continue;
    checkOptions(from.file, holder, message, reader);
    holder.holder.options = new LazyOptions(holder, message, names);
  }
}

/** Each file that is needed makes one import used: its own, else the first that hands it on. */
function markUsedImports(from: Declarations, names: FileScope, publicImports: PublicImports, isFlawed: boolean): void {
  // what could not be read or resolved may be what an import is there for
  if (isFlawed) {
    for (const imported of from.imports) imported.isUsed = true;
    return;
  }
  const needed = new Set(names.usedFiles);
  needed.delete(from.file);
  for (const imported of from.imports) if (imported.file && needed.delete(imported.file)) imported.isUsed = true;
  for (const imported of from.imports) {
    if (needed.size === 0) return;
    if (!imported.file) continue;
    publicImports.some([imported.file], (file) => {
      if (needed.delete(file)) imported.isUsed = true;
      return needed.size === 0;
    });
  }
}

/** The messages of descriptor.proto: the project's own copy where it has one, else the built-in. Read on first need. */
class OptionsMessages {
  readonly #table: SymbolTable;
  readonly #known = new Map<OptionsType, MessageDescriptor | undefined>();
  #builtIn: ReadonlyMap<string, MessageDescriptor> | undefined;

  constructor(table: SymbolTable) {
    this.#table = table;
  }

  get(type: OptionsType): MessageDescriptor | undefined {
    if (!this.#known.has(type)) this.#known.set(type, this.#find(type));
    return this.#known.get(type);
  }

  #find(type: OptionsType): MessageDescriptor | undefined {
    const [own] = this.#table.get(`google.protobuf.${type}`);
    if (own?.kind === 'message') return own;
    this.#builtIn ??= builtInOptions();
    return this.#builtIn.get(type);
  }
}

function builtInOptions(): ReadonlyMap<string, MessageDescriptor> {
  const node = wellKnownFile(DESCRIPTOR_PROTO);
  if (!node) return new Map();
  const declared = declareFile(node, DESCRIPTOR_PROTO);
  const names = new FileScope(new SymbolTable([declared]), declared, new PublicImports([declared.file]));
  resolveTypes(declared, names, []);
  return new Map(declared.file.messages.map((message) => [message.name, message]));
}
