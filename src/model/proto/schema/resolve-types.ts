// Gives fields and methods their types, extensions their extendees; presence and packing follow from the type.

import type { Span } from '../../../text/source-file.ts';
import type { CompileFinding } from './compile-checks.ts';
import type { Declarations, DraftField, SymbolDescriptor } from './declarations.ts';
import type { FileDescriptor, ImportDescriptor, MessageDescriptor, ServiceDescriptor } from './descriptor.ts';
import { SCALARS, settle } from './field-nature.ts';
import type { FileScope, Lookup } from './scope.ts';
import { suggestType } from './suggest.ts';

type Name = Span & { readonly text: string };

export function resolveTypes(from: Declarations, names: FileScope, flaws: CompileFinding[]): void {
  const report = (at: Name, said: { message: string; help?: string }) =>
    flaws.push({ check: 'unresolved-type', file: from.file.node, at, ...said });
  const suggest = (name: string) => names.suggest(() => suggestType(name, from));
  const unresolved = (at: Name, lookup: Lookup, wanted: string) => {
    const isNowhere = !lookup.invisible && lookup.hiddenBy === undefined && !SCALARS.has(at.text);
    if (isNowhere && names.mayMiss) return;
    const forOptions = from.imports.find(({ isOption, file }) => isOption && file && file === lookup.invisible?.file);
    report(at, forOptions ? optionImportFlaw(at.text, forOptions) : explain(at.text, lookup, wanted, suggest));
  };
  const checkVisibility = (at: Name, symbol: SymbolDescriptor) => {
    if (symbol.file !== from.file && isLocal(symbol)) report(at, localFlaw(symbol));
  };

  for (const { name, scope, fields } of from.extendees) {
    const lookup = names.message(name.text, scope);
    if (lookup.found?.kind === 'message') {
      for (const field of fields) field.extendee = lookup.found;
      checkVisibility(name, lookup.found);
    } else {
      unresolved(name, lookup, 'message');
    }
  }
  for (const { field, name, scope } of from.typeUses) {
    const lookup = names.type(name.text, scope);
    if (lookup.found) {
      setType(field, lookup.found);
      checkVisibility(name, lookup.found);
    } else {
      unresolved(name, lookup, 'message or enum');
    }
    settle(field);
  }
  const methodNames = new MethodNames();
  const messageFor = (name: Name, service: ServiceDescriptor): MessageDescriptor | undefined => {
    const lookup = names.message(name.text, undefined);
    const hidesIt = !name.text.includes('.') && methodNames.has(service, name.text);
    if (lookup.found?.kind === 'message' && !hidesIt) {
      checkVisibility(name, lookup.found);
      return lookup.found;
    }
    const hiddenBy = hidesIt ? `${service.fullName}.${name.text}` : lookup.hiddenBy;
    unresolved(name, { ...lookup, hiddenBy, meant: hidesIt ? lookup.found : lookup.meant }, 'message');
    return undefined;
  };
  for (const method of from.methods) {
    method.input = messageFor(method.node.input.type, method.parent);
    method.output = messageFor(method.node.output.type, method.parent);
  }
}

/** Methods stand in the way of messages of the same name, for the methods beside them. */
class MethodNames {
  #service: ServiceDescriptor | undefined;
  #names: ReadonlySet<string> = new Set();

  has(service: ServiceDescriptor, name: string): boolean {
    if (this.#service !== service) {
      this.#service = service;
      this.#names = new Set(service.methods.map((method) => method.name));
    }
    return this.#names.has(name);
  }
}

function setType(field: DraftField, symbol: SymbolDescriptor): void {
  if (symbol.kind === 'enum') {
    field.type = 'enum';
    field.enum = symbol;
  } else if (symbol.kind === 'message') {
    const isDelimited = field.features.messageEncoding === 'DELIMITED' && !field.parent?.isMapEntry;
    field.type = isDelimited ? 'group' : 'message';
    field.message = symbol;
  }
}

/** Edition 2024: some types are there for their own file only. */
function isLocal(symbol: SymbolDescriptor): boolean {
  if (symbol.kind !== 'message' && symbol.kind !== 'enum') return false;
  const { file, node, parent, features } = symbol;
  if (file.edition < 2024) return false;
  const written = node.kind === 'field' ? undefined : node.visibility?.text;
  if (written) return written === 'local';
  switch (features.defaultSymbolVisibility) {
    case 'EXPORT_ALL':
      return false;
    case 'EXPORT_TOP_LEVEL':
      return parent !== undefined;
    default:
      return true;
  }
}

function localFlaw({ fullName, file }: { fullName: string; file: FileDescriptor }) {
  return {
    message: `'${fullName}' is local to '${file.importPath}'`,
    help: "write 'export' before its declaration to let other files use it",
  };
}

function optionImportFlaw(name: string, { path }: ImportDescriptor): { message: string; help: string } {
  return { message: `'${name}' is imported for options only`, help: `write: import "${path}";` };
}

function explain(
  name: string,
  lookup: Lookup,
  wanted: string,
  suggest: (name: string) => string | undefined,
): { message: string; help?: string } {
  const { invisible, hiddenBy, meant } = lookup;
  if (SCALARS.has(name)) return { message: `'${name}' is a scalar type where a message is needed` };
  if (hiddenBy !== undefined && meant) {
    return {
      message: `'${name}' is taken for '${hiddenBy}' here, not for '${meant.fullName}'`,
      help: `write: .${meant.fullName}`,
    };
  }
  if (invisible) {
    const { importPath } = invisible.file;
    return {
      message: `'${name}' is defined in '${importPath}', which is not imported`,
      help: `add: import "${importPath}";`,
    };
  }
  if (hiddenBy !== undefined) return { message: `'${name}' is not a ${wanted}` };
  return {
    message: `no ${wanted} '${name}' is defined here`,
    help: suggest(name) ?? 'check the spelling, or import the file that defines it',
  };
}
