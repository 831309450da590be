// `leyline rules [id]`: the list of rules, or all about one.

import { ruleExamples } from '../../rules/examples.ts';
import { rules } from '../../rules/index.ts';
import type { RuleInfo } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Rule } from '../engine/define-rule.ts';
import { ENGINE_CHECKS } from '../engine/engine-checks.ts';
import { presetsWith } from '../engine/policy.ts';
import { GOLDEN_CHECKS } from '../golden/verify/golden-checks.ts';
import { INPUT_CHECKS } from '../inputs/input-checks.ts';
import { COMPILE_CHECKS } from '../model/proto/schema/compile-checks.ts';
import { nearest } from '../text/nearest.ts';
import { type CommonOptions, EXIT_CLEAN, type Io } from './io.ts';
import { optionsOf, type RuleOption } from './rule-options.ts';

export interface RulesOptions extends CommonOptions {
  readonly id?: string;
  readonly format: 'text' | 'json';
}

/** A row of `leyline rules --format json`; absent things are null. */
interface RuleRow {
  readonly id: string;
  readonly group: string;
  readonly severity: string;
  readonly presets: readonly string[];
  readonly fixable: string;
  readonly since: string | null;
  readonly summary: string;
  readonly why: string;
  readonly source: string | null;
  readonly aliases: Readonly<Record<string, string>>;
  readonly options: readonly RuleOption[];
  /** The rule's page in the repository of Leyline. */
  readonly docs: string | null;
  /** Whether configuration can change or silence it; what stops a file from being understood cannot be. */
  readonly configurable: boolean;
}

export async function listRules(options: RulesOptions, io: Io): Promise<number> {
  const all = [
    ...rules.map(ruleRow),
    ...ENGINE_CHECKS.map((check) => checkRow(check, check.presets, true)),
    ...[...COMPILE_CHECKS, ...INPUT_CHECKS, ...GOLDEN_CHECKS].map((check) =>
      checkRow(check, ['recommended', 'strict'], false),
    ),
  ];
  const rows = options.id === undefined ? all : [findRow(options.id, all)];
  if (options.format === 'json') io.stdout(`${JSON.stringify(options.id === undefined ? rows : rows[0], null, 2)}\n`);
  else io.stdout(options.id === undefined ? listText(rows) : pageText(rows[0] as RuleRow));
  return EXIT_CLEAN;
}

function ruleRow(rule: Rule): RuleRow {
  const { id, group, severity, fixable, since, summary, why, source, aliases } = rule;
  return {
    id,
    group,
    severity,
    presets: presetsWith(rule),
    fixable,
    since,
    summary,
    why,
    source: source ?? null,
    aliases: { ...aliases },
    options: optionsOf(rule),
    docs: `docs/rules/${id}.md`,
    configurable: true,
  };
}

function checkRow(check: RuleInfo, presets: readonly string[], configurable: boolean): RuleRow {
  const { id, group, severity, summary, why } = check;
  const nothing = { fixable: 'no', since: null, source: null, aliases: {}, options: [], docs: null };
  return { id, group, severity, presets, summary, why, configurable, ...nothing };
}

function findRow(id: string, rows: readonly RuleRow[]): RuleRow {
  const row = rows.find((known) => known.id === id || Object.values(known.aliases).includes(id));
  if (row) return row;
  const near = nearest(
    id,
    rows.map((known) => known.id),
  );
  const hint = near === undefined ? "'leyline rules' lists them all" : `did you mean '${near}'?`;
  throw new UserError(`unknown rule '${id}'`, { hint });
}

function listText(rows: readonly RuleRow[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const groups = [...new Set(rows.map(({ group }) => group))];
  const blocks = groups.map((group) => {
    const lines = rows.filter((row) => row.group === group).map((row) => listLine(row, width));
    return `${group}\n${lines.join('\n')}\n`;
  });
  return `${blocks.join('\n')}\n${LIST_FOOT}`;
}

const LIST_FOOT = `'leyline rules <id>' tells more about one. Rules that are off here are switched on in leyline.yaml, one by one or by a
preset: 'rules: { extends: strict }'.
`;

function listLine({ id, severity, fixable, presets, summary }: RuleRow, width: number): string {
  const fix = fixable === 'no' ? '' : ` [${fixable === 'safe' ? 'fix' : 'suggestion'}]`;
  const level = presets.includes('recommended') ? severity : 'off';
  return `  ${id.padEnd(width)}  ${level.padEnd(7)}  ${summary}${fix}`;
}

const FIXES: Readonly<Record<string, string>> = {
  no: 'none',
  safe: "made by 'leyline lint --fix'",
  suggestion: "a suggestion, made by 'leyline lint --fix-suggestions'",
};

function pageText(row: RuleRow): string {
  const facts: [string, string][] = [
    ['group', row.group],
    ['severity', row.configurable ? row.severity : `${row.severity}, always`],
    ['presets', row.presets.join(', ') || 'none; switch it on in leyline.yaml'],
    ['fix', FIXES[row.fixable] ?? row.fixable],
    ...(row.source === null ? [] : ([['source', row.source]] as [string, string][])),
    ...Object.entries(row.aliases).map(([tool, name]): [string, string] => [`in ${tool}`, name]),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const parts = [
    wrap(`${row.id}: ${row.summary}`),
    facts.map(([name, value]) => wrap(value, `  ${name.padEnd(width)} `, ' '.repeat(width + 4))).join('\n'),
    wrap(row.why),
    ...optionsText(row),
    ...examplesText(row.id),
  ];
  return `${parts.join('\n\n')}\n`;
}

function optionsText({ id, options }: RuleRow): string[] {
  if (options.length === 0) return [];
  const lines = options.map(({ name, type, fallback }) =>
    wrap(`${name} (${type}), default ${fallback}`, '  ', '      '),
  );
  return [`Options, as in '${id}: [error, { ${options[0]?.name}: … }]'\n${lines.join('\n')}`];
}

function examplesText(id: string): string[] {
  const examples = ruleExamples[id];
  if (!examples) return [];
  const indent = (text: string) => text.replace(/^(?=.)/gm, '  ').trimEnd();
  return [`Found in\n\n${indent(examples.bad)}`, `Not found in\n\n${indent(examples.good)}`];
}

const LINE_WIDTH = 100;

function wrap(text: string, first = '', rest = ''): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > LINE_WIDTH && line.trim() !== '') {
      lines.push(line);
      line = rest;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
