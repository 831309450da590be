// Which names are taken in which scope, those promised to a rename included: two declarations never get one name.
// Scopes are filled when somebody asks for a name in them.

import type {
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from './proto/schema/descriptor.ts';
import type { Renamable } from './references.ts';
import type { Workspace } from './workspace.ts';

const PACKAGE = 'package';
type Container = MessageDescriptor | ServiceDescriptor | FileDescriptor;
type Owners = Map<string, Renamable | typeof PACKAGE>;

interface TakenNames {
  readonly files: ReadonlyMap<string, readonly FileDescriptor[]>;
  /** By package, the parts of longer packages that follow it. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
  /** By package, message or service. */
  readonly names: Map<string | Container, Owners>;
  /** Fields by what their JSON names may not share. */
  readonly jsonNames: Map<MessageDescriptor, Owners>;
}

const known = new WeakMap<Workspace, TakenNames>();

/** The name is the declaration's from now on, unless another one has it or was promised it. */
export function claimName(workspace: Workspace, declaration: Renamable, name: string): boolean {
  if (isReserved(declaration, name)) return false;
  const taken = takenNames(workspace);
  const around = containerOf(declaration);
  const names = around.kind === 'file' ? namesInPackage(taken, around.package) : namesInside(taken, around);
  const parent = isMember(declaration) ? declaration.parent : undefined;
  const jsonNames = parent && jsonNamesIn(taken, parent);
  const jsonName = jsonNames && jsonKey(name);
  if (!isFree(name, declaration, names)) return false;
  if (jsonNames && jsonName !== undefined && !isFree(jsonName, declaration, jsonNames)) return false;
  names.set(name, declaration);
  if (jsonName !== undefined) jsonNames?.set(jsonName, declaration);
  return true;
}

/** The same for a package: none of its parts may be called like a declaration. */
export function claimPackage(workspace: Workspace, name: string): boolean {
  const taken = takenNames(workspace);
  const parts = name
    .split('.')
    .map((part, i, all) => ({ part, names: namesInPackage(taken, all.slice(0, i).join('.')) }));
  if (parts.some(({ part, names }) => (names.get(part) ?? PACKAGE) !== PACKAGE)) return false;
  for (const { part, names } of parts) names.set(part, PACKAGE);
  return true;
}

function takenNames(workspace: Workspace): TakenNames {
  let taken = known.get(workspace);
  if (!taken) {
    const files = new Map<string, FileDescriptor[]>();
    for (const file of workspace.schema.values()) {
      const others = files.get(file.package);
      if (others) others.push(file);
      else files.set(file.package, [file]);
    }
    taken = { files, parts: packageParts(files.keys()), names: new Map(), jsonNames: new Map() };
    known.set(workspace, taken);
  }
  return taken;
}

function packageParts(packages: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const parts = new Map<string, Set<string>>();
  for (const name of packages) {
    for (let scope = name; scope !== ''; ) {
      const outer = scope.slice(0, Math.max(0, scope.lastIndexOf('.')));
      const part = scope.slice(outer === '' ? 0 : outer.length + 1);
      const others = parts.get(outer);
      if (others?.has(part)) break;
      if (others) others.add(part);
      else parts.set(outer, new Set([part]));
      scope = outer;
    }
  }
  return parts;
}

function namesInPackage({ names, files, parts }: TakenNames, scope: string): Owners {
  let owners = names.get(scope);
  if (!owners) {
    owners = new Map();
    for (const part of parts.get(scope) ?? []) owners.set(part, PACKAGE);
    for (const file of files.get(scope) ?? []) {
      for (const service of file.services) owners.set(service.name, service);
      fill(file, owners);
    }
    names.set(scope, owners);
  }
  return owners;
}

function namesInside({ names }: TakenNames, around: MessageDescriptor | ServiceDescriptor): Owners {
  let owners = names.get(around);
  if (!owners) {
    owners = new Map();
    if (around.kind === 'message') {
      for (const field of around.fields) owners.set(field.name, field);
      for (const oneof of around.oneofs) owners.set(oneof.name, oneof);
      fill(around, owners);
    } else {
      for (const method of around.methods) owners.set(method.name, method);
    }
    names.set(around, owners);
  }
  return owners;
}

function fill({ messages, enums, extensions }: MessageDescriptor | FileDescriptor, owners: Owners): void {
  for (const message of messages) owners.set(message.name, message);
  for (const extension of extensions) owners.set(extension.name, extension);
  for (const enumeration of enums) {
    owners.set(enumeration.name, enumeration);
    for (const value of enumeration.values) owners.set(value.name, value);
  }
}

function jsonNamesIn({ jsonNames }: TakenNames, message: MessageDescriptor): Owners {
  let owners = jsonNames.get(message);
  if (!owners) {
    owners = new Map(message.fields.map((field) => [jsonKey(field.name), field]));
    jsonNames.set(message, owners);
  }
  return owners;
}

function isFree(name: string, declaration: Renamable, owners: Owners): boolean {
  const owner = owners.get(name);
  return owner === undefined || owner === declaration;
}

/** Full name of the message, service or package that the declaration's name is looked up in. */
export function scopeOf(declaration: Renamable): string {
  return nameOf(containerOf(declaration));
}

function nameOf(around: Container): string {
  return around.kind === 'file' ? around.package : around.fullName;
}

/** Enum values stand beside their enum. */
function containerOf(declaration: Renamable): Container {
  if (declaration.kind === 'service') return declaration.file;
  if (declaration.kind === 'enumValue') return declaration.parent.parent ?? declaration.file;
  return declaration.parent ?? declaration.file;
}

function isReserved(declaration: Renamable, name: string): boolean {
  const isListed = (message: Pick<MessageDescriptor, 'reservedNames'>) =>
    message.reservedNames.some((reserved) => reserved.name === name);
  if (declaration.kind === 'enumValue') return isListed(declaration.parent);
  return isMember(declaration) && declaration.parent !== undefined && isListed(declaration.parent);
}

function isMember(declaration: Renamable): declaration is FieldDescriptor {
  return declaration.kind === 'field' && !declaration.isExtension;
}

/** Fields that differ only in case and underscores can have one JSON name. */
function jsonKey(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
