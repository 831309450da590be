// The values of a packed field, one behind the other in one length. Bounded like the walk that they are part of.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { checkScalar } from './check-scalar.ts';
import { wireTypeOf } from './scalar-wire.ts';
import { readFixed, readVarint } from './varint.ts';
import { flaw, MOST_FIELDS, type Walk } from './walk.ts';
import { I32, I64, type PackedItem, type WireField } from './wire-field.ts';

export function walkPacked(
  walk: Walk,
  base: Pick<WireField, 'start'>,
  field: FieldDescriptor,
  start: number,
  end: number,
): readonly PackedItem[] {
  const items: PackedItem[] = [];
  const wireType = wireTypeOf(field.type);
  for (let at = start; at < end; ) {
    walk.fields += 1;
    const width = wireType === I32 ? 4 : wireType === I64 ? 8 : 0;
    if (width > 0 && end - at < width) {
      flaw(walk, 'truncated', at, end, 'its last value is cut off');
      break;
    }
    const read =
      width > 0
        ? ({ value: readFixed(walk.bytes, at, width === 4 ? 4 : 8), end: at + width, state: 'minimal' } as const)
        : readVarint(walk.bytes, at, end);
    if (read.state === 'truncated' || read.state === 'overlong') {
      const isCut = read.state === 'truncated';
      flaw(
        walk,
        isCut ? 'truncated' : 'overlong-varint',
        at,
        read.end,
        isCut ? 'its last value is cut off' : 'it holds a varint of more than 64 bits',
      );
      break;
    }
    if (read.state === 'padded')
      flaw(walk, 'non-minimal-varint', at, read.end, 'it holds a value in more bytes than it needs');
    checkScalar(field, read.value, (kind, words) => {
      if (kind !== 'explicit-default') flaw(walk, kind, at, read.end, words);
    });
    items.push({ start: at, end: read.end, raw: read.value });
    at = read.end;
    if (walk.fields > MOST_FIELDS) {
      flaw(walk, 'too-many-fields', at, at, `there are more than ${MOST_FIELDS} values; nothing behind is looked at`);
      walk.isLost = true;
      break;
    }
  }
  if (start === end) flaw(walk, 'empty-packed', base.start, end, 'it is packed and empty, where encoders leave it out');
  return items;
}
