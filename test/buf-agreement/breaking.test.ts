// `leyline breaking` finds what `buf breaking` finds, at the same place and as often, for every rule that buf has.

import { describe, expect, it } from 'vitest';
import { linkTexts } from '../engine/link-texts.ts';
import { dice } from '../rules/buf-lint.ts';
import { PAIRS } from './breaking-pairs.ts';
import { changeFile, makeFile, printFiles } from './breaking-schemas.ts';
import { bufFindings, ourFindings, sidesOf, type Texts } from './breaking-verdicts.ts';
import { bufMissing } from './buf-binary.ts';

describe.skipIf(bufMissing !== undefined)('as buf does', () => {
  it('between pairs of small schemas', async () => {
    const before = placed('before');
    const after = placed('after');
    const sides = sidesOf(before, after);
    const bufs = byTitle(bufFindings(sides));
    expect(byTitle(await ourFindings(sides, after))).toEqual(bufs);
    expect(Object.keys(bufs).length).toBeGreaterThan(PAIRS.length / 2);
  });

  it.each([1, 2, 3])('between schemas changed by chance, series %i', async (series) => {
    const rolls = dice(series * 104_729);
    const files = Array.from({ length: 120 }, (_, i) => makeFile(i, rolls));
    const pairs = files.map((file) => [printFiles([file]), printFiles([changeFile(file, rolls)])] as const);
    const sound = pairs.filter((sides) => sides.every(compiles));
    expect(sound.length).toBeGreaterThan(60);
    const before = Object.assign({}, ...sound.map(([text]) => text));
    const after = Object.assign({}, ...sound.filter(() => rolls.chance(0.95)).map(([, text]) => text));
    const sides = sidesOf(before, after);
    const bufs = bufFindings(sides);
    expect(await ourFindings(sides, after)).toEqual(bufs);
    expect(new Set(bufs.map((line) => line.split(' ')[1])).size).toBeGreaterThan(30);
  });
});

const HEAD = 'syntax = "proto3";\npackage pkg;\n';
const MOVED = 'message Moved { int32 x = 1; int32 y = 2; }\n';
const WORKSPACE = {
  'a/pkg/x.proto': `${HEAD}message Kept {}\n${MOVED}message Gone {}\nenum E { Z = 0; }\nservice S {}\n`,
  'b/pkg/y.proto': `${HEAD}message Other {}\n`,
};

describe.skipIf(bufMissing !== undefined)('as buf does, each module of a workspace for itself', () => {
  const cases: readonly (readonly [string, Texts])[] = [
    [
      'a message went into another module, and changed',
      {
        'a/pkg/x.proto': `${HEAD}message Kept {}\nenum E { Z = 0; }\n`,
        'b/pkg/y.proto': `${HEAD}message Other {}\n${MOVED.replace('int32 y = 2;', '')}service S {}\n`,
      },
    ],
    [
      'all went into another module',
      {
        'a/pkg/x.proto': 'syntax = "proto3";\npackage rest;\n',
        'b/pkg/y.proto': `${WORKSPACE['b/pkg/y.proto']}${WORKSPACE['a/pkg/x.proto'].slice(HEAD.length)}`,
      },
    ],
    [
      'a file went into another module',
      {
        'a/pkg/z.proto': HEAD,
        'b/pkg/x.proto': WORKSPACE['a/pkg/x.proto'],
        'b/pkg/y.proto': WORKSPACE['b/pkg/y.proto'],
      },
    ],
    ['a field changed', { ...WORKSPACE, 'b/pkg/y.proto': `${HEAD}message Other { int32 x = 1; }\nmessage More {}\n` }],
  ];

  it.each(cases)('%s', async (_, after) => {
    const sides = sidesOf(WORKSPACE, after, undefined, ['a', 'b']);
    expect(await ourFindings(sides, after)).toEqual(bufFindings(sides));
  });
});

/** Changes made by chance make a few files that no compiler takes. */
function compiles(texts: Texts): boolean {
  return linkTexts(texts).compileFindings.every(({ severity }) => severity !== 'error');
}

/** Each pair in a folder and a package of its own, so that one run is enough for all. */
function placed(side: 'before' | 'after'): Texts {
  return Object.fromEntries(
    PAIRS.flatMap((pair, i) =>
      Object.entries(pair[side]).map(([path, text]) => [`p${i}/${path}`, text.replaceAll('PKG', `p${i}`)]),
    ),
  );
}

function byTitle(lines: readonly string[]): Record<string, string[]> {
  const grouped: Record<string, string[]> = {};
  for (const line of lines) {
    const title = PAIRS[Number(/^p(\d+)/.exec(line)?.[1])]?.title ?? 'without a place';
    grouped[title] = [...(grouped[title] ?? []), line];
  }
  return grouped;
}
