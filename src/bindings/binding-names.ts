// Which names and files the declarations of a contract set get in TypeScript. Knows names only; prints nothing.

import type { EnumDescriptor, FileDescriptor, MessageDescriptor } from '../model/proto/schema/descriptor.ts';
import { camelCase } from '../model/proto/schema/json-name.ts';

type Named = MessageDescriptor | EnumDescriptor;

/** One module per version and file: `v2/system_state.proto` → `v2/system-state.ts`, Google's are in `google/`. */
export function modulePath(file: FileDescriptor): string {
  const path = file.importPath.replace(/\.proto$/, '').replaceAll('_', '-');
  return `${path.replace(/^google\/protobuf\//, 'google/')}.ts`;
}

/** The types of one version have names of their own: where two packages declare one name, theirs goes before it. */
export class BindingNames {
  readonly #names = new Map<Named, string>();

  constructor(files: readonly FileDescriptor[]) {
    const all = files.flatMap((file) => [...enumsOf(file), ...messagesOf(file)]);
    const count = new Map<string, number>();
    for (const one of all) count.set(shortName(one), (count.get(shortName(one)) ?? 0) + 1);
    const taken = new Map<string, string>();
    for (const one of all) {
      const short = shortName(one);
      const name = count.get(short) === 1 ? short : `${packageWord(one.file)}${short}`;
      const other = taken.get(name);
      if (other !== undefined) throw new Error(`${one.fullName} and ${other} would both be called ${name}`);
      taken.set(name, one.fullName);
      this.#names.set(one, name);
    }
  }

  of(one: Named): string {
    const name = this.#names.get(one);
    if (name === undefined) throw new Error(`${one.fullName} is not among the files that bindings are made for`);
    return name;
  }
}

/** All that are written in the file, the nested ones behind what they are nested in. */
export function messagesOf(file: FileDescriptor): readonly MessageDescriptor[] {
  const nested = (message: MessageDescriptor): MessageDescriptor[] =>
    message.isMapEntry ? [] : [message, ...message.messages.flatMap(nested)];
  return file.messages.flatMap(nested);
}

export function enumsOf(file: FileDescriptor): readonly EnumDescriptor[] {
  return [...file.enums, ...messagesOf(file).flatMap(({ enums }) => enums)];
}

/** `RollbackCommand.RollbackType` → `RollbackCommandRollbackType`. */
function shortName({ name, parent }: Named): string {
  return parent === undefined ? name : `${shortName(parent)}${name}`;
}

/** `esper.system_state.v2` → `SystemState`. */
function packageWord(file: FileDescriptor): string {
  const words = file.package.split('.').filter((word) => !/^v\d+$/.test(word));
  return capitalized(camelCase(words.at(-1) ?? ''));
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Values without their enum's name in front, where all of them have it. */
export function valueNames(one: EnumDescriptor): readonly { readonly name: string; readonly number: number }[] {
  const prefix = `${one.name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toUpperCase()}_`;
  const isPrefixed = one.values.every(
    ({ name }) => name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length)),
  );
  return one.values.map(({ name, number }) => ({ name: isPrefixed ? name.slice(prefix.length) : name, number }));
}
