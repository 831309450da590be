// What the reader tells of a TypeScript or JavaScript text: imports, exports, names, calls, types.

import { describe, expect, it } from 'vitest';
import type { Expression, SourceModule, TypeReference } from '../../../src/model/source-module.ts';
import { loadTypeScriptReader } from '../../../src/model/typescript/read-module.ts';

const reader = await loadTypeScriptReader();

function read(text: string, path = 'src/a.ts'): SourceModule {
  return reader({ path, text });
}

/** An expression in short: names and dots, calls with `()`. */
function shown(expression: Expression | undefined): string {
  switch (expression?.kind) {
    case 'name':
      return expression.name;
    case 'self':
      return 'this';
    case 'member':
      return `${shown(expression.object)}.${expression.name}`;
    case 'call':
      return `${shown(expression.callee)}(${expression.args.map(shown).join(', ')})`;
    case 'new':
      return `new ${shown(expression.callee)}(${expression.args.map(shown).join(', ')})`;
    case 'element':
      return `${shown(expression.of)}[]`;
    case 'choice':
      return expression.of.map(shown).join(' | ');
    case 'list':
      return `[${expression.items.map(shown).join(', ')}]`;
    case 'object':
      return `{ ${expression.members.map(({ name, value }) => `${name}: ${shown(value)}`).join(', ')} }`;
    case 'cast':
      return `${shown(expression.of)} as ${typeShown(expression.type)}`;
    case 'module':
      return `module ${expression.specifier}`;
    case 'function':
      return `=> ${expression.returns.map(shown).join(' | ')}`;
    case 'literal':
      return JSON.stringify(expression.value);
    default:
      return '…';
  }
}

function typeShown(type: TypeReference | undefined): string {
  switch (type?.kind) {
    case 'name':
      return type.path.join('.') + (type.args.length > 0 ? `<${type.args.map(typeShown).join(', ')}>` : '');
    case 'list':
      return `${typeShown(type.of)}[]`;
    case 'union':
      return type.of.map(typeShown).join(' | ');
    case 'typeof':
      return `typeof ${shown(type.of)}`;
    case 'import':
      return `module ${type.specifier}: ${type.path.join('.')}`;
    case 'shape':
      return `{ ${type.members.map(({ name }) => name).join(', ')} }`;
    case 'function':
      return `=> ${typeShown(type.result)}`;
    case 'literal':
      return JSON.stringify(type.value);
    case 'derived':
      return `from ${type.from.map(typeShown).join(', ')}`;
    default:
      return '…';
  }
}

describe('imports', () => {
  it.each<[text: string, found: (string | undefined)[][]]>([
    ["import a from 'x';", [['x', 'default', 'a']]],
    [
      "import { a, b as c } from 'x';",
      [
        ['x', 'a', 'a'],
        ['x', 'b', 'c'],
      ],
    ],
    ["import * as a from 'x';", [['x', '*', 'a']]],
    ["import type { A } from 'x';", [['x', 'A', 'A']]],
    ["import a = require('x');", [['x', '=', 'a']]],
    ["import 'x';", [['x', '*', undefined]]],
    ["const { a } = require('x');", [['x', '*', undefined]]],
    ["const a = await import('x');", [['x', '*', undefined]]],
    ["export * from 'x';", [['x', '*', undefined]]],
    ["import { 'a-b' as c } from 'x';", [['x', 'a-b', 'c']]],
  ])('%s', (text, found) => {
    const { imports } = read(text);
    expect(imports.map(({ specifier, imported, local }) => [specifier, imported, local])).toEqual(found);
    for (const { start, end } of imports) expect(text.slice(start, end)).toBe("'x'");
  });
});

