// `leyline breaking`: rules over what changed since another version. Compares, judges, reports.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.ts';
import { passes, type Report, summarize } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type CheckResult, checkWorkspace } from '../engine/check-workspace.ts';
import type { Policy } from '../engine/policy.ts';
import { yamlComments } from '../engine/yaml-comments.ts';
import { stabilityOf } from '../model/package-version.ts';
import type { SourceFile } from '../text/source-file.ts';
import { type BreakingSelection, breakingPolicy } from './breaking-policy.ts';
import { chooseOutputs, type OutputOptions } from './choose-outputs.ts';
import { type Compared, compareWith, specOf, tellNotCompared } from './compare-with.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import type { LintOptions } from './lint-options.ts';
import { openProject } from './open-project.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { VERSION } from './version.ts';
import { writeReports } from './write-reports.ts';

export interface BreakingOptions extends OutputOptions, BreakingSelection {
  readonly against?: string;
  /** Files or folders, of now or of before, to which findings are limited. */
  readonly path?: readonly string[];
  readonly failOn: LintOptions['failOn'];
}

export async function breaking(options: BreakingOptions, io: Io): Promise<number> {
  const spec = specOf(options, 'breaking');
  const outputs = chooseOutputs(options, io);
  const project = await openProject(options, io);
  const progress = startProgress(io, options.quiet);
  try {
    const policy = breakingPolicy(project, options);
    const compared = await compareWith(spec, project, progress, { isNarrow: true, isByPart: true });
    const includes = pathFilter(options.path, compared, project);
    const isComplete = options.path === undefined && options.rule === undefined;
    const { findings, sources, rules: ran } = judgeChanges(compared, { project, policy, isComplete, today: io.today });
    progress.done();
    tellNotCompared(compared, options, io);
    const wanted = findings.filter(({ path }) => includes(path));
    const files = compared.paths[0].filter(includes).length;
    const summary = summarize(wanted, files);
    const report: Report = { toolVersion: VERSION, findings: wanted, sources, rules: ran, summary };
    await writeReports(report, outputs, options, io);
    return passes(report, options) ? EXIT_CLEAN : EXIT_FINDINGS;
  } finally {
    progress.done();
    await project.tree.close();
  }
}

export interface Judging {
  readonly project: Project;
  readonly policy: Policy;
  readonly isComplete: boolean;
  readonly today: string;
}

/** Errors of the files of now are all that is told of them; everything else would be a guess. */
export function judgeChanges({ current, against, changes }: Compared, { project, ...judging }: Judging): CheckResult {
  const { workspace, findings } = current;
  const { loaded, exceptions } = project;
  const yaml = [...current.beside, ...(loaded.path === undefined ? [] : [loaded.source])];
  const result = checkWorkspace({
    ...judging,
    workspace: { ...workspace, changes: changes ?? NO_CHANGES },
    compileFindings: findings.filter(({ severity }) => severity === 'error'),
    compileChecks: COMPILE_CHECK_IDS,
    rules,
    exceptions,
    baseline: new Set(),
    otherTexts: yaml.map((source) => ({ source, comments: () => yamlComments(source.text) })),
    // else a file of now that cannot be read would show what it was
    textsBefore: changes ? textsBefore(against.files, against.sources) : new Map(),
  });
  const isUnstablePath = (path: string) =>
    project.partOf(path)?.ignoresUnstable === true &&
    [workspace.schema.get(path), changes?.before.files.get(path)].some(
      (file) => file && (stabilityOf(file.package) ?? 'stable') !== 'stable',
    );
  return { ...result, findings: result.findings.filter(({ path }) => !isUnstablePath(path)) };
}

const NONE = { files: new Map(), packages: new Map(), messages: new Map(), enums: new Map() };
const EMPTY_INDEX = { ...NONE, services: new Map(), extensions: new Map() };
const NO_CHANGES = {
  changes: [],
  entryChanges: [],
  before: EMPTY_INDEX,
  after: EMPTY_INDEX,
  shownBefore: (path: string) => path,
};

/** Under the paths of reports, and for files that are gone under their own. */
function textsBefore(
  files: readonly { readonly source: SourceFile }[],
  shown: ReadonlyMap<string, SourceFile>,
): ReadonlyMap<string, SourceFile> {
  return new Map([...shown, ...files.map(({ source }) => [source.path, source] as const)]);
}

function pathFilter(
  paths: readonly string[] | undefined,
  { paths: both }: Compared,
  { root, cwd }: Project,
): (path: string) => boolean {
  if (paths === undefined) return () => true;
  const known = both.flat();
  const wanted = paths.map((given) => {
    const path = relative(root, resolve(cwd, given)).split(sep).join('/');
    const isOutside = path === '..' || path.startsWith('../') || isAbsolute(path);
    if (isOutside) throw new UserError(`'${given}' lies outside the project`, { hint: `the project is ${root}` });
    if (!known.some((file) => isBelow(file, path))) {
      throw new UserError(`'${given}' names no .proto file of either version`, {
        hint: 'name a file or folder of one',
      });
    }
    return path;
  });
  return (file) => wanted.some((path) => isBelow(file, path));
}

function isBelow(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`);
}
