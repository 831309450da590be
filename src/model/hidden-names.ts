// Whether a type under a new name would hide another one from somebody, or be hidden: names are looked up outwards.

import type { FileDescriptor, MessageDescriptor } from './proto/schema/descriptor.ts';
import { type NameUse, nameUses, type Renamable } from './references.ts';
import type { Workspace } from './workspace.ts';

/** Where a name is used more often than this, nobody tries to tell. */
const MOST_USES = 1000;

/** Only types, and extensions in options, are looked up by name. `scope` is the one that the declaration stands in. */
export function hidesOrIsHidden(workspace: Workspace, declaration: Renamable, name: string, scope: string): boolean {
  const { kind } = declaration;
  const isExtension = kind === 'field' && declaration.isExtension;
  if (kind !== 'message' && kind !== 'enum' && !isExtension) return false;
  const isNear = (other: string) => other !== scope && (isInside(other, scope) || isInside(scope, other));
  const promised = promisesOf(workspace).get(name) ?? NONE;
  if (isExtension ? promised.some((other) => other !== scope) : promised.some(isNear)) return true;
  const isTaken = isExtension
    ? isLookedUp(workspace, name)
    : (scopesByName(workspace).get(name)?.some(isNear) ?? false) && isConfused(workspace, declaration, name, scope);
  if (!isTaken) append(promisesOf(workspace), name, scope);
  return isTaken;
}

/** Somebody who names another type would then mean the declaration, or the other way round. */
function isConfused(workspace: Workspace, declaration: Renamable, name: string, scope: string): boolean {
  const own = usesFrom(workspace, declaration.name, scope);
  const others = usesFrom(workspace, name, scope);
  if (own.length + others.length > MOST_USES) return true;
  const scopes = scopesByName(workspace).get(name) ?? NONE;
  const isHiddenFrom = (use: NameUse) =>
    scopes.some((inner) => inner.length > scope.length && isInside(use.scope, inner) && isInside(inner, scope));
  return (
    others.some((use) => outerOf(use).length < prefixOf(scope).length) ||
    own.some((use) => outerOf(use) === prefixOf(scope) && isHiddenFrom(use))
  );
}

const NONE: readonly string[] = [];
const promises = new WeakMap<Workspace, Map<string, string[]>>();

/** Scopes in which a name was given to a rename already. */
function promisesOf(workspace: Workspace): Map<string, string[]> {
  const known = promises.get(workspace);
  if (known) return known;
  const none = new Map<string, string[]>();
  promises.set(workspace, none);
  return none;
}

/** Something that is looked up by name has this one: a type, an extension, a part of a package. */
export function isLookedUp(workspace: Workspace, name: string): boolean {
  return scopesByName(workspace).has(name);
}

/** Uses inside the scope whose lookup begins with the name. */
function usesFrom(workspace: Workspace, name: string, scope: string): readonly NameUse[] {
  const uses = usesByFirstPart(workspace).get(name) ?? [];
  return uses.length > MOST_USES ? uses : uses.filter((use) => isInside(use.scope, scope));
}

/** What the lookup put before the written name. */
function outerOf({ text, target }: NameUse): string {
  return target.fullName.slice(0, -text.length);
}

function isInside(scope: string, outer: string): boolean {
  return outer === '' || (scope.startsWith(outer) && (scope[outer.length] ?? '.') === '.');
}

function prefixOf(scope: string): string {
  return scope === '' ? '' : `${scope}.`;
}

const scopesOf = new WeakMap<Workspace, ReadonlyMap<string, readonly string[]>>();

/** Simple names of types, extensions and parts of packages, with the scopes that have them. */
function scopesByName(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const known = scopesOf.get(workspace);
  if (known) return known;
  const scopes = new Map<string, string[]>();
  const addAll = ({ messages, enums, extensions }: MessageDescriptor | FileDescriptor, scope: string) => {
    for (const { name } of messages) append(scopes, name, scope);
    for (const { name } of enums) append(scopes, name, scope);
    for (const { name } of extensions) append(scopes, name, scope);
    for (const message of messages) if (!message.isMapEntry) addAll(message, message.fullName);
  };
  const packages = new Set<string>();
  for (const file of workspace.schema.values()) {
    addAll(file, file.package);
    for (const { name } of file.services) append(scopes, name, file.package);
    packages.add(file.package);
  }
  for (const name of withOuter(packages)) {
    const dot = name.lastIndexOf('.');
    append(scopes, name.slice(dot + 1), name.slice(0, Math.max(0, dot)));
  }
  scopesOf.set(workspace, scopes);
  return scopes;
}

function withOuter(packages: ReadonlySet<string>): Set<string> {
  const all = new Set<string>();
  for (const name of packages) {
    for (let scope = name; scope !== '' && !all.has(scope); ) {
      all.add(scope);
      scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')));
    }
  }
  return all;
}

const firstPartsOf = new WeakMap<Workspace, ReadonlyMap<string, readonly NameUse[]>>();

function usesByFirstPart(workspace: Workspace): ReadonlyMap<string, readonly NameUse[]> {
  const known = firstPartsOf.get(workspace);
  if (known) return known;
  const uses = new Map<string, NameUse[]>();
  for (const use of nameUses(workspace)) {
    if (!use.text.startsWith('.')) append(uses, use.text.split('.', 1)[0] ?? '', use);
  }
  firstPartsOf.set(workspace, uses);
  return uses;
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
