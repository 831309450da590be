// Reads the literals of options as the values that their fields take: scalars, aggregates, lists, Any.

import type { Span } from '../../../text/source-file.ts';
import type { AggregateField, AggregateLiteral, Value } from '../syntax/ast.ts';
import { hasSyntaxFlaw } from './compile-checks.ts';
import type { FieldDescriptor, MessageDescriptor } from './descriptor.ts';
import { isFlaw, readScalar } from './option-value.ts';
import type { AnyValue, OptionMessage, OptionValue } from './options.ts';
import type { FileScope } from './scope.ts';
import { didYouMean } from './suggest.ts';

export type ReportOption = (at: Span, message: string, help?: string) => void;

export interface ValueReader {
  readonly names: FileScope;
  readonly report: ReportOption;
}

interface SetField {
  readonly field: FieldDescriptor;
  readonly value: OptionValue;
}

/** A message value that is being written. */
export class DraftMessage implements OptionMessage {
  readonly fields: SetField[] = [];
  #known: Map<FieldDescriptor, OptionValue> | undefined;

  get(field: FieldDescriptor): OptionValue | undefined {
    if (this.fields.length > MANY) {
      this.#known ??= new Map(this.fields.map((set) => [set.field, set.value]));
      return this.#known.get(field);
    }
    for (const set of this.fields) if (set.field === field) return set.value;
    return undefined;
  }

  set(field: FieldDescriptor, value: OptionValue): void {
    this.fields.push({ field, value });
    this.#known?.set(field, value);
  }
}

/** Up to here, looking through a list is quicker than keeping an index. */
const MANY = 16;

/** Sets a field that is not set yet, or adds to one that is repeated. */
export function addValue(
  target: DraftMessage,
  field: FieldDescriptor,
  literal: Value,
  reader: ValueReader,
  inAggregate: boolean,
): void {
  const value = readValue(field, literal, reader, inAggregate);
  if (value === undefined) return;
  const known = field.label === 'repeated' ? (target.get(field) as OptionValue[] | undefined) : undefined;
  if (known) known.push(value);
  else target.set(field, field.label === 'repeated' ? [value] : value);
}

function readValue(
  field: FieldDescriptor,
  literal: Value,
  reader: ValueReader,
  inAggregate: boolean,
): OptionValue | undefined {
  if (field.type === 'unresolved') return undefined;
  if (field.message) {
    if (literal.kind === 'aggregate') return readAggregate(field.message, literal, reader);
    const help = `write { … } with fields of ${field.message.fullName}, or set one field: ${field.name}.… = …`;
    reader.report(literal, `option '${field.name}' is a message and needs an aggregate value`, help);
    return undefined;
  }
  const read = readScalar(field, literal, inAggregate);
  if (!isFlaw(read)) return read;
  reader.report(literal, read.flaw, read.help);
  return undefined;
}

function readAggregate(
  message: MessageDescriptor,
  literal: AggregateLiteral,
  reader: ValueReader,
): DraftMessage | AnyValue {
  const target = new DraftMessage();
  for (const member of literal.fields) {
    if (member.nameKind === 'any') return readAny(message, literal, member, reader) ?? target;
    readMember(target, message, member, reader);
  }
  for (const field of membersOf(message).required) {
    if (target.get(field) !== undefined) continue;
    reader.report(literal, `field '${field.name}' of ${message.fullName} is required and not set`);
  }
  return target;
}

function readMember(
  target: DraftMessage,
  message: MessageDescriptor,
  { name, nameKind, value }: AggregateField,
  reader: ValueReader,
): void {
  const isExtension = nameKind === 'extension';
  const field = isExtension ? extensionOf(message, name.text, reader) : membersOf(message).byTextName.get(name.text);
  if (!field) {
    if (isExtension ? reader.names.mayMiss : hasSyntaxFlaw(message.file, message.node)) return;
    const shown = isExtension ? `extension '${name.text}'` : `field '${name.text}'`;
    const help = isExtension
      ? undefined
      : reader.names.suggest(() => didYouMean(name.text, membersOf(message).byTextName.keys()));
    reader.report(name, `${message.fullName} has no ${shown}`, help);
  } else if (value.kind === 'list') {
    if (field.label === 'repeated') for (const item of value.values) addValue(target, field, item, reader, true);
    else reader.report(value, `field '${field.name}' is not repeated and takes no list`);
  } else {
    const flaw = field.label === 'repeated' ? undefined : takenFlaw(target, field);
    if (flaw) reader.report(name, flaw);
    else addValue(target, field, value, reader, true);
  }
}

function takenFlaw(target: DraftMessage, field: FieldDescriptor): string | undefined {
  if (target.get(field) !== undefined) return `field '${field.name}' is set twice`;
  const other = field.oneof?.fields.find((each) => target.get(each) !== undefined);
  return other && `fields '${other.name}' and '${field.name}' are members of one oneof: only one can be set`;
}

function extensionOf(message: MessageDescriptor, name: string, { names }: ValueReader): FieldDescriptor | undefined {
  const { found } = names.inAggregate(name, message);
  return found?.kind === 'field' && extendsMessage(found, message) ? found : undefined;
}

/** descriptor.proto may be there twice, built in and vendored; the name decides. */
export function extendsMessage({ extendee }: FieldDescriptor, message: MessageDescriptor): boolean {
  return extendee?.fullName === message.fullName;
}

interface Members {
  readonly byName: ReadonlyMap<string, FieldDescriptor>;
  /** As text format has them: groups also by the name of their type. */
  readonly byTextName: ReadonlyMap<string, FieldDescriptor>;
  readonly required: readonly FieldDescriptor[];
}

const knownMembers = new WeakMap<MessageDescriptor, Members>();

export function membersOf(message: MessageDescriptor): Members {
  let members = knownMembers.get(message);
  if (!members) {
    const { fields } = message;
    const byName = new Map(fields.map((field) => [field.name, field]));
    const groups = fields.filter((field) => field.node.group);
    const byTextName =
      groups.length > 0
        ? new Map([...byName, ...groups.map((field) => [field.node.name.text, field] as const)])
        : byName;
    members = { byName, byTextName, required: fields.filter((field) => field.label === 'required') };
    knownMembers.set(message, members);
  }
  return members;
}

const ANY_PREFIXES: ReadonlySet<string> = new Set(['type.googleapis.com', 'type.googleprod.com']);

function readAny(
  message: MessageDescriptor,
  literal: AggregateLiteral,
  { name, value }: AggregateField,
  { names, report }: ValueReader,
): AnyValue | undefined {
  const typeUrl = name.text;
  const [prefix = '', typeName = ''] = typeUrl.split('/');
  const { found } = names.absolute(typeName);
  if (message.fullName !== 'google.protobuf.Any') {
    report(name, `a type URL is written in google.protobuf.Any only, not in ${message.fullName}`);
  } else if (literal.fields.length > 1) {
    report(literal, 'an Any holds one message and nothing beside it');
  } else if (!ANY_PREFIXES.has(prefix)) {
    report(name, `type URL begins with '${prefix}/'`, "compilers know 'type.googleapis.com/' only");
  } else if (found?.kind !== 'message') {
    if (!names.mayMiss) report(name, `message '${typeName}' is not known here`, 'import the file that defines it');
  } else if (value.kind !== 'aggregate') {
    report(value, `'${typeName}' is a message and needs an aggregate value`);
  } else {
    const inner = readAggregate(found, value, { names, report });
    return 'fields' in inner ? { typeUrl, message: inner } : undefined;
  }
  return undefined;
}
