// `leyline lint`: rules over contracts. Chooses files and texts, checks them, fixes on request, reports.

import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { passes, type Report } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { overlayTree } from '../inputs/files/overlay-tree.ts';
import { counted } from '../reporters/summary-sentence.ts';
import type { SourceFile } from '../text/source-file.ts';
import { adviseOnBaseline, readBaselinePrints, updateBaseline } from './baseline-file.ts';
import { checkProject, reportOf } from './check-project.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { fixProject } from './fix-project.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { isChangedOnly, isFixing, type LintOptions, refuseContradictions } from './lint-options.ts';
import { openProject, policyOf } from './open-project.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { type Selection, selectFiles } from './select-files.ts';
import { writeReports } from './write-reports.ts';

/** From here on, the settings for many files save more than they cost. */
const MANY = 500;

export async function lint(options: LintOptions, io: Io): Promise<number> {
  refuseContradictions(options);
  const outputs = chooseOutputs(options, io);
  const project = await openProject(options, io);
  const progress = startProgress(io, options.quiet);
  try {
    const policy = policyOf(project, options.rule);
    const stdin = options.stdinFilename === undefined ? undefined : await readStdin(options.stdinFilename, project, io);
    const tree = stdin ? overlayTree(project.tree, new Map([[stdin.path, stdin.text]])) : project.tree;
    const selection = stdin ? onlyFile(stdin.path) : await select(options, project);
    if (selection.protos.length > MANY) io.expectManyFiles?.();
    const baseline = options.updateBaseline ? new Set<string>() : await readBaselinePrints(project, tree);
    const check = (on: FileTree) =>
      checkProject({ project, tree: on, selection, policy, baseline, today: io.today, progress });
    const checked = isFixing(options) ? await fixProject(options, project, check, io) : await check(tree);
    progress.done();
    if (options.updateBaseline) return await updateBaseline(checked, project, options, io);
    const report = reportOf(checked);
    await writeReports(report, outputs, options, io);
    if (passes(report, options)) {
      adviseOnBaseline(checked, options, io);
      return EXIT_CLEAN;
    }
    explainFailure(report, options, io);
    return EXIT_FINDINGS;
  } finally {
    progress.done();
    await project.tree.close();
  }
}

async function select(options: LintOptions, project: Project): Promise<Selection> {
  return selectFiles(project.tree, project, { paths: options.paths, limit: await limitOf(options, project) });
}

async function limitOf(options: LintOptions, project: Project): Promise<readonly string[] | undefined> {
  const { changed, staged } = options;
  if (!staged && !isChangedOnly(options)) return undefined;
  const { changedPaths, stagedPaths } = await import('../inputs/files/git.ts');
  if (staged) return stagedPaths(project.root);
  if (typeof changed !== 'string') return changedPaths(project.root);
  try {
    return await changedPaths(project.root, changed);
  } catch (error) {
    const isPath = changed !== '' && existsSync(resolve(project.cwd, changed));
    if (!isPath || !(error instanceof UserError)) throw error;
    throw new UserError(error.message, { hint: `write a path before the option: leyline lint ${changed} --changed` });
  }
}

async function readStdin(name: string, project: Project, io: Io): Promise<SourceFile> {
  if (!name.endsWith('.proto')) {
    throw new UserError(`'${name}' is not a .proto file`, { hint: 'standard input is checked as a .proto file' });
  }
  const path = relative(project.root, resolve(project.cwd, name)).split(sep).join('/');
  if (path.startsWith('../') || resolve(project.root, path) === path) {
    throw new UserError(`'${name}' lies outside the project`, { hint: `the project is ${project.root}` });
  }
  const { decode } = await import('../inputs/files/read-text.ts');
  const read = decode(await io.stdin(), path);
  if (isReadFailure(read)) throw new UserError(read.message, { hint: 'send UTF-8 text to standard input' });
  return read;
}

function onlyFile(path: string): Selection {
  return { protos: [path], sources: [], includes: (other) => other === path, isComplete: false };
}

/** Says why a run fails where the report alone does not. */
function explainFailure({ summary }: Report, { quiet, failOn, maxWarnings }: LintOptions, io: Io): void {
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) {
    const many = `${counted(summary.warnings, 'warning')} ${summary.warnings === 1 ? 'is' : 'are'}`;
    io.stderr(`leyline: ${many} more than the ${maxWarnings} that '--max-warnings' allows\n`);
  } else if (quiet && summary.errors === 0) {
    io.stderr(`leyline: the run fails by '--fail-on ${failOn}', for findings that '--quiet' hides\n`);
  }
}
