// One thing wrong, at one place: plain data. Line and column are computed only by whoever prints.

import type { Span } from '../text/source-file.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Strictest first; the order in which severities are compared and printed. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export interface Place extends Span {
  /** Posix path relative to the project root. */
  readonly path: string;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

export interface FileEdit extends Place {
  readonly text: string;
}

export interface Fix {
  /** What the fix does, as an imperative without full stop: `replace with a repeated entry message`. */
  readonly title: string;
  /** `safe` keeps wire, JSON and generated code as they are; `suggestion` says in its title what it changes. */
  readonly kind: 'safe' | 'suggestion';
  readonly edits: readonly FileEdit[];
}

export interface Excuse {
  readonly by: 'comment' | 'exception' | 'baseline';
  readonly reason: string;
  readonly owner?: string;
  /** Last day on which the excuse holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

export interface Finding extends Place {
  /** Rule id, or the id of a compile check such as `syntax-error`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Says what is so; lower case, no full stop. */
  readonly message: string;
  /** Says what to do. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: Fix;
  /** Full names of what it is about, where an exception may name one element. */
  readonly elements?: readonly string[];
  /** Present when a comment, an exception or the baseline excuses the finding; it then never fails a run. */
  readonly excused?: Excuse;
}

/** Stable order: path, offset, rule, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    a.start - b.start ||
    a.end - b.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Compares by code unit, so that the order is the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts and drops findings that say the same at the same place. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(compareFindings);
  return sorted.filter((finding, i) => i === 0 || compareFindings(sorted[i - 1] as Finding, finding) !== 0);
}
