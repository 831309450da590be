// Runs all checks of what is declared, once types are known; options are checked while they are interpreted.

import { checkEdition, checkVisibility } from './check-editions.ts';
import { checkEnum } from './check-enums.ts';
import { checkExtendee, ExtensionChecks } from './check-extensions.ts';
import { checkField, checkFieldNumbers } from './check-fields.ts';
import { checkJsonNames } from './check-json-names.ts';
import { checkNamingStyle } from './check-naming-style.ts';
import { checkMessageRanges } from './check-ranges.ts';
import { type CompileFinding, report } from './compile-checks.ts';
import { type Declarations, isMessageSet } from './declarations.ts';
import type { MessageDescriptor } from './descriptor.ts';
import type { Reach } from './reach.ts';

export function checkDeclarations(declared: Iterable<Declarations>, reach: Reach, flaws: CompileFinding[]): void {
  const extensions = new ExtensionChecks(reach, flaws);
  for (const { file, symbols, extendees } of declared) {
    checkEdition(file, flaws);
    checkNamingStyle(file, flaws);
    for (const extendee of extendees) checkExtendee(file, extendee, flaws);
    for (const symbol of symbols) {
      if (symbol.kind === 'message') {
        checkVisibility(symbol, flaws);
        checkMessage(symbol, flaws);
      } else if (symbol.kind === 'enum') {
        checkVisibility(symbol, flaws);
        checkEnum(symbol, flaws);
      } else if (symbol.kind === 'field') {
        checkField(symbol, flaws);
        extensions.check(symbol);
      }
    }
  }
}

function checkMessage(message: MessageDescriptor, flaws: CompileFinding[]): void {
  if (message.isMapEntry) return;
  checkFieldNumbers(message, flaws);
  checkMessageRanges(message, flaws);
  checkJsonNames(message, flaws);
  for (const field of message.fields) checkField(field, flaws);
  checkProto3(message, flaws);
  if (!isMessageSet(message)) return;
  for (const { node } of message.fields) {
    report(flaws, 'invalid-field', message.file, node.name, 'a message set has extensions only, no fields');
  }
}

function checkProto3(message: MessageDescriptor, flaws: CompileFinding[]): void {
  const { file, extensionRanges, nameSpan } = message;
  if (file.syntax !== 'proto3') return;
  for (const { node } of extensionRanges) {
    report(flaws, 'invalid-extension', file, node, 'proto3 messages have no extensions', 'use google.protobuf.Any');
  }
  if (isMessageSet(message)) report(flaws, 'invalid-option', file, nameSpan, 'proto3 has no message sets');
}
