// Excuses findings that were there when the baseline was written, so that only new ones fail a run. No files here.

import type { Finding } from '../diagnostics/finding.ts';
import { fingerprints } from '../diagnostics/fingerprint.ts';
import type { SourceFile } from '../text/source-file.ts';

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

export interface Baselined {
  /** The same findings in the same order, some of them excused. */
  readonly findings: readonly Finding[];
  /** Fingerprints that no finding has any more; says something only after a run over the whole project. */
  readonly gone: number;
}

/** `findings` are sorted, those that something else excuses included; else fingerprints would not last. */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: ReadonlySet<string>,
  sources: ReadonlyMap<string, SourceFile>,
): Baselined {
  if (baseline.size === 0) return { findings, gone: 0 };
  const prints = fingerprints(findings, sources);
  const met = new Set(prints);
  return {
    findings: findings.map((finding, i) =>
      !finding.excused && baseline.has(prints[i] as string)
        ? { ...finding, excused: { by: 'baseline', reason: 'in the baseline' } }
        : finding,
    ),
    gone: [...baseline].filter((print) => !met.has(print)).length,
  };
}

/**
 * What a new baseline holds: every finding that no comment and no exception excuses. `findings` as for `applyBaseline`,
 * with or without compile findings; those, by id in `compileChecks`, are never taken.
 */
export function baselineEntries(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  compileChecks: ReadonlySet<string>,
): BaselineEntry[] {
  const prints = fingerprints(findings, sources);
  return findings.flatMap(({ rule, path, message, excused }, i) => {
    const isOpen = excused === undefined || excused.by === 'baseline';
    return isOpen && !compileChecks.has(rule) ? [{ fingerprint: prints[i] as string, rule, path, message }] : [];
  });
}
