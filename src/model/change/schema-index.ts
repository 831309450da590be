// The elements of a schema by what identifies them: path, package, full name, extended message and number.
// Of the files given only; what they import is not among them.

import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from '../proto/schema/descriptor.ts';
import type { PackageFiles } from './schema-change.ts';

export interface SchemaIndex {
  readonly files: ReadonlyMap<string, FileDescriptor>;
  readonly packages: ReadonlyMap<string, PackageFiles>;
  /** By full name; the entries of maps are among them. */
  readonly messages: ReadonlyMap<string, MessageDescriptor>;
  readonly enums: ReadonlyMap<string, EnumDescriptor>;
  readonly services: ReadonlyMap<string, ServiceDescriptor>;
  /** By `extensionKey`. */
  readonly extensions: ReadonlyMap<string, FieldDescriptor>;
}

export type Named = MessageDescriptor | EnumDescriptor | ServiceDescriptor | FieldDescriptor;

/** The packages are those of `files`; elements are looked up in `among`, which may be fewer. */
export function indexSchema(files: readonly FileDescriptor[], among: readonly FileDescriptor[] = files): SchemaIndex {
  const messages = new Map<string, MessageDescriptor>();
  const enums = new Map<string, EnumDescriptor>();
  const services = new Map<string, ServiceDescriptor>();
  const extensions = new Map<string, FieldDescriptor>();
  for (const file of among) {
    for (const message of messagesOf(file)) keep(messages, message.fullName, message);
    for (const enumeration of enumsOf(file)) keep(enums, enumeration.fullName, enumeration);
    for (const service of file.services) keep(services, service.fullName, service);
    for (const extension of extensionsOf(file)) keep(extensions, extensionKey(extension), extension);
  }
  return {
    files: new Map(files.map((file) => [file.path, file])),
    packages: packagesOf(files),
    messages,
    enums,
    services,
    extensions,
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

function packagesOf(files: readonly FileDescriptor[]): ReadonlyMap<string, PackageFiles> {
  const byName = new Map<string, FileDescriptor[]>();
  for (const file of files) {
    const known = byName.get(file.package);
    if (known) known.push(file);
    else byName.set(file.package, [file]);
  }
  return new Map([...byName].map(([name, own]) => [name, { kind: 'package', name, files: own }]));
}

/** What makes two extensions the same: the message and the number. */
export function extensionKey({ extendee, number, node }: FieldDescriptor): string {
  return `${extendee?.fullName ?? `?${node.start}`} ${number}`;
}

/** All messages of a file, outer before inner, the entries of maps among them. */
export function messagesOf(file: FileDescriptor): readonly MessageDescriptor[] {
  const found = [...file.messages];
  // the loop goes on to what is added here
  for (const message of found) for (const nested of message.messages) found.push(nested);
  return found;
}

export function enumsOf(file: FileDescriptor): readonly EnumDescriptor[] {
  return [...file.enums, ...messagesOf(file).flatMap((message) => message.enums)];
}

export function extensionsOf(file: FileDescriptor): readonly FieldDescriptor[] {
  return [...file.extensions, ...messagesOf(file).flatMap((message) => message.extensions)];
}

/** The name below the package: `Outer.Inner`. */
export function nestedName({ file, fullName }: Named): string {
  return file.package === '' ? fullName : fullName.slice(file.package.length + 1);
}
