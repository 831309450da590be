// Fixtures are the specification of rules. Each folder of fixtures/ that is called like a rule holds its cases: `bad*`
// with markers where findings are wanted, `good*` without, `bad*.fixed` for the texts after all fixes.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { CheckResult } from '../../src/engine/check-workspace.ts';
import type { Rule } from '../../src/engine/define-rule.ts';
import { planFixes } from '../../src/engine/fix.ts';
import { fixLoop } from '../../src/engine/fix-loop.ts';
import { checkFixture, readTexts, type Texts } from './fixture-project.ts';
import { type MarkedText, readMarkers, unpaired } from './want-markers.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SUGGESTIONS = { suggestions: true };

interface Case {
  readonly name: string;
  readonly kind: 'bad' | 'good';
  readonly marked: ReadonlyMap<string, MarkedText>;
  /** Where the texts after all fixes stand. */
  readonly fixed: string | undefined;
}

function casesOf(rule: Rule): Case[] {
  const folder = join(FIXTURES, rule.id);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).sort();
  return names
    .filter((name) => !/\.fixed(\.proto)?$/.test(name))
    .map((name) => {
      const fixed = name.endsWith('.proto') ? name.replace(/\.proto$/, '.fixed.proto') : `${name}.fixed`;
      return {
        name,
        kind: /^bad/.test(name) ? 'bad' : 'good',
        marked: markersOf(readTexts(join(folder, name))),
        fixed: names.includes(fixed) ? join(folder, fixed) : undefined,
      };
    });
}

function markersOf(texts: Texts): Case['marked'] {
  return new Map([...texts].map(([path, text]) => [path, readMarkers(path, text)] as const));
}

function textsOf(marked: Case['marked'], which: 'blanked' | 'stripped'): Texts {
  return new Map([...marked].map(([path, text]) => [path, text[which]] as const));
}

function wantsOf(marked: Case['marked']) {
  return [...marked.values()].flatMap(({ wants }) => wants);
}

/** The same rule, writing down which of its messages it reports. */
function watched(rule: Rule, reached: Set<string>): Rule {
  const hooks = Object.entries(rule.visit).map(([kind, hook]) => [
    kind,
    (element: unknown, ctx: { report(report: { message: string }): void }, ...more: unknown[]) => {
      const report = (said: { message: string }) => {
        reached.add(said.message);
        ctx.report(said);
      };
      return Reflect.apply(hook as () => void, rule.visit, [
        element,
        Object.create(ctx, { report: { value: report } }),
        ...more,
      ]);
    },
  ]);
  return { ...rule, visit: Object.fromEntries(hooks) };
}

async function checkCase({ marked }: Case, rule: Rule): Promise<CheckResult> {
  return checkFixture(textsOf(marked, 'blanked'), rule);
}

it('every folder with bad and good cases is called like a rule', () => {
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ofRules = folders.filter(({ name }) =>
    readdirSync(join(FIXTURES, name)).some((each) => /^(bad|good)/.test(each)),
  );
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(ofRules.map(({ name }) => name)));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const cases = casesOf(rule);
  const bad = cases.filter(({ kind }) => kind === 'bad');

  it('has bad and good cases, with markers in the bad ones only', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name) => !/^(bad|good)/.test(name))).toEqual([]);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(['bad', 'good']));
    for (const { name, kind, marked } of cases)
      expect([name, wantsOf(marked).length > 0]).toEqual([name, kind === 'bad']);
  });

  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    const { findings, sources } = await checkCase(each, rule);
    expect(unpaired(wantsOf(each.marked), findings, sources)).toEqual([]);
    for (const { path, start, end, rule: id, fix } of findings) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(sources.get(path)?.text.length ?? -1);
      if (id === rule.id && fix) expect(rule.fixable).not.toBe('no');
    }
  });

  it('says every one of its messages in some bad case', async () => {
    const reached = new Set<string>();
    for (const each of bad) await checkCase(each, watched(rule, reached));
    expect([...reached].sort()).toEqual(Object.keys(rule.messages).sort());
  });

  if (rule.fixable === 'no') return;

  it('shows what its fix makes', () => {
    expect(bad.some(({ fixed }) => fixed !== undefined)).toBe(true);
  });

  it.each(bad.flatMap((each) => (each.fixed === undefined ? [] : [[each.name, each, each.fixed] as const])))(
    'mends %s',
    async (_, { marked }, fixed) => {
      const before = textsOf(marked, 'stripped');
      const lint = (changed: Texts) => checkFixture(new Map([...before, ...changed]), rule);
      const { files, last, isSettled } = await fixLoop(lint, SUGGESTIONS);
      const after = new Map([...before, ...files.map((file) => [file.path, file.after] as const)]);
      const wanted = markersOf(readTexts(fixed));
      expect(Object.fromEntries(after)).toEqual(Object.fromEntries([...before, ...textsOf(wanted, 'stripped')]));
      expect(isSettled).toBe(true);
      expect(planFixes(last.findings, last.sources, SUGGESTIONS).files).toEqual([]);

      const again = await checkFixture(new Map([...before, ...textsOf(wanted, 'blanked')]), rule);
      expect(unpaired(wantsOf(wanted), again.findings, again.sources)).toEqual([]);
    },
  );
});
