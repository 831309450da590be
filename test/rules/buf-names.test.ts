// Rules about names, enums, fields and services say the same as buf's, on the same line and column; and want the same
// names, for every way in which small letters, capitals, digits and underscores can follow each other.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lowerSnakeCase, lowerSnakeCasePackage, pascalCase, upperSnakeCase } from '../../src/model/letter-case.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { bufVerdicts, type Dice, dice, ourVerdicts } from './buf-lint.ts';

const BUF = join(import.meta.dirname, '../../node_modules/.bin/buf');

describe('names', () => {
  const names = madeNames(2000, dice(7));
  const wanted = (text: string, rule: string) => wantedByBuf({ 'names.proto': text }, rule);

  it('in lower_snake_case are the same', () => {
    const text = names.map((name, i) => `message M${i} { optional int32 ${name} = 1; }\n`).join('');
    expect(wanted(text, 'FIELD_LOWER_SNAKE_CASE')).toEqual(changedBy(lowerSnakeCase, names));
  });

  it('in UPPER_SNAKE_CASE are the same', () => {
    const text = names.map((name, i) => `message M${i} { enum E { ${name} = 0; } }\n`).join('');
    expect(wanted(text, 'ENUM_VALUE_UPPER_SNAKE_CASE')).toEqual(changedBy(upperSnakeCase, names));
  });

  it('in PascalCase are the same', () => {
    const text = names.map((name, i) => `message M${i} { message ${name} {} }\n`).join('');
    expect(wanted(text, 'MESSAGE_PASCAL_CASE')).toEqual(changedBy(pascalCase, names));
  });

  it('of packages are the same', () => {
    const packages = names.slice(0, 300).map((name, i) => `p${i}.${name}.${names[i + 300]}`);
    const texts = Object.fromEntries(packages.map((name, i) => [`f${i}.proto`, `package ${name};\n`]));
    expect(wantedByBuf(texts, 'PACKAGE_LOWER_SNAKE_CASE')).toEqual(changedBy(lowerSnakeCasePackage, packages));
  });
});

function madeNames(count: number, { below, pick }: Dice): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const name = Array.from({ length: 1 + below(9) }, () => pick([...'abXYZ19__'])).join('');
    if (/^[A-Za-z_]/.test(name)) names.add(name);
  }
  return [...names];
}

function changedBy(convert: (name: string) => string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (convert(name) === name ? [] : [[name, convert(name)]])));
}

/** What buf wants names to be, by what they are: `… name "fooBar" should be …, such as "foo_bar".` */
function wantedByBuf(texts: Record<string, string>, rule: string): Record<string, string> {
  return Object.fromEntries(
    bufMessages(texts, { version: 'v2', lint: { use: [rule] } }).map((message) => {
      const found = /name "(\w+(?:\.\w+)*)" should .*"([\w.]*)"\.$/.exec(message);
      if (!found) throw new Error(`buf says: ${message}`);
      return [found[1] as string, found[2] as string];
    }),
  );
}

function bufMessages(texts: Record<string, string>, config: object): string[] {
  const cwd = temporaryFolder({ ...texts, 'buf.yaml': JSON.stringify(config) });
  const { stdout } = spawnSync(BUF, ['lint', '--error-format=json'], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).message as string]));
}

it("fields called 'descriptor' are the same", () => {
  const names = [
    'descriptor',
    'Descriptor',
    '__desCriptor_',
    'DESCRIPTOR__',
    'descriptor_',
    'de_scriptor',
    'descriptors',
  ];
  const text = names.map((name, i) => `message M${i} { optional int32 ${name} = 1; }\n`).join('');
  const rule = 'FIELD_NO_DESCRIPTOR';
  const messages = bufMessages({ 'a.proto': text }, { version: 'v1beta1', lint: { use: [rule] } });
  const flagged = names.filter((name) => messages.some((message) => message.includes(`"${name}"`)));
  const lines = ourVerdicts({ 'a.proto': text }, [rule]).map((line) => Number(line.split(':')[1]));
  expect(lines.map((line) => names[line - 1])).toEqual(flagged);
  expect(flagged).toHaveLength(5);
});

