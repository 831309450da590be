// Names that must be unique: full names in the schema, members inside messages, packages against all else.

import type { Place } from '../../../diagnostics/finding.ts';
import type { Span } from '../../../text/source-file.ts';
import type { CompileFinding } from './compile-checks.ts';
import type { Declarations, SymbolDescriptor } from './declarations.ts';
import type { FieldDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';
import type { Reach } from './reach.ts';
import { parentScope, type SymbolTable } from './symbol-table.ts';

/** Unrelated copies of one tree are compared with each other up to this many. */
const MAX_COPIES = 16;

export function checkNames(
  declared: Iterable<Declarations>,
  table: SymbolTable,
  reach: Reach,
  flaws: CompileFinding[],
): void {
  for (const clash of table.clashes()) reportClash(clash, reach, flaws);
  const packages = new Map<string, FileDescriptor[]>();
  for (const { file, symbols } of declared) {
    const known = packages.get(file.package);
    if (known) known.push(file);
    else packages.set(file.package, [file]);
    for (const symbol of symbols) {
      if (symbol.kind === 'message' && !symbol.isMapEntry) checkMembers(symbol, flaws);
      else if (symbol.kind === 'enum' && symbol.parent) checkUnique(symbol.values, symbol.file, 'enum value', flaws);
      else if (symbol.kind === 'service') checkUnique(symbol.methods, symbol.file, 'method', flaws);
    }
  }
  for (const [name, files] of packages) checkPackage(name, files, table, reach, flaws);
}

export function nameSpan(symbol: SymbolDescriptor): Span {
  return symbol.kind === 'message' ? symbol.nameSpan : symbol.node.name;
}

export function placeOf(file: FileDescriptor, span: Span): Place {
  return { path: file.path, start: span.start, end: span.end };
}

/** Symbols of one name that no message has two of, and no file or its imports. */
function reportClash(clash: readonly SymbolDescriptor[], reach: Reach, flaws: CompileFinding[]): void {
  const first: SymbolDescriptor[] = [];
  for (const symbol of [...clash].sort((a, b) => compareByCompilation(a, b, reach))) {
    const other = first.find((each) => around(each) === around(symbol) && reach.meet(each.file, symbol.file));
    if (other) reportTwice(symbol, other, flaws);
    else if (first.length < MAX_COPIES) first.push(symbol);
  }
}

/** The message around a nested symbol; values stand beside their enum. */
function around(symbol: SymbolDescriptor): MessageDescriptor | undefined {
  if (symbol.kind === 'service') return undefined;
  return symbol.kind === 'enumValue' ? symbol.parent.parent : symbol.parent;
}

const KIND_ORDER = ['message', 'enum', 'enumValue', 'service', 'field'];

/** In the order in which compilers meet them, so that the same one is said to be too many. */
function compareByCompilation(a: SymbolDescriptor, b: SymbolDescriptor, reach: Reach): number {
  return (
    reach.position(a.file) - reach.position(b.file) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    nameSpan(a).start - nameSpan(b).start
  );
}

function reportTwice(symbol: SymbolDescriptor, first: SymbolDescriptor, flaws: CompileFinding[]): void {
  flaws.push({
    check: 'duplicate-name',
    file: symbol.file.node,
    at: nameSpan(symbol),
    message: `'${symbol.fullName}' is declared twice`,
    help: helpFor(symbol, first),
    related: [{ ...placeOf(first.file, nameSpan(first)), message: 'first declared here' }],
  });
}

function helpFor(symbol: SymbolDescriptor, first: SymbolDescriptor): string | undefined {
  if (symbol.kind === 'enumValue' && first.kind === 'enumValue' && symbol.parent === first.parent) return undefined;
  if (symbol.kind === 'enumValue' || first.kind === 'enumValue') return ENUM_VALUE_HELP;
  const isEntry = (each: SymbolDescriptor) => each.kind === 'message' && each.isMapEntry;
  return isEntry(symbol) || isEntry(first) ? 'a map field brings along a message that is called after it' : undefined;
}

const ENUM_VALUE_HELP = 'enum values stand beside their enum, not inside it; give them a prefix of their own';

interface Member {
  readonly name: string;
  readonly at: Span;
  readonly what: string;
}

/** Fields, oneofs and enum values share one space of names with the types beside them. */
function checkMembers(message: MessageDescriptor, flaws: CompileFinding[]): void {
  const { fields, oneofs, messages, enums, extensions } = message;
  const others = oneofs.length + messages.length + enums.length + extensions.length;
  if (others === 0 && fields.length <= FEW) {
    if (hasNameTwice(fields)) reportMembers(message, flaws);
    return;
  }
  const names = new Set<string>();
  let count = 0;
  for (const group of [fields, oneofs, messages, enums, extensions]) {
    for (const { name } of group) names.add(name);
    count += group.length;
  }
  for (const { values } of enums) {
    for (const { name } of values) names.add(name);
    count += values.length;
  }
  if (names.size < count) reportMembers(message, flaws);
}

/** Up to here, comparing each with each is quicker than making a set. */
const FEW = 8;

function hasNameTwice(fields: readonly FieldDescriptor[]): boolean {
  for (let i = 1; i < fields.length; i++) {
    const name = fields[i]?.name;
    for (let j = 0; j < i; j++) if (fields[j]?.name === name) return true;
  }
  return false;
}

function reportMembers(message: MessageDescriptor, flaws: CompileFinding[]): void {
  const { fields, oneofs, messages, enums, extensions } = message;
  const seen = new Map<string, Member>();
  const add = (name: string, at: Span, what: string, isSymbol: boolean) => {
    const first = seen.get(name);
    if (!first) {
      seen.set(name, { name, at, what });
      return;
    }
    // Two symbols of one name are a clash, and are reported as such.
    if (isSymbol && SYMBOLS.has(first.what)) return;
    reportMember(message, { name, at, what }, first, flaws);
  };
  for (const { name, node } of oneofs) add(name, node.name, 'oneof', false);
  for (const { name, node } of fields) add(name, node.name, 'field', false);
  for (const { name, node, nameSpan: at } of messages) {
    // A group in lower case has the name of its own field, and is reported as such.
    const isOwnGroup = fields.some((field) => field.node.group === node && field.name === name);
    if (!isOwnGroup) add(name, at, 'message', true);
  }
  for (const { name, node, values } of enums) {
    add(name, node.name, 'enum', true);
    const own = new Set<string>();
    for (const value of values) {
      if (!own.has(value.name)) add(value.name, value.node.name, 'enum value', false);
      own.add(value.name);
    }
  }
  for (const { name, node } of extensions) add(name, node.name, 'extension', true);
}

const SYMBOLS: ReadonlySet<string> = new Set(['message', 'enum', 'extension']);

function reportMember(message: MessageDescriptor, member: Member, first: Member, flaws: CompileFinding[]): void {
  const { file } = message;
  const said =
    first.what === member.what
      ? `${member.what} '${member.name}' is declared twice`
      : `${member.what} '${member.name}' has the name of the ${first.what} beside it`;
  const hasValue = member.what === 'enum value' || first.what === 'enum value';
  flaws.push({
    check: 'duplicate-name',
    file: file.node,
    at: member.at,
    message: said,
    help: hasValue ? ENUM_VALUE_HELP : undefined,
    related: [{ ...placeOf(file, first.at), message: 'first declared here' }],
  });
}

function checkUnique(
  elements: readonly { readonly name: string; readonly node: { readonly name: Span } }[],
  file: FileDescriptor,
  what: string,
  flaws: CompileFinding[],
): void {
  if (new Set(elements.map((element) => element.name)).size === elements.length) return;
  const seen = new Map<string, Span>();
  for (const { name, node } of elements) {
    const first = seen.get(name);
    if (first) {
      const related = [{ ...placeOf(file, first), message: 'first declared here' }];
      const message = `${what} '${name}' is declared twice`;
      flaws.push({ check: 'duplicate-name', file: file.node, at: node.name, message, related });
    } else {
      seen.set(name, node.name);
    }
  }
}

/** A package, or one around it, may not be called like a message. */
function checkPackage(
  name: string,
  files: readonly FileDescriptor[],
  table: SymbolTable,
  reach: Reach,
  flaws: CompileFinding[],
): void {
  for (let scope: string | undefined = name; scope; scope = parentScope(scope)) {
    for (const symbol of table.get(scope).slice(0, MAX_COPIES)) {
      for (const file of files) {
        if (!file.node.package || !reach.meet(symbol.file, file)) continue;
        const isLater = reach.position(symbol.file) > reach.position(file);
        const [at, other] = isLater
          ? [nameSpan(symbol), file.node.package.name]
          : [file.node.package.name, nameSpan(symbol)];
        const [here, there] = isLater ? [symbol.file, file] : [file, symbol.file];
        const message = `'${scope}' is the name of a package and of a declaration`;
        const related = [{ ...placeOf(there, other), message: 'also declared here' }];
        flaws.push({ check: 'duplicate-name', file: here.node, at, message, related });
      }
    }
  }
}
