// `leyline check`: all gates of the project in one run, one report, one table; what CI calls.

import { sortFindings } from '../diagnostics/finding.ts';
import { type GateRow, type Report, summarize } from '../diagnostics/report.ts';
import { visible } from '../reporters/visible.ts';
import { chooseOutputs, type OutputOptions } from './choose-outputs.ts';
import { chooseGates, type GateSelection } from './gates/choose-gates.ts';
import { type GateResult, runGates } from './gates/run-gates.ts';
import { EXIT_CANNOT_RUN, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import type { LintOptions } from './lint-options.ts';
import { loadCurrent } from './load-current.ts';
import { openProject } from './open-project.ts';
import { startProgress } from './progress.ts';
import { VERSION } from './version.ts';
import { writeReports } from './write-reports.ts';

export interface CheckOptions extends OutputOptions, GateSelection {
  /** What the breaking gate compares with. */
  readonly against?: string;
  readonly failOn: LintOptions['failOn'];
}

export async function check(options: CheckOptions, io: Io): Promise<number> {
  const outputs = chooseOutputs(options, io);
  const project = await openProject(options, io);
  const progress = startProgress(io, options.quiet);
  try {
    const settings = project.loaded.config.check;
    const chosen = chooseGates(options, settings?.skip);
    const current = await loadCurrent(project, progress);
    const against = options.against ?? settings?.against;
    const all = await runGates(chosen, options.failOn, { project, current, io, progress, against });
    // Who names gates knows that the others do not run.
    const results = options.only === undefined ? all : all.filter(({ outcome }) => outcome !== 'skipped');
    progress.done();
    for (const result of results) if (result.outcome === 'could not run') tellFailure(result, io);
    const showsTime = io.stdoutIsTerminal || options.verbose === true;
    await writeReports(reportOf(results, showsTime), outputs, options, io);
    return exitCode(results);
  } finally {
    progress.done();
    await project.tree.close();
  }
}

function exitCode(results: readonly GateResult[]): number {
  if (results.some(({ outcome }) => outcome === 'could not run')) return EXIT_CANNOT_RUN;
  return results.some(({ outcome }) => outcome === 'failed') ? EXIT_FINDINGS : EXIT_CLEAN;
}

function tellFailure({ gate, reason = '', hint }: GateResult, io: Io): void {
  const [first = '', ...rest] = `${reason}${hint === undefined ? '' : `\n${hint}`}`.split('\n').map(visible);
  io.stderr(`leyline: ${gate.name} could not run: ${first}\n${rest.map((line) => `  ${line.trimStart()}\n`).join('')}`);
}

function reportOf(results: readonly GateResult[], showsTime: boolean): Report {
  const found = results.flatMap((result) => result.found ?? []);
  // Of findings that say the same, the first stays: that of lint, which knows what is excused.
  const findings = sortFindings(found.flatMap((each) => each.findings));
  return {
    toolVersion: VERSION,
    findings,
    sources: new Map(found.flatMap(({ sources }) => [...sources])),
    rules: new Map(found.flatMap(({ rules }) => [...rules])),
    summary: summarize(findings, Math.max(0, ...found.map(({ files }) => files))),
    gates: results.map((result) => rowOf(result, showsTime)),
  };
}

function rowOf({ gate, outcome, reason, found, milliseconds }: GateResult, showsTime: boolean): GateRow {
  const { errors, warnings, infos } = summarize(found?.findings ?? [], 0);
  return {
    name: gate.name,
    outcome,
    errors,
    warnings,
    infos,
    note: reason?.split('\n')[0] ?? found?.note ?? '',
    ...(showsTime && found && { milliseconds: Math.round(milliseconds) }),
  };
}