const RULES = [
  'ENUM_FIRST_VALUE_ZERO',
  'ENUM_NO_ALLOW_ALIAS',
  'ENUM_PASCAL_CASE',
  'ENUM_VALUE_PREFIX',
  'ENUM_VALUE_UPPER_SNAKE_CASE',
  'ENUM_ZERO_VALUE_SUFFIX',
  'FIELD_LOWER_SNAKE_CASE',
  'FIELD_NOT_REQUIRED',
  'FILE_LOWER_SNAKE_CASE',
  'MESSAGE_PASCAL_CASE',
  'ONEOF_LOWER_SNAKE_CASE',
  'PACKAGE_LOWER_SNAKE_CASE',
  'PACKAGE_VERSION_SUFFIX',
  'RPC_NO_CLIENT_STREAMING',
  'RPC_NO_SERVER_STREAMING',
  'RPC_PASCAL_CASE',
  'RPC_REQUEST_RESPONSE_UNIQUE',
  'RPC_REQUEST_STANDARD_NAME',
  'RPC_RESPONSE_STANDARD_NAME',
  'SERVICE_PASCAL_CASE',
  'SERVICE_SUFFIX',
];

const FILES = 60;
const STEMS = [
  'a',
  'order_events',
  'OrderEvents',
  'order-events',
  'order.events',
  '_order',
  'order__v1',
  'größe',
  'ÖL',
];
const VERSIONS = [
  'v1',
  'v1',
  'v1',
  'V1',
  'v0',
  'v01',
  'v1beta',
  'v1beta0',
  'v1p1alpha2',
  'v1p1',
  'v1test_x',
  'v1alphabeta1',
];
const GAPS = [' ', ' ', ' ', '\n  ', ' /* a comment */ ', ' // a comment\n'];

/** A file that has every kind of element, with names that are right, nearly right and wrong. */
function makeFile(i: number, rolls: Dice): [path: string, text: string] {
  const { chance, pick } = rolls;
  const maker: Maker = {
    ...rolls,
    inEdition: chance(0.3),
    gap: () => pick(GAPS),
    numbered: numbering(rolls),
    messages: new Set(['google.protobuf.Empty']),
  };
  const { gap, messages, inEdition } = maker;
  const body = [
    ...repeated(3, () => messageLines(maker)),
    ...repeated(3, (n) => enumLines(maker, n)),
    ...repeated(2, () => serviceLines(maker)),
  ];
  const lines = [
    inEdition ? 'edition = "2023";' : 'syntax = "proto2";',
    `package${gap()}${pick(['acme', 'Acme', 'ac__me'])}${i}.${pick(['mail', 'mailBox'])}.${pick(VERSIONS)};`,
    'import "google/protobuf/empty.proto";',
    ...body,
    ...[...messages].filter((name) => !name.includes('.')).map((name) => `message ${name} { extensions 1 to max; }`),
  ];
  return [`d${i}/${pick(STEMS)}.proto`, `${lines.join('\n')}\n`];
}

interface Maker extends Dice {
  readonly inEdition: boolean;
  /** What may stand between two tokens. */
  readonly gap: () => string;
  /** One of the spellings, made unique. */
  readonly numbered: (...spellings: readonly string[]) => string;
  /** Messages that methods use. */
  readonly messages: Set<string>;
}

function numbering({ pick }: Dice): Maker['numbered'] {
  let last = 0;
  return (...spellings) => {
    last += 1;
    return `${pick(spellings)}${last}${pick(['', '', 'x', '_', 'Y'])}`;
  };
}

function repeated(times: number, lines: (n: number) => readonly string[]): string[] {
  return Array.from({ length: times }, (_, n) => lines(n)).flat();
}

function messageLines({ inEdition, gap, numbered, messages }: Maker): string[] {
  const name = numbered('FooBar', 'foo_bar', 'fooBar', 'HTTPBox', 'Foo_bar');
  const extended = numbered('Extended', 'extended');
  messages.add(extended);
  const optional = inEdition ? '' : `optional${gap()}`;
  const required = `int32${gap()}${numbered('in_order', 'inOrder')} = 2`;
  return [
    `message${gap()}${name}${gap()}{`,
    `  ${optional}int32${gap()}${numbered('foo_bar', 'fooBar', 'Foo', '__foo', 'foo_2_')}${gap()}= 1;`,
    inEdition ? `  ${required}${gap()}[features.field_presence = LEGACY_REQUIRED];` : `  required${gap()}${required};`,
    `  map<string,${gap()}int32>${gap()}${numbered('by_name', 'byName')} = 3;`,
    `  oneof${gap()}${numbered('one_of', 'oneOf', 'One')} { string ${numbered('text', 'TEXT')} = 4; }`,
    inEdition ? '' : `  optional${gap()}group${gap()}${numbered('Box', 'Box_In', 'MailBox')} = 5 {}`,
    '}',
    `extend ${extended} { ${optional}int32 ${numbered('ext', 'extField', 'ext_field_')} = 100; }`,
  ];
}

