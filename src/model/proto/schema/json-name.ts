// The name a field has in ProtoJSON: the one its `json_name` option gives, else protoc's camel case.

import type { FieldDescriptor } from './descriptor.ts';

export function jsonName(field: FieldDescriptor): string {
  return writtenJsonName(field)?.text ?? camelCase(field.name);
}

export function writtenJsonName(field: FieldDescriptor) {
  const { node } = field;
  // The key and value of a map share the map field's node, but not its options.
  if (node.options.length === 0 || field.parent?.isMapEntry) return undefined;
  for (const { name, value } of node.options) {
    const [only] = name;
    if (name.length !== 1 || only?.text !== 'json_name' || only.isExtension || value.kind !== 'string') continue;
    return { text: value.value, literal: value };
  }
  return undefined;
}

/** `seed_id` → `seedId`: an underscore goes and the letter after it is capital; nothing else changes. */
export function camelCase(name: string): string {
  if (!name.includes('_')) return name;
  return name.replace(/_+([^_]?)/g, (_, next: string) => next.toUpperCase());
}
