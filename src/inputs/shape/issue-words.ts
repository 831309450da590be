// Says in plain words why a value does not fit its schema, and what to write instead. Knows no spans.

import type * as z from 'zod/mini';
import { nearest } from '../../text/nearest.ts';
import { nodeAt, type YamlNode } from '../yaml/yaml-node.ts';

export interface Words {
  readonly message: string;
  readonly hint?: string;
}

/** Between the known keys that travel in the message of an `unrecognized_keys` issue. */
export const LIST_SEPARATOR = '\n';
/** What zod/mini says where no schema has its own words. */
const UNSPOKEN = 'Invalid input';
const MOST_LISTED = 20;

export function describeIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[], root: YamlNode): Words {
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys[0] ?? '', issue.message);
  const node = nodeAt(root, path);
  const subject = subjectOf(path);
  if (!node) return { message: `${subject} is missing`, hint: `add '${String(path.at(-1))}:' to this part` };
  if (issue.message !== UNSPOKEN) return spoken(issue);
  if (node.kind === 'scalar' && node.value === null && issue.code !== 'custom') {
    return { message: `${subject} has no value`, hint: 'write a value, or remove the line' };
  }
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(subject, issue.expected, node);
    case 'invalid_value':
      return wrongChoice(subject, issue.values, node);
    case 'invalid_union':
      return wrongType(subject, alternatives(issue), node);
    case 'too_small':
      return { message: `${subject} must ${limit('least', issue.origin, Number(issue.minimum), issue.inclusive)}` };
    case 'too_big':
      return { message: `${subject} must ${limit('most', issue.origin, Number(issue.maximum), issue.inclusive)}` };
    case 'invalid_format':
      if (issue.format === 'date') return notADate(node);
      return {
        message: `${subject} does not have the required form`,
        ...(issue.pattern && patternHint(issue.pattern)),
      };
    case 'not_multiple_of':
      return { message: `${subject} must be a multiple of ${issue.divisor}` };
    default:
      return { message: `${subject} does not fit` };
  }
}

/** Words for a key that nothing knows. `known` is the list of keys that would be understood. */
function unknownKey(key: string, known: string): Words {
  const keys = known === '' ? [] : known.split(LIST_SEPARATOR);
  return { message: `unknown key '${key}'`, ...suggestion(key, keys, 'known here') };
}

/** `did you mean 'x'?`, or all that there is to choose from when nothing comes near. */
export function suggestion(name: string, choices: readonly string[], intro: string): { hint?: string } {
  const near = nearest(name, choices);
  if (near !== undefined) return { hint: `did you mean '${near}'?` };
  if (choices.length === 0) return {};
  const more = choices.length > MOST_LISTED ? `, and ${choices.length - MOST_LISTED} more` : '';
  return { hint: `${intro}: ${choices.slice(0, MOST_LISTED).join(', ')}${more}` };
}

function spoken(issue: z.core.$ZodIssue): Words {
  const hint = issue.code === 'custom' ? issue.params?.['hint'] : undefined;
  return { message: issue.message, ...(typeof hint === 'string' && { hint }) };
}

function subjectOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'this file';
  if (last === '') return 'this key';
  if (typeof last !== 'number') return `'${String(last)}'`;
  const list = path.at(-2);
  return typeof list === 'string' ? `item ${last + 1} of '${list}'` : `item ${last + 1}`;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: "a map ('key: value' lines)",
  record: "a map ('key: value' lines)",
  never: 'left out',
};

function wrongType(subject: string, expected: string, node: YamlNode): Words {
  const message = `${subject} must be ${NAMES[expected] ?? expected}, not ${kindOf(node)}`;
  if (node.kind !== 'scalar') return { message };
  if (expected === 'number' && typeof node.value === 'number') return { message: `${subject} must be a finite number` };
  if (expected === 'string') return { message, hint: `put it in quotes: '${node.written}'` };
  if (expected !== 'array') return { message };
  const text = String(node.value);
  const plain = /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
  return { message, hint: `write it as a list: [${plain}]` };
}

function kindOf(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string')
    return node.value === '' ? 'an empty text' : `the text '${shortened(node.value)}'`;
  return typeof node.value === 'number' ? `the number ${node.written}` : node.written;
}

function wrongChoice(subject: string, values: readonly z.core.util.Primitive[], node: YamlNode): Words {
  const choices = values.map(String);
  const message = `${subject} cannot be ${kindOf(node).replace(/^the (text|number) /, '')}`;
  const near = node.kind === 'scalar' ? nearest(String(node.value), choices) : undefined;
  const all = choices.length === 1 ? `it can only be ${choices[0]}` : `it is one of ${choices.join(', ')}`;
  return { message, hint: near === undefined ? all : `did you mean '${near}'? ${all}` };
}

function alternatives(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = issue.errors.flatMap((branch) => branch.filter((inner) => inner.path.length === 0));
  const names = kinds.map((inner) => {
    if (inner.code === 'invalid_type') return NAMES[inner.expected] ?? inner.expected;
    return inner.code === 'invalid_value' ? inner.values.join(', ') : 'something else';
  });
  return [...new Set(names)].join(' or ');
}

function limit(side: 'least' | 'most', origin: string, bound: number, inclusive: boolean | undefined): string {
  const amount = inclusive === false ? (side === 'least' ? 'more than' : 'less than') : `at ${side}`;
  if (origin === 'array' || origin === 'set') {
    return side === 'least' && bound === 1 ? 'not be an empty list' : `have ${amount} ${bound} items`;
  }
  if (origin === 'string') {
    return side === 'least' && bound === 1 ? 'not be empty' : `have ${amount} ${bound} characters`;
  }
  return `be ${amount} ${bound}`;
}

function notADate(node: YamlNode): Words {
  const text = node.kind === 'scalar' ? shortened(String(node.value)) : '';
  return { message: `'${text}' is not a day of the calendar`, hint: 'write a day as YYYY-MM-DD, such as 2027-01-31' };
}

function patternHint(pattern: string): { hint: string } {
  return { hint: `it must match ${pattern}` };
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