describe('exports', () => {
  it.each<[text: string, found: string[], path?: string]>([
    ['export const a = 1, { b } = x;', ['a: a', 'b: b']],
    ['export function f() {}', ['f: f']],
    ['export class C { m() { const inner = 1; } }', ['C: C']],
    ['export interface I {}', ['I: I']],
    ['export enum E { A }', ['E: E']],
    ['export namespace N { export const inner = 1; }', ['inner: inner', 'N: N']],
    ['export default class C {}', ['default: C']],
    ['export default 1;', ['default: 1']],
    ["export { a as b } from 'x';", ['b from x a']],
    ["export * from 'x';", ['* from x *']],
    ["export * as n from 'x';", ['n from x *']],
    ['const a = 1; export { a as b };', ['b: a']],
    ['export = a;', ['=: a']],
    ['module.exports = { a };', ['=: { a: a }'], 'a.cjs'],
    ['exports.a = b.c;', ['a: b.c'], 'a.cjs'],
    ["__exportStar(require('x'), exports);", ['* from x *'], 'a.cjs'],
    ["Object.defineProperty(exports, 'a', { get: function () { return b.a; } });", ['a: b.a'], 'a.cjs'],
  ])('%s', (text, found, path = 'a.ts') => {
    const { exports } = read(text, path);
    const told = exports.map(({ name, from, value }) =>
      from ? `${name} from ${from.specifier} ${from.imported}` : `${name}: ${shown(value)}`,
    );
    expect(told).toEqual(found);
  });
});

describe('names', () => {
  it.each<[text: string, found: string[]]>([
    ['const a = b.c, d = a;', ['a = b.c', 'd = a']],
    ['const { a, b: { c: d }, ...e } = x;', ['a = x.a', 'd = x.b.c', 'e = x']],
    ['const [a, , b] = [x, y, z]; const [c] = list;', ['a = x', 'b = z', 'c = list[]']],
    ['const { a = b } = x;', ['a = x.a | b']],
    ['let a; a = b; a ??= c;', ['a = b; c']],
    ['for (const a of list) {}', ['a = list[]']],
    ['list.map((a) => a);', ['a = list[]']],
    ['promise.then((a) => a);', ['a = promise']],
    ['load(x, (error, root) => root);', ['error = …[]', 'root = …[]']],
    ['function f(a: A.B<C>, b = x, ...c: D[]) {}', ['a: A.B<C>', 'b = x', 'c: D[]', 'f = => ']],
    ['const a = (b as C)!, d = <E>f;', ['a = b as C', 'd = f as E']],
    ["const a = b ?? (c ? d : e), f = 'x' as const;", ['a = b | d | e', 'f = "x"']],
    ['const a = (0, b.c)(d);', ['a = b.c(d)']],
    ['const a = async (): Promise<B> => { return c; };', ['a = => c']],
    [
      "let a: import('x').B.C, b: typeof c.d, e: Pick<F, 'g'>;",
      ['a: module x: B.C', 'b: typeof c.d', 'e: Pick<F, "g">'],
    ],
    ['try {} catch (e) {}', ['e']],
    ['import a = b.c;', ['a = b.c']],
  ])('%s', (text, found) => {
    const told = read(text).bindings.map(({ name, type, values }) => {
      const annotated = type ? `: ${typeShown(type)}` : '';
      return name + annotated + (values.length > 0 ? ` = ${values.map(shown).join('; ')}` : '');
    });
    expect(told).toEqual(found);
  });

  it('belong to the scope that declares them', () => {
    const { bindings, scopes } = read('{ let a; var b; function f(c) { { var d; } } }');
    const kindOf = Object.fromEntries(bindings.map(({ name, scope }) => [name, scopes[scope]?.kind]));
    expect(kindOf).toEqual({ a: 'block', b: 'module', c: 'function', d: 'function', f: 'block' });
  });
});

describe('calls', () => {
  it.each<[text: string, found: string[]]>([
    ['a.b(c).d();', ['a.b(c).d()', 'a.b(c)']],
    ['new A.B(c());', ['new A.B(c())', 'c()']],
    ['a?.b?.();', ['a.b()']],
    ["a['b'](c[0]);", ['a.b(c.0)']],
    ['class A { b = c(); static { d(); } @e() f() { return this.g(); } }', ['c()', 'd()', 'e()', 'this.g()']],
    [`const a = \`\${b()}\`; if (c()) d(); else throw e();`, ['b()', 'c()', 'd()', 'e()']],
    ['a ||= b(); x = y ? z() : 0; !w();', ['b()', 'z()', 'w()']],
  ])('%s', (text, found) => {
    expect(read(text).calls.map(shown)).toEqual(found);
  });

  it('in JSX are seen', () => {
    expect(read('const a = <A b={c()} {...d()}>{e()}<F>{g()}</F></A>;', 'a.tsx').calls.map(shown)).toEqual([
      ...['c()', 'd()', 'e()', 'g()'],
    ]);
  });
});

