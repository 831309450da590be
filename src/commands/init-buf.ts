// A Buf configuration in words of leyline.yaml, for `leyline init`: the same rules at the same severity in the same places.
// What leyline.yaml has no words for is a reason to leave buf.yaml in charge.

import { rules } from '../../rules/index.ts';
import { createPolicy, DEFAULT_POLICY, type PolicyConfig } from '../engine/policy.ts';
import type { ConfigDraft } from '../init/config-text.ts';
import type { ProtoFacts } from '../init/proto-layout.ts';
import { type PresetRules, shortestRows, type WantedRule } from '../init/rule-rows.ts';
import type { BufName } from '../inputs/buf/find-buf.ts';
import { readBufProject } from '../inputs/buf/read-buf-project.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { bufPart } from './buf-parts.ts';
import { type ProjectPart, partFinder } from './project-parts.ts';

export type BufConversion =
  | { readonly draft: ConfigDraft }
  /** Why leyline.yaml cannot say the same. */
  | { readonly reason: string };

/** One preset of each may be written; changes always have one. */
const CHOICES = [
  ['', 'buf-minimal', 'buf-basic', 'buf-standard'],
  ['', 'buf-comments'],
  ['', 'buf-unary-rpc'],
  ['buf-file', 'buf-package', 'buf-wire-json', 'buf-wire', 'buf-csr'],
];

export async function convertBuf(tree: FileTree, name: BufName, protos: readonly ProtoFacts[]): Promise<BufConversion> {
  const { modules } = await readBufProject(tree, name);
  const parts = modules.map(bufPart);
  // An override for the whole project would outdo all others.
  const [first, ...others] = [...parts].sort((a, b) => Number(b.roots.includes('')) - Number(a.roots.includes('')));
  if (!first) return { reason: 'it has no modules' };
  if (parts.some(({ includes }) => includes.length > 0)) return { reason: "leyline.yaml has no word for 'includes'" };
  if (parts.some(({ ignoresUnstable }) => ignoresUnstable)) {
    return { reason: "leyline.yaml has no word for 'ignore_unstable_packages'" };
  }
  const stray = strayFile(protos, parts);
  if (stray !== undefined) return { reason: `${stray} and what lies beside it belong to no module` };
  const roots = parts.flatMap((part) => presentRoots(part, tree));
  const twice = roots.find((root, i) => roots.indexOf(root) < i);
  if (twice !== undefined) return { reason: `it divides '${twice || '.'}' into several modules` };
  const base = wantedIn(first);
  const { presets, rows } = shortestRows(base, presetRules(), CHOICES);
  const draft: ConfigDraft = {
    from: name,
    roots,
    imports: parts.flatMap(({ excludes }) => excludes).filter((folder) => !isAroundAny(folder, roots)),
    sources: [],
    presets,
    rows,
    overrides: [
      ...others.map((part) => ({ paths: part.roots.map(literal), rows: differences(base, wantedIn(part)) })),
      ...parts.flatMap((part) => ignored(part)),
    ].filter((override) => override.rows.size > 0),
  };
  return { draft };
}

/** Of several roots of a module some may be missing, which no leyline.yaml may name. */
function presentRoots({ roots }: ProjectPart, tree: FileTree): readonly string[] {
  return roots.length === 1 ? roots : roots.filter((root) => root === '' || tree.kind(root) === 'folder');
}

/** What one module leaves out because another one is there. */
function isAroundAny(folder: string, roots: readonly string[]): boolean {
  return roots.some((root) => root === folder || root.startsWith(`${folder}/`));
}

function strayFile(protos: readonly ProtoFacts[], parts: readonly ProjectPart[]): string | undefined {
  const partOf = partFinder(parts);
  const isExcluded = (path: string) =>
    parts.some(({ excludes }) => excludes.some((folder) => path.startsWith(`${folder}/`)));
  return protos.find(({ path }) => partOf(path) === undefined && !isExcluded(path))?.path;
}

function wantedIn({ policy, breaking }: ProjectPart): ReadonlyMap<string, WantedRule> {
  const wanted = new Map<string, WantedRule>();
  for (const [id, { severity, options }] of [...policy.rules, ...(breaking?.rules ?? [])]) {
    const own = ownOptions(id, options);
    wanted.set(id, { severity, ...(own && { options: own }) });
  }
  return wanted;
}

/** The options that differ from what holds without them. */
function ownOptions(id: string, options: unknown): Readonly<Record<string, unknown>> | undefined {
  const usual = (ALL.get(id)?.options ?? {}) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(options ?? {}).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key]),
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function differences(
  base: ReadonlyMap<string, WantedRule>,
  wanted: ReadonlyMap<string, WantedRule>,
): ReadonlyMap<string, WantedRule> {
  const rows = new Map<string, WantedRule>();
  for (const id of [...new Set([...base.keys(), ...wanted.keys()])].sort()) {
    const [before, after] = [base.get(id), wanted.get(id)];
    if (!after) rows.set(id, { severity: 'off' });
    else if (JSON.stringify(before) !== JSON.stringify(after)) rows.set(id, withAllOptions(id, before, after));
  }
  return rows;
}

/** An override without options would keep those of the first module. */
function withAllOptions(id: string, before: WantedRule | undefined, after: WantedRule): WantedRule {
  if (!before?.options || after.options) return after;
  return { ...after, options: (ALL.get(id)?.options ?? {}) as Readonly<Record<string, unknown>> };
}

function ignored({ policy, breaking }: ProjectPart): ConfigDraft['overrides'] {
  return [policy, ...(breaking ? [breaking] : [])].flatMap((config: PolicyConfig) =>
    config.overrides.map(({ paths, rules: off }) => {
      const ids = [...off.keys()].filter((id) => config.rules.has(id)).sort();
      return { paths, rows: new Map(ids.map((id) => [id, { severity: 'off' }])) };
    }),
  );
}

function presetRules(): ReadonlyMap<string, PresetRules> {
  return new Map(CHOICES.flat().map((name) => [name, severities(name)]));
}

function severities(preset: string): PresetRules {
  const { base } = createPolicy({ config: { ...DEFAULT_POLICY, extends: preset === '' ? [] : [preset] }, rules });
  return new Map([...base].map(([id, { severity }]) => [id, severity]));
}

/** Every rule as it is when nobody says otherwise. */
const ALL = createPolicy({ config: { ...DEFAULT_POLICY, extends: ['all'] }, rules }).base;

function literal(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
