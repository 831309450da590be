// Whom a change concerns: the topics that carry what changed, as payload or inside one. Nothing is judged.

import type { ContractSet, Topic } from '../contract-set.ts';
import { planeOfSubsystem } from '../plane.ts';
import type {
  Descriptor,
  EnumDescriptor,
  FileDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from '../proto/schema/descriptor.ts';
import type { PackageFiles, SchemaChange } from './schema-change.ts';
import { messagesOf, nestedName } from './schema-index.ts';

/** By before and after: what was taken out of a payload concerns its topic, too. */
export function impactFinder(
  { topics }: ContractSet,
  before: readonly FileDescriptor[],
  after: readonly FileDescriptor[],
): (change: SchemaChange) => readonly Topic[] {
  if (topics.length === 0) return () => [];
  const then = carriers(topics, before);
  const now = carriers(topics, after);
  return ({ before: old, after: fresh }) => {
    const found = new Set([...topicsOf(old, then), ...topicsOf(fresh, now)]);
    return topics.filter((topic) => found.has(topic));
  };
}

/** For each message and enum, by full name, the topics that carry it. */
type Carriers = ReadonlyMap<string, ReadonlySet<Topic>>;

function carriers(topics: readonly Topic[], files: readonly FileDescriptor[]): Carriers {
  const messages = new Map(files.flatMap((file) => messagesOf(file).map((message) => [message.fullName, message])));
  const found = new Map<string, Set<Topic>>();
  for (const topic of topics) {
    const payload = messages.get(topic.payload.value);
    if (!payload) continue;
    for (const { fullName } of reachable(payload)) {
      const known = found.get(fullName);
      if (known) known.add(topic);
      else found.set(fullName, new Set([topic]));
    }
  }
  return found;
}

function reachable(payload: MessageDescriptor): ReadonlySet<MessageDescriptor | EnumDescriptor> {
  const found = new Set<MessageDescriptor | EnumDescriptor>([payload]);
  // the loop goes on to what is added here
  for (const element of found) {
    if (element.kind === 'enum') continue;
    for (const { message, enum: enumeration } of element.fields) {
      if (message) found.add(message);
      if (enumeration) found.add(enumeration);
    }
  }
  return found;
}

function topicsOf(element: Descriptor | PackageFiles | undefined, known: Carriers): Iterable<Topic> {
  const owner = element && ownerOf(element);
  return (owner && known.get(owner.fullName)) ?? [];
}

/** The message, enum or service that changes with the element. */
function ownerOf(
  element: Descriptor | PackageFiles,
): MessageDescriptor | EnumDescriptor | ServiceDescriptor | undefined {
  switch (element.kind) {
    case 'message':
    case 'enum':
    case 'service':
      return element;
    case 'field':
      return element.extendee ?? element.parent;
    case 'oneof':
    case 'enumValue':
    case 'method':
      return element.parent;
    default:
      return undefined;
  }
}

/** Full names of the types that changed, comments aside, by the words that generated code has for them. */
export function wordsForChanged(changes: readonly SchemaChange[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, Set<string>>();
  for (const change of changes) {
    if ('aspect' in change && change.aspect === 'comment') continue;
    for (const element of [change.before, change.after]) {
      const owner = element && ownerOf(element);
      if (!owner) continue;
      for (const word of [owner.name, nestedName(owner).replaceAll('.', '_')]) {
        const known = words.get(word);
        if (known) known.add(owner.fullName);
        else words.set(word, new Set([owner.fullName]));
      }
    }
  }
  return new Map([...words].map(([word, names]) => [word, [...names]]));
}

/** The planes of those who publish or consume, in order of name; a subsystem of none is left out. */
export function planesOf(contracts: ContractSet, { publishers, consumers }: Topic): readonly string[] {
  const planes = [...publishers, ...consumers].map(({ value }) => planeOfSubsystem(contracts, value)?.name);
  return [...new Set(planes.filter((name) => name !== undefined))].sort();
}