describe('types', () => {
  it.each<[text: string, found: string]>([
    ['interface A extends B.C { d: E; f?(): G; readonly h: I[] }', 'interface A of B.C { d: E, f?: G, h: I[] }'],
    ['type A = { b: C } & D;', 'alias A of D { b: C }'],
    ["type A = 'b' | 'c';", 'union A of  { b, c }'],
    ['type A = Pick<B, C>;', 'alias A of  {  }'],
    ["enum A { B = 1, 'c-d' }", 'enum A of  { B, c-d }'],
    [
      'class A extends B implements C { d: E = f; static g = 1; #h; constructor(private i: J) {} get k(): L {} m() {} }',
      'class A of B, C { d: E, g, #h, i: J, k: L, m }',
    ],
    ['class A { constructor() { this.b = c; } }', 'class A of  { b }'],
    ['export const A = z.object({ b: z.string(), c: z.number().optional() }).strict();', 'schema A of  { b, c? }'],
    ["const A = z.enum(['b', 'c']);", 'schema A of  { b, c }'],
  ])('%s', (text, found) => {
    const [type] = read(text).types;
    const members = type?.members.map(
      ({ name, isOptional, type: of }) => name + (isOptional ? '?' : '') + (of ? `: ${typeShown(of)}` : ''),
    );
    expect(`${type?.kind} ${type?.name} of ${type?.bases.map(typeShown).join(', ')} { ${members?.join(', ')} }`).toBe(
      found,
    );
  });

  it('have their decorators', () => {
    const [type] = read('@type({ a: 1 })\n@other\nexport class A {}\n').types;
    expect(type?.decorators.map(({ expression }) => shown(expression))).toEqual(['type({ a: 1 })', 'other']);
    expect(type?.isExported).toBe(true);
  });
});

describe('wire code', () => {
  it.each<[text: string, found: string[]]>([
    ['const a = (n << 3) | 2;', ['tag']],
    ['const a = (fieldNumber << 3) | wireType;', ['tag telling']],
    ['const a = (n << 3) | 6;', []],
    ['const a = (n << 4) | 2, b = n << 3;', []],
    ['while (n > 127) { out.push((n & 0x7f) | 0x80); n >>>= 7; }', ['varint']],
    ['while (n > 127) { n = n / 2; }', []],
  ])('%s', (text, found) => {
    const told = read(text).wireCode.map(({ kind, isTelling }) => (isTelling ? `${kind} telling` : kind));
    expect(told).toEqual(found);
  });
});

describe('flaws', () => {
  it('are told where they are, and the rest is read', () => {
    const text = 'import { a } from "x";\na.b();\nconst = ;\n';
    const { flaws } = read(text);
    expect(flaws.length).toBeGreaterThan(0);
    expect(text.slice(0, flaws[0]?.start).split('\n')).toHaveLength(3);
    expect(flaws[0]?.message).toMatch(/^[a-z`'].*[^.]$/);
  });

  it('are none in scripts that modules could not be', () => {
    expect(read('with (a) { b(); }', 'a.cjs').flaws).toEqual([]);
    expect(read('const await = 1;', 'a.cjs').flaws).toEqual([]);
    expect(read('const a = <T,>(b: T) => b;', 'a.tsx').flaws).toEqual([]);
    expect(read('const a = <string>b;', 'a.mts').flaws).toEqual([]);
    expect(read('declare const a: string;', 'a.d.ts').flaws).toEqual([]);
  });

  it('count in UTF-16, as all offsets do', () => {
    const text = '\uFEFF// 😀 é\nimport { a } from "x"; /* c */ a.b();\n';
    const { comments, calls, imports } = read(text);
    expect(text.slice(comments[0], comments[1])).toBe('// 😀 é');
    expect(text.slice(comments[2], comments[3])).toBe('/* c */');
    expect(text.slice(calls[0]?.start, calls[0]?.end)).toBe('a.b()');
    expect(text.slice(imports[0]?.start, imports[0]?.end)).toBe('"x"');
  });
});
