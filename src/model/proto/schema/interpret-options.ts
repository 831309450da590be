// Gives options their meaning: names become fields of descriptor.proto's messages or extensions, literals become values.

import type { OptionNamePart, OptionNode } from '../syntax/ast.ts';
import { optionNameSpan } from '../syntax/ast.ts';
import { checkRemovedOption } from './check-editions.ts';
import { checkFeatures } from './check-features.ts';
import { hasSyntaxFlaw } from './compile-checks.ts';
import type { OptionHolder } from './declarations.ts';
import type { FieldDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';
import { type Options, type OptionValue, optionName, type SetOption } from './options.ts';
import {
  addValue,
  DraftMessage,
  extendsMessage,
  membersOf,
  type ReportOption,
  type ValueReader,
} from './read-value.ts';
import type { FileScope } from './scope.ts';
import { didYouMean } from './suggest.ts';

/**
 * Options that are interpreted when somebody asks. Most are checked once and never read: keeping their values would
 * cost a large tree more memory than its fields do.
 */
export class LazyOptions implements Options {
  readonly #holder: OptionHolder;
  readonly #message: MessageDescriptor;
  readonly #names: FileScope;
  #known: Options | undefined;

  constructor(holder: OptionHolder, message: MessageDescriptor, names: FileScope) {
    this.#holder = holder;
    this.#message = message;
    this.#names = names;
  }

  get fields(): Options['fields'] {
    return this.#read().fields;
  }

  get set(): Options['set'] {
    return this.#read().set;
  }

  #read(): Options {
    this.#known ??= interpretOptions(this.#holder, this.#message, this.#names);
    return this.#known;
  }
}

function interpretOptions(holder: OptionHolder, optionsMessage: MessageDescriptor, names: FileScope): Options {
  const root = new DraftMessage();
  const reader = { names, report: () => {} };
  const set = holder.nodes.map((node): SetOption => {
    const path = isPseudoOption(node, holder) ? undefined : setOption(root, node, optionsMessage, holder, reader);
    return { node, path: path ?? [] };
  });
  return { fields: root.fields, set };
}

/** Reports what is wrong with options, and what they are not allowed to be in the file; keeps nothing. */
export function checkOptions(
  file: FileDescriptor,
  holder: OptionHolder,
  optionsMessage: MessageDescriptor,
  reader: ValueReader,
): void {
  const root = new DraftMessage();
  for (const node of holder.nodes) {
    const first = node.name[0];
    if (first && !first.isExtension) checkStandardOption(file, holder, node, first, reader.report);
    if (!isPseudoOption(node, holder)) setOption(root, node, optionsMessage, holder, reader);
  }
}

/** Written among a field's options, but no option of it. */
function isPseudoOption({ name }: OptionNode, { type }: OptionHolder): boolean {
  const first = name[0];
  if (type !== 'FieldOptions' || name.length !== 1 || !first || first.isExtension) return false;
  return first.text === 'default' || first.text === 'json_name';
}

function setOption(
  root: DraftMessage,
  node: OptionNode,
  optionsMessage: MessageDescriptor,
  { scope }: OptionHolder,
  reader: ValueReader,
): readonly FieldDescriptor[] | undefined {
  const path = resolvePath(node, optionsMessage, scope, reader.names, reader.report);
  if (path) setAtPath(root, node, path, reader);
  return path;
}

/** Options that there are, but not in this file or on this element. */
function checkStandardOption(
  file: FileDescriptor,
  holder: OptionHolder,
  node: OptionNode,
  first: OptionNamePart,
  report: ReportOption,
): void {
  if (first.text === 'features') checkFeatures(file, holder, node, report);
  else if (first.text === 'map_entry') report(first, "'map_entry' is set by maps only", 'write: map<key, value>');
  else if (file.edition > 0 && !node.name[1]) checkRemovedOption(file, holder.type, first, report);
}

