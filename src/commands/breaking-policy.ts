// Which rules judge changes: those of a category or preset that the command line names, else those that the
// configuration extends, else those for whoever builds the code.

import { rules } from '../../rules/index.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { BreakingPreset } from '../engine/define-rule.ts';
import { createPolicy, type Policy, type PolicyConfig } from '../engine/policy.ts';
import { nearest } from '../text/nearest.ts';
import type { Project } from './project.ts';
import { jointPolicy, type ProjectPart } from './project-parts.ts';

const CATEGORIES = ['wire', 'wire-json', 'source', 'strict'] as const;
const BUF_PRESETS = ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'] as const;

export interface BreakingSelection {
  readonly category?: (typeof CATEGORIES)[number];
  readonly preset?: (typeof BUF_PRESETS)[number];
  /** Ids, ours or Buf's. */
  readonly rule?: readonly string[];
}

const OF_CATEGORY: Readonly<Record<(typeof CATEGORIES)[number], BreakingPreset>> = {
  wire: 'breaking-wire',
  'wire-json': 'breaking-wire-json',
  source: 'breaking-source',
  strict: 'breaking-strict',
};
const OF_PRESET: Readonly<Record<(typeof BUF_PRESETS)[number], BreakingPreset>> = {
  FILE: 'buf-file',
  PACKAGE: 'buf-package',
  WIRE_JSON: 'buf-wire-json',
  WIRE: 'buf-wire',
  CSR: 'buf-csr',
};
const DEFAULT: BreakingPreset = 'breaking-source';
/** Switches on the engine's own checks, of exceptions and comments. */
const ENGINE = 'recommended';

const CHANGE_RULES = rules.filter(({ visit }) => visit.change !== undefined);

export function breakingPolicy(project: Project, selection: BreakingSelection): Policy {
  const { category, preset, rule } = selection;
  if (category !== undefined && preset !== undefined) {
    throw new UserError('--category cannot be combined with --preset', { hint: 'choose one of them' });
  }
  const chosen = category ? OF_CATEGORY[category] : preset ? OF_PRESET[preset] : undefined;
  const only = rule?.map(idOf);
  const policies = project.parts.map((part): [ProjectPart, Policy] => [
    part,
    createPolicy({ config: configOf(part, chosen), rules: CHANGE_RULES, only }),
  ]);
  return jointPolicy(new Map(policies), project.partOf);
}

function configOf({ policy, breaking }: ProjectPart, chosen: BreakingPreset | undefined): PolicyConfig {
  const own = breaking ?? policy;
  if (chosen !== undefined) {
    // of what the configuration lists, only severities and what is off stay
    const kept = breaking ? new Map() : own.rules;
    return { ...own, rules: kept, extends: [ENGINE, chosen] };
  }
  if (breaking) return { ...breaking, extends: [ENGINE] };
  const named = own.extends.filter((name) => isBreakingPreset(name));
  return { ...own, extends: [ENGINE, ...(named.length > 0 ? named : [DEFAULT])] };
}

function isBreakingPreset(name: string): boolean {
  return [...Object.values<string>(OF_CATEGORY), ...Object.values<string>(OF_PRESET)].includes(name);
}

function idOf(name: string): string {
  const rule = CHANGE_RULES.find(({ id, aliases }) => id === name || aliases?.buf === name);
  if (rule) return rule.id;
  const other = rules.find(({ id, aliases }) => id === name || Object.values(aliases ?? {}).includes(name));
  if (other)
    throw new UserError(`'${name}' is no rule about changes`, { hint: `'leyline lint --rule ${name}' runs it` });
  const ids = CHANGE_RULES.flatMap(({ id, aliases }) => [id, ...(aliases?.buf === undefined ? [] : [aliases.buf])]);
  const near = nearest(name, ids);
  throw new UserError(`unknown rule '${name}'`, {
    hint: near === undefined ? "'leyline rules' lists them all" : `did you mean '${near}'?`,
  });
}
