// The front door for commands: a workspace in, all findings out, sorted, each with what excuses it.
// Knows neither files nor the day: texts, date and configuration are handed in.

import { type Finding, sortFindings } from '../diagnostics/finding.ts';
import type { RuleInfo } from '../diagnostics/report.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import type { Workspace } from '../model/workspace.ts';
import type { SourceFile } from '../text/source-file.ts';
import { applyBaseline } from './baseline.ts';
import { applyBufIgnores, type BufIgnoreReading } from './buf-ignore.ts';
import type { Rule } from './define-rule.ts';
import { ENGINE_CHECKS, type EngineFlaw } from './engine-checks.ts';
import { applyExceptions, type ConfiguredException } from './exceptions.ts';
import type { Policy } from './policy.ts';
import { ruleScope } from './rule-scope.ts';
import { runRules } from './run-rules.ts';
import { applySuppressions, type CommentedText } from './suppression.ts';

export interface CheckInput {
  readonly workspace: Workspace;
  /** What parsers, linker and readers found; never excused. */
  readonly compileFindings: readonly Finding[];
  /** The ids that compile findings can have. */
  readonly compileChecks: ReadonlySet<string>;
  readonly rules: readonly Rule[];
  readonly policy: Policy;
  readonly exceptions: readonly ConfiguredException[];
  /** Fingerprints. */
  readonly baseline: ReadonlySet<string>;
  /** Texts beside the `.proto` files, such as configuration and manifests; comments excuse findings in them too. */
  readonly otherTexts: readonly CommentedText[];
  /** More texts that findings may point into, by path: those of the version before. */
  readonly textsBefore?: ReadonlyMap<string, SourceFile>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The run covers the whole project; only then can it be told that an excuse is not needed any more. */
  readonly isComplete: boolean;
  /** What a file is a part of: rules that compare files compare those of one part. Without it, all are of one. */
  readonly partOf?: (path: string) => unknown;
  /** How Buf's ignore comments in a file are read; nothing where they have no effect. Without it, by their exact ids. */
  readonly bufIgnoresIn?: (path: string) => BufIgnoreReading | undefined;
}

export interface CheckResult {
  /** Sorted; excused ones included. */
  readonly findings: readonly Finding[];
  /** Every text that a finding may point into, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The rules and engine checks that were on somewhere, by id. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** Baseline entries that no finding has any more; 0 unless the run was complete. */
  readonly baselineGone: number;
}

export function checkWorkspace(input: CheckInput): CheckResult {
  const { workspace, rules: all, policy, compileFindings, today } = input;
  const isAboutChanges = workspace.changes !== undefined;
  const rules = all.filter((rule) => runsOn(rule, workspace));
  const protoTexts = workspace.files.map(({ source, node }) => ({ source, comments: () => node.comments }));
  const texts = [...protoTexts, ...input.otherTexts];
  const scope = ruleScope(workspace, policy);
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  const running = new Set(rules.map(({ id }) => id));
  /** Other rules are those of another run. */
  const isOfThisRun = (id: string) => running.has(id) || !byId.has(id);
  const exceptions = input.exceptions.filter(({ rule }) => isOfThisRun(rule));
  const ranOn = (id: string, path: string) => isOfThisRun(id) && scope(byId.get(id) ?? { id }, path) !== undefined;
  const judged = (flaws: readonly EngineFlaw[]): Finding[] =>
    flaws.flatMap((flaw) => {
      const severity = scope({ id: flaw.rule }, flaw.path)?.severity;
      return severity === undefined ? [] : [{ ...flaw, severity }];
    });
  // what could not be read may hold the very finding that an excuse is there for
  const isConclusive = input.isComplete && !compileFindings.some(({ severity }) => severity === 'error');

  const suppressed = applySuppressions({
    findings: (isAboutChanges ? [workspace] : partsOf(workspace, input.partOf)).flatMap((part) =>
      runRules(part, rules, policy),
    ),
    texts,
    known: {
      excusable: new Set(byId.keys()),
      notExcusable: new Set([...input.compileChecks, ...ENGINE_CHECKS.map(({ id }) => id)]),
    },
    today,
    ranOn: (rule, path) => isConclusive && ranOn(rule, path),
  });
  const ignored = applyBufIgnores({
    findings: suppressed.findings,
    files: workspace.files,
    bufIds: new Map(rules.flatMap(({ id, aliases }) => (aliases?.buf === undefined ? [] : [[id, aliases.buf]]))),
    // Buf has comments against findings of lint only
    readingIn: isAboutChanges ? () => undefined : (input.bufIgnoresIn ?? (() => 'exact')),
    ranOn: (rule, path) => isConclusive && ranOn(rule, path),
  });
  const excepted = applyExceptions({
    findings: [...ignored.findings, ...judged([...suppressed.flaws, ...ignored.flaws])],
    exceptions,
    today,
    isNeedless(rule, matches) {
      if (!isConclusive) return false;
      const meant = texts.filter(({ source }) => matches(source.path));
      return meant.length === 0 ? policy.base.has(rule) : meant.some(({ source }) => ranOn(rule, source.path));
    },
  });
  const sources = new Map([
    ...(input.textsBefore ?? []),
    ...[...[...workspace.schema.values()].map(({ source }) => source), ...texts.map(({ source }) => source)].map(
      (source) => [source.path, source] as const,
    ),
  ]);
  const { findings, gone } = applyBaseline(
    sortFindings([...excepted.findings, ...judged(excepted.flaws)]),
    input.baseline,
    sources,
  );
  return {
    findings: sortFindings([...findings, ...compileFindings]),
    sources,
    rules: rulesOn(input),
    baselineGone: input.isComplete ? gone : 0,
  };
}

/** Rules about changes run where there is something to compare with, those about shared types with these; no others do then. */
function runsOn({ visit }: Rule, { changes, sharedTypes }: Workspace): boolean {
  const isAboutChanges = (visit.change !== undefined) === (changes !== undefined);
  return isAboutChanges && (visit.sharedType !== undefined) === (sharedTypes !== undefined);
}

function partsOf(workspace: Workspace, partOf: CheckInput['partOf']): readonly Workspace[] {
  const parts = new Map<unknown, FileDescriptor[]>();
  for (const file of partOf ? workspace.files : []) {
    const part = partOf?.(file.path);
    const others = parts.get(part);
    if (others) others.push(file);
    else parts.set(part, [file]);
  }
  return parts.size < 2 ? [workspace] : [...parts.values()].map((files) => ({ ...workspace, files }));
}

function rulesOn({ workspace, rules, policy }: CheckInput): Map<string, RuleInfo> {
  const settings = [policy.base, ...new Set(workspace.files.map(({ path }) => policy.settingsFor(path)))];
  const infos: readonly RuleInfo[] = [...rules.filter((rule) => runsOn(rule, workspace)), ...ENGINE_CHECKS];
  const on = infos.filter(({ id }) => settings.some((active) => active.has(id)));
  return new Map(on.map(({ id, group, severity, summary, why }) => [id, { id, group, severity, summary, why }]));
}
