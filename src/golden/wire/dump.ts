// Wire bytes for people: a line for each field with its offset, tag bytes, number, name, wire type and value, and a mark
// at the line that matters. Bounded in lines, whatever the bytes are.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { scalarText } from '../json/write-twin.ts';
import { keyOf } from './check-message.ts';
import { numberFromWire } from './scalar-wire.ts';
import { readVarint } from './varint.ts';
import { LEN, START_GROUP, WIRE_TYPE_NAMES, type WireField, type WireTree } from './wire-field.ts';

export interface DumpLine {
  readonly start: number;
  readonly end: number;
  readonly offset: string;
  /** The tag's bytes and, for what has one, those of the length. */
  readonly tag: string;
  /** Indented by depth. */
  readonly field: string;
  readonly type: string;
  readonly value: string;
  readonly node: WireField | undefined;
}

const MOST_LINES = 2_000;
const MOST_PACKED = 8;

export function dumpLines(tree: WireTree, most = MOST_LINES): readonly DumpLine[] {
  const lines: DumpLine[] = [];
  addFields(lines, tree.fields, tree.bytes, 0, most);
  const last = tree.fields.at(-1)?.end ?? 0;
  if (lines.length < most && last < tree.bytes.length) lines.push(restLine(tree.bytes, last));
  return lines;
}

function addFields(
  lines: DumpLine[],
  fields: readonly WireField[],
  bytes: Uint8Array,
  depth: number,
  most: number,
): void {
  for (const field of fields) {
    if (lines.length >= most) return;
    lines.push(lineOf(field, bytes, depth));
    if (field.children) addFields(lines, field.children, bytes, depth + 1, most);
  }
}

function lineOf(one: WireField, bytes: Uint8Array, depth: number): DumpLine {
  const { number, field, wireType } = one;
  const { value: length, state } = readVarint(bytes, one.tagEnd, bytes.length);
  const claimed = wireType === LEN && (state === 'minimal' || state === 'padded') ? ` ${length}` : '';
  return {
    start: one.start,
    end: one.end,
    offset: offsetText(one.start, bytes.length),
    tag: hex(bytes, one.start, one.valueStart),
    field: `${'  '.repeat(depth)}${number} ${field?.name ?? '(unknown)'}`,
    type: `${WIRE_TYPE_NAMES[wireType] ?? wireType}${claimed}`,
    value: valueText(one, bytes),
    node: one,
  };
}

function restLine(bytes: Uint8Array, start: number): DumpLine {
  return {
    start,
    end: bytes.length,
    offset: offsetText(start, bytes.length),
    tag: hex(bytes, start, bytes.length),
    field: '(unreadable)',
    type: '',
    value: '',
    node: undefined,
  };
}

export function offsetText(offset: number, length: number): string {
  return offset.toString(16).padStart(length > 0xffff ? 8 : 4, '0');
}

const MOST_HEX = 12;

export function hex(bytes: Uint8Array, start: number, end: number): string {
  const shown = [...bytes.subarray(start, Math.min(end, start + MOST_HEX))].map((byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return end - start > MOST_HEX ? `${shown.join(' ')} …` : shown.join(' ');
}

const text = new TextDecoder();
const LONGEST_VALUE = 60;

function valueText(one: WireField, bytes: Uint8Array): string {
  const { field, raw, wireType } = one;
  if (one.children) {
    if (field?.isMap) return shortened(`key ${JSON.stringify(String(keyOf(one, bytes) ?? ''))}`);
    return wireType === START_GROUP ? 'group' : '';
  }
  if (raw !== undefined) return field ? numberText(field, raw) : `0x${raw.toString(16)}`;
  if (one.packed && field) {
    const shown = one.packed.slice(0, MOST_PACKED).map((item) => numberText(field, item.raw));
    const more = one.packed.length - shown.length;
    return `[${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}]`;
  }
  const content = bytes.subarray(one.valueStart, Math.min(one.valueEnd, one.valueStart + 4 * LONGEST_VALUE));
  if (field?.type === 'string') return shortened(JSON.stringify(text.decode(content)));
  return hex(bytes, one.valueStart, one.valueEnd);
}

/** Without the quotes that JSON puts around 64-bit numbers, NaN and names of enum values. */
function numberText(field: FieldDescriptor, raw: bigint): string {
  return scalarText(field, numberFromWire(field.type, raw)).replaceAll('"', '');
}

function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value;
}

/** As a table; a line that `isMarked` picks has a mark in front. */
export function dumpText(lines: readonly DumpLine[], isMarked: (line: DumpLine) => boolean = () => false): string {
  const width = (pick: (line: DumpLine) => string) => Math.max(0, ...lines.map((line) => [...pick(line)].length));
  const widths = { tag: width(({ tag }) => tag), field: width(({ field }) => field), type: width(({ type }) => type) };
  return lines
    .map((line) => {
      const { offset, tag, field, type, value } = line;
      const cells = [offset, tag.padEnd(widths.tag), field.padEnd(widths.field), type.padEnd(widths.type), value];
      return `${isMarked(line) ? '>' : ' '} ${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}
