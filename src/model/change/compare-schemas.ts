// Compares two schemas: the one place where facts about changes come from. Says what differs, never what that means.

import { compareText } from '../../diagnostics/finding.ts';
import type { Descriptor, FileDescriptor } from '../proto/schema/descriptor.ts';
import { ChangeList } from './change-list.ts';
import { compareEnum } from './compare-enum.ts';
import { compareField } from './compare-field.ts';
import { compareFile } from './compare-file.ts';
import { compareMessage } from './compare-message.ts';
import { compareService } from './compare-service.ts';
import { type Candidate, findSuccessors } from './find-successors.ts';
import { shapeOf } from './likeness.ts';
import type { ElementOf, PackageFiles, SchemaChange, Succession } from './schema-change.ts';
import { indexSchema, type Named, nestedName, type SchemaIndex } from './schema-index.ts';
import { unchangedPaths } from './unchanged-files.ts';

export interface Comparison {
  /** In order of the files of now, places in them, and kinds. */
  readonly changes: readonly SchemaChange[];
  /**
   * Of the messages behind map fields, which nobody has written. What matters of it is a fact of the map field, too;
   * other tools take these messages for ordinary ones.
   */
  readonly entryChanges: readonly SchemaChange[];
  /** Elements of changed files; all files and packages. */
  readonly before: SchemaIndex;
  readonly after: SchemaIndex;
  /** Where parts are compared one by one: what is now in the part that the change is in. */
  readonly partAfter?: (change: SchemaChange) => SchemaIndex | undefined;
}

/** Every difference, in a fixed order. Files that are the same with all their imports cost next to nothing. */
export function schemaChanges(
  before: readonly FileDescriptor[],
  after: readonly FileDescriptor[],
): readonly SchemaChange[] {
  return compareSchemas(before, after).changes;
}

export function compareSchemas(before: readonly FileDescriptor[], after: readonly FileDescriptor[]): Comparison {
  const [then, now] = [sorted(before), sorted(after)];
  const same = unchangedPaths(then, now);
  const isIn = (files: readonly FileDescriptor[]) => {
    const paths = new Set(files.map(({ path }) => path));
    return (path: string) => paths.has(path);
  };
  const [wasIn, isNowIn] = [isIn(then), isIn(now)];
  const old = indexSchema(
    then,
    then.filter(({ path }) => !same.has(path) || !isNowIn(path)),
  );
  const fresh = indexSchema(
    now,
    now.filter(({ path }) => !same.has(path) || !wasIn(path)),
  );
  const kinds = ['messages', 'enums', 'services'] as const;
  const successors = new Map<unknown, Succession<unknown>>([
    ...kinds.flatMap((kind) => [...successorsOf<Named>(old[kind], fresh[kind], shapesOf)]),
    ...successorsOf(old.extensions, fresh.extensions, ({ type }) => [type]),
    ...successorsOf(old.files, fresh.files, fileShape),
    ...packageSuccessors(old, fresh),
  ]);
  const list = new ChangeList(old, fresh, successors);
  comparePackages(list);
  compareFiles(list, same);
  compareNamed('message', old.messages, fresh.messages, compareMessage, list);
  compareNamed('enum', old.enums, fresh.enums, compareEnum, list);
  compareNamed('service', old.services, fresh.services, compareService, list);
  compareNamed('extension', old.extensions, fresh.extensions, (pair) => compareField('extension', pair, list), list);
  return { changes: inOrder(list.changes), entryChanges: inOrder(list.entryChanges), before: old, after: fresh };
}

function sorted(files: readonly FileDescriptor[]): readonly FileDescriptor[] {
  return [...files].sort((a, b) => compareText(a.path, b.path));
}

type Kind = 'message' | 'enum' | 'service' | 'extension';
type Compare<Element> = (
  pair: { readonly before: Element; readonly after: Element; readonly pairing: 'identity' | 'succession' },
  list: ChangeList,
) => void;

function compareNamed<K extends Kind>(
  kind: K,
  then: ReadonlyMap<string, ElementOf[K]>,
  now: ReadonlyMap<string, ElementOf[K]>,
  compare: Compare<ElementOf[K]>,
  list: ChangeList,
): void {
  for (const [key, before] of then) {
    const after = now.get(key);
    if (after) {
      if (before.file.path !== after.file.path) {
        list.push({ kind: `${kind}-moved`, element: kind, pairing: 'identity', before, after } as SchemaChange);
      }
      compare({ before, after, pairing: 'identity' }, list);
      continue;
    }
    list.removed(kind, before, survivorOf(before, list.after), 'identity');
    const successor = list.successors.get(before) as Succession<ElementOf[K]> | undefined;
    if (successor) compare({ before, after: successor.element, pairing: 'succession' }, list);
  }
  for (const [key, after] of now) if (!then.has(key)) list.added(kind, after, 'identity');
}

