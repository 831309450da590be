// Where each feature may be set, from which edition on, and on what kind of field.

import type { Span } from '../../../text/source-file.ts';
import { type OptionNode, optionNameSpan, type Value } from '../syntax/ast.ts';
import type { OptionHolder, OptionsType } from './declarations.ts';
import type { FieldDescriptor, FileDescriptor } from './descriptor.ts';
import { FEATURE_FIELDS } from './features.ts';
import { isPackable } from './field-nature.ts';
import type { ReportOption } from './read-value.ts';

interface Setting {
  readonly name: string;
  readonly at: Span;
  readonly value: Value;
}

/** For an option that sets features. */
export function checkFeatures(
  file: FileDescriptor,
  holder: OptionHolder,
  option: OptionNode,
  report: ReportOption,
): void {
  if (file.syntax !== 'editions') {
    report(optionNameSpan(option), 'features are for editions only', 'begin with: edition = "2023";');
    return;
  }
  for (const setting of settingsOf(option)) checkSetting(file, holder, setting, report);
}

function* settingsOf({ name, value }: OptionNode): Iterable<Setting> {
  const [, second] = name;
  if (second) {
    if (name.length === 2 && !second.isExtension) yield { name: second.text, at: second, value };
  } else if (value.kind === 'aggregate') {
    for (const field of value.fields) {
      if (field.nameKind === 'field') yield { name: field.name.text, at: field.name, value: field.value };
    }
  }
}

function checkSetting(file: FileDescriptor, holder: OptionHolder, setting: Setting, report: ReportOption): void {
  const feature = FEATURE_FIELDS.get(setting.name);
  if (!feature || setting.value.kind !== 'ident') return;
  const { name, at, value } = setting;
  const flaw =
    file.edition < feature.since
      ? `feature '${name}' comes with edition ${feature.since}`
      : value.text.endsWith('_UNKNOWN')
        ? `feature '${name}' needs a value that is known`
        : !feature.targets.includes(holder.type)
          ? `feature '${name}' cannot be set on ${PLACES[holder.type]}`
          : fieldFlaw(holder, setting);
  if (flaw) report(at, flaw);
}

const PLACES: Readonly<Record<OptionsType, string>> = {
  FileOptions: 'a file',
  MessageOptions: 'a message',
  FieldOptions: 'a field',
  OneofOptions: 'a oneof',
  EnumOptions: 'an enum',
  EnumValueOptions: 'an enum value',
  ServiceOptions: 'a service',
  MethodOptions: 'a method',
  ExtensionRangeOptions: 'an extension range',
};

function fieldFlaw({ type, holder }: OptionHolder, { name, value }: Setting): string | undefined {
  const text = value.kind === 'ident' ? value.text : '';
  if (type === 'FileOptions') {
    return text === 'LEGACY_REQUIRED' ? 'fields cannot be required for a whole file' : undefined;
  }
  if (type !== 'FieldOptions') return undefined;
  const field = holder as unknown as FieldDescriptor;
  const isRepeated = field.label === 'repeated';
  switch (name) {
    case 'field_presence':
      if (isRepeated || field.oneof || field.isExtension) {
        return 'presence is for single fields outside oneofs and extensions';
      }
      return field.message && text === 'IMPLICIT' ? 'a message always has presence' : undefined;
    case 'repeated_field_encoding':
      if (!isRepeated) return 'only repeated fields are packed or expanded';
      return text === 'PACKED' && !isPackable(field) ? 'only numbers, enums and bools can be packed' : undefined;
    case 'utf8_validation':
      return holdsString(field) ? undefined : 'only strings are validated as UTF-8';
    case 'message_encoding':
      return field.message && !field.isMap ? undefined : 'only messages are length-prefixed or delimited';
    default:
      return undefined;
  }
}

function holdsString({ type, isMap, message }: FieldDescriptor): boolean {
  return type === 'string' || (isMap && message?.fields.some((part) => part.type === 'string') === true);
}
