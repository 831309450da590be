// Which rule is on where, with which severity and options.

import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { UserError } from '../../src/diagnostics/user-error.ts';
import {
  createPolicy,
  DEFAULT_POLICY,
  type Governed,
  type PolicyConfig,
  type RuleSetting,
} from '../../src/engine/policy.ts';

const words = z.strictObject({ words: z._default(z.array(z.string()), ['count']) });
const RULES: readonly Governed[] = [
  { id: 'no-map-fields', severity: 'error', presets: ['recommended', 'strict'] },
  { id: 'enum-suffix', severity: 'warning', presets: ['strict'] },
  { id: 'comment-missing', severity: 'info', presets: [] },
  { id: 'no-float-counters', severity: 'error', presets: ['recommended'], options: words },
];

type Rows = Record<string, RuleSetting | RuleSetting['severity']>;

function rows(settings: Rows): ReadonlyMap<string, RuleSetting> {
  return new Map(
    Object.entries(settings).map(([id, row]) => [id, typeof row === 'string' ? { severity: row } : row] as const),
  );
}

function config(extended: readonly string[], rules: Rows = {}, overrides: [string[], Rows][] = []): PolicyConfig {
  return {
    extends: extended,
    rules: rows(rules),
    overrides: overrides.map(([paths, settings]) => ({ paths, rules: rows(settings) })),
  };
}

function rulesOn(input: PolicyConfig, path = 'a.proto', only?: readonly string[]): string[] {
  const settings = createPolicy({ config: input, rules: RULES, only }).settingsFor(path);
  return RULES.flatMap(({ id }) => (settings.has(id) ? [`${id}: ${settings.get(id)?.severity}`] : []));
}

describe('presets', () => {
  it.each([
    [[], []],
    [['recommended'], ['no-map-fields: error', 'no-float-counters: error']],
    [['strict'], ['no-map-fields: error', 'enum-suffix: warning', 'no-float-counters: error']],
    [['all'], ['no-map-fields: error', 'enum-suffix: warning', 'comment-missing: info', 'no-float-counters: error']],
    [
      ['recommended', 'strict'],
      ['no-map-fields: error', 'enum-suffix: warning', 'no-float-counters: error'],
    ],
  ])('%j', (extended, expected) => {
    expect(rulesOn(config(extended))).toEqual(expected);
  });

  it('without a configuration are the recommended one', () => {
    expect(rulesOn(DEFAULT_POLICY)).toEqual(rulesOn(config(['recommended'])));
  });

  it("switch the engine's own checks on", () => {
    expect(createPolicy({ config: config(['recommended']), rules: [] }).base.get('suppression-unused')).toEqual({
      severity: 'warning',
      options: {},
    });
    expect(createPolicy({ config: config([]), rules: [] }).base.size).toBe(0);
  });
});

describe('a rule that is named', () => {
  it('is on or off whatever the preset says', () => {
    expect(rulesOn(config(['recommended'], { 'comment-missing': 'warning', 'no-map-fields': 'off' }))).toEqual([
      'comment-missing: warning',
      'no-float-counters: error',
    ]);
  });

  it("takes options, or its schema's defaults", () => {
    const own = config([], { 'no-float-counters': { severity: 'info', options: { words: ['seeds'] } } });
    const optionsOf = (input: PolicyConfig) =>
      createPolicy({ config: input, rules: RULES }).settingFor('no-float-counters', 'a.proto')?.options;
    expect(optionsOf(own)).toEqual({ words: ['seeds'] });
    expect(optionsOf(config(['recommended']))).toEqual({ words: ['count'] });
  });
});

describe('overrides', () => {
  const layered = config(
    ['recommended'],
    { 'no-float-counters': { severity: 'warning', options: { words: ['seeds'] } } },
    [
      [['v1/**'], { 'no-map-fields': 'off', 'no-float-counters': 'error' }],
      [['v1/drafts'], { 'no-map-fields': 'info', 'no-float-counters': { severity: 'info', options: { words: [] } } }],
    ],
  );

  it.each([
    ['v2/a.proto', ['no-map-fields: error', 'no-float-counters: warning'], ['seeds']],
    ['v1/a.proto', ['no-float-counters: error'], ['seeds']],
    ['v1/drafts/a.proto', ['no-map-fields: info', 'no-float-counters: info'], []],
  ])('for %s', (path, expected, counted) => {
    expect(rulesOn(layered, path)).toEqual(expected);
    const policy = createPolicy({ config: layered, rules: RULES });
    expect(policy.settingFor('no-float-counters', path)?.options).toEqual({ words: counted });
  });

  it('that are the same for two paths give one and the same settings', () => {
    const policy = createPolicy({ config: layered, rules: RULES });
    expect(policy.settingsFor('v1/a.proto')).toBe(policy.settingsFor('v1/b.proto'));
    expect(policy.settingsFor('v2/a.proto')).toBe(policy.base);
    expect(policy.settingsFor('v1/a.proto')).not.toBe(policy.base);
  });
});

describe('a selection of rules', () => {
  const chosen = config(['recommended'], { 'no-map-fields': 'off', 'enum-suffix': 'info' }, [
    [['v1'], { 'no-map-fields': 'off' }],
  ]);

  it.each([
    ['at its own severity where the preset has it off', ['comment-missing'], 'a.proto', ['comment-missing: info']],
    ['at its configured severity', ['enum-suffix'], 'a.proto', ['enum-suffix: info']],
    ['even where the configuration has it off', ['no-map-fields'], 'a.proto', ['no-map-fields: error']],
    ['but not where an override has it off', ['no-map-fields'], 'v1/a.proto', []],
  ])('runs each %s', (_, only, path, expected) => {
    expect(rulesOn(chosen, path, only)).toEqual(expected);
  });

  it("leaves the engine's own checks out unless they are named", () => {
    const base = (only: string[]) => [...createPolicy({ config: DEFAULT_POLICY, rules: RULES, only }).base.keys()];
    expect(base(['no-map-fields'])).toEqual(['no-map-fields']);
    expect(base(['suppression-unused'])).toEqual(['suppression-unused']);
  });

  it.each([
    ['no-map-field', "did you mean 'no-map-fields'?"],
    ['syntax', "'leyline rules' lists them all"],
  ])('refuses %s', (id, hint) => {
    const select = () => createPolicy({ config: DEFAULT_POLICY, rules: RULES, only: [id] });
    expect(select).toThrow(new UserError(`unknown rule '${id}'`, { hint }));
    expect(select).toThrow(expect.objectContaining({ hint }));
  });
});
