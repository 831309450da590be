// What a run found, ready for any reporter; and the verdict that becomes the exit code.

import type { SourceFile } from '../text/source-file.ts';
import type { Finding, Severity } from './finding.ts';
import { SEVERITIES } from './finding.ts';

/** What reporters may say about a rule; derived from the rule itself. */
export interface RuleInfo {
  readonly id: string;
  readonly group: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

export interface Summary {
  /** Files checked, imports that were only read not counted. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly excused: number;
  /** Findings, not excused, that carry a safe fix. */
  readonly fixable: number;
  /** Findings, not excused, that carry a suggestion. */
  readonly suggestions: number;
}

/** `failed`: findings that fail the run. `not set up`: there is nothing in this project for the gate to look at. */
export type GateOutcome = 'passed' | 'failed' | 'could not run' | 'not set up' | 'skipped';

/** What became of one gate of a run that has several. */
export interface GateRow {
  readonly name: string;
  readonly outcome: GateOutcome;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** What it looked at, or why it did not run. */
  readonly note: string;
  /** Only for who watches: it differs from run to run. */
  readonly milliseconds?: number;
}

export interface Report {
  readonly toolVersion: string;
  /** Sorted by path, offset, rule. Excused findings are included. */
  readonly findings: readonly Finding[];
  /** Every file that a finding points into, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The rules that ran, by id. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly summary: Summary;
  /** Of a run of several gates. */
  readonly gates?: readonly GateRow[];
}

export function summarize(findings: readonly Finding[], files: number): Summary {
  const count = { error: 0, warning: 0, info: 0 };
  let excused = 0;
  let fixable = 0;
  let suggestions = 0;
  for (const finding of findings) {
    if (finding.excused) {
      excused += 1;
      continue;
    }
    count[finding.severity] += 1;
    if (finding.fix?.kind === 'safe') fixable += 1;
    if (finding.fix?.kind === 'suggestion') suggestions += 1;
  }
  return { files, errors: count.error, warnings: count.warning, infos: count.info, excused, fixable, suggestions };
}

export interface Gate {
  /** Findings of this severity or worse fail the run; `never` lets all pass. */
  readonly failOn: Severity | 'never';
  /** More warnings than this fail the run. */
  readonly maxWarnings?: number;
}

export function passes(report: Pick<Report, 'findings' | 'summary'>, gate: Gate): boolean {
  if (gate.maxWarnings !== undefined && report.summary.warnings > gate.maxWarnings) return false;
  if (gate.failOn === 'never') return true;
  const worst = SEVERITIES.slice(0, SEVERITIES.indexOf(gate.failOn) + 1);
  return !report.findings.some((finding) => !finding.excused && worst.includes(finding.severity));
}
