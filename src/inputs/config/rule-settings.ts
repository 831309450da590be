// Reads the `rules` blocks: presets, and per rule a severity with options judged by the rule's own schema.
// Which rules exist is told by the caller.

import * as z from 'zod/mini';
import { nearest } from '../../text/nearest.ts';
import { issuesOf } from '../shape/check-shape.ts';
import { suggestion } from '../shape/issue-words.ts';

export const RULE_SEVERITIES = ['off', 'info', 'warning', 'error'] as const;
export type RuleSeverity = (typeof RULE_SEVERITIES)[number];

/** The schema of a rule's options; undefined when the rule takes none. */
export type RuleOptions = z.core.$ZodType | undefined;

export interface KnownRules {
  readonly presets: readonly string[];
  readonly rules: ReadonlyMap<string, RuleOptions>;
  /** Names that other tools or older versions use, with the id that the rule has here. */
  readonly aliases?: ReadonlyMap<string, string>;
}

export interface RuleSetting {
  readonly severity: RuleSeverity;
  /** As the rule's schema returns them; absent when none are given. */
  readonly options?: unknown;
}

/** Settings by rule id. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSelection {
  /** Names of presets in the order given; absent when `extends` is, which is not the same as an empty list. */
  readonly extends?: readonly string[];
  readonly settings: RuleSettings;
}

type Payload = z.core.ParsePayload;
type Report = (path: readonly (string | number)[], message: string, hint?: string, at?: 'key') => void;

/** The `rules` block of the whole project. */
export function ruleSelection(known: KnownRules) {
  return z.pipe(
    block(),
    z.transform(({ extends: presets, ...rest }, payload: Payload): RuleSelection => {
      const settings = readSettings(rest, known, payload);
      if (presets === undefined) return { settings };
      return { extends: readPresets(presets, known.presets, reportTo(payload)), settings };
    }),
  );
}

/** A `rules` block that holds for some paths; presets have no meaning there. */
export function ruleOverrides(known: KnownRules) {
  return z.pipe(
    block(),
    z.transform(({ extends: presets, ...rest }, payload: Payload): RuleSettings => {
      if (presets !== undefined) {
        const hint = 'set the rules that differ one by one';
        reportTo(payload)(['extends'], 'presets cannot be changed for some paths only', hint, 'key');
      }
      return readSettings(rest, known, payload);
    }),
  );
}

function block() {
  return z.record(z.string(), z.unknown());
}

function reportTo(payload: Payload): Report {
  return (path, message, hint, at) => {
    payload.issues.push({ code: 'custom', path: [...path], message, params: { hint, at }, input: payload.value });
  };
}

function readSettings(raw: Readonly<Record<string, unknown>>, known: KnownRules, payload: Payload): RuleSettings {
  const report = reportTo(payload);
  const settings = new Map<string, RuleSetting>();
  for (const [id, value] of Object.entries(raw)) {
    if (!known.rules.has(id)) {
      report([id], `unknown rule '${id}'`, ruleHint(id, known), 'key');
      continue;
    }
    const setting = readSetting(id, value, known.rules.get(id), payload);
    if (setting) settings.set(id, setting);
  }
  return settings;
}

/** What to say about a rule id that does not exist. */
export function ruleHint(id: string, known: KnownRules): string {
  const alias = known.aliases?.get(id) ?? known.aliases?.get(id.toUpperCase());
  if (alias !== undefined) return `it is called '${alias}' here`;
  const near = nearest(id, [...known.rules.keys()]);
  return near === undefined ? "'leyline rules' lists all rules" : `did you mean '${near}'?`;
}

function readPresets(value: unknown, presets: readonly string[], report: Report): readonly string[] {
  const names = Array.isArray(value) ? (value as unknown[]) : [value];
  const found: string[] = [];
  names.forEach((name, i) => {
    const path = Array.isArray(value) ? ['extends', i] : ['extends'];
    if (typeof name === 'string' && presets.includes(name)) found.push(name);
    else if (typeof name === 'string' && name !== '') {
      report(path, `unknown preset '${name}'`, suggestion(name, presets, 'the presets are').hint);
    } else report(path, "'extends' must be the name of a preset, or a list of them", `such as ${presets.join(', ')}`);
  });
  return found;
}

function readSetting(id: string, value: unknown, schema: RuleOptions, payload: Payload): RuleSetting | undefined {
  const report = reportTo(payload);
  if (!Array.isArray(value)) return isSeverity(value) ? { severity: value } : badSeverity([id], id, value, report);
  const [severity, options, ...surplus] = value as unknown[];
  if (value.length === 0 || surplus.length > 0) {
    report([id], `'${id}' takes a severity, or a list of a severity and options`, `such as ${id}: [error, { … }]`);
    return undefined;
  }
  if (!isSeverity(severity)) return badSeverity([id, 0], id, severity, report);
  if (value.length === 1) return { severity };
  if (!schema) {
    report([id, 1], `rule '${id}' takes no options`, `write '${id}: ${severity}'`);
    return undefined;
  }
  const parsed = issuesOf(schema, options);
  for (const issue of parsed.issues) {
    payload.issues.push({ ...issue, path: [id, 1, ...issue.path], input: options } as z.core.$ZodRawIssue);
  }
  return parsed.issues.length === 0 ? { severity, options: parsed.value } : undefined;
}

function isSeverity(value: unknown): value is RuleSeverity {
  return (RULE_SEVERITIES as readonly unknown[]).includes(value);
}

function badSeverity(path: readonly (string | number)[], id: string, value: unknown, report: Report): undefined {
  const all = `a severity is one of ${RULE_SEVERITIES.join(', ')}`;
  if (typeof value === 'object') {
    const message = value === null ? `'${id}' has no severity` : `'${id}' must begin with a severity`;
    report(path, message, `${all}; options stand behind it: ${id}: [error, { … }]`);
    return;
  }
  const near = nearest(String(value), RULE_SEVERITIES);
  report(path, `'${String(value)}' is not a severity`, near === undefined ? all : `did you mean '${near}'? ${all}`);
}
