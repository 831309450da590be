// Plans what `leyline init` writes: each file new, each choice asked or at its default. Nothing is written here.

import { join, relative, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { type ConfigDraft, configText } from '../init/config-text.ts';
import { manifestFile, manifestPath, SKELETON_ROOT, skeletonFiles } from '../init/contract-skeleton.ts';
import { hookCommand, planHook } from '../init/hook-plan.ts';
import { type ProtoLayout, protoLayout } from '../init/proto-layout.ts';
import { installCommand, WORKFLOW_PATH, workflowText } from '../init/workflow-text.ts';
import type { BufLocation } from '../inputs/buf/find-buf.ts';
import type { ConfigLocation } from '../inputs/config/find-config.ts';
import { overlayTree } from '../inputs/files/overlay-tree.ts';
import { findProgram } from '../inputs/toolchain/find-program.ts';
import { lockPath } from '../model/release/lock.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { DEFAULT_BASELINE } from './baseline-file.ts';
import { planBump } from './bump.ts';
import type { Asker } from './init-ask.ts';
import { convertBuf } from './init-buf.ts';
import { type InitFacts, npmPrograms } from './init-facts.ts';
import { CONFIG_NAME, checkPlanned, differingFindings, plannedBaseline, plannedProject } from './init-project.ts';
import type { Io } from './io.ts';
import { openBufProject } from './open-buf-project.ts';
import { openProject } from './open-project.ts';
import type { Project } from './project.ts';

export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
  readonly what: string;
}

export interface InitPlan {
  readonly files: readonly PlannedFile[];
  /** What stands there already, or could not be done, and what to do about it. */
  readonly notes: readonly string[];
  readonly findings: number;
  readonly excused: number;
}

export interface InitPlanning {
  readonly facts: InitFacts;
  readonly config: ConfigLocation;
  readonly buf: BufLocation | undefined;
  readonly ask: Asker;
  readonly io: Io;
  readonly quiet: boolean;
}

/** What grows while the plan is made. */
interface Draft {
  /** New files of the project by path. */
  readonly texts: Map<string, { readonly text: string; readonly what: string }>;
  readonly outside: PlannedFile[];
  readonly notes: string[];
}

/** Where the settings of the project come from. */
type Settings =
  | { readonly kind: 'draft'; readonly draft: ConfigDraft }
  | { readonly kind: 'there'; readonly open: () => Promise<Project> };

const INSTALLED_SCHEMA = 'node_modules/leyline/docs/schemas/config.schema.json';

export async function planInit(planning: InitPlanning): Promise<InitPlan> {
  const { facts } = planning;
  const draft: Draft = { texts: new Map(), outside: [], notes: [] };
  const layout = await chooseLayout(planning, draft);
  const settings = await chooseSettings(layout, planning, draft);
  if (settings.kind === 'draft') addConfig(settings.draft, draft);
  const hasLock = await addRelease(layout, settings, planning, draft);
  const found = await addBaseline(layout, settings, planning, draft);
  await addHook(planning, draft);
  await addWorkflow(hasLock, planning, draft);
  const own = [...draft.texts].map(([path, { text, what }]) => ({ path: join(facts.root, path), text, what }));
  return { files: [...own, ...draft.outside], notes: draft.notes, ...found };
}

async function chooseLayout({ facts, config, buf, ask }: InitPlanning, draft: Draft): Promise<ProtoLayout> {
  const { protos, manifests } = facts;
  const layout = protoLayout(protos, manifests);
  const isSettled = config.name !== undefined || buf !== undefined;
  if (protos.length === 0 && !isSettled) {
    if (!(await ask.yesNo(`There are no .proto files. Begin with an example in ${SKELETON_ROOT}/?`))) return layout;
    for (const { path, text } of skeletonFiles()) {
      if (facts.tree.kind(path) === undefined) draft.texts.set(path, { text, what: 'an example to replace' });
    }
    const [example] = skeletonFiles();
    return protoLayout([{ path: example?.path ?? '', package: 'example.greeting.v1', imports: [] }], [], SKELETON_ROOT);
  }
  if (isSettled || layout.root === undefined) return layout;
  const usual = layout.root === '' ? '.' : layout.root;
  const chosen = await ask.text('Folder of the contracts?', usual, (answer) =>
    protos.some(({ path }) => path.startsWith(prefixOf(answer))) ? undefined : `there are no .proto files in ${answer}`,
  );
  return chosen === usual ? layout : protoLayout(protos, manifests, prefixOf(chosen).replace(/\/$/, ''));
}

