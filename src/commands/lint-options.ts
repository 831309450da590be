// What `leyline lint` can be asked for, and which requests contradict each other.

import type { Severity } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { OutputOptions } from './choose-outputs.ts';

export interface LintOptions extends OutputOptions {
  readonly paths: readonly string[];
  readonly staged?: boolean;
  /** `true`: against HEAD; else the ref to compare with. */
  readonly changed?: boolean | string;
  readonly stdinFilename?: string;
  readonly rule?: readonly string[];
  readonly fix?: boolean;
  readonly fixSuggestions?: boolean;
  readonly failOn: Severity | 'never';
  readonly maxWarnings?: number;
  readonly updateBaseline?: boolean;
}

export function isFixing({ fix, fixSuggestions }: LintOptions): boolean {
  return fix === true || fixSuggestions === true;
}

/** An empty ref counts: what was to stand there got lost, and the run must not pass for one over the whole project. */
export function isChangedOnly({ changed }: LintOptions): boolean {
  return changed !== undefined && changed !== false;
}

interface Clash {
  readonly isSo: boolean;
  readonly between: readonly [string, string];
  readonly hint: string;
}

export function refuseContradictions(options: LintOptions): void {
  const clash = clashes(options).find(({ isSo }) => isSo);
  if (clash) throw new UserError(`${clash.between.join(' cannot be combined with ')}`, { hint: clash.hint });
  if (options.paths.includes('-')) {
    const hint = "'--stdin-filename <path>' checks standard input; a file of that name is './-'";
    throw new UserError("'-' does not stand for standard input", { hint });
  }
}

function clashes(options: LintOptions): Clash[] {
  const { staged = false, stdinFilename, updateBaseline = false, rule, paths } = options;
  const fixing = isFixing(options);
  const changed = isChangedOnly(options);
  const stdin = stdinFilename !== undefined;
  const narrowed = staged || changed || paths.length > 0;
  return [
    { isSo: staged && changed, between: ['--staged', '--changed'], hint: 'choose one of them' },
    {
      isSo: staged && fixing,
      between: ['--staged', '--fix'],
      hint: 'fix the work tree first, then stage the result',
    },
    {
      isSo: stdin && fixing,
      between: ['--stdin-filename', '--fix'],
      hint: "take the edits from '--format json' instead",
    },
    {
      isSo: stdin && narrowed,
      between: ['--stdin-filename', 'paths, --staged or --changed'],
      hint: 'standard input is one file',
    },
    {
      isSo: updateBaseline && fixing,
      between: ['--update-baseline', '--fix'],
      hint: 'fix first, then write the baseline',
    },
    {
      isSo: updateBaseline && (narrowed || stdin || rule !== undefined),
      between: ['--update-baseline', 'a part of the project'],
      hint: 'a baseline covers everything; run it without paths, --rule, --staged or --changed',
    },
  ];
}
