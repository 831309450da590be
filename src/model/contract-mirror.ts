// Tells which message or enum of the contracts a type in the source repeats: by its name first, then by what it holds.
// A share of matching members decides; which share is enough is for others to say.

import type { EnumDescriptor, FileDescriptor, MessageDescriptor } from './proto/schema/descriptor.ts';
import type { TypeDeclaration } from './source-module.ts';
import { splitWords } from './words.ts';

/** Words that people put around the name of a type without meaning another thing. */
const AFFIXES: ReadonlySet<string> = new Set([
  ...['i', 't', 'dto', 'model', 'data', 'type', 'interface', 'message', 'msg', 'proto', 'pb', 'record', 'info'],
  ...['entity', 'schema', 'enum', 'class', 'base', 'struct', 'view', 'shape', 'props', 'object', 'obj'],
]);

export interface ContractTypes {
  /** By {@link nearName}. */
  readonly byName: ReadonlyMap<string, readonly ContractType[]>;
}

export interface ContractType {
  readonly descriptor: MessageDescriptor | EnumDescriptor;
  /** As declared, by their names in one form: letters and digits, in lower case. */
  readonly members: ReadonlyMap<string, string>;
}

export interface Mirror {
  readonly descriptor: MessageDescriptor | EnumDescriptor;
  /** Names of the contract's members that the type has, in the contract's order. */
  readonly matching: readonly string[];
  /** Names that only one of them has. */
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** Matching members as a share of the members of both: 1 when they are the same, 0 when they have none in common. */
  readonly share: number;
}

/** Names that say the same: words of the name without affixes. */
export function nearName(name: string): string {
  const words = splitWords(name);
  const telling = words.filter((word) => !AFFIXES.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

const MAX_TYPES = 100_000;

/** Fewer members in common say nothing. */
export const FEWEST_MATCHING = 2;

export function contractTypes(files: Iterable<FileDescriptor>): ContractTypes {
  const byName = new Map<string, ContractType[]>();
  let count = 0;
  const add = (descriptor: MessageDescriptor | EnumDescriptor) => {
    if (++count > MAX_TYPES) return;
    const key = nearName(descriptor.name);
    const types = byName.get(key);
    if (types) types.push(typeOf(descriptor));
    else byName.set(key, [typeOf(descriptor)]);
  };
  for (const file of files) {
    if (file.package === 'google.protobuf') continue;
    file.enums.forEach(add);
    const open = [...file.messages];
    for (let message = open.pop(); message; message = open.pop()) {
      if (message.isMapEntry) continue;
      add(message);
      message.enums.forEach(add);
      open.push(...message.messages);
    }
  }
  return { byName };
}

function typeOf(descriptor: MessageDescriptor | EnumDescriptor): ContractType {
  if (descriptor.kind === 'message') {
    return { descriptor, members: new Map(descriptor.fields.map(({ name }) => [plain(name), name])) };
  }
  const prefix = `${splitWords(descriptor.name).join('_')}_`;
  const members = new Map<string, string>();
  for (const { name, number } of descriptor.values) {
    const value = withoutPrefix(name, prefix);
    // the value for "not set" is of the wire, not of the thing
    const isUnset = number === 0 && /^(?:unspecified|unknown|undefined|none|invalid)$/.test(plain(value));
    if (!isUnset) members.set(plain(value), name);
  }
  return { descriptor, members };
}

/** Of several the one that has most in common; of equals the last, which is that of the newest version. */
export function mirrorOf(declaration: TypeDeclaration, contracts: ContractTypes): Mirror | undefined {
  const isEnum = declaration.kind === 'enum' || declaration.kind === 'union' || holdsValues(declaration);
  const names = memberNames(declaration, isEnum);
  if (names.size < FEWEST_MATCHING) return undefined;
  let best: Mirror | undefined;
  for (const { descriptor, members } of contracts.byName.get(nearName(declaration.name)) ?? []) {
    if ((descriptor.kind === 'enum') !== isEnum) continue;
    const matching = [...members].filter(([key]) => names.has(key)).map(([, name]) => name);
    const total = members.size + names.size;
    if (matching.length < FEWEST_MATCHING) continue;
    const share = (2 * matching.length) / total;
    if (best && share < best.share) continue;
    best = {
      descriptor,
      matching,
      missing: [...members].filter(([key]) => !names.has(key)).map(([, name]) => name),
      added: [...names].filter(([key]) => !members.has(key)).map(([, name]) => name),
      share,
    };
  }
  return best;
}

function holdsValues({ members }: TypeDeclaration): boolean {
  return members.length > 0 && members.every(({ kind }) => kind === 'enum-value');
}

function memberNames(declaration: TypeDeclaration, isEnum: boolean): Map<string, string> {
  const prefix = `${splitWords(declaration.name).join('_')}_`;
  const names = new Map<string, string>();
  for (const { name, kind, isStatic } of declaration.members) {
    if (isEnum) {
      const value = withoutPrefix(name, prefix);
      const isUnset = /^(?:unspecified|undefined|none|invalid)$/.test(plain(value));
      if (kind === 'enum-value' && !isUnset) names.set(plain(value), name);
    } else if (kind === 'field' && !isStatic && !name.startsWith('#') && !name.startsWith('_')) {
      names.set(plain(name), name);
    }
  }
  return names;
}

function withoutPrefix(name: string, prefix: string): string {
  const lower = splitWords(name).join('_');
  return lower.startsWith(prefix) && lower.length > prefix.length ? lower.slice(prefix.length) : name;
}

/** `trainingRunId`, `training_run_id` and `TRAINING_RUN_ID` in one form. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
