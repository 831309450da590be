// What protobuf demands of fields: numbers, labels, and types that fit the syntax of the file.

import { checkDefault, checkFieldOptions } from './check-field-options.ts';
import { placeOf } from './check-names.ts';
import { type CompileFinding, hasSyntaxFlaw, report } from './compile-checks.ts';
import { MAX_FIELD_NUMBER, MAX_MESSAGE_SET_NUMBER } from './declare-ranges.ts';
import type { EnumDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';

export function checkFieldNumbers({ fields, fullName }: MessageDescriptor, flaws: CompileFinding[]): void {
  let isAscending = true;
  let last = 0;
  for (const field of fields) {
    if (!field.node.number) continue;
    checkNumber(field, MAX_FIELD_NUMBER, flaws);
    if (field.number <= last) isAscending = false;
    last = field.number;
  }
  if (isAscending) return;
  const byNumber = new Map<number, FieldDescriptor>();
  for (const field of fields) {
    if (!field.node.number) continue;
    const first = byNumber.get(field.number);
    if (!first) byNumber.set(field.number, field);
    else reportNumberTwice(field, first, fullName, flaws);
  }
}

function reportNumberTwice(
  { file, node, name, number }: FieldDescriptor,
  first: FieldDescriptor,
  message: string,
  flaws: CompileFinding[],
): void {
  const related = [{ ...placeOf(file, first.node.name), message: `'${first.name}' has it first` }];
  const said = `number ${number} of field '${name}' is already used in '${message}'`;
  report(flaws, 'duplicate-number', file, node.number ?? node.name, said, undefined, related);
}

export function checkNumber({ file, node, number }: FieldDescriptor, max: number, flaws: CompileFinding[]): void {
  const isKept = number >= 19_000 && number <= 19_999 && max !== MAX_MESSAGE_SET_NUMBER;
  if (number >= 1 && number <= max && !isKept) return;
  const at = node.number;
  if (!at || hasSyntaxFlaw(file, { start: at.start, end: at.end - 1 })) return;
  if (isKept) {
    const message = `field number ${number} is reserved for protobuf itself`;
    report(flaws, 'invalid-number', file, at, message, '19000 to 19999 cannot be used');
  } else {
    const shown = at.digits ?? number;
    report(flaws, 'invalid-number', file, at, `field number ${shown} is not between 1 and ${max}`);
  }
}

/** Every field and extension; those of map entries are seen with their map. */
export function checkField(field: FieldDescriptor, flaws: CompileFinding[]): void {
  const { node } = field;
  if (field.isMap) checkMap(field, flaws);
  else checkLabel(field, flaws);
  if (node.group) checkGroup(field, flaws);
  if (field.enum) checkOpenness(field, field.enum, flaws);
  if (node.options.length === 0) return;
  checkDefault(field, flaws);
  checkFieldOptions(field, flaws);
}

function checkLabel(field: FieldDescriptor, flaws: CompileFinding[]): void {
  const { file, isExtension } = field;
  const { label } = field.node;
  if (!label) {
    if (file.syntax === 'proto2' && !field.oneof) missingLabel(field, flaws);
  } else if (field.oneof) {
    report(flaws, 'invalid-field', file, label, 'a field of a oneof has no label', `remove '${label.text}'`);
  } else if (label.text === 'repeated') {
    return;
  } else if (file.syntax === 'editions') {
    const message = `editions have no label '${label.text}'`;
    report(flaws, 'invalid-field', file, label, message, label.text === 'optional' ? OPTIONAL_HELP : REQUIRED_HELP);
  } else if (label.text === 'required' && file.syntax === 'proto3') {
    report(flaws, 'invalid-field', file, label, 'proto3 has no required fields', "remove 'required'");
  } else if (label.text === 'required' && isExtension) {
    report(flaws, 'invalid-field', file, label, 'an extension cannot be required', "write 'optional'");
  }
}

const OPTIONAL_HELP = "remove it: fields have presence unless 'features.field_presence' says otherwise";
const REQUIRED_HELP = 'write: [features.field_presence = LEGACY_REQUIRED]';

/** Where the syntax statement is what is missing, one finding says so for all fields. */
function missingLabel({ node, file, name }: FieldDescriptor, flaws: CompileFinding[]): void {
  const hasSyntax = file.node.syntax !== undefined;
  const last = flaws.at(-1);
  if (!hasSyntax && last?.file === file.node && last.help === SYNTAX_HELP) return;
  const why = hasSyntax ? 'which proto2 demands' : 'and without a syntax statement the file is proto2';
  const help = hasSyntax ? "write 'optional', 'required' or 'repeated' before its type" : SYNTAX_HELP;
  report(flaws, 'invalid-field', file, node.type, `field '${name}' has no label, ${why}`, help);
}

const SYNTAX_HELP = 'begin the file with: syntax = "proto3";';

const NO_KEYS: ReadonlySet<string> = new Set(['float', 'double', 'bytes', 'message', 'group']);

function checkMap(field: FieldDescriptor, flaws: CompileFinding[]): void {
  const { node, file, message } = field;
  const { type, label } = node;
  if (type.kind !== 'map') return;
  if (label) {
    const help = `remove '${label.text}': a map holds any number of entries, or none`;
    report(flaws, 'invalid-field', file, label, 'a map has no label', help);
  }
  if (field.isExtension) report(flaws, 'invalid-field', file, type, 'an extension cannot be a map', ENTRY_HELP);
  if (field.oneof) report(flaws, 'invalid-field', file, type, 'a field of a oneof cannot be a map', ENTRY_HELP);
  const [key, value] = message?.fields ?? [];
  if (key?.enum) report(flaws, 'invalid-field', file, type.key, 'a map key cannot be an enum', KEY_HELP);
  else if (key && NO_KEYS.has(key.type)) {
    const shown = key.message ? 'a message' : key.type;
    report(flaws, 'invalid-field', file, type.key, `a map key cannot be ${shown}`, KEY_HELP);
  }
  if (!value?.enum) return;
  checkOpenness(value, value.enum, flaws);
  const first = value.enum.values[0]?.number ?? 0;
  if (first === 0) return;
  const said = `enum '${value.enum.fullName}' cannot be a map's value: its first value is ${first}, not 0`;
  report(flaws, 'invalid-field', file, type.value, said);
}

const KEY_HELP = 'map keys are integers, bool or string';
const ENTRY_HELP = 'write a message that holds the map';

function checkGroup({ node, file }: FieldDescriptor, flaws: CompileFinding[]): void {
  if (file.syntax !== 'proto2') {
    const said = file.syntax === 'proto3' ? 'proto3 has no groups' : 'editions have no groups';
    const help =
      file.syntax === 'proto3'
        ? 'write a message, and a field of that type'
        : 'write a message, and a field of that type with [features.message_encoding = DELIMITED]';
    report(flaws, 'invalid-field', file, node.type, said, help);
  }
  if (/^[A-Z]/.test(node.name.text)) return;
  const help = 'the field gets the same name in lower case';
  report(
    flaws,
    'invalid-field',
    file,
    node.name,
    `group '${node.name.text}' does not begin with a capital letter`,
    help,
  );
}

/** Where zero means absent, it must be a value of the enum: only open enums promise that. */
function checkOpenness(field: FieldDescriptor, enumeration: EnumDescriptor, flaws: CompileFinding[]): void {
  const { file, node } = field;
  if (file.syntax === 'proto2' || enumeration.features.enumType === 'OPEN') return;
  const isImplicit = field.label !== 'repeated' && !field.hasPresence;
  if (file.syntax === 'editions' && !isImplicit) return;
  const at = node.type.kind === 'map' ? node.type.value : node.type;
  const why = file.syntax === 'proto3' ? 'proto3 takes open ones only' : 'the field has implicit presence';
  const message = `enum '${enumeration.fullName}' is closed, and ${why}`;
  report(flaws, 'invalid-field', file, at, message, closedHelp(enumeration.file));
}

function closedHelp({ syntax }: FileDescriptor): string | undefined {
  return syntax === 'proto2' ? 'enums of proto2 files are closed; declare it in a proto3 file' : undefined;
}
