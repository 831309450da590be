// The text of a new leyline.yaml. Says what was found and no more: what is at its default is not written.

import type { WantedRule } from './rule-rows.ts';
import type { SourceEntry } from './source-layout.ts';
import { yamlList, yamlText, yamlValue } from './yaml-text.ts';

export interface ConfigDraft {
  /** Where the settings come from, when not from Leyline's defaults: `buf.yaml`. */
  readonly from?: string;
  /** Path of the schema for editors, where it is installed. */
  readonly schema?: string;
  /** Empty where nothing has to be said of them. */
  readonly roots: readonly string[];
  readonly imports: readonly string[];
  readonly sources: readonly SourceEntry[];
  readonly presets: readonly string[];
  readonly rows: ReadonlyMap<string, WantedRule>;
  readonly overrides: readonly { readonly paths: readonly string[]; readonly rows: ReadonlyMap<string, WantedRule> }[];
  readonly baseline?: string;
}

export function configText(draft: ConfigDraft): string {
  const { from, schema, presets, rows, overrides, baseline } = draft;
  const sections = [
    ...contractLines(draft),
    ...sourceLines(draft),
    [
      'rules:',
      `  extends: ${presets.length === 1 ? yamlText(presets[0] ?? '') : yamlList(presets)}`,
      ...[...rows].map(([id, rule]) => `  ${id}: ${ruleText(rule)}`),
    ],
    ...(overrides.length === 0 ? [] : [['overrides:', ...overrides.flatMap(overrideLines)]]),
    ...(baseline === undefined ? [] : [[`# findings that were there at the start`, `baseline: ${yamlText(baseline)}`]]),
  ];
  const head = [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    ...(from === undefined
      ? []
      : [`# what ${from} says, in leyline's words; 'extends: recommended' adds leyline's own rules`]),
  ];
  return `${[...(head.length > 0 ? [head] : []), ...sections].map((lines) => `${lines.join('\n')}\n`).join('\n')}`;
}

function contractLines({ roots, imports }: ConfigDraft): readonly (readonly string[])[] {
  const [root, ...others] = roots.map((folder) => (folder === '' ? '.' : folder));
  const lines = [
    ...(root === undefined ? [] : [`  root: ${others.length === 0 ? yamlText(root) : yamlList([root, ...others])}`]),
    ...(imports.length === 0 ? [] : [`  imports: ${yamlList(imports)}`]),
  ];
  return lines.length === 0 ? [] : [['contracts:', ...lines]];
}

function sourceLines({ sources }: ConfigDraft): readonly (readonly string[])[] {
  if (sources.length === 0) return [];
  const lines = sources.flatMap(({ language, include, generated }) => [
    `  - language: ${language}`,
    `    include: ${yamlList(include)}`,
    ...(generated.length === 0 ? [] : [`    generated: ${yamlList(generated)}`]),
  ]);
  return [['sources:', ...lines]];
}

function overrideLines({ paths, rows }: ConfigDraft['overrides'][number]): readonly string[] {
  return [
    `  - paths: ${yamlList(paths)}`,
    '    rules:',
    ...[...rows].map(([id, rule]) => `      ${id}: ${ruleText(rule)}`),
  ];
}

function ruleText({ severity, options }: WantedRule): string {
  return options === undefined ? severity : `[${severity}, ${yamlValue(options)}]`;
}
