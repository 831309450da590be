// The fix that gives a declaration another name everywhere; offered only where no name comes to mean something else.

import type { FileEdit, Fix } from '../diagnostics/finding.ts';
import { claimName, scopeOf } from './free-names.ts';
import { hidesOrIsHidden } from './hidden-names.ts';
import { camelCase, writtenJsonName } from './proto/schema/json-name.ts';
import { type Renamable, renameEdits } from './references.ts';
import { isFrozen, type Workspace } from './workspace.ts';

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** What a finding on a name says and offers. Nothing where the wanted name is none: `_` has no PascalCase. */
export function renaming(workspace: Workspace, declaration: Renamable, name: string): { help?: string; fix?: Fix } {
  if (!IDENTIFIER.test(name)) return {};
  const fix = renameFix(workspace, declaration, name);
  return { help: `rename it to '${name}'`, ...(fix && { fix }) };
}

/** The edits are looked for when somebody wants them: most findings are only read. */
export function renameFix(workspace: Workspace, declaration: Renamable, name: string): Fix | undefined {
  if (!workspace.isComplete || !IDENTIFIER.test(name) || isGroup(declaration)) return undefined;
  if (!pathsUnderCheck(workspace).has(declaration.file.path)) return undefined;
  if (!claimName(workspace, declaration, name)) return undefined;
  if (hidesOrIsHidden(workspace, declaration, name, scopeOf(declaration))) return undefined;
  let edits: readonly FileEdit[] | undefined;
  return {
    kind: 'suggestion',
    title: `rename to '${name}' (changes ${changedBy(declaration, name)})`,
    get edits() {
      edits ??= editable(workspace, renameEdits(workspace, declaration, name));
      return edits;
    },
  };
}

/** All of them, or none where one lies in a file that must stay as it is. */
export function editable(workspace: Workspace, edits: readonly FileEdit[]): readonly FileEdit[] {
  const own = pathsUnderCheck(workspace);
  return edits.every(({ path }) => own.has(path) && !isFrozen(workspace.contracts, path)) ? edits : [];
}

const pathsOf = new WeakMap<Workspace, ReadonlySet<string>>();

function pathsUnderCheck(workspace: Workspace): ReadonlySet<string> {
  const known = pathsOf.get(workspace);
  if (known) return known;
  const paths = new Set(workspace.files.map(({ path }) => path));
  pathsOf.set(workspace, paths);
  return paths;
}

/** One token names both the group's field and its message, in two cases. */
function isGroup(declaration: Renamable): boolean {
  if (declaration.kind === 'field') return declaration.node.group !== undefined;
  if (declaration.kind !== 'message') return false;
  const { parent, file, node } = declaration;
  const isOf = (field: { node: { group: unknown } }) => field.node.group === node;
  return (parent?.fields.some(isOf) ?? false) || (parent ?? file).extensions.some(isOf);
}

function changedBy(declaration: Renamable, name: string): string {
  switch (declaration.kind) {
    case 'message':
      return 'generated code and type URLs';
    case 'service':
    case 'method':
      return 'generated code and RPC paths';
    case 'enumValue':
      return 'generated code and JSON';
    case 'field': {
      const keepsJson = writtenJsonName(declaration) || camelCase(declaration.name) === camelCase(name);
      return keepsJson && !declaration.isExtension ? 'generated code' : 'generated code and JSON';
    }
    default:
      return 'generated code';
  }
}
