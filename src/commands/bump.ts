// `leyline bump`: makes the release that the changes since the lock demand. Plans all of it first, then writes all of it or
// nothing; `--dry-run` and `--check` stop before that.

import { join } from 'node:path';
import type { Finding, Place } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { readContractSet } from '../inputs/contract-set/read-contract-set.ts';
import { readVersions } from '../inputs/contract-set/read-versions.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { replacedTree } from '../inputs/files/replaced-tree.ts';
import { lockError, readLock } from '../inputs/lock.ts';
import type { Level } from '../model/change/level.ts';
import type { ContractSet, Manifest } from '../model/contract-set.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { homelessIn } from '../model/release/homeless.ts';
import { type Lock, lockPath } from '../model/release/lock.ts';
import { writeChangelog } from '../release/changelog.ts';
import { decideRelease, type VersionDecision } from '../release/decide.ts';
import { serializeLock } from '../release/lock-text.ts';
import { type BumpInput, type ContractTexts, planContracts, planLock, planManifest } from '../release/plan-bump.ts';
import { Refusal } from '../release/refusal.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import { type BumpPlan, bumpJson, bumpText, type PlannedFile } from './bump-report.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { openProject } from './open-project.ts';
import type { Project } from './project.ts';
import { contractsOf } from './project-parts.ts';
import { belowRoot, compareWithLock, linkContracts, type ReleaseReading, versionTexts } from './release-state.ts';

export interface BumpOptions extends CommonOptions {
  readonly level?: Exclude<Level, 'none'>;
  readonly date?: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

export async function bump(options: BumpOptions, io: Io): Promise<number> {
  if (options.check && options.dryRun) {
    throw new UserError("'--check' and '--dry-run' exclude each other", {
      hint: "'--dry-run' shows what '--check' asks for",
    });
  }
  const date = options.date ?? io.today;
  refuseBadDate(date);
  const project = await openProject(options, io);
  try {
    const plan = await planBump(project, options.level, date);
    const isDue = plan.decisions.length > 0;
    const mode = options.check ? 'check' : options.dryRun ? 'dry-run' : 'write';
    if (mode === 'write' && isDue) {
      const { writeFilesAtomically } = await import('../inputs/files/write.ts');
      const files = plan.files.flatMap(({ path, after }) =>
        after === undefined ? [] : [{ path: join(project.root, path), text: after }],
      );
      const removed = plan.files.filter(({ after }) => after === undefined).map(({ path }) => join(project.root, path));
      io.uninterrupted(() => writeFilesAtomically(files, { journalIn: project.root, removed }));
    }
    if (options.json) io.stdout(bumpJson(plan, mode));
    else if (!options.quiet || (mode === 'check' && isDue)) io.stdout(bumpText(plan, mode));
    return mode === 'check' && isDue ? EXIT_FINDINGS : EXIT_CLEAN;
  } finally {
    await project.tree.close();
  }
}

function refuseBadDate(date: string): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(date)) return;
  throw new UserError(`'--date' does not take '${date}'`, { hint: "it is a day, such as '--date 2026-01-31'" });
}

/** All that a release would write; writes nothing. */
export async function planBump(project: Project, level: Level | undefined, date: string): Promise<BumpPlan> {
  const { tree, loaded, contractRoot: root, importRoots } = project;
  if (root === undefined) {
    const hint = "name the folder that has the versions: 'contracts: { root: contracts }' in leyline.yaml";
    throw new UserError('there is no contract root, so there is nothing to release', { hint });
  }
  const { contracts, findings, sources } = await readContractSet(tree, loaded.config);
  refuseFirst(findings, sources);
  const { manifest } = contracts;
  const manifestSource = sources.find(({ path }) => path === manifest?.path);
  if (!manifest || !manifestSource) {
    const hint = `write ${root === '' ? '' : `${root}/`}build/versions.yaml: 'versions: { v1: { status: active, packages: […] } }'`;
    throw new UserError('there is no manifest, so nobody knows which versions there are', { hint });
  }
  const reading: ReleaseReading = { tree, contracts, importRoots, isContract: contractsOf(project) };
  const texts = await versionTexts(root, reading);
  const paths = [...texts.values()].map(({ path }) => path);
  const { files, findings: flaws } = await linkContracts(tree, paths, importRoots);
  refuseFirst(flaws, [...texts.values()]);
  const lock = await currentLock(tree, root);
  const all = [...sources, ...texts.values()];
  try {
    refuseHomeless(belowRoot(paths, files, root), contracts, manifest);
    const state = await compareWithLock(lock, root, paths, files, reading);
    const decisions = decideRelease(state, level);
    const input: BumpInput = { contracts, manifest, manifestSource, schema: files, date };
    const planned = planContracts(decisions, input, root);
    const changed = await planFiles({ project, root, lock, decisions, input, texts, planned, contracts });
    return { decisions, files: changed, sources: all, contracts, isFirst: lock.versions.length === 0 };
  } catch (error) {
    if (error instanceof Refusal) throw asUserError(error, all);
    throw error;
  }
}

interface Planning {
  readonly project: Project;
  readonly root: string;
  readonly lock: Lock;
  readonly decisions: readonly VersionDecision[];
  readonly input: BumpInput;
  readonly texts: ReadonlyMap<string, SourceFile>;
  readonly planned: ContractTexts;
  readonly contracts: ContractSet;
}

