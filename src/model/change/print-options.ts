// Options as text, so that two sets of them can be compared and told. Nothing is judged here.

import type { JsonValue } from '../proto/schema/option-json.ts';
import { messageJson } from '../proto/schema/option-json.ts';
import { NO_OPTIONS, type OptionField, type OptionMessage, type Options } from '../proto/schema/options.ts';

/** Printed values by the name as written: `deprecated`, `(my.option)`, `features.field_presence`. */
export function printOptions(options: Options): ReadonlyMap<string, string> {
  const printed = new Map<string, string>();
  if (options === NO_OPTIONS) return printed;
  for (const set of options.fields) {
    const inner = isFeatures(set) ? (set.value as OptionMessage).fields : undefined;
    if (inner) for (const feature of inner) printed.set(`features.${nameOf(feature)}`, printValue(feature));
    else printed.set(nameOf(set), printValue(set));
  }
  return printed;
}

function isFeatures({ field, value }: OptionField): boolean {
  return field.name === 'features' && !field.isExtension && typeof value === 'object' && 'fields' in value;
}

function nameOf({ field }: OptionField): string {
  return field.isExtension ? `(${field.fullName})` : field.name;
}

function printValue(set: OptionField): string {
  const [value = null] = Object.values(messageJson({ fields: [set] })) as JsonValue[];
  return set.field.enum && typeof value === 'string' ? value : JSON.stringify(value);
}
