// `leyline diff`: all that changed since another version, by what it demands of the next one, and whom it concerns.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { wordsForChanged } from '../model/change/impact.ts';
import { positionAt } from '../text/source-file.ts';
import { type Compared, compareWith, specOf, tellNotCompared } from './compare-with.ts';
import { type CommonOptions, EXIT_CLEAN, type Io } from './io.ts';
import { type ListedSource, listChanges } from './list-changes.ts';
import { openProject } from './open-project.ts';
import { type DiffFormat, printChanges } from './print-changes.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { sourceSettings } from './source-settings.ts';

export interface DiffOptions extends CommonOptions {
  readonly against?: string;
  readonly format: DiffFormat;
  /** File for the list instead of standard output. */
  readonly output?: string;
}

export async function diff(options: DiffOptions, io: Io): Promise<number> {
  const spec = specOf(options, 'diff');
  const project = await openProject(options, io);
  const progress = startProgress(io, options.quiet);
  try {
    const compared = await compareWith(spec, project, progress);
    refuseErrors(compared);
    const printed = printChanges(listChanges(compared, await mentions(compared, project)), options.format);
    progress.done();
    tellNotCompared(compared, options, io);
    if (options.output === undefined) io.stdout(printed);
    else await writeTo(resolve(project.cwd, options.output), printed, io);
    return EXIT_CLEAN;
  } finally {
    progress.done();
    await project.tree.close();
  }
}

async function mentions({ changes }: Compared, { loaded, tree }: Project): Promise<readonly ListedSource[]> {
  if (loaded.config.sources === undefined) return [];
  const { findMentions } = await import('./find-mentions.ts');
  return findMentions(wordsForChanged(changes?.changes ?? []), sourceSettings(loaded.config), tree);
}

async function writeTo(path: string, text: string, io: Io): Promise<void> {
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  io.uninterrupted(() => writeFilesAtomically([{ path, text }]));
}

function refuseErrors({ current, changes }: Compared): void {
  const errors = current.findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (changes || !first) return;
  const source = current.files.get(first.path)?.source;
  const { line, column } = source ? positionAt(source, first.start) : { line: 1, column: 1 };
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new UserError(`the version of now has an error: ${first.message}${more}`, {
    place: `${first.path}:${line}:${column}`,
    hint: "'leyline lint' shows them all",
  });
}
