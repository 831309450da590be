// `buf:lint:ignore` comments silence the same findings here as in buf, wherever they stand and whatever they look like.

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { checkWorkspace } from '../../src/engine/check-workspace.ts';
import { createPolicy } from '../../src/engine/policy.ts';
import { positionAt, type SourceFile } from '../../src/text/source-file.ts';
import { linkTexts } from '../engine/link-texts.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { type Dice, dice } from '../rules/buf-lint.ts';
import { BUF, bufMissing } from './buf-binary.ts';

/** Rules whose findings lie on names, on whole declarations, on statements of the file and in types. */
const RULES = [
  ...['MESSAGE_PASCAL_CASE', 'ENUM_PASCAL_CASE', 'SERVICE_PASCAL_CASE', 'RPC_PASCAL_CASE', 'ONEOF_LOWER_SNAKE_CASE'],
  ...['FIELD_LOWER_SNAKE_CASE', 'FIELD_NOT_REQUIRED', 'ENUM_VALUE_UPPER_SNAKE_CASE', 'ENUM_NO_ALLOW_ALIAS'],
  ...['PACKAGE_LOWER_SNAKE_CASE', 'IMPORT_NO_PUBLIC', 'PACKAGE_SAME_GO_PACKAGE', 'RPC_REQUEST_STANDARD_NAME'],
];
const BUF_IDS = new Map(rules.flatMap(({ id, aliases }) => (aliases?.buf === undefined ? [] : [[id, aliases.buf]])));

function bufFindings(texts: Readonly<Record<string, string>>): string[] {
  const config = JSON.stringify({ version: 'v2', lint: { use: RULES } });
  const cwd = temporaryFolder({ ...texts, 'buf.yaml': config });
  const { stdout, stderr } = spawnSync(BUF, ['lint', '--error-format=json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const rows = stdout.split('\n').filter((row) => row !== '');
  if (rows.length === 0 || stdout.includes('"COMPILE"')) throw new Error(`buf found nothing: ${stderr}${stdout}`);
  return rows
    .map((row) => JSON.parse(row))
    .map(({ path, start_line: line = 1, type }) => `${path}:${line} ${type}`)
    .sort();
}

function ourFindings(texts: Readonly<Record<string, string>>): { found: string[]; ignored: number } {
  const { workspace, compileFindings } = linkTexts(texts);
  const on = rules.filter(({ aliases }) => RULES.includes(aliases?.buf ?? ''));
  const { findings } = checkWorkspace({
    workspace,
    compileFindings,
    compileChecks: new Set(),
    rules: on,
    policy: createPolicy({
      config: { extends: [], rules: new Map(on.map(({ id }) => [id, { severity: 'error' }])), overrides: [] },
      rules: on,
    }),
    exceptions: [],
    baseline: new Set(),
    otherTexts: [],
    today: '2026-01-01',
    isComplete: true,
    bufIgnoresIn: () => 'as-buf-does',
  });
  const found = findings
    .filter(({ excused }) => !excused)
    .map(({ path, start, rule }) => {
      const { line } = positionAt(workspace.schema.get(path)?.source as SourceFile, start);
      return `${path}:${line} ${BUF_IDS.get(rule) ?? rule}`;
    })
    .sort();
  return { found, ignored: findings.length - found.length };
}

const WORDS = ['', ' because', ', OTHER_RULE', 'X', ': see above', '_PREFIX', ' */ x'];

function comment({ chance, below, pick }: Dice): string {
  const keyword = chance(0.85)
    ? 'buf:lint:ignore '
    : pick(['buf:lint:ignore', 'buf:lint:ignore  ', 'x buf:lint:ignore ']);
  const line = () => (chance(0.2) ? ' words' : `${pick([' ', '', '  ', '\t'])}${keyword}${pick(RULES)}${pick(WORDS)}`);
  if (chance(0.6))
    return `${Array.from({ length: below(3) + 1 }, () => `//${line()}`).join(pick(['\n', '\n  ', '\r\n']))}\n`;
  const lines = Array.from({ length: below(3) + 1 }, () => line().replaceAll('*/', ''));
  return `/*${lines.join(pick(['\n', '\n * ', '\n*', '\n ** ']))}${pick(['', '\n', ' '])}*/`;
}

/** What may stand between two statements. */
function gap(rolls: Dice): string {
  const { chance, below, pick } = rolls;
  let text = pick(['', ' ', '\n', '\n\n']);
  for (let left = chance(0.5) ? below(3) + 1 : 0; left > 0; left--) {
    text += comment(rolls) + pick(['', ' ', '\n', '\n', '\n', '\n\n', '\r\n']);
  }
  return text;
}

function fileText(index: number, rolls: Dice): string {
  const { chance, below, pick } = rolls;
  let count = 0;
  const name = () => `${pick(['aB', 'Cc_', 'd', 'E'])}${index}x${++count}`;
  /** Extensions of all files share the numbers of Base. */
  const number = () => 20_000 + index * 1000 + ++count;
  const g = () => gap(rolls);
  const many = (make: () => string, limit: number) => Array.from({ length: below(limit) }, () => g() + make()).join('');
  const field = () => `${pick(['optional', 'repeated', 'required'])} int32 ${name()} = ${number()};`;
  const extension = () => `optional int32 ${name()} = ${number()};`;
  const group = () => `optional group G${name()} = ${number()} {${body(2)}${g()}}`;
  const alternative = () => `string ${name()} = ${number()};`;
  const oneof = () => `oneof ${name()} {${g()}${alternative()}${many(alternative, 3)}${g()}}`;
  const value = () => `${name()} = ${number()};`;
  const alias = () => (chance(0.3) ? `${g()}option allow_alias = true;${g()}${name()} = 0;${g()}${name()} = 0;` : '');
  const enumeration = () => `enum ${name()} {${alias()}${g()}${value()}${many(value, 4)}${g()}}`;
  const extend = () => `extend Base {${g()}${extension()}${many(() => pick([extension, group])(), 3)}${g()}}`;
  const body = (limit: number): string => {
    const nested = () => (limit > 1 ? message(limit - 1) : ';');
    return many(() => pick([field, field, group, oneof, enumeration, extend, nested, () => ';'])(), limit);
  };
  const message = (limit: number) => `message ${name()} {${body(limit)}${g()}}`;
  const method = () => `rpc ${name()}(Base) returns (Base)${chance(0.5) ? ';' : `${g()}{${g()}}`}`;
  const service = () => `service ${name()} {${many(method, 4)}${g()}}`;
  const top = many(() => pick([() => message(5), () => message(5), enumeration, service, extend, () => ';'])(), 8);
  const option = chance(0.5) ? `${g()}option go_package = "p${index}";` : '';
  return `${g()}syntax = "proto2";${g()}package Aa.v1;${g()}import public "base.proto";${option}${top}${g()}`;
}

const BASE = 'syntax = "proto2";\npackage Aa.v1;\nmessage Base { extensions 1 to max; }\n';

describe.skipIf(bufMissing !== undefined)('as buf does', () => {
  it.each([1, 2, 3, 4, 5, 6])('in files made by chance, series %i', (series) => {
    const rolls = dice(series * 7919);
    const files = Array.from({ length: 60 }, (_, i) => [`f${i}.proto`, fileText(i, rolls)] as const);
    const texts = { 'base.proto': BASE, ...Object.fromEntries(files) };
    const { found, ignored } = ourFindings(texts);
    expect(found).toEqual(bufFindings(texts));
    expect(ignored).toBeGreaterThan(20);
  });
});
