// Which files have to be understood to tell what changed: enough, and not many more.

import { describe, expect, it } from 'vitest';
import { filesToCompare, type TextsByPath } from '../../../src/model/change/files-to-compare.ts';

function textsOf(texts: Readonly<Record<string, string>>): TextsByPath {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
}

const HEAD = 'syntax = "proto3";\n';
const BASE = {
  'a/base.proto': `${HEAD}package a;\nmessage Base { int32 x = 1; }\n`,
  'a/other.proto': `${HEAD}package a;\n`,
  'b/user.proto': `${HEAD}package b;\nimport "base.proto";\n`,
  'b/public.proto': `${HEAD}package b;\nimport public 'a/base.proto';\n`,
  'c/far.proto': `${HEAD}package c;\nimport "b/public.proto";\n`,
  'd/alone.proto': `${HEAD}package d;\n`,
};

function compared(changed: Readonly<Record<string, string>>) {
  const { affected, withPackages } = filesToCompare(textsOf(BASE), textsOf({ ...BASE, ...changed }));
  return { affected: [...affected].sort(), withPackages: [...withPackages].sort() };
}

describe('files to compare', () => {
  it('are none where nothing changed', () => {
    expect(compared({})).toEqual({ affected: [], withPackages: [] });
  });

  it('are the changed ones alone while they declare the same names', () => {
    const text = BASE['a/base.proto'].replace('int32 x', 'int64 y');
    expect(compared({ 'a/base.proto': text })).toEqual({
      affected: ['a/base.proto'],
      withPackages: ['a/base.proto', 'a/other.proto'],
    });
  });

  it('are those that import them, too, where names came or went, and those behind public imports', () => {
    const text = BASE['a/base.proto'].replace('message Base', 'enum Base { Z = 0; }\nmessage Basis');
    expect(compared({ 'a/base.proto': text }).affected).toEqual([
      'a/base.proto',
      'b/public.proto',
      'b/user.proto',
      'c/far.proto',
    ]);
  });

  it('are those whose imports cannot be told without parsing', () => {
    const odd = `${HEAD}import /* ; */ "a/base.proto";\n`;
    expect(compared({ 'e/odd.proto': odd }).affected).toEqual(['e/odd.proto']);
    const { affected } = filesToCompare(textsOf({ 'e/odd.proto': odd }), textsOf({ 'e/odd.proto': odd }));
    expect([...affected]).toEqual(['e/odd.proto']);
  });

  it('are those with comments that excuse findings', () => {
    const text = `${HEAD}// leyline-ignore field-no-delete: agreed\n`;
    const both = textsOf({ ...BASE, 'x.proto': text });
    expect([...filesToCompare(both, both).affected]).toEqual(['x.proto']);
  });
});
