// A fixture as a project: reads its files, and checks their texts as a run over the whole project would.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RegisterRequest, readRegister } from '../../src/commands/read-register.ts';
import { registerSettings } from '../../src/commands/register-settings.ts';
import { readReleaseState } from '../../src/commands/release-state.ts';
import { sourceSettings } from '../../src/commands/source-settings.ts';
import { type CheckResult, checkWorkspace } from '../../src/engine/check-workspace.ts';
import type { Rule } from '../../src/engine/define-rule.ts';
import { ENGINE_CHECKS } from '../../src/engine/engine-checks.ts';
import { createPolicy, DEFAULT_POLICY, PRESETS } from '../../src/engine/policy.ts';
import { yamlComments } from '../../src/engine/yaml-comments.ts';
import { contractRoots } from '../../src/inputs/config/contract-roots.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { INVALID_MANIFEST } from '../../src/inputs/contract-set/manifest-file.ts';
import { readContractSet } from '../../src/inputs/contract-set/read-contract-set.ts';
import { type FileTree, missing } from '../../src/inputs/files/file-tree.ts';
import { loadProtos } from '../../src/inputs/protos/load-protos.ts';
import { loadSources } from '../../src/inputs/sources/load-sources.ts';
import { settingsOf } from '../../src/inputs/sources/source-settings.ts';
import { contractTypes } from '../../src/model/contract-mirror.ts';
import { COMPILE_CHECKS } from '../../src/model/proto/schema/compile-checks.ts';
import { linkFiles } from '../../src/model/proto/schema/link.ts';
import type { SharedType } from '../../src/model/shared-type.ts';
import { sharedTypes } from '../../src/register/shared-types.ts';
import { checkChangeFixture } from './change-fixture.ts';

/** Texts by path, relative to the fixture. */
export type Texts = ReadonlyMap<string, string>;

/** A fixture is a folder, or a single `.proto` file. */
export function readTexts(fixture: string): Texts {
  if (!statSync(fixture).isDirectory()) return new Map([['fixture.proto', readFileSync(fixture, 'utf8')]]);
  const paths = readdirSync(fixture, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(fixture, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(fixture, path), 'utf8')]));
}

const CONFIG = 'leyline.yaml';

/**
 * Runs one rule alone, with the options of the fixture's configuration if it has one. Packages and path aliases that
 * source files import are looked for in `folder`.
 */
export async function checkFixture(texts: Texts, rule: Rule, folder = import.meta.dirname): Promise<CheckResult> {
  if (rule.visit.change) return checkChangeFixture(texts, rule);
  const options = new Map([
    ...ENGINE_CHECKS.map(({ id }) => [id, undefined] as const),
    [rule.id, rule.options] as const,
  ]);
  const parsed = await parseConfig(texts.get(CONFIG) ?? '', CONFIG, { presets: PRESETS, rules: options });
  const { config } = parsed;
  const tree = treeOf(texts);
  const { contracts, findings } = await readContractSet(tree, config);
  const importRoots = { roots: [...contractRoots(config), ...(config.contracts?.imports ?? [])] };
  const protos = [...texts.keys()].filter((path) => path.endsWith('.proto'));
  const loaded = await loadProtos(tree, protos, importRoots);
  const linked = linkFiles(loaded.inputs);
  const files = [...linked.files.values()].filter(({ path }) => texts.has(path));
  const contracted = contractTypes(files);
  const settings = sourceSettings(config);
  const paths = [...texts.keys()].filter((path) => settingsOf(path, settings) !== undefined).sort();
  const sources = await loadSources({ tree, packages: tree, root: folder, settings, paths, contracts: contracted });
  const released = await readReleaseState({ tree, contracts, importRoots, isContract: () => true });
  return checkWorkspace({
    workspace: {
      files,
      schema: linked.files,
      contracts,
      isComplete: true,
      release: released.state,
      sources: sources.units,
      contractTypes: contracted,
      ...(rule.visit.sharedType && {
        sharedTypes: await sharedBy({ tree, root: folder, loaded: parsed, contracts: contracted }),
      }),
    },
    compileFindings: [...sources.findings, ...loaded.findings, ...linked.findings, ...findings, ...released.findings],
    compileChecks: new Set([...COMPILE_CHECKS.map(({ id }) => id), INVALID_MANIFEST]),
    rules: [rule],
    policy: createPolicy({
      config: {
        extends: config.rules?.extends ?? DEFAULT_POLICY.extends,
        rules: config.rules?.settings ?? DEFAULT_POLICY.rules,
        overrides: config.overrides ?? [],
      },
      rules: [rule],
      only: [rule.id],
    }),
    exceptions: (config.exceptions ?? []).map((row, i) => ({ ...row, place: parsed.locate(['exceptions', i]) })),
    baseline: new Set(),
    otherTexts: [
      ...[...texts]
        .filter(([path]) => path.endsWith('.yaml'))
        .map(([path, text]) => ({ source: { path, text }, comments: () => yamlComments(text) })),
      ...sources.units.map(({ source, module }) => ({ source, comments: () => module?.comments ?? [] })),
    ],
    today: '2026-01-01',
    isComplete: true,
  });
}

/** What `leyline register` would hand to rules. */
async function sharedBy(project: Omit<RegisterRequest, 'settings'>): Promise<readonly SharedType[]> {
  const settings = registerSettings(project.loaded.config);
  const { register } = await readRegister({ ...project, settings }, () => {});
  return sharedTypes(register, settings.threshold);
}

export function treeOf(texts: Texts): FileTree {
  const textAt = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? missing(path) : { path, text };
  };
  const isFolder = (path: string) => path === '' || [...texts.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    title: 'the work tree',
    list: async (dir, endings) =>
      [...texts.keys()].filter((path) => path.startsWith(dir) && endings.some((ending) => path.endsWith(ending))),
    readMany: async (paths) => new Map(paths.map((path) => [path, textAt(path)])),
    has: (path) => texts.has(path),
    kind: (path) => (texts.has(path) ? 'file' : isFolder(path) ? 'folder' : undefined),
    failures: new Map(),
    close: async () => {},
  };
}
