// `leyline register`: the inventory of shared types, written, printed, or compared with the one that is committed.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.ts';
import type { Severity } from '../diagnostics/finding.ts';
import { passes, type Report, summarize } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { checkWorkspace } from '../engine/check-workspace.ts';
import { DEFAULT_LIMITS, isReadFailure } from '../inputs/files/file-tree.ts';
import { compareRegisters, type RegisterDifference } from '../register/compare-pages.ts';
import { registerJson } from '../register/json.ts';
import { registerMarkdown } from '../register/markdown.ts';
import { sharedTypes } from '../register/shared-types.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { openProject, policyOf } from './open-project.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { type ReadRegister, readRegister, registerContracts } from './read-register.ts';
import { type RegisterSettings, registerSettings } from './register-settings.ts';
import { VERSION } from './version.ts';
import { writeReports } from './write-reports.ts';

export interface RegisterOptions extends CommonOptions {
  readonly check?: boolean;
  /** Without it, the name of the file says which. */
  readonly format?: 'markdown' | 'json';
  /** As written on the command line; `-` is standard output. */
  readonly output?: string;
  readonly failOn: Severity | 'never';
}

export async function register(options: RegisterOptions, io: Io): Promise<number> {
  const project = await openProject(options, io);
  const progress = startProgress(io, options.quiet);
  try {
    const { tree, root, loaded } = project;
    const settings = registerSettings(loaded.config);
    const contracts = await registerContracts(project);
    const request = { tree, root, settings, loaded, contracts };
    const made = await readRegister(request, (what) => progress.say(what));
    progress.done();
    return await tell(made, project, settings, options, io);
  } finally {
    progress.done();
    await project.tree.close();
  }
}

/** Where the register goes, and in which form. */
interface Target {
  /** Absolute; nothing for standard output. */
  readonly file: string | undefined;
  /** As messages call it. */
  readonly shown: string;
  readonly isJson: boolean;
}

function targetOf({ output, format, check }: RegisterOptions, project: Project, settings: RegisterSettings): Target {
  const isJsonName = (name: string) => name.toLowerCase().endsWith('.json');
  if (output === '-' || output === '/dev/stdout' || (output === undefined && format !== undefined && !check)) {
    if (check) throw new UserError("'--check' needs a file", { hint: "leave '--output -' out" });
    return { file: undefined, shown: 'standard output', isJson: format === 'json' };
  }
  if (output === '') throw new UserError("'--output' names no file", { hint: 'such as --output docs/register.md' });
  const configured = format === 'json' ? settings.output.replace(/\.md$/i, '.json') : settings.output;
  const file = output === undefined ? resolve(project.root, configured) : resolve(project.cwd, output);
  const inside = relative(project.root, file);
  const isInside = inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..';
  const isJson = format === undefined ? isJsonName(file) : format === 'json';
  return { file, shown: isInside ? inside.split(sep).join('/') : file, isJson };
}

async function tell(
  made: ReadRegister,
  project: Project,
  settings: RegisterSettings,
  options: RegisterOptions,
  io: Io,
): Promise<number> {
  const { register: found } = made;
  const target = targetOf(options, project, settings);
  const old = target.file === undefined ? undefined : await committedRegister(target.file, target.shown);
  const { threshold } = settings;
  const text = target.isJson ? registerJson(found) : registerMarkdown(found, old, target.shown, { threshold });
  const report = judgeRegister(made, project, threshold, io);
  const fails = !passes(report, { failOn: options.failOn });
  if (target.file === undefined) {
    io.stdout(text);
    await tellFindings(report, options, { ...io, stdout: io.stderr, stdoutIsTerminal: io.stderrIsTerminal });
    return fails ? EXIT_FINDINGS : EXIT_CLEAN;
  }
  const difference = old === undefined ? undefined : compareRegisters(old, text, target.isJson);
  const isStale = old === undefined || difference !== undefined;
  if (options.check)
    io.stdout(isStale ? staleText(target.shown, difference) : freshText(target.shown, found.types.length));
  else {
    if (isStale) await write(target.file, text, io);
    const what = `${counted(found.types.length, 'type')} in ${counted(found.subsystems.length, 'subsystem')}`;
    if (!options.quiet) io.stdout(`${target.shown}: ${what}${isStale ? '' : ', unchanged'}\n`);
  }
  await tellFindings(report, options, io);
  return fails || (options.check && isStale) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/** The register as it lies there; nothing when there is none. */
export async function committedRegister(file: string, shown: string): Promise<string | undefined> {
  const { readText } = await import('../inputs/files/read-text.ts');
  const read = readText(file, shown, DEFAULT_LIMITS);
  if (!isReadFailure(read)) return read.text;
  if (read.kind === 'missing') return undefined;
  throw new UserError(read.message, { hint: 'the register is one file of text' });
}

async function write(path: string, text: string, io: Io): Promise<void> {
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  io.uninterrupted(() => writeFilesAtomically([{ path, text }]));
}

/** Lets the rules about shared types judge; everything else about these files is for `leyline lint` to say. */
export function judgeRegister(
  { register: found, findings, texts }: ReadRegister,
  project: Project,
  threshold: number,
  io: Pick<Io, 'today'>,
): Report {
  const about = rules.filter(({ visit }) => visit.sharedType !== undefined).map(({ id }) => id);
  const result = checkWorkspace({
    workspace: {
      files: [],
      schema: new Map(),
      contracts: { root: undefined, manifest: undefined, topics: [], toolchain: undefined, planes: [] },
      isComplete: false,
      sharedTypes: sharedTypes(found, threshold),
    },
    compileFindings: findings,
    compileChecks: COMPILE_CHECK_IDS,
    rules,
    policy: policyOf(project),
    exceptions: project.exceptions,
    baseline: new Set(),
    otherTexts: texts,
    today: io.today,
    isComplete: false,
  });
  const own = new Set([...about, ...COMPILE_CHECK_IDS]);
  const shown = result.findings.filter(({ rule }) => own.has(rule));
  const { sources, rules: ran } = result;
  return { toolVersion: VERSION, findings: shown, sources, rules: ran, summary: summarize(shown, texts.length) };
}

async function tellFindings(report: Report, options: CommonOptions, io: Io): Promise<void> {
  const shown = options.quiet ? report.findings.filter(({ severity }) => severity === 'error') : report.findings;
  if (shown.length > 0) await writeReports(report, [{ format: 'text', file: undefined }], options, io);
}

function freshText(file: string, types: number): string {
  return `${file} is up to date: ${counted(types, 'type')}\n`;
}

function staleText(file: string, difference: RegisterDifference | undefined): string {
  if (!difference) return `${file} does not exist\nrun 'leyline register' to write it\n`;
  const { missing, gone, changed } = difference;
  const rows = [
    ...missing.map((row) => `  + ${row}`),
    ...gone.map((row) => `  - ${row}`),
    ...changed.map((row) => `  ~ ${row}`),
  ];
  const what = rows.length > 0 ? rows : ['  its generated parts read otherwise'];
  return `${file} is stale\n${what.join('\n')}\nrun 'leyline register' to renew it\n`;
}
