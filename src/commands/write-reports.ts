// Turns a report into the formats asked for and sends each where it belongs: standard output, files, GitHub's summary.

import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import type { Report } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { errorWords } from '../inputs/files/file-errors.ts';
import { loadReporter, type ReporterOptions } from '../reporters/index.ts';
import { type Output, useColor } from './choose-outputs.ts';
import type { CommonOptions, Io } from './io.ts';

export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  options: CommonOptions,
  io: Io,
): Promise<void> {
  const reporterOptions = { quiet: options.quiet ?? false, verbose: options.verbose ?? false };
  const files: { path: string; text: string }[] = [];
  for (const { format, file } of outputs) {
    const color = file === undefined && useColor(options, io);
    const text = (await loadReporter(format))(report, { ...reporterOptions, color });
    if (file === undefined) io.stdout(text);
    else files.push({ path: file, text });
  }
  if (files.length > 0) await writeFiles(files, io);
  if (outputs.some(({ format }) => format === 'github')) await writeStepSummary(report, reporterOptions, io);
}

interface ReportFile {
  readonly path: string;
  readonly text: string;
}

async function writeFiles(files: readonly ReportFile[], io: Io): Promise<void> {
  const streams = files.filter(({ path }) => isStream(path));
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  io.uninterrupted(() => writeFilesAtomically(files.filter((file) => !streams.includes(file))));
  for (const { path, text } of streams) {
    if (path === '/dev/stdout') io.stdout(text);
    else if (path === '/dev/stderr') io.stderr(text);
    else writeStream(path, text);
  }
}

function writeStream(path: string, text: string): void {
  const descriptor = DESCRIPTOR.exec(path)?.[1];
  try {
    writeFileSync(descriptor === undefined ? path : Number(descriptor), text);
  } catch (error) {
    throw new UserError(`cannot write ${path}: ${errorWords(error)}`);
  }
}

const DESCRIPTOR = /^\/dev\/fd\/(\d+)$/;

/** What is written to and never replaced: an open file, a device, or a pipe such as a shell's `>(…)`. */
function isStream(path: string): boolean {
  if (path === '/dev/stdout' || path === '/dev/stderr' || DESCRIPTOR.test(path)) return true;
  try {
    const status = statSync(path);
    return !status.isFile() && !status.isDirectory();
  } catch {
    return false;
  }
}

/** GitHub gives each step a file whose Markdown it shows on the run's page. */
async function writeStepSummary(report: Report, options: Omit<ReporterOptions, 'color'>, io: Io): Promise<void> {
  const path = io.env['GITHUB_STEP_SUMMARY'];
  if (!path) return;
  const markdown = (await loadReporter('markdown'))(report, { ...options, color: false });
  try {
    appendFileSync(path, markdown);
  } catch (error) {
    io.stderr(`leyline: the step summary could not be written: ${errorWords(error)}\n`);
  }
}
