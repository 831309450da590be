// The baseline as `leyline lint` uses it: where it is, when it must be there, and how it is written anew.

import { join } from 'node:path';
import { baselineEntries } from '../engine/baseline.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { counted } from '../reporters/summary-sentence.ts';
import type { Checked } from './check-project.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import type { LintOptions } from './lint-options.ts';
import type { Project } from './project.ts';

export const DEFAULT_BASELINE = '.leyline-baseline.json';

function pathOf({ loaded }: Project): string {
  return loaded.config.baseline ?? DEFAULT_BASELINE;
}

/** The fingerprints in it. That it is missing is an error only where the configuration names it. */
export async function readBaselinePrints(project: Project, tree: FileTree): Promise<ReadonlySet<string>> {
  const path = pathOf(project);
  if (project.loaded.config.baseline === undefined) {
    const read = (await tree.readMany([path])).get(path);
    if (!read || (isReadFailure(read) && read.kind === 'missing')) return new Set();
  }
  const { readBaseline } = await import('../inputs/baseline.ts');
  return new Set((await readBaseline(tree, path)).map(({ fingerprint }) => fingerprint));
}

export async function updateBaseline(
  checked: Checked,
  project: Project,
  { quiet }: LintOptions,
  io: Io,
): Promise<number> {
  const entries = baselineEntries(checked.findings, checked.sources, COMPILE_CHECK_IDS);
  const { serializeBaseline } = await import('../inputs/baseline.ts');
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  const path = pathOf(project);
  const file = { path: join(project.root, path), text: serializeBaseline(entries) };
  io.uninterrupted(() => writeFilesAtomically([file]));
  if (!quiet) io.stdout(`${path} now excuses ${counted(entries.length, 'finding')}\n`);
  const errors = checked.findings.filter(({ rule }) => COMPILE_CHECK_IDS.has(rule)).length;
  if (errors === 0) return EXIT_CLEAN;
  const sentence = `${counted(errors, 'error')} ${errors === 1 ? 'is' : 'are'} of a kind that no baseline excuses`;
  io.stderr(`leyline: ${sentence}; 'leyline lint' shows ${errors === 1 ? 'it' : 'them'}\n`);
  return EXIT_FINDINGS;
}

/** Only for runs that pass: a baseline written anew would excuse what a failing run has just found. */
export function adviseOnBaseline({ baselineGone }: Checked, { quiet }: LintOptions, io: Io): void {
  if (baselineGone === 0 || quiet) return;
  const [what, them] =
    baselineGone === 1 ? ['1 entry of the baseline is', 'it'] : [`${baselineGone} entries of the baseline are`, 'them'];
  io.stderr(`leyline: ${what} no longer needed; 'leyline lint --update-baseline' removes ${them}\n`);
}
