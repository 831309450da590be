// What a name means in a place: protobuf's lookup from the innermost scope outwards, among visible files only.

import type { Declarations, SymbolDescriptor } from './declarations.ts';
import type { FileDescriptor, MessageDescriptor } from './descriptor.ts';
import { nameIn, parentScope, type SymbolTable } from './symbol-table.ts';
import { type PublicImports, Visibility } from './visibility.ts';

export interface Lookup {
  readonly found: SymbolDescriptor | undefined;
  /** The symbol exists, but in a file that is not imported. */
  readonly invisible: SymbolDescriptor | undefined;
  /** Full name of what the name, or its first part, was taken for; something else was meant. */
  readonly hiddenBy: string | undefined;
  /** What would have been found without that. */
  readonly meant: SymbolDescriptor | undefined;
}

const NOTHING: Lookup = { found: undefined, invisible: undefined, hiddenBy: undefined, meant: undefined };

/** What a lookup is for. */
interface Goal {
  readonly accepts: (symbol: SymbolDescriptor) => boolean;
  /** Passes over other symbols of that name; without it, the first one ends the search. */
  readonly passesOver: boolean;
  readonly visible: Visibility;
  /** What names meant outside all messages. */
  known: Map<string, Lookup> | undefined;
}

/** Looks names up for one file; remembers what it found, since files use the same names again and again. */
export class FileScope {
  /** Files whose symbols were found; what makes an import used. */
  readonly usedFiles = new Set<FileDescriptor>();
  readonly #table: SymbolTable;
  readonly #file: FileDescriptor;
  readonly #nestedNames: ReadonlySet<string>;
  readonly #type: Goal;
  readonly #message: Goal;
  readonly #extension: Goal;
  #members: Map<MessageDescriptor, ReadonlySet<string>> | undefined;
  #mayMiss: boolean | undefined;
  #suggestionsLeft = 20;

  constructor(table: SymbolTable, declared: Declarations, publicImports: PublicImports) {
    this.#table = table;
    this.#file = declared.file;
    this.#nestedNames = declared.nestedNames;
    const visible = new Visibility(declared.file, publicImports, false);
    const hasOptionImports = declared.file.imports.some((imported) => imported.isOption);
    const visibleToOptions = hasOptionImports ? new Visibility(declared.file, publicImports, true) : visible;
    this.#type = { accepts: isType, passesOver: true, visible, known: undefined };
    this.#message = { accepts: isMessage, passesOver: false, visible, known: undefined };
    this.#extension = { accepts: isExtension, passesOver: false, visible: visibleToOptions, known: undefined };
  }

  /** Some visible file could not be read in full: what is not found may be declared there. */
  get mayMiss(): boolean {
    this.#mayMiss ??= this.#extension.visible.some((file) => file.node.errors.length > 0);
    return this.#mayMiss;
  }

  /** Looking for what was meant takes long; a file in which nothing is found is not helped by more. */
  suggest(look: () => string | undefined): string | undefined {
    return this.#suggestionsLeft-- > 0 ? look() : undefined;
  }

  /** A message or enum, for a field. */
  type(name: string, scope: MessageDescriptor | undefined): Lookup {
    return this.#cached(name, scope, this.#type);
  }

  /** A message to extend, or one that a method takes. */
  message(name: string, scope: MessageDescriptor | undefined): Lookup {
    return this.#cached(name, scope, this.#message);
  }

  /** An extension, in the name of an option. Fields and values around the option may stand in the way. */
  extension(name: string, scope: MessageDescriptor | undefined): Lookup {
    for (let around = scope; around && !name.includes('.'); around = around.parent) {
      if (this.#membersOf(around).has(name)) return this.#hidden(name, `${around.fullName}.${name}`, this.#extension);
    }
    return this.#cached(name, scope, this.#extension);
  }

  /** An extension or type inside an aggregate value: looked up from around the message that the value is. */
  inAggregate(name: string, message: MessageDescriptor): Lookup {
    return this.#note(this.#resolve(name, parentScope(message.fullName) ?? '', this.#extension));
  }

  /** A message by its full name, for options. */
  absolute(fullName: string): Lookup {
    return this.#note(this.#exact(fullName, { ...this.#extension, accepts: isMessage }) ?? NOTHING);
  }

