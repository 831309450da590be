// Rounds of fixing: on until nothing changes, and an end even where fixes fight.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { fixLoop, type Texts } from '../../src/engine/fix-loop.ts';

type Rewrite = readonly [rule: string, pattern: RegExp, replacement: string];

/** A linter that wants each match of each pattern replaced. */
function linter(project: Readonly<Record<string, string>>, rewrites: readonly Rewrite[]) {
  const rounds: Texts[] = [];
  const lint = async (texts: Texts) => {
    rounds.push(texts);
    const sources = new Map(
      Object.entries(project).map(([path, text]) => [path, { path, text: texts.get(path) ?? text }] as const),
    );
    const findings = [...sources.values()].flatMap(({ path, text: source }) =>
      rewrites.flatMap(([rule, pattern, text]) =>
        [...source.matchAll(pattern)].map((match): Finding => {
          const span = { path, start: match.index, end: match.index + match[0].length };
          const fix = { title: rule, kind: 'safe', edits: [{ ...span, text }] } as const;
          return { rule, severity: 'error', message: rule, ...span, fix };
        }),
      ),
    );
    return { findings, sources };
  };
  return { lint, rounds };
}

async function run(project: Readonly<Record<string, string>>, rewrites: readonly Rewrite[]) {
  const { lint, rounds } = linter(project, rewrites);
  const { files, applied, last, isSettled } = await fixLoop(lint, { suggestions: false });
  return {
    texts: Object.fromEntries(files.map(({ path, after }) => [path, after])),
    applied: applied.map(({ rule }) => rule),
    open: last.findings.map(({ rule }) => rule),
    isSettled,
    rounds: rounds.length,
  };
}

describe('fixLoop', () => {
  it('looks once where nothing is to be fixed', async () => {
    expect(await run({ a: 'fine' }, [['bad', /bad/g, 'good']])).toEqual({
      texts: {},
      applied: [],
      open: [],
      isSettled: true,
      rounds: 1,
    });
  });

  it('takes what was postponed in the next round, and what a fix brought up', async () => {
    const rewrites: Rewrite[] = [
      ['one', /ab/g, 'c'],
      ['overlapping', /bd/g, 'e'],
      ['follow-up', /cd/g, 'f'],
    ];
    expect(await run({ x: 'abd', y: 'bd' }, rewrites)).toEqual({
      texts: { x: 'f', y: 'e' },
      applied: ['one', 'overlapping', 'follow-up'],
      open: [],
      isSettled: true,
      rounds: 3,
    });
  });

  it('tells what was before, however many rounds it took', async () => {
    const { lint } = linter({ a: 'x1' }, [
      ['one', /x1/g, 'x2'],
      ['two', /x2/g, 'x3'],
    ]);
    const outcome = await fixLoop(lint, { suggestions: false });
    expect(outcome.files).toEqual([{ path: 'a', before: 'x1', after: 'x3' }]);
  });

  it('stops where two fixes undo each other, and keeps what the other fixes made', async () => {
    const rewrites: Rewrite[] = [
      ['to-dash', /a_b/g, 'a-b'],
      ['to-underscore', /a-b/g, 'a_b'],
      ['other', /bad/g, 'good'],
    ];
    expect(await run({ x: 'a_b bad' }, rewrites)).toEqual({
      texts: { x: 'a_b good' },
      applied: ['to-dash', 'other', 'to-underscore'],
      open: ['to-dash'],
      isSettled: false,
      rounds: 3,
    });
  });

  it('stops after ten rounds where a fix never comes to an end', async () => {
    const result = await run({ a: 'x' }, [['grow', /x$/g, 'xx']]);
    expect(result).toMatchObject({ texts: { a: 'x'.repeat(11) }, open: ['grow'], isSettled: false, rounds: 11 });
  });

  it('counts a fix that changes nothing as settled', async () => {
    expect(await run({ a: 'x' }, [['same', /x/g, 'x']])).toMatchObject({ texts: {}, applied: [], isSettled: true });
  });
});
