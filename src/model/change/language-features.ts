// What generators for C++ and Java are told about strings, as it is in effect: by features, or by the options before them.

import type { FieldDescriptor } from '../proto/schema/descriptor.ts';
import { type OptionMessage, type Options, standardOption } from '../proto/schema/options.ts';

export function cppStringType(field: FieldDescriptor): string {
  const { options, file, parent } = field;
  const ctype = parent?.isMapEntry ? undefined : standardOption(options, 'ctype');
  if (typeof ctype === 'string') return ctype;
  if (file.syntax !== 'editions') return 'STRING';
  return languageFeature(field, 'pb.cpp', 'string_type') ?? (file.edition >= 2024 ? 'VIEW' : 'STRING');
}

export function javaUtf8Validation(field: FieldDescriptor): string {
  const { file, features } = field;
  if (file.syntax === 'proto3') return 'VERIFY';
  if (file.syntax === 'proto2')
    return standardOption(file.options, 'java_string_check_utf8') === true ? 'VERIFY' : 'NONE';
  const own = languageFeature(field, 'pb.java', 'utf8_validation');
  return own === undefined || own === 'DEFAULT' ? features.utf8Validation : own;
}

/** Set on the field, else on its file. */
function languageFeature(field: FieldDescriptor, extension: string, feature: string): string | undefined {
  const own = field.parent?.isMapEntry ? undefined : featureIn(field.options, extension, feature);
  return own ?? featureIn(field.file.options, extension, feature);
}

function featureIn(options: Options, extension: string, feature: string): string | undefined {
  const features = asMessage(standardOption(options, 'features'));
  const own = features?.fields.find(({ field }) => field.isExtension && field.fullName === extension);
  const value = asMessage(own?.value)?.fields.find(({ field }) => field.name === feature)?.value;
  return typeof value === 'string' ? value : undefined;
}

function asMessage(value: unknown): OptionMessage | undefined {
  return typeof value === 'object' && value !== null && 'fields' in value ? (value as OptionMessage) : undefined;
}
