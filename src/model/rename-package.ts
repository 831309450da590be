// The fix that gives a package another name: in all its files, and in every name that is written with it.

import type { FileEdit, Fix } from '../diagnostics/finding.ts';
import { claimPackage } from './free-names.ts';
import { isLookedUp } from './hidden-names.ts';
import { lowerSnakeCasePackage } from './letter-case.ts';
import { type NameUse, nameUses } from './references.ts';
import { editable } from './rename.ts';
import type { Workspace } from './workspace.ts';

interface Renames {
  readonly fixes: Map<string, Fix | undefined>;
  /** Two packages must not become one. */
  readonly targets: Set<string>;
}

const renamesOf = new WeakMap<Workspace, Renames>();

/** One and the same fix for all files of the package. */
export function renamePackageFix(workspace: Workspace, from: string, to: string): Fix | undefined {
  const { fixes, targets } = renamesOf.get(workspace) ?? { fixes: new Map(), targets: new Set() };
  renamesOf.set(workspace, { fixes, targets });
  if (!fixes.has(from)) fixes.set(from, targets.has(to) ? undefined : packageFix(workspace, from, to));
  targets.add(to);
  return fixes.get(from);
}

function packageFix(workspace: Workspace, from: string, to: string): Fix | undefined {
  if (!workspace.isComplete || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(to)) return undefined;
  const oldParts = from.split('.');
  // what has such a name already could come to hide the package, or the package it
  const isTaken = to.split('.').some((part, i) => part !== oldParts[i] && isLookedUp(workspace, part));
  if (isTaken || !claimPackage(workspace, to)) return undefined;
  let edits: readonly FileEdit[] | undefined;
  return {
    kind: 'suggestion',
    title: `rename to '${to}' in all files (changes generated code, RPC paths and type URLs; the folder stays)`,
    get edits() {
      edits ??= editable(workspace, [...statements(workspace, from, to), ...names(workspace, from, to)]);
      return edits;
    },
  };
}

function statements({ schema }: Workspace, from: string, to: string): FileEdit[] {
  return [...schema.values()].flatMap(({ path, node, package: name }) => {
    if (name !== from || !node.package) return [];
    const { start, end } = node.package.name;
    return [{ path, start, end, text: to }];
  });
}

function names(workspace: Workspace, from: string, to: string): FileEdit[] {
  const edits: FileEdit[] = [];
  const first = to.split('.', 1)[0] ?? '';
  const dot = hasInnerPart(workspace, first) ? '.' : '';
  for (const use of nameUses(workspace)) {
    if (use.target.file.package !== from) continue;
    const text = rewritten(workspace, use, { from, to, dot });
    if (text !== undefined) edits.push({ path: use.path, start: use.start, end: use.end, text });
  }
  return edits;
}

/** Some package has the part below another one, or will have it once all packages are in lower case. */
function hasInnerPart({ schema }: Workspace, part: string): boolean {
  const packages = new Set([...schema.values()].map((file) => file.package));
  return [...packages].some((name) => lowerSnakeCasePackage(name).split('.').indexOf(part, 1) > 0);
}

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** What has to stand before a full name. */
  readonly dot: '.' | '';
}

/** The name as it has to be written now; nothing when it may stay, being looked up inside the package. */
function rewritten(workspace: Workspace, use: NameUse, { from, to, dot }: Renaming): string | undefined {
  const { text, scope, target, path } = use;
  const fullName = to + target.fullName.slice(from.length);
  if (scope === '') return fullName;
  if (text.startsWith('.')) return `.${fullName}`;
  if (text === target.fullName) return dot + fullName;
  const saysNoPackage = text.length < target.fullName.length - from.length;
  return saysNoPackage && workspace.schema.get(path)?.package === from ? undefined : `.${fullName}`;
}