function enumLines({ inEdition, gap, numbered, pick, chance }: Maker, n: number): string[] {
  const name = numbered('BoxKind', 'box_kind', 'SHA256Kind', 'boxKind');
  const prefix = `${pick([`${upperSnakeCase(name)}_`, name.toUpperCase(), '', 'BOX_'])}X${n}`;
  const zeros = pick([['_UNSPECIFIED = 0'], ['NONE = 0x0'], ['FIRST = 1', '_UNSPECIFIED = 0'], [`LOST =${gap()}-1`]]);
  const hasAlias = chance(0.3);
  return [
    `enum${gap()}${name} {`,
    inEdition ? '  option features.enum_type = CLOSED;' : '',
    hasAlias ? `  option${gap()}allow_alias${gap()}=${gap()}true;` : '',
    ...zeros.map((zero) => `  ${prefix}${zero};`),
    `  ${prefix}${numbered('foo', 'FOO', 'Bar_', 'A_B')} = 7;`,
    hasAlias ? `  ${numbered('SAME', 'same')} = 7;` : '',
    '}',
  ];
}

function serviceLines(maker: Maker): string[] {
  const { gap, numbered, pick, chance, messages } = maker;
  const name = numbered('MailService', 'Mail', 'mail_service') + pick(['', 'Service']);
  const typeFor = (method: string, ending: string): string => {
    if (chance(0.4)) return pick([...messages]);
    const own = `${chance(0.3) ? pascalCase(name) : ''}${pascalCase(method)}${chance(0.8) ? ending : 'Message'}`;
    messages.add(own);
    return own;
  };
  const parameter = (method: string, ending: string) =>
    `(${gap()}${chance(0.2) ? `stream${gap()}` : ''}${typeFor(method, ending)}${gap()})`;
  const methods = repeated(3, () => {
    const method = numbered('Get', 'getIt', 'Get_It');
    const signature = `${parameter(method, 'Request')}${gap()}returns${gap()}${parameter(method, 'Response')}`;
    return [`  rpc${gap()}${method}${gap()}${signature}${pick([';', '{\n    option deprecated = true;\n  }'])}`];
  });
  return [`service${gap()}${name} {`, ...methods, '}'];
}

describe('findings', () => {
  const rolls = dice(20_260_402);
  const texts = Object.fromEntries(Array.from({ length: FILES }, (_, i) => makeFile(i, rolls)));
  const ours = (options: Record<string, unknown>) => ourVerdicts(texts, RULES, options);

  it('are the same', () => {
    const bufs = bufVerdicts(texts, RULES);
    expect(ours({})).toEqual(bufs);
    for (const rule of RULES) expect([rule, bufs.some((line) => line.endsWith(` ${rule}`))]).toEqual([rule, true]);
  });

  it.each([
    [
      { enum_zero_value_suffix: '_NONE', service_suffix: 'API', rpc_allow_same_request_response: true },
      { suffix: '_NONE' },
      { suffix: 'API' },
      { allowSameRequestResponse: true, allowEmptyRequests: false, allowEmptyResponses: false },
    ],
    [
      { rpc_allow_google_protobuf_empty_requests: true, service_suffix: 'x' },
      { suffix: '_UNSPECIFIED' },
      { suffix: 'x' },
      { allowSameRequestResponse: false, allowEmptyRequests: true, allowEmptyResponses: false },
    ],
    [
      { rpc_allow_google_protobuf_empty_responses: true, enum_zero_value_suffix: 'NONE' },
      { suffix: 'NONE' },
      { suffix: 'Service' },
      { allowSameRequestResponse: false, allowEmptyRequests: false, allowEmptyResponses: true },
    ],
    [
      { rpc_allow_google_protobuf_empty_requests: true, rpc_allow_google_protobuf_empty_responses: true },
      { suffix: '_UNSPECIFIED' },
      { suffix: 'Service' },
      { allowSameRequestResponse: false, allowEmptyRequests: true, allowEmptyResponses: true },
    ],
  ])('are the same with options %j', (lint, zero, service, unique) => {
    const { allowEmptyRequests, allowEmptyResponses } = unique;
    const options = {
      'enum-zero-value-suffix': zero,
      'service-suffix': service,
      'rpc-request-response-unique': unique,
      'rpc-request-standard-name': { allowEmptyRequests },
      'rpc-response-standard-name': { allowEmptyResponses },
    };
    expect(ours(options)).toEqual(bufVerdicts(texts, RULES, lint));
  });
});