  #cached(name: string, scope: MessageDescriptor | undefined, goal: Goal): Lookup {
    if (scope) {
      const dot = name.indexOf('.');
      const first = dot === -1 ? name : name.slice(0, dot);
      if (this.#nestedNames.has(first)) return this.#note(this.#resolve(name, scope.fullName, goal));
    }
    let known = goal.known?.get(name);
    if (!known) {
      known = this.#note(this.#resolve(name, this.#file.package, goal));
      goal.known ??= new Map();
      goal.known.set(name, known);
    }
    return known;
  }

  #note(lookup: Lookup): Lookup {
    if (lookup.found) this.usedFiles.add(lookup.found.file);
    return lookup;
  }

  #resolve(name: string, scope: string, goal: Goal): Lookup {
    if (name.startsWith('.')) return this.#exact(name.slice(1), goal) ?? NOTHING;
    const dot = name.indexOf('.');
    const first = dot === -1 ? name : name.slice(0, dot);
    if (dot === -1) {
      // Most names mean something in the innermost scope; that is seen without asking what else the name could mean.
      const near = this.#within(scope, name, goal);
      if (near?.found) return near;
    }
    let invisible: SymbolDescriptor | undefined;
    let hiddenBy: string | undefined;
    for (const outer of this.#table.scopesWith(first, scope)) {
      const lookup = dot === -1 ? this.#within(outer, name, goal) : this.#exact(nameIn(outer, name), goal);
      const { found } = lookup ?? NOTHING;
      // The first part decides: what it names is where the rest must be.
      const isHere = dot === -1 ? found !== undefined : this.#isScope(outer, first, goal);
      if (found && isHere)
        return hiddenBy ? { found: undefined, invisible, hiddenBy, meant: found } : (lookup ?? NOTHING);
      invisible ??= lookup?.invisible;
      if (isHere || (dot === -1 && !goal.passesOver && this.#isVisible(outer, name, goal)))
        hiddenBy ??= nameIn(outer, first);
    }
    return invisible ? { ...NOTHING, invisible } : hiddenBy && dot === -1 ? { ...NOTHING, hiddenBy } : NOTHING;
  }

  #hidden(name: string, hiddenBy: string, goal: Goal): Lookup {
    const { found } = this.#resolve(name, this.#file.package, goal);
    return { ...NOTHING, hiddenBy, meant: found };
  }

  #exact(fullName: string, goal: Goal): Lookup | undefined {
    return this.#seen(goal, (test) => this.#table.find(fullName, test));
  }

  #within(scope: string, name: string, goal: Goal): Lookup | undefined {
    return this.#seen(goal, (test) => this.#table.findIn(scope, name, test));
  }

  #seen({ accepts, visible }: Goal, find: (test: Goal['accepts']) => SymbolDescriptor | undefined): Lookup | undefined {
    const first = find(accepts);
    if (!first) return undefined;
    if (visible.sees(first.file)) return { found: first, invisible: undefined, hiddenBy: undefined, meant: undefined };
    const found = find((symbol) => accepts(symbol) && visible.sees(symbol.file));
    return { ...NOTHING, ...(found ? { found } : { invisible: first }) };
  }

  #isVisible(scope: string, name: string, { visible }: Goal): boolean {
    return this.#table.findIn(scope, name, (symbol) => visible.sees(symbol.file)) !== undefined;
  }

  /** Whether names can stand inside what the name means: fields and enum values have nothing inside. */
  #isScope(scope: string, name: string, { visible }: Goal): boolean {
    const found = this.#table.findIn(
      scope,
      name,
      ({ kind, file }) => kind !== 'field' && kind !== 'enumValue' && visible.sees(file),
    );
    if (found) return true;
    const fullName = nameIn(scope, name);
    return this.#table.hasPackage(fullName) && visible.seesPackage(fullName);
  }

  #membersOf(message: MessageDescriptor): ReadonlySet<string> {
    this.#members ??= new Map();
    let members = this.#members.get(message);
    if (!members) {
      const values = message.enums.flatMap((enumeration) => enumeration.values);
      members = new Set([...message.fields, ...message.oneofs, ...values].map((member) => member.name));
      this.#members.set(message, members);
    }
    return members;
  }
}

function isType(symbol: SymbolDescriptor): boolean {
  return symbol.kind === 'message' || symbol.kind === 'enum';
}

function isMessage(symbol: SymbolDescriptor): boolean {
  return symbol.kind === 'message';
}

function isExtension(symbol: SymbolDescriptor): boolean {
  return symbol.kind === 'field';
}
