// A change as a sentence for people: lower case, no full stop. One sentence for each kind of fact.

import { quoted } from '../../text/listed.ts';
import type { Descriptor } from '../proto/schema/descriptor.ts';
import type { ToldChange } from './consequences.ts';
import type { Aspect, Changed, PackageFiles, SchemaChange } from './schema-change.ts';
import { typeText } from './type-text.ts';

/** `field 'retries' (3) of acme.v1.Job was removed`. */
export function describeChange(change: SchemaChange): string {
  switch (change.kind) {
    case 'field-swapped': {
      const { before, after, successor } = change;
      return `${told(after)} had number ${before.number} before, which '${successor.name}' has now`;
    }
    case 'field-number-reused':
      return change.before
        ? `number ${change.after.number} of ${ownerOf(change.after)} meant '${change.before.name}' and now means '${change.after.name}'`
        : `${told(change.after)} uses a number that was reserved`;
    case 'field-narrowed':
      return `${told(change.after)} holds fewer numbers: ${typeText(change.before)} became ${typeText(change.after)}`;
  }
  if ('aspect' in change) return `${told(change.after)}: ${aspectWords(change)}`;
  if (change.kind.endsWith('-moved') && change.before && change.after) {
    return `${told(change.after)} moved from ${fileOf(change.before)} to ${fileOf(change.after)}`;
  }
  if (change.after === undefined) {
    const successor = change.successor?.element;
    return `${told(change.before)} was removed${successor ? `; it seems to be ${told(successor)} now` : ''}`;
  }
  const origin = 'origin' in change ? change.origin?.element : undefined;
  return `${told(change.after)} was added${origin ? `; it seems to have been ${told(origin)}` : ''}`;
}

/** A change with what follows from it: `field 'a' (1) of acme.v1.Job: name changed …; its JSON name changed …`. */
export function describeTold({ change, consequences }: ToldChange): string {
  const clauses = consequences.map(describeConsequence).filter((clause) => clause !== undefined);
  return [describeChange(change), ...clauses].join('; ');
}

/** As a clause behind the sentence of what it follows from; nothing where that says it already. */
function describeConsequence(change: SchemaChange): string | undefined {
  switch (change.kind) {
    case 'field-swapped':
      return `it had number ${change.before.number} before, which '${change.successor.name}' has now`;
    case 'field-number-reused':
      return change.before ? `number ${change.after.number} means something else now` : 'its number was reserved';
    case 'field-narrowed':
      return 'it holds fewer numbers';
  }
  return 'aspect' in change ? `its ${aspectWords(change)}` : undefined;
}

const WORDS: { readonly [Name in Aspect]?: string } = {
  'json-name': 'JSON name',
  import: 'import',
  packed: 'encoding',
  openness: 'openness',
  'json-format': 'JSON format',
  'utf8-validation': 'UTF-8 validation',
  'java-utf8-validation': 'UTF-8 validation in Java',
  'cpp-string-type': 'C++ string type',
  'reserved-range': 'reserved range',
  'reserved-name': 'reserved name',
  'extension-range': 'extension range',
  position: 'position',
  request: 'request type',
  response: 'response type',
  'client-streaming': 'client streaming',
  'server-streaming': 'server streaming',
};

function aspectWords({ aspect, from, to, option }: Changed): string {
  if (aspect === 'comment')
    return from === undefined ? 'comment added' : to === undefined ? 'comment removed' : 'comment changed';
  if (aspect === 'client-streaming' || aspect === 'server-streaming') {
    return `${WORDS[aspect]} ${to === undefined ? 'removed' : 'added'}`;
  }
  const what = option === undefined ? (WORDS[aspect] ?? aspect) : `option ${option}`;
  if (from === undefined) return `${what} ${shown(to)} added`;
  if (to === undefined) return `${what} ${shown(from)} removed`;
  return `${what} changed from ${shown(from)} to ${shown(to)}`;
}

function shown(text: string | undefined): string {
  return text === undefined ? 'none' : quoted(text);
}

function told(element: Descriptor | PackageFiles): string {
  switch (element.kind) {
    case 'package':
      return element.name === '' ? 'the package without a name' : `package ${element.name}`;
    case 'file':
      return `file ${element.path}`;
    case 'field':
      return element.isExtension
        ? `extension ${element.fullName} (${element.number})`
        : `field '${element.name}' (${element.number}) of ${ownerOf(element)}`;
    case 'enumValue':
      return `value ${element.name} (${element.number}) of ${element.parent.fullName}`;
    case 'oneof':
      return `oneof '${element.name}' of ${element.parent.fullName}`;
    case 'method':
      return `rpc ${element.name} of ${element.parent.fullName}`;
    default:
      return `${element.kind} ${element.fullName}`;
  }
}

function ownerOf(field: Descriptor & { readonly kind: 'field' }): string {
  return field.parent?.fullName ?? field.file.path;
}

function fileOf(element: Descriptor | PackageFiles): string {
  return element.kind === 'package' || element.kind === 'file' ? '' : element.file.path;
}

/** The full name by which an exception may name the element; of a file, its path. */
export function elementName(element: Descriptor | PackageFiles): string {
  if (element.kind === 'package') return element.name;
  return element.kind === 'file' ? element.path : element.fullName;
}
