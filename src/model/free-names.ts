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

/** By full name, and for fields also by what their JSON names may not share. */
type Owners = Map<string, Renamable | typeof PACKAGE>;
const PACKAGE = 'package';

interface TakenNames {
  readonly owners: Owners;
  readonly filled: Set<MessageDescriptor | ServiceDescriptor>;
}

const known = new WeakMap<Workspace, TakenNames>();

/** The name is the declaration's from now on, unless another one has it or was promised it. */
export function claimName(workspace: Workspace, declaration: Renamable, name: string): boolean {
  const taken = takenNames(workspace);
  const around = containerOf(declaration);
  if (around.kind !== 'file' && !taken.filled.has(around)) {
    taken.filled.add(around);
    if (around.kind === 'message') fillMessage(around, taken.owners);
    else for (const method of around.methods) taken.owners.set(method.fullName, method);
  }
  if (isReserved(declaration, name)) return false;
  const key = qualified(nameOf(around), name);
  const inJson = isMember(declaration) ? jsonKey(declaration, name) : undefined;
  if (!isFree(key, declaration, taken.owners)) return false;
  if (inJson !== undefined && !isFree(inJson, declaration, taken.owners)) return false;
  taken.owners.set(key, declaration);
  if (inJson !== undefined) taken.owners.set(inJson, declaration);
  return true;
}

/** The same for a package: none of its parts may be called like a declaration. */
export function claimPackage(workspace: Workspace, name: string): boolean {
  const { owners } = takenNames(workspace);
  const scopes = name.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));
  if (scopes.some((scope) => (owners.get(scope) ?? PACKAGE) !== PACKAGE)) return false;
  for (const scope of scopes) owners.set(scope, PACKAGE);
  return true;
}

function takenNames(workspace: Workspace): TakenNames {
  let taken = known.get(workspace);
  if (!taken) {
    taken = { owners: topLevelOwners(workspace), filled: new Set() };
    known.set(workspace, taken);
  }
  return taken;
}

function isFree(key: string, declaration: Renamable, owners: Owners): boolean {
  const owner = owners.get(key);
  return owner === undefined || owner === declaration;
}

/** Full name of the message, service or package that the declaration's name is looked up in. */
export function scopeOf(declaration: Renamable): string {
  return nameOf(containerOf(declaration));
}

function nameOf(around: MessageDescriptor | ServiceDescriptor | FileDescriptor): string {
  return around.kind === 'file' ? around.package : around.fullName;
}

/** Enum values stand beside their enum. */
function containerOf(declaration: Renamable): MessageDescriptor | ServiceDescriptor | FileDescriptor {
  if (declaration.kind === 'service') return declaration.file;
  if (declaration.kind === 'enumValue') return declaration.parent.parent ?? declaration.file;
  return declaration.parent ?? declaration.file;
}

function topLevelOwners({ schema }: Workspace): Owners {
  const owners: Owners = new Map();
  for (const file of schema.values()) {
    for (let scope = file.package; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
      if (owners.has(scope)) break;
      owners.set(scope, PACKAGE);
    }
    for (const message of file.messages) owners.set(message.fullName, message);
    for (const service of file.services) owners.set(service.fullName, service);
    for (const extension of file.extensions) owners.set(extension.fullName, extension);
    fillEnums(file, owners);
  }
  return owners;
}

function fillMessage(message: MessageDescriptor, owners: Owners): void {
  const { fields, oneofs, messages, extensions } = message;
  for (const field of fields) {
    owners.set(field.fullName, field);
    owners.set(jsonKey(field, field.name), field);
  }
  for (const oneof of oneofs) owners.set(oneof.fullName, oneof);
  for (const nested of messages) owners.set(nested.fullName, nested);
  for (const extension of extensions) owners.set(extension.fullName, extension);
  fillEnums(message, owners);
}

function fillEnums({ enums }: MessageDescriptor | FileDescriptor, owners: Owners): void {
  for (const enumeration of enums) {
    owners.set(enumeration.fullName, enumeration);
    for (const value of enumeration.values) owners.set(value.fullName, value);
  }
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
function jsonKey(field: FieldDescriptor, name: string): string {
  return `${field.parent?.fullName} ${name.replaceAll('_', '').toLowerCase()}`;
}

function qualified(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}
