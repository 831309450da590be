// What follows from a field's type, label and features: presence and packing. And the names of the scalar types.

import type { FieldDescriptor, ScalarType } from './descriptor.ts';

export const SCALARS: ReadonlyMap<string, ScalarType> = new Map(
  (
    'double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes'.split(
      ' ',
    ) as ScalarType[]
  ).map((name) => [name, name]),
);

type Settled = Omit<FieldDescriptor, 'isPacked' | 'hasPresence'> & { isPacked: boolean; hasPresence: boolean };

/** To be called once the type is known. */
export function settle(field: Settled): void {
  if (field.label === 'repeated') {
    field.isPacked = isPackable(field) && packs(field);
    return;
  }
  field.hasPresence =
    field.message !== undefined ||
    field.oneof !== undefined ||
    field.isExtension ||
    field.isProto3Optional ||
    field.parent?.isMapEntry === true ||
    field.features.fieldPresence !== 'IMPLICIT';
}

/** Numbers, enums and bools. */
export function isPackable(field: Pick<FieldDescriptor, 'message' | 'type'>): boolean {
  return (
    field.message === undefined && field.type !== 'string' && field.type !== 'bytes' && field.type !== 'unresolved'
  );
}

function packs(field: Settled): boolean {
  for (const option of field.node.options) {
    const [name] = option.name;
    if (option.name.length === 1 && name?.text === 'packed' && !name.isExtension && option.value.kind === 'ident') {
      return option.value.text === 'true';
    }
  }
  return field.features.repeatedFieldEncoding === 'PACKED';
}
