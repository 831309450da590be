// Rules that are wanted, as the shortest `rules` block that says so: presets, and a row for each rule that differs from
// them. Knows rules by their ids only.

export interface WantedRule {
  readonly severity: string;
  /** Those that differ from the rule's own. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface RuleRows {
  readonly presets: readonly string[];
  /** By rule id, sorted. */
  readonly rows: ReadonlyMap<string, WantedRule>;
}

/** Severities by rule id. */
export type PresetRules = ReadonlyMap<string, string>;

/** Of each list of `choices`, one may be taken; a list that must give one has no empty choice. */
export function shortestRows(
  wanted: ReadonlyMap<string, WantedRule>,
  presets: ReadonlyMap<string, PresetRules>,
  choices: readonly (readonly string[])[],
): RuleRows {
  const combinations = choices.reduce<readonly (readonly string[])[]>(
    (before, names) => before.flatMap((chosen) => names.map((name) => (name === '' ? chosen : [...chosen, name]))),
    [[]],
  );
  const all = combinations.map((chosen) => ({ presets: chosen, rows: rowsBeside(wanted, chosen, presets) }));
  return all.reduce((best, next) => (isBetter(next, best) ? next : best));
}

/** Of two that are as short, the one that switches less off; then the later, which contains the earlier. */
function isBetter(one: RuleRows, other: RuleRows): boolean {
  const difference = size(one) - size(other) || offs(one) - offs(other);
  return difference <= 0;
}

function size({ presets, rows }: RuleRows): number {
  return presets.length + rows.size;
}

function offs({ rows }: RuleRows): number {
  return [...rows.values()].filter(({ severity }) => severity === 'off').length;
}

function rowsBeside(
  wanted: ReadonlyMap<string, WantedRule>,
  chosen: readonly string[],
  presets: ReadonlyMap<string, PresetRules>,
): ReadonlyMap<string, WantedRule> {
  const given = new Map(chosen.flatMap((name) => [...(presets.get(name) ?? [])]));
  const rows = new Map<string, WantedRule>();
  for (const id of [...new Set([...wanted.keys(), ...given.keys()])].sort()) {
    const rule = wanted.get(id);
    if (!rule) rows.set(id, { severity: 'off' });
    else if (rule.options || given.get(id) !== rule.severity) rows.set(id, rule);
  }
  return rows;
}
