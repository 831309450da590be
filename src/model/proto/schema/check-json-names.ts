// JSON names of the fields of a message must differ: the ones protoc makes, and the ones that are written.

import type { Span } from '../../../text/source-file.ts';
import { placeOf } from './check-names.ts';
import { type CompileFinding, report } from './compile-checks.ts';
import type { FieldDescriptor, MessageDescriptor } from './descriptor.ts';
import { camelCase, writtenJsonName } from './json-name.ts';

export function checkJsonNames(message: MessageDescriptor, flaws: CompileFinding[]): void {
  const { fields } = message;
  if (!fields.some(mayClash)) return;
  const isStrict = message.features.jsonFormat === 'ALLOW';
  const made = new Map<string, FieldDescriptor>();
  const used = new Map<string, { readonly field: FieldDescriptor; readonly isWritten: boolean }>();
  for (const field of fields) {
    const byDefault = camelCase(field.name);
    const written = writtenJsonName(field);
    const name = written?.text ?? byDefault;
    const sameDefault = isStrict ? made.get(byDefault) : undefined;
    const sameName = used.get(name);
    if (sameDefault && sameDefault.name !== field.name) {
      reportSame(field, sameDefault, byDefault, field.node.name, flaws);
    } else if (sameName && (isStrict || (written && sameName.isWritten)) && (written || sameName.isWritten)) {
      reportSame(field, sameName.field, name, written?.literal ?? field.node.name, flaws);
    }
    if (!made.has(byDefault)) made.set(byDefault, field);
    if (!sameName) used.set(name, { field, isWritten: written !== undefined });
  }
}

function mayClash({ name, node }: FieldDescriptor): boolean {
  if (isUnusual(name)) return true;
  for (const option of node.options) if (option.name[0]?.text === 'json_name') return true;
  return false;
}

/** Whether a change to camel case can make the name the same as another: by capitals, or odd underscores. */
function isUnusual(name: string): boolean {
  let isAfterUnderscore = false;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const isLower = code >= 0x61 && code <= 0x7a;
    if ((isAfterUnderscore && !isLower) || (code >= 0x41 && code <= 0x5a)) return true;
    isAfterUnderscore = code === 0x5f;
  }
  return isAfterUnderscore || name.startsWith('_');
}

function reportSame(
  field: FieldDescriptor,
  first: FieldDescriptor,
  name: string,
  at: Span,
  flaws: CompileFinding[],
): void {
  const message = `field '${field.name}' has the JSON name '${name}', as '${first.name}' has`;
  const related = [{ ...placeOf(first.file, first.node.name), message: 'the other field' }];
  report(flaws, 'duplicate-name', field.file, at, message, undefined, related);
}
