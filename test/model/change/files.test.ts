// Which files have to be understood to tell what changed: enough, and not many more.

import { describe, expect, it } from 'vitest';
import { type FilesToCompare, filesToCompare, type TextsByPath } from '../../../src/model/change/files-to-compare.ts';

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

/** As texts of both sides, and as texts of what differs beside those that are the same: it makes no difference. */
async function compared(changed: Readonly<Record<string, string>>) {
  const whole = await filesToCompare(textsOf(BASE), textsOf({ ...BASE, ...changed }));
  const isSame = ([path]: readonly [string, string]) => !(path in changed);
  const same = { excusing: [], read: async () => textsOf(Object.fromEntries(Object.entries(BASE).filter(isSame))) };
  const before = Object.fromEntries(Object.entries(BASE).filter((entry) => !isSame(entry)));
  const parted = await filesToCompare(textsOf(before), textsOf(changed), same);
  const found = async ({ affected, withPackages }: FilesToCompare) => ({
    affected: [...affected].sort(),
    withPackages: [...(await withPackages())].sort(),
  });
  expect(await found(parted)).toEqual(await found(whole));
  return found(whole);
}

describe('files to compare', () => {
  it('are none where nothing changed', async () => {
    expect(await compared({})).toEqual({ affected: [], withPackages: [] });
  });

  it('are the changed ones alone while they declare the same names', async () => {
    const text = BASE['a/base.proto'].replace('int32 x', 'int64 y');
    expect(await compared({ 'a/base.proto': text })).toEqual({
      affected: ['a/base.proto'],
      withPackages: ['a/base.proto', 'a/other.proto'],
    });
  });

  it('are those that import them, too, where names came or went, and those behind public imports', async () => {
    const text = BASE['a/base.proto'].replace('message Base', 'enum Base { Z = 0; }\nmessage Basis');
    expect((await compared({ 'a/base.proto': text })).affected).toEqual([
      'a/base.proto',
      'b/public.proto',
      'b/user.proto',
      'c/far.proto',
    ]);
  });

  it('are those whose imports cannot be told without parsing', async () => {
    const odd = `${HEAD}import /* ; */ "a/base.proto";\n`;
    const more = { ...BASE, 'e/odd.proto': odd };
    const renamed = { ...more, 'a/base.proto': BASE['a/base.proto'].replace('message Base', 'message Basis') };
    const { affected } = await filesToCompare(textsOf(more), textsOf(renamed));
    expect([...affected]).toContain('e/odd.proto');
  });

  it('are those with comments that excuse findings', async () => {
    const text = `${HEAD}// leyline-ignore field-no-delete: agreed\n`;
    const both = textsOf({ ...BASE, 'x.proto': text });
    expect([...(await filesToCompare(both, both)).affected]).toEqual(['x.proto']);
  });
});
