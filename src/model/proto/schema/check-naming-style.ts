// The naming style that edition 2024 enforces, unless `features.enforce_naming_style` says otherwise.

import { type CompileFinding, report } from './compile-checks.ts';
import type { EnumDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';
import type { FeatureSet } from './features.ts';

interface Style {
  readonly pattern: RegExp;
  readonly name: string;
}

const PASCAL: Style = { pattern: /^[A-Z][A-Za-z0-9]*$/, name: 'PascalCase' };
const SNAKE: Style = { pattern: /^[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*$/, name: 'snake_case' };
const SCREAMING: Style = { pattern: /^[A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)*$/, name: 'SCREAMING_SNAKE_CASE' };

interface Named {
  readonly name: string;
  readonly features: FeatureSet;
  readonly node: { readonly name: { readonly start: number; readonly end: number } };
}

export function checkNamingStyle(file: FileDescriptor, flaws: CompileFinding[]): void {
  if (file.edition < 2024) return;
  const check = (element: Named, what: string, { pattern, name }: Style) => {
    if (element.features.enforceNamingStyle !== 'STYLE2024' || pattern.test(element.name)) return;
    report(flaws, 'invalid-name', file, element.node.name, `${what} '${element.name}' is not in ${name}`, HELP);
  };
  const checkFields = (fields: readonly FieldDescriptor[], what: string) => {
    for (const field of fields) if (!field.node.group) check(field, what, SNAKE);
  };
  const checkEnum = (enumeration: EnumDescriptor) => {
    check(enumeration, 'enum', PASCAL);
    for (const value of enumeration.values) check(value, 'enum value', SCREAMING);
  };
  const checkMessage = (message: MessageDescriptor) => {
    if (message.isMapEntry) return;
    const { name, features } = message;
    check({ name, features, node: { name: message.nameSpan } }, 'message', PASCAL);
    checkFields(message.fields, 'field');
    checkFields(message.extensions, 'extension');
    for (const oneof of message.oneofs) check(oneof, 'oneof', SNAKE);
    for (const inner of message.messages) checkMessage(inner);
    for (const inner of message.enums) checkEnum(inner);
  };
  if (file.node.package) {
    const parts = file.package.split('.');
    const wrong = parts.find((part) => !SNAKE.pattern.test(part)) ?? parts[0] ?? '';
    check({ name: wrong, features: file.features, node: file.node.package }, 'part of the package', SNAKE);
  }
  for (const message of file.messages) checkMessage(message);
  for (const enumeration of file.enums) checkEnum(enumeration);
  checkFields(file.extensions, 'extension');
  for (const service of file.services) {
    check(service, 'service', PASCAL);
    for (const method of service.methods) check(method, 'method', PASCAL);
  }
}

const HELP = "edition 2024 enforces the style; 'features.enforce_naming_style = STYLE_LEGACY' lifts that";
