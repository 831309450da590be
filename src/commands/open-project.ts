// Where a run starts: the configuration is found and read, and what it says of rules becomes a policy.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { ENGINE_CHECKS } from '../engine/engine-checks.ts';
import { createPolicy, DEFAULT_POLICY, type Policy, type PolicyConfig, PRESETS } from '../engine/policy.ts';
import type { BufLocation } from '../inputs/buf/find-buf.ts';
import { contractRoots } from '../inputs/config/contract-roots.ts';
import { CONFIG_NAMES, type ConfigLocation, findConfig } from '../inputs/config/find-config.ts';
import { type LoadedConfig, loadConfig } from '../inputs/config/load-config.ts';
import { parseConfig } from '../inputs/config/parse-config.ts';
import type { KnownRules, RuleOptions } from '../inputs/config/rule-settings.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { settleJournal } from '../inputs/files/journal.ts';
import { workTree } from '../inputs/files/work-tree.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import type { Io } from './io.ts';
import type { Project, ProjectOptions } from './project.ts';
import { jointPolicy, type ProjectPart } from './project-parts.ts';

export async function openProject(options: ProjectOptions, io: Io): Promise<Project> {
  const cwd = workingFolder(options.cwd, io);
  const { config: explicit, staged } = options;
  const location = findConfig(cwd, explicit);
  const buf = await bufProjectAt(location, cwd);
  if (buf) return (await import('./open-buf-project.ts')).openBufProject(buf, cwd, options, io);
  const { root } = location;
  settleEarlierRun(root, io);
  const tree = staged ? await (await import('../inputs/files/git-index.ts')).gitIndex(root) : workTree(root);
  try {
    const fromIndex = staged && explicit === undefined ? await stagedConfig(tree, location) : undefined;
    const loaded = fromIndex ?? (await loadConfig(cwd, explicit, knownRules()));
    return projectOf(loaded, cwd, tree);
  } catch (error) {
    await tree.close();
    throw error;
  }
}

const ROOT = ['contracts', 'root'];

/** What a leyline.yaml makes of a folder. */
export function projectOf(loaded: LoadedConfig, cwd: string, tree: FileTree): Project {
  const { contracts, exceptions = [] } = loaded.config;
  const roots = contractRoots(loaded.config);
  const [contractRoot] = roots;
  const folders = contractRoot === undefined ? [''] : roots;
  const thirdParty = contracts?.imports ?? [];
  const part: ProjectPart = {
    title: 'contract root',
    emptyHint:
      loaded.path === undefined
        ? "name the folder that has them; 'leyline init' sets a project up"
        : 'name the folder that has them, or set contracts.root in leyline.yaml',
    roots: folders,
    includes: [],
    excludes: thirdParty.filter((folder) => folders.some((root) => isBelow(folder, root))),
    policy: policyConfig(loaded),
    bufIgnores: 'exact',
    place: contractRoot === undefined ? undefined : loaded.locate(ROOT),
    rootPlaces: roots.map((_, i) => loaded.locate(typeof contracts?.root === 'string' ? ROOT : [...ROOT, i])),
  };
  return {
    root: loaded.root,
    cwd,
    tree,
    loaded,
    contractRoot,
    importRoots: { roots: [...roots, ...thirdParty] },
    parts: [part],
    partOf: () => part,
    exceptions: exceptions.map((exception, i) => ({ ...exception, place: loaded.locate(['exceptions', i]) })),
  };
}

/** What an earlier run was stopped in, is finished or taken back before anything is read. */
function settleEarlierRun(root: string, io: Io): void {
  const outcome = settleJournal(root, { refuse: false });
  if (outcome === undefined) return;
  io.stderr(
    `leyline: an earlier run was stopped while it wrote; its changes were ${outcome === 'undone' ? 'taken back' : 'finished'}\n`,
  );
}

/** Buf's configuration counts where there is none of ours, or where it is asked for. */
async function bufProjectAt({ root, name }: ConfigLocation, cwd: string): Promise<BufLocation | undefined> {
  if (CONFIG_NAMES.some((own) => own === name)) return undefined;
  const { bufLocation, findBuf } = await import('../inputs/buf/find-buf.ts');
  return name === undefined ? findBuf(cwd) : bufLocation(root, name);
}

function isBelow(folder: string, root: string): boolean {
  return folder !== root && (root === '' || folder.startsWith(`${root}/`));
}

export function workingFolder(dir: string | undefined, io: Io): string {
  const folder = resolve(io.cwd, dir ?? '.');
  if (dir === undefined || (dir !== '' && isFolder(folder))) return folder;
  throw new UserError(`'--cwd ${dir}' names no folder`, { hint: `it is relative to ${io.cwd}` });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The configuration that the next commit will hold; nothing when git does not know one. */
async function stagedConfig(tree: FileTree, { root, name }: ConfigLocation): Promise<LoadedConfig | undefined> {
  const path = (name === undefined ? CONFIG_NAMES : [name]).find((file) => tree.has(file));
  const read = path === undefined ? undefined : (await tree.readMany([path])).get(path);
  if (path === undefined || read === undefined) return undefined;
  if (isReadFailure(read)) throw new UserError(read.message);
  return { root, path, ...(await parseConfig(read.text, path, knownRules())) };
}

export function knownRules(): KnownRules {
  const ids = [...rules, ...ENGINE_CHECKS].map((rule): [string, RuleOptions] => [
    rule.id,
    'options' in rule ? rule.options : undefined,
  ]);
  return { presets: PRESETS, rules: new Map(ids), aliases: ruleAliases() };
}

/** Rule ids by the names that other linters have for them. */
function ruleAliases(): ReadonlyMap<string, string> {
  return new Map(rules.flatMap(({ id, aliases }) => Object.values(aliases ?? {}).map((alias) => [alias, id] as const)));
}

/** `only`: the rules that `--rule` names, by id or by another linter's name. */
export function policyOf(project: Project, only?: readonly string[]): Policy {
  const aliases = ruleAliases();
  const ids = only?.map((name) => aliases.get(name) ?? name);
  const compileCheck = ids?.find((id) => COMPILE_CHECK_IDS.has(id));
  if (compileCheck !== undefined) {
    throw new UserError(`'${compileCheck}' is always checked`, { hint: "'--rule' is for the rules beside it" });
  }
  const { parts, partOf } = project;
  const policies = new Map(parts.map((part) => [part, createPolicy({ config: part.policy, rules, only: ids })]));
  return jointPolicy(policies, partOf);
}

function policyConfig({ config }: LoadedConfig): PolicyConfig {
  return {
    extends: config.rules?.extends ?? DEFAULT_POLICY.extends,
    rules: config.rules?.settings ?? new Map(),
    overrides: (config.overrides ?? []).map(({ paths, rules: own }) => ({ paths, rules: own })),
  };
}
