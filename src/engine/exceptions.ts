// Excuses findings by the exceptions of the configuration, and says which of these do not hold any more.

import type { Excuse, Finding, Place } from '../diagnostics/finding.ts';
import type { EngineFlaw } from './engine-checks.ts';
import { type PathMatcher, pathMatcher } from './path-pattern.ts';

export interface ConfiguredException {
  readonly rule: string;
  readonly path: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string | undefined;
  /** Full name of the one element whose change is meant; narrows the exception. */
  readonly element?: string | undefined;
  /** Part of the finding's message; narrows the exception. */
  readonly message?: string | undefined;
  /** The row in the configuration. */
  readonly place: Place;
}

export interface ExceptionInput {
  readonly findings: readonly Finding[];
  readonly exceptions: readonly ConfiguredException[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether an exception of the rule that met no finding can go: the rule had its say on what the pattern means. */
  readonly isNeedless: (rule: string, matches: PathMatcher) => boolean;
}

export interface Excepted {
  /** The same findings in the same order, some of them excused. */
  readonly findings: readonly Finding[];
  readonly flaws: readonly EngineFlaw[];
}

interface Row {
  readonly exception: ConfiguredException;
  readonly matches: PathMatcher;
  readonly excuse: Excuse;
}

export function applyExceptions({ findings, exceptions, today, isNeedless }: ExceptionInput): Excepted {
  if (exceptions.length === 0) return { findings, flaws: [] };
  const isExpired = (exception: ConfiguredException) => exception.expires !== undefined && exception.expires < today;
  const rows = exceptions.filter((exception) => !isExpired(exception)).map(rowOf);
  const rowsFor = rowsByRuleAndPath(rows);
  const used = new Set<Row>();
  const excepted = findings.map((finding) => {
    const matching = rowsFor(finding).filter(({ exception }) => isMeant(exception, finding));
    for (const row of matching) used.add(row);
    const excuse = matching[0]?.excuse;
    return excuse && !finding.excused ? { ...finding, excused: excuse } : finding;
  });
  const unused = rows.filter((row) => !used.has(row) && isNeedless(row.exception.rule, row.matches));
  return {
    findings: excepted,
    flaws: [...exceptions.filter(isExpired).map(expiredFlaw), ...unused.map(({ exception }) => unusedFlaw(exception))],
  };
}

function isMeant({ message = '', element }: ConfiguredException, finding: Finding): boolean {
  return finding.message.includes(message) && (element === undefined || finding.elements?.includes(element) === true);
}

function rowOf(exception: ConfiguredException): Row {
  const { owner, reason, expires, path } = exception;
  const excuse: Excuse = { by: 'exception', owner, reason, ...(expires !== undefined && { until: expires }) };
  return { exception, matches: pathMatcher([path]), excuse };
}

function rowsByRuleAndPath(rows: readonly Row[]): (finding: Finding) => readonly Row[] {
  const rules = new Set(rows.map(({ exception }) => exception.rule));
  const known = new Map<string, readonly Row[]>();
  return ({ rule, path }) => {
    if (!rules.has(rule)) return [];
    const key = `${rule} ${path}`;
    const matching = known.get(key) ?? rows.filter((row) => row.exception.rule === rule && row.matches(path));
    known.set(key, matching);
    return matching;
  };
}

function expiredFlaw({ rule, path, element, owner, expires, place }: ConfiguredException): EngineFlaw {
  const message = `exception of ${rule} for '${element ?? path}' expired on ${expires}`;
  return {
    rule: 'exception-expired',
    ...place,
    message,
    help: `mend what it excused, or agree with ${owner} on a new date`,
  };
}

function unusedFlaw({ rule, path, element, message: part, place }: ConfiguredException): EngineFlaw {
  const message = `exception of ${rule} for '${element ?? path}' excuses nothing`;
  const help =
    part === undefined
      ? `take it out, or see whether its path still names ${element === undefined ? 'the files that were meant' : 'the file of the element'}`
      : `take it out, or see whether its path and message ('${part}') still name what was meant`;
  return { rule: 'exception-unused', ...place, message, help };
}