function resolvePath(
  node: OptionNode,
  optionsMessage: MessageDescriptor,
  scope: MessageDescriptor | undefined,
  names: FileScope,
  report: ReportOption,
): FieldDescriptor[] | undefined {
  let path: FieldDescriptor[] | undefined;
  let within: MessageDescriptor | undefined = optionsMessage;
  for (const part of node.name) {
    const last = path?.at(-1);
    if (!within) {
      report(part, `'${last?.name}' is no message and has no field '${part.text}'`);
      return undefined;
    }
    const field: FieldDescriptor | undefined = part.isExtension
      ? extensionOf(within, part.text, scope, names)
      : membersOf(within).byName.get(part.text);
    if (!field || (!last && field.name === 'uninterpreted_option' && !field.isExtension)) {
      const flaw = unknownOption(part, within, scope, names);
      if (flaw) report(part, ...flaw);
      return undefined;
    }
    if (last?.label === 'repeated') {
      report(optionNameSpan(node), `'${last.name}' is repeated; set it as a whole, with an aggregate value`);
      return undefined;
    }
    // One is the rule; a literal of one takes a tenth of the memory that a grown array takes.
    if (path) path.push(field);
    else path = [field];
    within = field.message;
  }
  return path;
}

function extensionOf(
  extendee: MessageDescriptor,
  name: string,
  scope: MessageDescriptor | undefined,
  names: FileScope,
): FieldDescriptor | undefined {
  const { found } = names.extension(name, scope);
  return found?.kind === 'field' && extendsMessage(found, extendee) ? found : undefined;
}

function unknownOption(
  part: OptionNode['name'][number],
  within: MessageDescriptor,
  scope: MessageDescriptor | undefined,
  names: FileScope,
): [message: string, help?: string] | undefined {
  if (!part.isExtension) {
    if (hasSyntaxFlaw(within.file, within.node)) return undefined;
    const meant = names.suggest(() => didYouMean(part.text, membersOf(within).byName.keys()));
    const help = meant ?? 'custom options are written in parentheses';
    return [`unknown option '${part.text}' in ${within.fullName}`, help];
  }
  const { found, invisible, hiddenBy, meant } = names.extension(part.text, scope);
  if (found?.kind === 'field') {
    const { extendee } = found;
    return extendee && [`extension '${part.text}' extends '${extendee.fullName}', not '${within.fullName}'`];
  }
  if (hiddenBy !== undefined && meant) {
    return [`'${part.text}' is taken for '${hiddenBy}' here`, `write: (.${meant.fullName})`];
  }
  if (invisible) {
    const { importPath } = invisible.file;
    return [`custom option '${part.text}' is defined in a file that is not imported`, `add: import "${importPath}";`];
  }
  if (hiddenBy !== undefined) return [`'${part.text}' is no custom option`];
  if (names.mayMiss) return undefined;
  const isStandard = membersOf(within).byName.has(part.text);
  const help = isStandard ? 'standard options are written without parentheses' : 'import the file that defines it';
  return [`unknown custom option '${part.text}'`, help];
}

function setAtPath(root: DraftMessage, node: OptionNode, path: readonly FieldDescriptor[], reader: ValueReader): void {
  let target: DraftMessage | undefined = root;
  for (let i = 0; i < path.length - 1; i++) {
    const field = path[i] as FieldDescriptor;
    const known: OptionValue | undefined = target.get(field);
    const inner: OptionValue = known ?? new DraftMessage();
    if (known === undefined) target.set(field, inner);
    // An Any that is set as a whole has no fields to set beside.
    target = inner instanceof DraftMessage ? inner : undefined;
    if (!target) break;
  }
  const field = path.at(-1) as FieldDescriptor;
  const isFree = field.label === 'repeated' || target?.get(field) === undefined;
  if (target && isFree) addValue(target, field, node.value, reader, false);
  else reader.report(optionNameSpan(node), `option '${optionName({ node, path })}' is already set`);
}
