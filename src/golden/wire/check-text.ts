// What can be wrong with a text or bytes on the wire.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { flaw, type Walk } from './walk.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function checkText(walk: Walk, field: FieldDescriptor, start: number, valueStart: number, end: number): void {
  if (valueStart === end && field.label !== 'repeated' && !field.hasPresence) {
    flaw(walk, 'explicit-default', start, end, 'it is empty and written all the same, where encoders leave it out');
  }
  if (field.type !== 'string') return;
  try {
    strict.decode(walk.bytes.subarray(valueStart, end));
  } catch {
    flaw(walk, 'invalid-utf8', start, end, 'its text is not UTF-8');
  }
}
