// Which fixtures a message type deserves: those whose bytes can go wrong in ways of their own. Names and values; no files.

import type { FieldDescriptor, MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import { isPackable } from '../../model/proto/schema/field-nature.ts';
import type { MessageValue } from '../message-value.ts';
import { type SampleCase, sampleMessage } from './sample-message.ts';

export interface NamedSample {
  /** Behind the fixture's name; empty for the first. */
  readonly suffix: string;
  readonly value: MessageValue;
}

/** `all`: every case that behaves in a way of its own; else the typical message and the empty one. */
export function sampleCases(message: MessageDescriptor, all: boolean): readonly NamedSample[] {
  const named = (suffix: string, kind: SampleCase): NamedSample => ({ suffix, value: sampleMessage(message, kind) });
  const some = (isSo: (field: FieldDescriptor) => boolean) =>
    message.fields.some((field) => isSo(field) || mapValueIs(field, isSo));
  const cases = [named('', 'typical'), { suffix: 'defaults', value: { message, fields: new Map() } }];
  if (!all) return cases;
  if (some((field) => isPackable(field) && field.type !== 'bool')) cases.push(named('largest', 'largest'));
  if (some(({ type }) => SIGNED.has(type))) cases.push(named('smallest', 'smallest'));
  if (some(({ type }) => type === 'string' || type === 'bytes')) cases.push(named('texts', 'texts'));
  if (some(({ type }) => type === 'float' || type === 'double')) cases.push(named('specials', 'specials'));
  if (message.fields.some(({ label, message: type, hasPresence }) => type || label === 'repeated' || hasPresence))
    cases.push(named('empty', 'empty'));
  if (message.fields.some(({ label }) => label === 'repeated')) cases.push(named('many', 'many'));
  for (const member of message.oneofs.flatMap(({ fields }) => fields)) {
    cases.push({ suffix: member.name, value: sampleMessage(message, 'typical', member) });
  }
  return cases;
}

const SIGNED: ReadonlySet<string> = new Set('int32 int64 sint32 sint64 sfixed32 sfixed64 float double'.split(' '));

function mapValueIs(field: FieldDescriptor, isSo: (field: FieldDescriptor) => boolean): boolean {
  const value = field.isMap ? field.message?.fields[1] : undefined;
  return value !== undefined && isSo(value);
}
