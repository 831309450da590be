// Rules about packages, imports and files say the same as buf's, on the same line and column, for many small projects.

import { expect, it } from 'vitest';
import { bufVerdicts, type Dice, dice, ourVerdicts } from './buf-lint.ts';

const RULES = [
  'DIRECTORY_SAME_PACKAGE',
  'IMPORT_NO_PUBLIC',
  'IMPORT_USED',
  'PACKAGE_DEFINED',
  'PACKAGE_DIRECTORY_MATCH',
  'PACKAGE_NO_IMPORT_CYCLE',
  'PACKAGE_SAME_CSHARP_NAMESPACE',
  'PACKAGE_SAME_DIRECTORY',
  'PACKAGE_SAME_GO_PACKAGE',
  'PACKAGE_SAME_JAVA_MULTIPLE_FILES',
  'PACKAGE_SAME_JAVA_PACKAGE',
  'PACKAGE_SAME_PHP_NAMESPACE',
  'PACKAGE_SAME_RUBY_PACKAGE',
  'PACKAGE_SAME_SWIFT_PREFIX',
  'STABLE_PACKAGE_NO_IMPORT_UNSTABLE',
  'SYNTAX_SPECIFIED',
];

const WORLDS = 80;
const FILES = 9;
const VERSIONS = ['v1', 'v2', 'v1beta1', 'v1alpha', 'v1p1beta1', 'v1test', 'v0', 'v1beta0', 'V1', 'v', 'v01', 'v1p1'];
const STRINGS = ['csharp_namespace', 'go_package', 'java_package', 'php_namespace', 'ruby_package', 'swift_prefix'];

interface MadeFile {
  readonly path: string;
  readonly package: string;
  /** Prefix of everything it declares, so that no two files declare the same. */
  readonly name: string;
}

/** Files with packages and folders out of a few; each imports some of those before it and uses some of these. */
function makeWorld(world: number, { chance, below, pick }: Dice): Record<string, string> {
  const texts: Record<string, string> = {};
  const files: MadeFile[] = [];
  const packages = [0, 1, 2].map((i) => `w${world}.p${i}${chance(0.8) ? `.${pick(VERSIONS)}` : ''}`);
  for (let i = 0; i < FILES; i += 1) {
    const own = chance(0.05) ? '' : pick(packages);
    const folder = chance(0.7) ? own.replaceAll('.', '/') : pick([`w${world}`, `w${world}/p1`, 'elsewhere']);
    const name = `F${world}x${i}`;
    const file = { path: `${folder === '' ? '' : `${folder}/`}f${world}_${i}.proto`, package: own, name };
    const lines: string[] = [];
    if (chance(0.2)) lines.push('// A comment at the top.', '');
    if (chance(0.8)) lines.push('syntax = "proto2";');
    if (own !== '') lines.push(chance(0.1) ? `package\n  ${own};` : `package ${own};`);
    lines.push('import "google/protobuf/descriptor.proto";');
    const imported = files.filter(() => chance(0.4));
    for (const other of imported) {
      const modifier = chance(0.1) ? 'public ' : chance(0.05) ? 'weak ' : '';
      lines.push(`${chance(0.2) ? '  ' : ''}import ${modifier}"${other.path}";`);
    }
    for (const option of STRINGS) {
      if (chance(0.3)) lines.push(`option ${option} = "${pick(['', 'One', 'Two', 'Tw" "o', 'T\\x77o'])}";`);
    }
    if (chance(0.3)) lines.push(`option java_multiple_files = ${pick(['true', 'false'])};`);
    lines.push(...declarations(name));
    for (const other of imported) if (chance(0.6)) lines.push(use(other, name, below(8)));
    texts[file.path] = `${lines.join('\n')}\n`;
    files.push(file);
  }
  return texts;
}

function declarations(name: string): string[] {
  const number = 10_000 + Number(name.slice(1).replace('x', ''));
  return [
    `message ${name} { optional int32 n = 1; message In {} extensions 100 to max; }`,
    `enum ${name}Kind { ${name}_ZERO = 0; }`,
    `extend google.protobuf.FieldOptions { optional ${name} ${name}_option = ${number}; }`,
    `extend google.protobuf.MessageOptions { optional int32 ${name}_flag = ${number}; }`,
  ];
}

/** A statement that needs something of the other file. */
function use(other: MadeFile, name: string, way: number): string {
  const scope = other.package === '' ? '' : `${other.package}.`;
  const full = `.${scope}${other.name}`;
  const own = `${name}Uses${other.name}`;
  return [
    `message ${own} { optional ${full} f = 1; }`,
    `message ${own} { optional ${full}.In f = 1; }`,
    `message ${own} { map<string, ${full}Kind> f = 1; }`,
    `extend ${full} { optional int32 ${own} = ${1000 + Number(name.slice(1).replace('x', ''))}; }`,
    `service ${own} { rpc A(${full}) returns (${name}); }`,
    `message ${own} { option (.${scope}${other.name}_flag) = 1; }`,
    `message ${own} { optional int32 f = 1 [(.${scope}${other.name}_option).n = 1]; }`,
    `message ${own} { optional int32 f = 1 [(.${scope}${other.name}_option) = { n: 2 }]; }`,
  ][way] as string;
}

it('agrees with buf on every finding', () => {
  const rolls = dice(20_260_401);
  const texts = Object.assign({}, ...Array.from({ length: WORLDS }, (_, world) => makeWorld(world, rolls)));
  const bufs = bufVerdicts(texts, RULES);
  expect(ourVerdicts(texts, RULES)).toEqual(bufs);
  for (const rule of RULES) expect(bufs.filter((line) => line.endsWith(` ${rule}`)).length).toBeGreaterThan(20);
});
