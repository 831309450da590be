// The engine's own checks: what it says about suppressions and exceptions. Facts about them only; who finds them
// stands in suppression.ts and exceptions.ts.

import type { Finding } from '../diagnostics/finding.ts';
import type { RuleInfo } from '../diagnostics/report.ts';
import type { Preset } from './define-rule.ts';

export type EngineCheckId =
  | 'exception-expired'
  | 'exception-unused'
  | 'suppression-expired'
  | 'suppression-malformed'
  | 'suppression-unused'
  | 'suppression-without-reason';

export interface EngineCheck extends RuleInfo {
  readonly id: EngineCheckId;
  readonly group: 'policy';
  readonly presets: readonly Preset[];
}

/** What an engine check found; its severity is the policy's to say. */
export type EngineFlaw = Omit<Finding, 'rule' | 'severity'> & { readonly rule: EngineCheckId };

const POLICY = { group: 'policy', presets: ['recommended', 'strict'] } as const;

/** Sorted by id. */
export const ENGINE_CHECKS: readonly EngineCheck[] = [
  {
    ...POLICY,
    id: 'exception-expired',
    severity: 'error',
    summary: 'an exception in the configuration whose last day is over',
    why: 'An end date is a promise to come back. When the day is over the exception excuses nothing any more, and the row says so until somebody mends what it excused or agrees on a new date.',
  },
  {
    ...POLICY,
    id: 'exception-unused',
    severity: 'warning',
    summary: 'an exception in the configuration that excuses nothing',
    why: 'An exception that outlives its reason waits to excuse the next mistake in the same place, and nobody will remember why it was there.',
  },
  {
    ...POLICY,
    id: 'suppression-expired',
    severity: 'error',
    summary: 'a leyline-ignore comment whose last day is over',
    why: "A comment with an 'until' date excuses a finding up to and including that day. After it the finding comes back, and this check says why.",
  },
  {
    ...POLICY,
    id: 'suppression-malformed',
    severity: 'error',
    summary: 'a leyline-ignore comment that cannot be read',
    why: 'A misspelt rule id or a missing colon makes a comment that looks like a suppression and excuses nothing, or worse, is believed to.',
  },
  {
    ...POLICY,
    id: 'suppression-unused',
    severity: 'warning',
    summary: 'a comment that is there to excuse a finding, and excuses none',
    why: 'A suppression whose finding is gone waits to hide the next one on that line. Only a run over the whole project reports it, and only for rules that checked the file.',
  },
  {
    ...POLICY,
    id: 'suppression-without-reason',
    severity: 'error',
    summary: 'a leyline-ignore comment that gives no reason',
    why: 'Without a reason nobody can tell later whether the finding was wrong, accepted or merely in the way. A suppression without one excuses nothing.',
  },
];
