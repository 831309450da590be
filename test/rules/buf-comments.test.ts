// Rules about comments say the same as buf's, on the same line and column, whatever comments stand around a declaration.

import { expect, it } from 'vitest';
import { bufVerdicts, type Dice, dice, ourVerdicts } from './buf-lint.ts';

const RULES = ['ENUM', 'ENUM_VALUE', 'FIELD', 'MESSAGE', 'ONEOF', 'RPC', 'SERVICE'].map((name) => `COMMENT_${name}`);
const FILES = 60;

const TEXTS = [
  ...['', ' ', '   ', ' word', 'word', '/', ' *', ' buf:lint:ignore OTHER', 'buf:lint:ignore X', ' é', ' // x'],
  ...[' buf:lint:ignore-not', ' see buf:lint:ignore', ' buf:lint', '\u00a0'],
];

/**
 * What may stand between two tokens: blanks, line breaks, comments of both kinds. Block comments have lines of their own:
 * where one shares its line with code, buf leaves protoc's rules, which say whose comment it is; we keep to them.
 */
function gap({ chance, below, pick }: Dice): string {
  let text = '';
  for (let left = below(5); left > 0; left -= 1) {
    const kind = below(6);
    if (kind === 0) text += '\n';
    else if (kind === 1) text += pick(['  ', ' \n', '\r\n', '\n\n']);
    else if (kind < 4) text += `//${pick(TEXTS)}\n`;
    else text += `\n/*${block(pick, below(3) + 1)}*/\n`;
  }
  return text + (chance(0.5) ? '\n' : ' ');
}

function block(pick: Dice['pick'], lines: number): string {
  const texts = Array.from({ length: lines }, () => pick(TEXTS).replaceAll('/', ''));
  return texts.join(pick(['\n', '\n * ', '\n\n', '\r\n']));
}

function makeFile(index: number, rolls: Dice): string {
  const { chance, below, pick } = rolls;
  let count = 0;
  const name = () => `N${index}x${++count}`;
  const number = () => ++count;
  const blank = () => gap(rolls);
  const many = (make: () => string, limit: number) =>
    Array.from({ length: below(limit) }, () => blank() + make()).join('');
  const label = () => `${pick(['optional', 'repeated'])}${chance(0.1) ? blank() : ' '}`;
  const plain = () => `${label()}string ${name()} = ${number()};`;
  const group = () => `${label()}group ${name()} = ${number()} {${body(2)}${blank()}}`;
  const map = () => `map<string, int32> ${name()} = ${number()};`;
  const alternative = () => `string ${name()} = ${number()};`;
  const oneof = () => `oneof ${name()} {${blank()}${alternative()}${many(alternative, 3)}${blank()}}`;
  const value = () => `${name()} = ${number()};`;
  const enumeration = () => `enum ${name()} {${blank()}${value()}${many(value, 4)}${blank()}}`;
  const extend = () => `extend Base {${blank()}${plain()}${many(() => pick([plain, group])(), 3)}${blank()}}`;
  const body = (limit: number): string => {
    const nested = () => (limit > 1 ? message(limit - 1) : ';');
    return many(() => pick([plain, plain, plain, group, map, oneof, enumeration, extend, nested])(), limit);
  };
  const message = (limit: number) => `message ${name()} {${body(limit)}${blank()}}`;
  const method = () => `rpc ${name()}(Base) returns (Base)${chance(0.5) ? ';' : `${blank()}{${blank()}}`}`;
  const service = () => `service ${name()} {${many(method, 4)}${blank()}}`;
  const top = many(() => pick([() => message(6), () => message(6), enumeration, service, extend])(), 8);
  const base = 'message Base { extensions 1 to max; }';
  return `${blank()}syntax = "proto2";${blank()}package p${index};${blank()}${base}${top}${blank()}`;
}

it('agrees with buf on every finding', () => {
  const rolls = dice(20_260_402);
  const texts = Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [`f${index}.proto`, makeFile(index, rolls)] as const),
  );
  const bufs = bufVerdicts(texts, RULES);
  expect(ourVerdicts(texts, RULES)).toEqual(bufs);
  for (const rule of RULES) expect(bufs.filter((line) => line.endsWith(` ${rule}`)).length).toBeGreaterThan(20);
});