/** Every file that the release writes or removes, with what is there now. */
async function planFiles(planning: Planning): Promise<readonly PlannedFile[]> {
  const { project, root, lock, decisions, input, texts, planned } = planning;
  if (decisions.length === 0) return [];
  const prefix = root === '' ? '' : `${root}/`;
  const after = new Map([...texts].map(([path, { text }]) => [path, text]));
  for (const [path, text] of planned.written) after.set(path, text);
  for (const path of planned.removed) after.delete(path);
  const manifestText = planManifest(decisions, input);
  await refuseBadManifest(manifestText, planning);
  const files = await linkPlanned(after, planning);
  const lockText = serializeLock(planLock(lock, decisions, files));
  const changelogPath = project.loaded.config.contracts?.changelog ?? `${prefix}CHANGELOG.md`;
  if (changelogPath === input.manifest.path || changelogPath === lock.path || changelogPath.endsWith('.proto')) {
    const hint = 'give contracts.changelog in leyline.yaml a file of its own, such as CHANGELOG.md';
    throw new UserError(`the changelog cannot be ${changelogPath}, which has something else`, { hint });
  }
  const changelog = await textAt(project.tree, changelogPath);
  // Before the first release there is nothing that a changelog could tell.
  const told = lock.versions.length === 0 ? [] : decisions;
  return [
    ...[...new Set([...texts.keys(), ...after.keys()])].map((path) => ({
      path: prefix + path,
      before: texts.get(path)?.text,
      after: after.get(path),
    })),
    { path: input.manifest.path, before: input.manifestSource.text, after: manifestText },
    { path: lock.path, before: await textAt(project.tree, lock.path), after: lockText },
    ...(told.length === 0
      ? []
      : [{ path: changelogPath, before: changelog, after: writeChangelog(changelog, told, input.date) }]),
  ].filter((file) => file.before !== file.after);
}

/** The contracts as they will be; that they would not compile is found here, before anything is written. */
async function linkPlanned(
  after: ReadonlyMap<string, string>,
  { project, root }: Planning,
): Promise<ReadonlyMap<string, FileDescriptor>> {
  const prefix = root === '' ? '' : `${root}/`;
  const texts = new Map([...after].map(([path, text]) => [prefix + path, text]));
  const paths = [...texts.keys()];
  const { files, findings } = await linkContracts(replacedTree(project.tree, root, texts), paths, project.importRoots);
  const [flaw] = findings;
  if (flaw) {
    const hint = 'nothing was written; make the new version by hand, or take the breaking changes back';
    throw new UserError(`the release would not compile: ${flaw.path}: ${flaw.message}`, { hint });
  }
  return belowRoot(paths, files, root);
}

/** Reads back what was edited: a style that the edits do not know must not make a manifest that says something else. */
async function refuseBadManifest(text: string, { input, decisions }: Planning): Promise<void> {
  const { value, findings } = await readVersions({ path: input.manifest.path, text });
  const versionOf = (name: string) => value?.versions.find((version) => version.name.value === name);
  for (const { action, name, next, to, from, state } of decisions) {
    if (action === 'drop' || action === 'freeze') continue;
    const isRight =
      next === undefined
        ? versionOf(name)?.version?.value === to
        : versionOf(next)?.version?.value === to && versionOf(name)?.version?.value === from;
    if (isRight && findings.length === 0) continue;
    const how = next === undefined ? `'version: ${to}' for ${name} by hand, one key a line` : 'it with one key a line';
    const hint = `write ${how}, and run 'leyline bump' again`;
    throw new Refusal(
      'the manifest is written in a style that cannot be edited here',
      hint,
      state.declared?.name.place,
    );
  }
}

async function currentLock(tree: FileTree, root: string): Promise<Lock> {
  const path = lockPath(root);
  if (!tree.has(path)) return { path, versions: [] };
  const source = (await tree.readMany([path])).get(path);
  if (!source || isReadFailure(source)) throw new UserError(source?.message ?? `${path} cannot be read`);
  const read = await readLock(source);
  if ('problem' in read) throw lockError(read.problem, source);
  return read.lock;
}

async function textAt(tree: FileTree, path: string): Promise<string | undefined> {
  const read = (await tree.readMany([path])).get(path);
  if (!read || (isReadFailure(read) && read.kind === 'missing')) return undefined;
  if (isReadFailure(read)) throw new UserError(read.message);
  return read.text;
}

function refuseFirst([first]: readonly Finding[], sources: readonly SourceFile[]): void {
  if (!first) return;
  throw asUserError(new Refusal(first.message, first.help ?? "'leyline lint' shows all that is wrong", first), sources);
}

/** Every contract belongs to a version, by its folder and by its package. */
function refuseHomeless(files: ReadonlyMap<string, FileDescriptor>, contracts: ContractSet, manifest: Manifest): void {
  for (const file of files.values()) {
    const homeless = homelessIn(file, contracts);
    if (!homeless) continue;
    const { lacks, folder } = homeless;
    const at: Place = { path: file.path, start: file.node.package?.start ?? 0, end: file.node.package?.end ?? 0 };
    if (lacks === 'version') {
      const move = 'move the file into the folder of a version';
      const hint = folder === '' ? move : `list '${folder}' in ${manifest.path}, or ${move}`;
      throw new Refusal('this file lies in the folder of no version', hint, at);
    }
    if (lacks === 'package') {
      throw new Refusal('this file has no package', `give it one, and list it among the packages of ${folder}`, at);
    }
    const hint = `add it to the packages of ${folder} in ${manifest.path}`;
    throw new Refusal(`package '${file.package}' is declared in no version`, hint, at);
  }
}

function asUserError({ message, hint, at }: Refusal, sources: readonly SourceFile[]): UserError {
  const source = sources.find(({ path }) => path === at?.path);
  if (!at || !source) return new UserError(message, { hint });
  const { line, column } = positionAt(source, at.start);
  return new UserError(message, { hint, place: `${at.path}:${line}:${column}` });
}
