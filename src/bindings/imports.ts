// What the module of one proto file has to import, gathered while it is printed. Prints the import statements.

import type { EnumDescriptor, FileDescriptor, MessageDescriptor } from '../model/proto/schema/descriptor.ts';
import { type BindingNames, modulePath } from './binding-names.ts';
import type { FieldShape } from './field-shape.ts';

const MAPS = '../../runtime/map-record.ts';
const ENTRIES = '../../runtime/map-entry.ts';
const UNKNOWN = '../../runtime/unknown-fields.ts';

/** What is neither in the reader nor in the writer. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  MapRecord: MAPS,
  readFloatEntry: ENTRIES,
  readStringEntry: ENTRIES,
  sortedKeys: MAPS,
  keepUnknown: UNKNOWN,
  noteUnknown: UNKNOWN,
  skipUnknown: UNKNOWN,
};

export class Imports {
  readonly names: BindingNames;
  readonly #file: FileDescriptor;
  /** Names by module; those that are types only have `type ` in front. */
  readonly #modules = new Map<string, Set<string>>();

  constructor(names: BindingNames, file: FileDescriptor) {
    this.names = names;
    this.#file = file;
  }

  /** A function of the runtime that writes a part of a message. */
  writer(name: string): string {
    return this.#take(ELSEWHERE[name] ?? '../../runtime/wire-writer.ts', name);
  }

  /** A function of the runtime that reads a part of a message. */
  reader(name: string): string {
    return this.#take(ELSEWHERE[name] ?? '../../runtime/wire-reader.ts', name);
  }

  messageType(name: string): string {
    this.#take('../../runtime/message-type.ts', `type ${name}`);
    return name;
  }

  /** The name of a type that a field has. */
  typeOf(one: MessageDescriptor | EnumDescriptor): void {
    this.#takeFrom(one.file, `type ${this.names.of(one)}`);
  }

  writeOf({ message }: FieldShape): string {
    return this.#function('write', message);
  }

  readOf({ message }: FieldShape): string {
    return this.#function('read', message);
  }

  #function(verb: string, message: MessageDescriptor | undefined): string {
    if (message === undefined) throw new Error('a field of another type is no message');
    const name = `${verb}${this.names.of(message)}`;
    this.#takeFrom(message.file, name);
    return name;
  }

  #takeFrom(file: FileDescriptor, name: string): void {
    if (file === this.#file) return;
    const [folder, module] = modulePath(file).split('/');
    const isNear = modulePath(this.#file).startsWith(`${folder}/`);
    this.#take(isNear ? `./${module}` : `../${folder}/${module}`, name);
  }

  #take(module: string, name: string): string {
    const names = this.#modules.get(module);
    if (names) names.add(name);
    else this.#modules.set(module, new Set([name]));
    return name;
  }

  print(): string {
    const modules = [...this.#modules].sort(([a], [b]) => (a < b ? -1 : 1));
    return modules.map(([module, names]) => printImport(module, [...names])).join('');
  }
}

export function printImport(module: string, names: readonly string[]): string {
  const isTypes = names.every((name) => name.startsWith('type '));
  const bare = (name: string): string => name.replace(/^type /, '');
  const sorted = [...names].sort((a, b) => (bare(a) < bare(b) ? -1 : 1)).map((name) => (isTypes ? bare(name) : name));
  return `import ${isTypes ? 'type ' : ''}{ ${sorted.join(', ')} } from '${module}';\n`;
}