/** `''` for the folder itself, else with a slash behind. */
function prefixOf(folder: string): string {
  const plain = folder.replace(/^(?:\.\/)+|\/+$/g, '');
  return plain === '' || plain === '.' ? '' : `${plain}/`;
}

async function chooseSettings(layout: ProtoLayout, planning: InitPlanning, draft: Draft): Promise<Settings> {
  const { facts, config, buf, io } = planning;
  if (config.name !== undefined) {
    draft.notes.push(`${config.name} is there already, and stays as it is`);
    return { kind: 'there', open: () => openProject({ cwd: facts.root }, io) };
  }
  const schema = facts.isInstalled ? { schema: INSTALLED_SCHEMA } : {};
  if (!buf) {
    const { roots, thirdParty } = layout;
    const imports = layout.own.length > 0 || facts.protos.length > 0 ? thirdParty : [];
    const none = { presets: ['recommended'], rows: new Map(), overrides: [] };
    return {
      kind: 'draft',
      draft: { ...schema, roots, imports, sources: facts.sources, ...none },
    };
  }
  const open = () => openBufProject(buf, facts.root, {}, io);
  const conversion = await convertBuf(facts.tree, buf.name, facts.protos);
  const reason =
    'reason' in conversion
      ? conversion.reason
      : await whyNotTheSame({ ...conversion.draft, ...schema }, open, planning);
  if (!('reason' in conversion) && reason === undefined) {
    draft.notes.push(`leyline.yaml says what ${buf.name} says, with the same findings; buf goes on reading its own`);
    return { kind: 'draft', draft: { ...conversion.draft, ...schema } };
  }
  draft.notes.push(`${buf.name} goes on being what leyline reads, and no leyline.yaml is written: ${reason}`);
  return { kind: 'there', open };
}

async function whyNotTheSame(
  config: ConfigDraft,
  open: () => Promise<Project>,
  { facts, io, quiet }: InitPlanning,
): Promise<string | undefined> {
  const texts = new Map([[CONFIG_NAME, configText(config)]]);
  const before = await checkPlanned(await open(), io, quiet);
  const after = await checkPlanned(await plannedProject(facts.root, facts.tree, texts), io, quiet);
  const differing = differingFindings(before, after);
  return differing === 0 ? undefined : `with one, ${counted(differing, 'finding')} would differ`;
}

function addConfig(config: ConfigDraft, draft: Draft): void {
  draft.texts.set(CONFIG_NAME, { text: configText(config), what: 'what is checked, and how' });
}

/** With all that is planned so far. */
async function projectNow(settings: Settings, { facts }: InitPlanning, draft: Draft): Promise<Project> {
  const texts = new Map([...draft.texts].map(([path, { text }]) => [path, text]));
  if (settings.kind === 'draft') return plannedProject(facts.root, facts.tree, texts);
  const project = await settings.open();
  return { ...project, tree: overlayTree(project.tree, texts) };
}

/** Says whether there will be a lock. */
async function addRelease(
  { root, versions, own }: ProtoLayout,
  settings: Settings,
  planning: InitPlanning,
  draft: Draft,
): Promise<boolean> {
  const { facts, ask, io } = planning;
  if (root === undefined || versions.length === 0) return false;
  if (settings.kind === 'draft' && settings.draft.roots.join('\n') !== root) return false;
  if (facts.tree.has(lockPath(root))) return true;
  const isExample = own.some(({ path }) => draft.texts.has(path));
  const question = `Lock ${versions.join(', ')} as they are, so that changes need a release?`;
  if (!isExample && !(await ask.yesNo(question))) return false;
  const manifest = manifestPath(root);
  const isNew = facts.tree.kind(manifest) === undefined;
  const before = new Map(draft.texts);
  if (isNew) draft.texts.set(manifest, { text: manifestFile({ root, versions, own, thirdParty: [] }).text, what: '' });
  try {
    const { files } = await planBump(await projectNow(settings, planning, draft), undefined, io.today);
    const changed = files.find(({ path, before: text }) => text !== undefined && !draft.texts.has(path));
    if (changed)
      throw new UserError(`${changed.path} would change`, { hint: "'leyline bump' makes the first release" });
    for (const { path, after = '' } of files) {
      draft.texts.set(path, { text: after, what: path === manifest ? 'which versions there are' : 'how they are now' });
    }
    return draft.texts.has(lockPath(root));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    draft.texts.clear();
    for (const [path, file] of before) draft.texts.set(path, file);
    const hint = error.hint === undefined ? '' : `; ${error.hint}`;
    draft.notes.push(
      `no lock is written: ${error.place === undefined ? '' : `${error.place}: `}${error.message}${hint}`,
    );
    return false;
  }
}

