// Walks wire bytes along a message type: every field with its offsets, and every place where the bytes are not what an
// encoder writes. Bounded in depth, number of fields and time, whatever the bytes claim.

import type { FieldDescriptor, MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import { isPackable } from '../../model/proto/schema/field-nature.ts';
import { standardOption } from '../../model/proto/schema/options.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { checkMessage } from './check-message.ts';
import { checkScalar } from './check-scalar.ts';
import { checkText } from './check-text.ts';
import { wireTypeOfField } from './scalar-wire.ts';
import { readFixed, readVarint } from './varint.ts';
import { flaw, MOST_FIELDS, type Walk } from './walk.ts';
import { walkPacked } from './walk-packed.ts';
import {
  END_GROUP,
  type FlawKind,
  I32,
  I64,
  isMalformed,
  LEN,
  START_GROUP,
  VARINT,
  type WireField,
  type WireTree,
} from './wire-field.ts';

/** As deep as decoders go. */
export const DEEPEST = 100;
const LARGEST_NUMBER = 2n ** 29n - 1n;

export function walkWire(bytes: Uint8Array, message: MessageDescriptor, schema: GoldenSchema): WireTree {
  const walk: Walk = { bytes, schema, flaws: [], fields: 0, isLost: false };
  const { fields } = walkFields(walk, { message, start: 0, end: bytes.length, depth: 1, group: undefined });
  const flaws = walk.flaws.sort((a, b) => a.start - b.start);
  return { bytes, message, fields, flaws, isMalformed: flaws.some(({ kind }) => isMalformed(kind)) };
}

interface Stretch {
  /** Nothing inside what is not known. */
  readonly message: MessageDescriptor | undefined;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** The number whose end tag closes the stretch. */
  readonly group: number | undefined;
}

interface Walked {
  readonly fields: readonly WireField[];
  readonly valueEnd: number;
  readonly end: number;
}

function walkFields(walk: Walk, stretch: Stretch): Walked {
  const { message, start, end, depth, group } = stretch;
  const fields: WireField[] = [];
  if (message && standardOption(message.options, 'message_set_wire_format') === true) {
    flaw(
      walk,
      'message-set',
      start,
      end,
      `'${message.fullName}' is a message set, which most implementations cannot read`,
    );
    walk.isLost = true;
  }
  let at = start;
  while (at < end && !walk.isLost) {
    const tag = readTag(walk, at, end);
    if (!tag) break;
    if (tag.wireType === END_GROUP) {
      if (tag.number === group) {
        if (message)
          checkMessage(fields, message, walk.bytes, (kind, field, words) => flawAt(walk, kind, field, words));
        return { fields, valueEnd: at, end: tag.end };
      }
      const words =
        group === undefined
          ? 'a group ends here that never began'
          : `a group of number ${tag.number} ends inside group ${group}`;
      flaw(walk, 'stray-end-group', at, tag.end, words);
      walk.isLost = true;
      break;
    }
    walk.fields += 1;
    if (walk.fields > MOST_FIELDS) {
      flaw(walk, 'too-many-fields', at, at, `there are more than ${MOST_FIELDS} fields; nothing behind is looked at`);
      walk.isLost = true;
      break;
    }
    const field = walkField(walk, tag, at, stretch);
    fields.push(field);
    at = field.end;
  }
  if (group !== undefined && !walk.isLost) {
    flaw(walk, 'unterminated-group', at, at, `the bytes end inside group ${group}, which has no end tag`);
    walk.isLost = true;
  }
  if (message) checkMessage(fields, message, walk.bytes, (kind, field, words) => flawAt(walk, kind, field, words));
  if (depth === 1 && walk.isLost) return { fields, valueEnd: at, end: at };
  return { fields, valueEnd: end, end };
}

interface Tag {
  readonly number: number;
  readonly wireType: number;
  readonly end: number;
}

function readTag(walk: Walk, at: number, end: number): Tag | undefined {
  const { value, end: tagEnd, state } = readVarint(walk.bytes, at, end);
  const lost = (kind: FlawKind, words: string) => {
    flaw(walk, kind, at, tagEnd, words);
    walk.isLost = true;
    return undefined;
  };
  if (state === 'truncated') return lost('truncated', 'the bytes end inside a tag');
  if (state === 'overlong' || value >= 2n ** 32n) return lost('overlong-varint', 'a tag has more than 32 bits');
  if (state === 'padded')
    flaw(walk, 'non-minimal-varint', at, tagEnd, 'its tag is written in more bytes than it needs');
  const number = value >> 3n;
  const wireType = Number(value & 7n);
  if (number === 0n || number > LARGEST_NUMBER) return lost('bad-field-number', `there is no field number ${number}`);
  if (wireType > I32) return lost('bad-wire-type', `there is no wire type ${wireType}`);
  return { number: Number(number), wireType, end: tagEnd };
}

function walkField(walk: Walk, tag: Tag, start: number, stretch: Stretch): WireField {
  const { message, end } = stretch;
  const meant = message && walk.schema.fieldOf(message, tag.number);
  const field = meant && takes(meant, tag.wireType) ? meant : undefined;
  const base = { number: tag.number, wireType: tag.wireType, field, start, tagEnd: tag.end };
  const found = fieldWith(walk, base, end, stretch.depth);
  if (message && !meant) {
    const kind = `message '${message.fullName}' has no field ${tag.number}`;
    flaw(walk, 'unknown-field', start, found.end, `${kind}, so decoders keep or drop it as they like`);
  } else if (meant && !field) {
    const wanted = meant.message || meant.enum ? meant.type : `${meant.type} field`;
    const words = `its wire type is not that of '${meant.name}', which is a ${wanted}, so decoders take it for unknown`;
    flaw(walk, 'wrong-wire-type', start, found.end, words);
  }
  return found;
}

/** Decoders take a repeated number packed and unpacked, whatever is declared. */
function takes(field: FieldDescriptor, wireType: number): boolean {
  if (wireType === wireTypeOfField(field)) return true;
  return wireType === LEN && field.label === 'repeated' && isPackable(field);
}

type Base = Pick<WireField, 'number' | 'wireType' | 'field' | 'start' | 'tagEnd'>;

function fieldWith(walk: Walk, base: Base, end: number, depth: number): WireField {
  const { wireType, tagEnd } = base;
  switch (wireType) {
    case VARINT: {
      const { value, end: valueEnd, state } = readVarint(walk.bytes, tagEnd, end);
      if (state === 'truncated') return truncated(walk, base, end);
      if (state === 'overlong') return overlong(walk, base, valueEnd);
      if (state === 'padded')
        flaw(walk, 'non-minimal-varint', base.start, valueEnd, 'its value is written in more bytes than it needs');
      return numberField(walk, base, value, valueEnd);
    }
    case I32:
    case I64: {
      const width = wireType === I32 ? 4 : 8;
      if (end - tagEnd < width) return truncated(walk, base, end);
      return numberField(walk, base, readFixed(walk.bytes, tagEnd, width), tagEnd + width);
    }
    case START_GROUP:
      return groupField(walk, base, end, depth);
    default:
      return lengthField(walk, base, end, depth);
  }
}

function numberField(walk: Walk, base: Base, raw: bigint, end: number): WireField {
  const field = { ...base, valueStart: base.tagEnd, valueEnd: end, end, raw, children: undefined, packed: undefined };
  if (field.field) checkScalar(field.field, raw, (kind, words) => flaw(walk, kind, base.start, end, words));
  return field;
}

function truncated(walk: Walk, base: Base, end: number): WireField {
  flaw(walk, 'truncated', base.start, end, 'the bytes end inside its value');
  return lostField(walk, base, end);
}

function overlong(walk: Walk, base: Base, end: number): WireField {
  flaw(walk, 'overlong-varint', base.start, end, 'its value is a varint of more than 64 bits');
  return lostField(walk, base, end);
}

/** The last that is shown: what stands behind it cannot be told. */
function lostField(walk: Walk, base: Base, end: number, valueStart = base.tagEnd): WireField {
  walk.isLost = true;
  return {
    ...base,
    valueStart,
    valueEnd: end,
    end,
    raw: undefined,
    children: undefined,
    packed: undefined,
  };
}

function tooDeep(walk: Walk, { start }: Base, end: number): void {
  flaw(walk, 'too-deep', start, end, `it is nested more than ${DEEPEST} levels deep, where decoders stop`);
}

function groupField(walk: Walk, base: Base, end: number, depth: number): WireField {
  if (depth >= DEEPEST) {
    tooDeep(walk, base, end);
    return lostField(walk, base, end);
  }
  const message = base.field?.message;
  const inside = walkFields(walk, { message, start: base.tagEnd, end, depth: depth + 1, group: base.number });
  const { fields: children, valueEnd, end: groupEnd } = inside;
  return { ...base, valueStart: base.tagEnd, valueEnd, end: groupEnd, raw: undefined, children, packed: undefined };
}

function lengthField(walk: Walk, base: Base, end: number, depth: number): WireField {
  const { value: length, end: valueStart, state } = readVarint(walk.bytes, base.tagEnd, end);
  if (state === 'truncated') return truncated(walk, base, end);
  if (state === 'overlong') return overlong(walk, base, valueStart);
  if (state === 'padded')
    flaw(walk, 'non-minimal-varint', base.start, valueStart, 'its length is written in more bytes than it needs');
  const left = end - valueStart;
  if (length > BigInt(left)) {
    flaw(walk, 'length-beyond-end', base.start, end, `it claims ${length} bytes where ${left} are left`);
    return lostField(walk, base, end, valueStart);
  }
  const valueEnd = valueStart + Number(length);
  const field = { ...base, valueStart, valueEnd, end: valueEnd, raw: undefined };
  const { message, type } = base.field ?? {};
  if (message) {
    if (depth >= DEEPEST) {
      tooDeep(walk, base, valueEnd);
      return { ...field, children: [], packed: undefined };
    }
    const inside = walkFields(walk, { message, start: valueStart, end: valueEnd, depth: depth + 1, group: undefined });
    return { ...field, children: inside.fields, packed: undefined };
  }
  if (base.field && type !== 'string' && type !== 'bytes') {
    return { ...field, children: undefined, packed: walkPacked(walk, base, base.field, valueStart, valueEnd) };
  }
  if (base.field) checkText(walk, base.field, base.start, valueStart, valueEnd);
  return { ...field, children: undefined, packed: undefined };
}

function flawAt(walk: Walk, kind: FlawKind, { start, end }: WireField, words: string): void {
  flaw(walk, kind, start, end, words);
}
