// Options of fields that make sense for some fields only, and the two that are no options at all: default and json_name.

import type { OptionNode } from '../syntax/ast.ts';
import { type CompileFinding, report } from './compile-checks.ts';
import { defaultOption } from './default-value.ts';
import type { FieldDescriptor } from './descriptor.ts';
import { isPackable } from './field-nature.ts';
import { isFlaw, readScalar } from './option-value.ts';

export function checkDefault(field: FieldDescriptor, flaws: CompileFinding[]): void {
  const option = defaultOption(field);
  if (!option) return;
  const { file, message, label, hasPresence, name } = field;
  const { value } = option;
  if (message) {
    report(flaws, 'invalid-field', file, value, `field '${name}' is a message and can have no default`);
  } else if (label === 'repeated') {
    report(flaws, 'invalid-field', file, value, `field '${name}' is repeated and can have no default`);
  } else if (!hasPresence || file.syntax === 'proto3') {
    const why = file.syntax === 'proto3' ? 'proto3 has no defaults' : 'a field with implicit presence has no default';
    report(flaws, 'invalid-field', file, value, why, 'an absent field is always zero or empty');
  } else if (field.type !== 'unresolved') {
    const read = readScalar(field, value, false);
    if (isFlaw(read)) report(flaws, 'invalid-field', file, value, `default: ${read.flaw}`, read.help);
  }
}

export function checkFieldOptions(field: FieldDescriptor, flaws: CompileFinding[]): void {
  const { file, isExtension, type, message } = field;
  let pseudo = '';
  for (const option of field.node.options) {
    const only = option.name[0];
    if (!only || only.isExtension || option.name.length > 1) continue;
    const { text } = only;
    if (text === 'default' || text === 'json_name') {
      if (pseudo.includes(text)) report(flaws, 'invalid-option', file, only, `'${text}' is already set`);
      pseudo += `${text} `;
    }
    if (text === 'json_name') {
      if (option.value.kind !== 'string') {
        report(flaws, 'invalid-option', file, option.value, "'json_name' takes a string in quotes");
      } else if (isExtension) {
        report(flaws, 'invalid-option', file, option, 'an extension has no JSON name of its own', 'remove json_name');
      }
    } else if (text === 'packed' && isTrue(option) && !(field.label === 'repeated' && isPackable(field))) {
      report(flaws, 'invalid-option', file, option, "'packed' is for repeated numbers, enums and bools");
    } else if ((text === 'lazy' || text === 'unverified_lazy') && isTrue(option) && !message) {
      report(flaws, 'invalid-option', file, option, `'${text}' is for fields that are messages`);
    } else if (text === 'jstype' && !isNormal(option) && !/64$/.test(type)) {
      report(flaws, 'invalid-option', file, option, "'jstype' is for integers of 64 bits");
    }
  }
}

function isTrue({ value }: OptionNode): boolean {
  return value.kind === 'ident' && value.text === 'true';
}

function isNormal({ value }: OptionNode): boolean {
  return value.kind === 'ident' && value.text === 'JS_NORMAL';
}