async function addBaseline(
  layout: ProtoLayout,
  settings: Settings,
  planning: InitPlanning,
  draft: Draft,
): Promise<{ findings: number; excused: number }> {
  const { facts, config, ask, io, quiet } = planning;
  if (layout.own.length === 0 && settings.kind === 'draft') return { findings: 0, excused: 0 };
  const checked = await checkPlanned(await projectNow(settings, planning, draft), io, quiet);
  const findings = checked.findings.filter(({ excused }) => !excused).length;
  const path = DEFAULT_BASELINE;
  // What comes up in a project that has a configuration is not to be excused in passing.
  const isSettled = config.name !== undefined || facts.tree.kind(path) !== undefined;
  if (findings === 0 || isSettled) return { findings, excused: 0 };
  const { text, excused, others } = plannedBaseline(checked);
  if (others > 0) {
    draft.notes.push(`${counted(others, 'finding')} of a kind that no baseline excuses, which 'leyline lint' shows`);
  }
  if (excused === 0) return { findings, excused };
  const found = excused === 1 ? 'There is 1 finding. Keep it' : `There are ${excused} findings. Keep them`;
  const question = `${found} in a baseline, so that only new ones fail?`;
  if (!(await ask.yesNo(question))) return { findings, excused: 0 };
  draft.texts.set(path, { text, what: `excuses ${counted(excused, 'finding')}` });
  if (settings.kind === 'draft') addConfig({ ...settings.draft, baseline: path }, draft);
  return { findings, excused };
}

async function addHook({ facts, ask, io }: InitPlanning, draft: Draft): Promise<void> {
  const { repository, isInstalled, besidePackage } = facts;
  if (!repository) {
    draft.notes.push('this is no git repository, so no hook is written');
    return;
  }
  const { place, below, hook } = repository;
  const programs = npmPrograms(facts);
  const command = hookCommand(isInstalled ? `${programs}/leyline` : 'leyline', below);
  const plan = planHook(hook, command, isInstalled || besidePackage.size === 0 ? undefined : programs);
  if (plan.kind === 'none') {
    draft.notes.push(`git takes its hooks from ${place.hooks}, outside the repository, so none is written`);
  } else if (plan.kind === 'lines') {
    if (await hasHookAlready(facts, plan.path)) return;
    const lines = plan.lines.replace(/^(?=.)/gm, '    ');
    draft.notes.push(`${plan.path} is there already, and stays as it is; for the hook, add\n${lines.trimEnd()}`);
  } else if (await ask.yesNo(`Check what is staged before each commit, by ${plan.path}?`)) {
    const what = plan.manager === 'git' ? 'checks what is staged' : `checks what is staged, by ${plan.manager}`;
    draft.outside.push({ path: join(place.top, plan.path), text: plan.text, mode: plan.mode, what });
    if (!isInstalled && findProgram('leyline', { root: place.top, env: io.env }) === undefined) {
      draft.notes.push("the hook calls 'leyline', which is not on the PATH here: until it is installed, commits fail");
    }
  }
}

async function hasHookAlready({ repository }: InitFacts, path: string): Promise<boolean> {
  const read = (await repository?.tree.readMany([path]))?.get(path);
  const folder = repository?.below ?? '';
  const lines = read !== undefined && 'text' in read ? read.text.split('\n') : [];
  return lines.some((line) => /\bleyline\b.*\blint\b/.test(line) && line.includes(folder));
}

async function addWorkflow(hasLock: boolean, { facts, ask }: InitPlanning, draft: Draft): Promise<void> {
  const { repository, isInstalled, besidePackage } = facts;
  if (repository?.isAtGitLab) {
    draft.notes.push("for GitLab, let a job run 'leyline lint --format gitlab:gl-code-quality-report.json'");
  }
  if (!repository?.isAtGitHub) return;
  const { place, tree, below } = repository;
  if (tree.kind(WORKFLOW_PATH) !== undefined) {
    draft.notes.push(`${WORKFLOW_PATH} is there already, and stays as it is`);
  } else if (!isInstalled) {
    draft.notes.push(
      "no workflow is written, since package.json does not name leyline: after 'npm install --save-dev' of it, run " +
        "'leyline init' again",
    );
  } else if (await ask.yesNo(`Check pull requests at GitHub, by ${WORKFLOW_PATH}?`)) {
    const text = workflowText({ branch: place.branch, below, install: installCommand(besidePackage), hasLock });
    draft.outside.push({ path: join(place.top, WORKFLOW_PATH), text, what: 'checks each pull request' });
  }
}

/** As somebody in the project's folder would write it. */
export function shownPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
