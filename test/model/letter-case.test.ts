import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lowerSnakeCase,
  lowerSnakeCasePackage,
  pascalCase,
  pascalCaseOfWords,
  upperSnakeCase,
} from '../../src/model/letter-case.ts';

describe('lowerSnakeCase', () => {
  it.each([
    ['foo_bar', 'foo_bar'],
    ['fooBar', 'foo_bar'],
    ['FooBar', 'foo_bar'],
    ['FOO_BAR', 'foo_bar'],
    ['HTTPServer', 'http_server'],
    ['serverHTTP', 'server_http'],
    ['sha256Sum', 'sha256_sum'],
    ['sha256sum', 'sha256sum'],
    ['fooB2', 'foo_b2'],
    ['FOOB2', 'foob2'],
    ['foo2B', 'foo2b'],
    ['foo2Bar', 'foo2_bar'],
    ['fooX', 'foo_x'],
    ['X', 'x'],
    ['_foo__bar_', 'foo_bar'],
    ['foo-bar.baz qux', 'foo_bar_baz_qux'],
    ['Größe', 'größe'],
    ['___', ''],
    ['', ''],
  ])('%s → %s', (name, wanted) => expect(lowerSnakeCase(name)).toBe(wanted));
});

describe('upperSnakeCase', () => {
  it.each([
    ['FOO_BAR', 'FOO_BAR'],
    ['FOO_2', 'FOO_2'],
    ['fooBar', 'FOO_BAR'],
    ['Foo__Bar', 'FOO_BAR'],
    ['HTTPMethod', 'HTTP_METHOD'],
    ['SHA256', 'SHA256'],
    ['Ipv4address', 'IPV4ADDRESS'],
  ])('%s → %s', (name, wanted) => expect(upperSnakeCase(name)).toBe(wanted));
});

describe('pascalCase', () => {
  it.each([
    ['FooBar', 'FooBar'],
    ['foo_bar', 'FooBar'],
    ['fooBar', 'FooBar'],
    ['HTTPServer', 'HTTPServer'],
    ['FOO_BAR', 'FOOBAR'],
    ['sha2foo', 'Sha2foo'],
    ['foo_2bar', 'Foo2bar'],
    ['_foo_', 'Foo'],
    ['_', ''],
  ])('%s → %s', (name, wanted) => expect(pascalCase(name)).toBe(wanted));
});

describe('pascalCaseOfWords', () => {
  it.each([
    ['PAYMENT_METHOD', 'PaymentMethod'],
    ['SHA_256', 'Sha256'],
    ['HTTP', 'HTTP'],
    ['HTTP_Server', 'HTTPServer'],
  ])('%s → %s', (name, wanted) => expect(pascalCaseOfWords(name)).toBe(wanted));
});

it('gives each part of a package its case', () => {
  expect(lowerSnakeCasePackage('acme.OrderEvents.v1')).toBe('acme.order_events.v1');
  expect(lowerSnakeCasePackage('acme._x_.v1')).toBe('acme.x.v1');
});

it('leaves alone what it made', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9_]{1,12}$/);
  for (const convert of [lowerSnakeCase, upperSnakeCase, pascalCase, pascalCaseOfWords]) {
    const isSettled = (any: string) => convert(convert(any)) === convert(any);
    fc.assert(fc.property(name, isSettled));
  }
});
