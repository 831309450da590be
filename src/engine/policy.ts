// Which rule runs where, how severe it is and with which options: presets, then `rules`, then `overrides`, later ones
// first. Knows nothing of files but their paths; rule ids and options come checked from the configuration's reader.

import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import type { Severity } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { nearest } from '../text/nearest.ts';
import type { Preset } from './define-rule.ts';
import { ENGINE_CHECKS } from './engine-checks.ts';
import { pathMatcher } from './path-pattern.ts';

/** A rule's row in the configuration. Without options, those of the layers below stay. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  /** Already parsed by the rule's schema. */
  readonly options?: unknown;
}

export interface PolicyConfig {
  /** Presets that switch rules on: `recommended`, `strict`, `all`. Empty: none does. */
  readonly extends: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Later ones win. */
  readonly overrides: readonly {
    readonly paths: readonly string[];
    readonly rules: ReadonlyMap<string, RuleSetting>;
  }[];
}

/** What holds without a configuration. */
export const DEFAULT_POLICY: PolicyConfig = { extends: ['recommended'], rules: new Map(), overrides: [] };

/** What each preset contains beside the rules that name it. */
const CONTAINED: Readonly<Record<Preset, readonly Preset[]>> = {
  recommended: [],
  strict: ['recommended'],
  'buf-minimal': [],
  'buf-basic': ['buf-minimal'],
  'buf-standard': ['buf-basic', 'buf-minimal'],
  'buf-comments': [],
  'buf-unary-rpc': [],
  'breaking-wire': [],
  'breaking-wire-json': [],
  'breaking-source': [],
  'breaking-strict': [],
  'buf-file': [],
  'buf-package': [],
  'buf-wire-json': [],
  'buf-wire': [],
  'buf-csr': [],
};

export const PRESETS: readonly string[] = [...Object.keys(CONTAINED), 'all'];

/** The part of a rule that policy is about; engine checks have it too. */
export interface Governed {
  readonly id: string;
  readonly severity: Severity;
  readonly presets: readonly Preset[];
  readonly options?: $ZodType | undefined;
}

/** How a rule runs that is on. */
export interface ActiveSetting {
  readonly severity: Severity;
  readonly options: unknown;
}

/** The rules that are on, by id. */
export type ActiveSettings = ReadonlyMap<string, ActiveSetting>;

export interface Policy {
  /** Where no override applies. */
  readonly base: ActiveSettings;
  /** One and the same object for all paths to which the same overrides apply. */
  settingsFor(path: string): ActiveSettings;
  /** Nothing when the rule is off there. */
  settingFor(rule: string, path: string): ActiveSetting | undefined;
}

export interface PolicyInput {
  readonly config: PolicyConfig;
  /** The engine's own checks need not be among them. */
  readonly rules: readonly Governed[];
  /**
   * Run these rules only (`--rule`): on even where a preset or `rules` has them off, at their configured or own
   * severity; an override that switches one off for some paths still does.
   */
  readonly only?: readonly string[] | undefined;
}

export function createPolicy({ config, rules, only }: PolicyInput): Policy {
  const governed = selection([...rules, ...ENGINE_CHECKS], only);
  const overrides = config.overrides.map((override) => ({ ...override, matches: pathMatcher(override.paths) }));
  const defaultsOf = lazily((rule: Governed) => (rule.options ? z.parse(rule.options, {}) : {}));

  function settings(layers: readonly ReadonlyMap<string, RuleSetting>[]): ActiveSettings {
    const active = new Map<string, ActiveSetting>();
    for (const rule of governed) {
      let severity = bottomSeverity(rule, config, only !== undefined);
      let options = config.rules.get(rule.id)?.options;
      for (const layer of layers) {
        const row = layer.get(rule.id);
        severity = row?.severity ?? severity;
        options = row?.options ?? options;
      }
      if (severity !== 'off') active.set(rule.id, { severity, options: options ?? defaultsOf(rule) });
    }
    return active;
  }

  const base = settings([]);
  const bySet = new Map<string, ActiveSettings>([['', base]]);
  const settingsFor = lazily((path: string): ActiveSettings => {
    const applying = overrides.filter((override) => override.matches(path));
    const key = applying.map((override) => overrides.indexOf(override)).join();
    const known = bySet.get(key) ?? settings(applying.map((override) => override.rules));
    bySet.set(key, known);
    return known;
  });
  return { base, settingsFor, settingFor: (rule, path) => settingsFor(path).get(rule) };
}

/** What presets and `rules` say. */
function bottomSeverity(rule: Governed, config: PolicyConfig, isSelected: boolean): Severity | 'off' {
  const explicit = config.rules.get(rule.id)?.severity;
  if (explicit !== undefined && explicit !== 'off') return explicit;
  if (isSelected) return rule.severity;
  if (explicit === 'off') return 'off';
  return config.extends.some((preset) => isIn(rule, preset)) ? rule.severity : 'off';
}

/** Every preset that has the rule, `all` left out. */
export function presetsWith(rule: Pick<Governed, 'presets'>): readonly Preset[] {
  return (Object.keys(CONTAINED) as Preset[]).filter((preset) => isIn(rule, preset));
}

function isIn(rule: Pick<Governed, 'presets'>, preset: string): boolean {
  if (preset === 'all') return true;
  const contained = Object.hasOwn(CONTAINED, preset) ? CONTAINED[preset as Preset] : [];
  return rule.presets.some((named) => named === preset || contained.includes(named));
}

function selection(rules: readonly Governed[], only: readonly string[] | undefined): readonly Governed[] {
  if (only === undefined) return rules;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return only.map((id) => {
    const rule = byId.get(id);
    if (rule) return rule;
    const near = nearest(id, byId.keys());
    throw new UserError(`unknown rule '${id}'`, {
      hint: near === undefined ? "'leyline rules' lists them all" : `did you mean '${near}'?`,
    });
  });
}

function lazily<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Value;
  };
}