/** The innermost message around it that is still there, wherever; else its file. */
function survivorOf(element: Named, after: SchemaIndex): Descriptor | undefined {
  let around = element.kind === 'service' ? undefined : element.parent;
  for (; around; around = around.parent) {
    const survivor = after.messages.get(around.fullName);
    if (survivor) return survivor;
  }
  return after.files.get(element.file.path);
}

interface Homed {
  readonly name?: string;
  readonly kind: string;
}

function successorsOf<Element extends Homed>(
  then: ReadonlyMap<string, Element>,
  now: ReadonlyMap<string, Element>,
  shape: (element: Element) => readonly string[],
): ReadonlyMap<Element, Succession<Element>> {
  const candidates = (own: ReadonlyMap<string, Element>, others: ReadonlyMap<string, Element>) =>
    [...own]
      .filter(([key, element]) => !others.has(key) && !('isMapEntry' in element && element.isMapEntry))
      .map(([, element]): Candidate<Element> => ({ element, ...homeOf(element as never), shape: shape(element) }));
  return findSuccessors(candidates(then, now), candidates(now, then));
}

function homeOf(element: Named | FileDescriptor): { readonly name: string; readonly home: string } {
  if (element.kind === 'file') {
    const slash = element.path.lastIndexOf('/') + 1;
    return { name: element.path.slice(slash), home: element.path.slice(0, slash) };
  }
  const nested = nestedName(element);
  return { name: element.name, home: `${element.file.path} ${nested.slice(0, -element.name.length)}` };
}

function shapesOf(element: Named): readonly string[] {
  return element.kind === 'field' ? [element.type] : shapeOf(element);
}

function fileShape({ messages, enums, services, extensions }: FileDescriptor): readonly string[] {
  return [...messages, ...enums, ...services, ...extensions].map(({ kind, name }) => `${kind} ${name}`);
}

/** A package whose files all say another one now. */
function packageSuccessors(
  { packages }: SchemaIndex,
  after: SchemaIndex,
): ReadonlyMap<PackageFiles, Succession<PackageFiles>> {
  const found = new Map<PackageFiles, Succession<PackageFiles>>();
  for (const before of packages.values()) {
    if (after.packages.has(before.name)) continue;
    const names = new Set(before.files.map(({ path }) => after.files.get(path)?.package));
    const [name] = names;
    const element = names.size === 1 && name !== undefined ? after.packages.get(name) : undefined;
    if (element) found.set(before, { element, evidence: ['shape'], likeness: 1 });
  }
  return found;
}

function comparePackages(list: ChangeList): void {
  const { before, after } = list;
  for (const [name, own] of before.packages) {
    if (!after.packages.has(name)) list.removed('package', own, undefined, 'identity');
  }
  for (const [name, own] of after.packages) if (!before.packages.has(name)) list.added('package', own, 'identity');
}

function compareFiles(list: ChangeList, same: ReadonlySet<string>): void {
  for (const [path, before] of list.before.files) {
    const after = list.after.files.get(path);
    if (after) {
      if (!same.has(path)) compareFile({ before, after, pairing: 'identity' }, list);
      continue;
    }
    list.removed('file', before, undefined, 'identity');
    const successor = list.successors.get(before) as Succession<FileDescriptor> | undefined;
    if (successor) compareFile({ before, after: successor.element, pairing: 'succession' }, list);
  }
  for (const [path, after] of list.after.files) if (!list.before.files.has(path)) list.added('file', after, 'identity');
}

function inOrder(changes: readonly SchemaChange[]): readonly SchemaChange[] {
  return changes
    .map((change) => ({ change, place: placeOf(change) }))
    .sort((a, b) => compareText(a.place.path, b.place.path) || a.place.start - b.place.start)
    .map(({ change }) => change);
}

/** Where the change is to be seen now; what is gone, where it was around. */
function placeOf(change: SchemaChange): { readonly path: string; readonly start: number } {
  const survivor = change.kind.endsWith('-removed') && 'survivor' in change ? change.survivor : undefined;
  const element = change.after ?? survivor ?? change.before;
  if (element === undefined) return { path: '', start: 0 };
  if (element.kind === 'package') return { path: element.files[0]?.path ?? '', start: -1 };
  if (element.kind === 'file') return { path: element.path, start: 0 };
  return { path: element.file.path, start: element.node.start };
}
