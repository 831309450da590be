// What protobuf demands of extensions: numbers that the extended message offers, each used once.

import { checkNumber } from './check-fields.ts';
import { placeOf } from './check-names.ts';
import type { CompileFinding } from './compile-checks.ts';
import { hasSyntaxFlaw, report } from './compile-checks.ts';
import { type ExtendeeUse, isMessageSet } from './declarations.ts';
import { MAX_FIELD_NUMBER, MAX_MESSAGE_SET_NUMBER } from './declare-ranges.ts';
import type { ExtensionRange, FieldDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';
import { rangeFinder, shownRange } from './number-ranges.ts';
import type { Reach } from './reach.ts';

/** Copies of an extension in unrelated trees are compared up to this many. */
const MAX_COPIES = 16;

/** Once for every extend block. */
export function checkExtendee(file: FileDescriptor, { name, fields }: ExtendeeUse, flaws: CompileFinding[]): void {
  const extendee = fields[0]?.extendee;
  if (file.syntax !== 'proto3' || !extendee || isOptionsMessage(extendee)) return;
  const help = 'extend one of the option messages of descriptor.proto, or add a field to the message';
  report(flaws, 'invalid-extension', file, name, 'proto3 extends nothing but options', help);
}

/** Once for every extension. */
export class ExtensionChecks {
  readonly #reach: Reach;
  readonly #flaws: CompileFinding[];
  readonly #extended = new Map<MessageDescriptor, Extended>();

  constructor(reach: Reach, flaws: CompileFinding[]) {
    this.#reach = reach;
    this.#flaws = flaws;
  }

  check(field: FieldDescriptor): void {
    const { extendee, file, node, number } = field;
    const flaws = this.#flaws;
    if (!extendee || !node.number) return;
    const extended = this.#extendedBy(extendee);
    const max = extended.isSet ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER;
    checkNumber(field, max, flaws);
    if (number >= 1 && number <= max && !extended.find(number) && !hasSyntaxFlaw(extendee.file, extendee.node)) {
      const ranges = extendee.extensionRanges.slice(0, 5).map(shownRange);
      const help = ranges.length > 0 ? `it offers ${ranges.join(', ')}` : 'it has no extensions statement';
      const message = `'${extendee.fullName}' does not offer number ${number} to extensions`;
      report(flaws, 'invalid-extension', file, node.number, message, help);
    }
    if (extended.isSet && (field.label !== 'optional' || !field.message)) {
      const message = `'${extendee.fullName}' is a message set: its extensions are optional messages`;
      report(flaws, 'invalid-extension', file, node.type, message);
    }
    this.#checkUnique(field, extendee, extended);
  }

  #extendedBy(extendee: MessageDescriptor): Extended {
    let extended = this.#extended.get(extendee);
    if (!extended) {
      extended = { isSet: isMessageSet(extendee), find: rangeFinder(extendee.extensionRanges), byNumber: new Map() };
      this.#extended.set(extendee, extended);
    }
    return extended;
  }

  #checkUnique(field: FieldDescriptor, extendee: MessageDescriptor, { byNumber }: Extended): void {
    const { file, node, number } = field;
    const known = byNumber.get(number);
    const first = known?.find((other) => this.#reach.meet(other.file, file));
    if (first) {
      const related = [{ ...placeOf(first.file, first.node.name), message: `'${first.fullName}' has it first` }];
      const message = `number ${number} already extends '${extendee.fullName}'`;
      report(this.#flaws, 'duplicate-number', file, node.number ?? node.name, message, undefined, related);
    } else if (!known) {
      byNumber.set(number, [field]);
    } else if (known.length < MAX_COPIES) {
      known.push(field);
    }
  }
}

interface Extended {
  readonly isSet: boolean;
  readonly find: (number: number) => ExtensionRange | undefined;
  readonly byNumber: Map<number, FieldDescriptor[]>;
}

function isOptionsMessage({ fullName }: MessageDescriptor): boolean {
  return /^google\.protobuf\.(File|Message|Field|Oneof|Enum|EnumValue|Service|Method|ExtensionRange)Options$/.test(
    fullName,
  );
}
