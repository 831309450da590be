// What protobuf demands of enums: values, their numbers, and that their names stay apart without the enum's prefix.

import type { Span } from '../../../text/source-file.ts';
import { placeOf } from './check-names.ts';
import { checkEnumRanges } from './check-ranges.ts';
import { type CompileFinding, hasSyntaxFlaw, report } from './compile-checks.ts';
import { isSetTrue, optionsIn } from './declarations.ts';
import { MAX_ENUM_NUMBER, MIN_ENUM_NUMBER } from './declare-ranges.ts';
import type { EnumDescriptor, EnumValueDescriptor } from './descriptor.ts';

export function checkEnum(enumeration: EnumDescriptor, flaws: CompileFinding[]): void {
  const { file, node, values, name } = enumeration;
  const [first] = values;
  if (!first) {
    if (!hasSyntaxFlaw(file, node))
      report(flaws, 'invalid-enum', file, node.name, `enum '${name}' has no values`, 'give it one');
    return;
  }
  if (enumeration.features.enumType === 'OPEN' && first.number !== 0 && !hasSyntaxFlaw(file, node)) {
    const message = `first value of enum '${name}' is ${first.number}, not 0`;
    const help = `begin with a value such as ${screaming(name)}_UNSPECIFIED = 0;`;
    report(flaws, 'invalid-enum', file, first.node.number ?? first.node.name, message, help);
  }
  if (optionsIn(node.body).length > 0 || !isAscending(enumeration)) checkNumbers(enumeration, flaws);
  checkEnumRanges(enumeration, flaws);
  if (file.syntax !== 'proto2' && !isInStyle(enumeration)) checkPrefixes(enumeration, flaws);
}

function screaming(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

/** Ascending from zero, as most are: nothing can be wrong with the numbers. */
function isAscending({ values }: EnumDescriptor): boolean {
  let last = -1;
  for (const { number, node } of values) {
    if (number <= last || !node.number || number > MAX_ENUM_NUMBER) return false;
    last = number;
  }
  return true;
}

function checkNumbers(enumeration: EnumDescriptor, flaws: CompileFinding[]): void {
  const { file, values, fullName } = enumeration;
  const byNumber = new Map<number, Span>();
  const aliases: EnumValueDescriptor[] = [];
  for (const value of values) {
    const { number, node } = value;
    if (!node.number) continue;
    if (number < MIN_ENUM_NUMBER || number > MAX_ENUM_NUMBER) {
      report(flaws, 'invalid-number', file, node.number, `enum value ${number} does not fit in 32 bits`);
    }
    if (byNumber.has(number)) aliases.push(value);
    else byNumber.set(number, node.name);
  }
  const option = optionsIn(enumeration.node.body).find(({ name }) => name[0]?.text === 'allow_alias');
  const isAllowed = option !== undefined && isSetTrue([option], 'allow_alias');
  if (option && !(isAllowed && aliases.length > 0) && !hasSyntaxFlaw(file, enumeration.node)) {
    const message = isAllowed ? `enum '${enumeration.name}' allows aliases and has none` : NO_EFFECT;
    report(flaws, 'invalid-enum', file, option, message, 'remove the option');
  }
  if (isAllowed) return;
  for (const { name, number, node } of aliases) {
    const message = `number ${number} of '${name}' is already used in '${fullName}'`;
    const help = 'for names that mean the same, set: option allow_alias = true;';
    const first = byNumber.get(number) as Span;
    const related = [{ ...placeOf(file, first), message: 'first used here' }];
    report(flaws, 'duplicate-number', file, node.number ?? node.name, message, help, related);
  }
}

const NO_EFFECT = "'allow_alias = false' has no effect";

/** Names that stay different when only their case changes: every word begins with a letter. */
const IS_PLAIN = /^[A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)*$/;

/** The usual style, in which no two values can become the same: one prefix, written the same everywhere. */
function isInStyle({ name, values }: EnumDescriptor): boolean {
  const prefix = `${screaming(name)}_`;
  for (const value of values) if (!value.name.startsWith(prefix) || !IS_PLAIN.test(value.name)) return false;
  return true;
}

/** Generators strip the enum's name from its values and change their case: what is left must stay different. */
function checkPrefixes(enumeration: EnumDescriptor, flaws: CompileFinding[]): void {
  const { file, values } = enumeration;
  const prefix = enumeration.name.replaceAll('_', '').toLowerCase();
  const shortNames = values.map((value) => withoutPrefix(value.name, prefix));
  if (new Set(shortNames).size === values.length && values.every((value) => IS_PLAIN.test(value.name))) return;
  const byName = new Map<string, EnumValueDescriptor>();
  for (const [i, value] of values.entries()) {
    const name = pascalCase(shortNames[i] as string);
    const first = byName.get(name);
    if (!first) byName.set(name, value);
    else if (first.name !== value.name && first.number !== value.number) {
      const message = `enum value '${value.name}' is the same as '${first.name}' but for case and the enum's name`;
      const related = [{ ...placeOf(file, first.node.name), message: 'the other value' }];
      report(flaws, 'duplicate-name', file, value.node.name, message, 'generated code may call both the same', related);
    }
  }
}

/** `prefix` in lower case and without underscores; a name that is nothing but the prefix keeps it. */
function withoutPrefix(name: string, prefix: string): string {
  let matched = 0;
  let at = 0;
  for (; at < name.length && matched < prefix.length; at++) {
    const char = name.charAt(at);
    if (char === '_') continue;
    if (char.toLowerCase() !== prefix.charAt(matched++)) return name;
  }
  if (matched < prefix.length) return name;
  while (name.charAt(at) === '_') at++;
  return at === name.length ? name : name.slice(at);
}

/** `TWO_WORDS` → `TwoWords`. */
function pascalCase(name: string): string {
  return name.toLowerCase().replace(/(?:^|_)+([^_]?)/g, (_, next: string) => next.toUpperCase());
}
