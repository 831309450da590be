// Reserved and extension ranges, reserved names, and whoever uses what they keep.

import type { Span } from '../../../text/source-file.ts';
import { placeOf } from './check-names.ts';
import { type CompileFinding, report } from './compile-checks.ts';
import { isMessageSet } from './declarations.ts';
import { MAX_FIELD_NUMBER, MAX_MESSAGE_SET_NUMBER } from './declare-ranges.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  NumberRange,
  ReservedName,
} from './descriptor.ts';
import { overlaps, rangeFinder, shownRange } from './number-ranges.ts';

interface KeptRange extends NumberRange {
  readonly what: 'reserved' | 'extension';
}

export function checkMessageRanges(message: MessageDescriptor, flaws: CompileFinding[]): void {
  const { file, reservedRanges, extensionRanges, reservedNames } = message;
  if (reservedRanges.length === 0 && extensionRanges.length === 0 && reservedNames.length === 0) return;
  const reserved = reservedRanges.map((range) => kept(range, 'reserved'));
  const extension = extensionRanges.map((range) => kept(range, 'extension'));
  const ranges = [...reserved, ...extension];
  const max = isMessageSet(message) ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER;
  for (const range of ranges) checkBounds(file, range, range.what, 1, max, flaws);
  for (const pair of overlaps(ranges)) reportOverlap(file, pair, flaws);
  checkReservedNames(file, reservedNames, flaws);
  if (ranges.length > 0) {
    const find = rangeFinder(ranges);
    for (const field of message.fields) {
      const range = field.number > 0 ? find(field.number) : undefined;
      if (range) reportKept(field, range, flaws);
    }
  }
  reportReservedNames(file, message.fields, 'field', reservedNames, flaws);
}

export function checkEnumRanges(enumeration: EnumDescriptor, flaws: CompileFinding[]): void {
  const { file, reservedRanges, reservedNames, values } = enumeration;
  if (reservedRanges.length === 0 && reservedNames.length === 0) return;
  const reserved = reservedRanges.map((range) => kept(range, 'reserved'));
  for (const range of reserved) checkBounds(file, range, 'reserved', -(2 ** 31), 2 ** 31 - 1, flaws);
  for (const pair of overlaps(reserved)) reportOverlap(file, pair, flaws);
  checkReservedNames(file, reservedNames, flaws);
  const find = rangeFinder(reserved);
  for (const { name, number, node } of values) {
    const range = node.number && find(number);
    if (!range) continue;
    const message = `enum value '${name}' has the reserved number ${number}`;
    const related = [{ ...placeOf(file, range.node), message: 'reserved here' }];
    report(flaws, 'reserved-conflict', file, node.number ?? node.name, message, undefined, related);
  }
  reportReservedNames(file, values, 'enum value', reservedNames, flaws);
}

function kept({ start, end, node }: NumberRange, what: KeptRange['what']): KeptRange {
  return { start, end, node, what };
}

function checkBounds(
  file: FileDescriptor,
  range: NumberRange,
  what: KeptRange['what'],
  min: number,
  max: number,
  flaws: CompileFinding[],
): void {
  const { start, end, node } = range;
  if (start < min || end > max || start > max) {
    report(flaws, 'invalid-number', file, node, `${what} range ${shownRange(range)} is not between ${min} and ${max}`);
  } else if (end < start) {
    report(flaws, 'invalid-number', file, node, `${what} range ${shownRange(range)} ends before it begins`);
  }
}

/** The one that is written later is too much; between the two kinds, the extension range. */
function reportOverlap(file: FileDescriptor, [a, b]: readonly [KeptRange, KeptRange], flaws: CompileFinding[]): void {
  const isSecond = a.what === b.what ? a.node.start < b.node.start : b.what === 'extension';
  const [first, second] = isSecond ? [a, b] : [b, a];
  const message = `${second.what} range ${shownRange(second)} overlaps ${first.what} range ${shownRange(first)}`;
  const related = [{ ...placeOf(file, first.node), message: 'the other range' }];
  report(flaws, 'reserved-conflict', file, second.node, message, undefined, related);
}

function reportKept({ file, name, number, node }: FieldDescriptor, range: KeptRange, flaws: CompileFinding[]): void {
  const related = [{ ...placeOf(file, range.node), message: 'the range' }];
  const message =
    range.what === 'reserved'
      ? `field '${name}' has the reserved number ${number}`
      : `field '${name}' has number ${number}, which is kept for extensions`;
  report(flaws, 'reserved-conflict', file, node.number ?? node.name, message, undefined, related);
}

/** Names are reserved in quotes, in editions without them; each once. */
function checkReservedNames(file: FileDescriptor, names: readonly ReservedName[], flaws: CompileFinding[]): void {
  const seen = new Map<string, Span>();
  const isEditions = file.syntax === 'editions';
  for (const { name, span } of names) {
    const isQuoted = /["']/.test(file.source.text.charAt(span.start));
    if (isQuoted === isEditions) {
      const help = isEditions ? `write: reserved ${name};` : `write: reserved "${name}";`;
      const message = isEditions ? 'editions reserve names without quotes' : 'names are reserved in quotes';
      report(flaws, 'syntax-error', file, span, message, help);
    }
    const first = seen.get(name);
    if (first) {
      const related = [{ ...placeOf(file, first), message: 'first reserved here' }];
      report(flaws, 'duplicate-name', file, span, `name '${name}' is reserved twice`, undefined, related);
    } else {
      seen.set(name, span);
    }
  }
}

function reportReservedNames(
  file: FileDescriptor,
  members: readonly { readonly name: string; readonly node: { readonly name: Span } }[],
  what: string,
  reserved: readonly ReservedName[],
  flaws: CompileFinding[],
): void {
  if (reserved.length === 0) return;
  const spans = new Map(reserved.map(({ name, span }) => [name, span]));
  for (const { name, node } of members) {
    const span = spans.get(name);
    if (!span) continue;
    const related = [{ ...placeOf(file, span), message: 'reserved here' }];
    report(flaws, 'reserved-conflict', file, node.name, `${what} '${name}' has a reserved name`, undefined, related);
  }
}
