// A fixture as a project: reads its files, and checks their texts as a run over the whole project would.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckResult, checkWorkspace } from '../../src/engine/check-workspace.ts';
import type { Rule } from '../../src/engine/define-rule.ts';
import { ENGINE_CHECKS } from '../../src/engine/engine-checks.ts';
import { createPolicy, DEFAULT_POLICY, PRESETS } from '../../src/engine/policy.ts';
import { yamlComments } from '../../src/engine/yaml-comments.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { INVALID_MANIFEST } from '../../src/inputs/contract-set/manifest-file.ts';
import { readContractSet } from '../../src/inputs/contract-set/read-contract-set.ts';
import { type FileTree, missing } from '../../src/inputs/files/file-tree.ts';
import { loadProtos } from '../../src/inputs/protos/load-protos.ts';
import { COMPILE_CHECKS } from '../../src/model/proto/schema/compile-checks.ts';
import { linkFiles } from '../../src/model/proto/schema/link.ts';

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

/** Runs one rule alone, with the options of the fixture's configuration if it has one. */
export async function checkFixture(texts: Texts, rule: Rule): Promise<CheckResult> {
  const options = new Map([
    ...ENGINE_CHECKS.map(({ id }) => [id, undefined] as const),
    [rule.id, rule.options] as const,
  ]);
  const parsed = await parseConfig(texts.get(CONFIG) ?? '', CONFIG, { presets: PRESETS, rules: options });
  const { config } = parsed;
  const tree = treeOf(texts);
  const { contracts, findings } = await readContractSet(tree, config);
  const { root, imports = [] } = config.contracts ?? {};
  const protos = [...texts.keys()].filter((path) => path.endsWith('.proto'));
  const loaded = await loadProtos(tree, protos, { roots: [...(root === undefined ? [] : [root]), ...imports] });
  const linked = linkFiles(loaded.inputs);
  const files = [...linked.files.values()].filter(({ path }) => texts.has(path));
  return checkWorkspace({
    workspace: { files, schema: linked.files, contracts, isComplete: true },
    compileFindings: [...loaded.findings, ...linked.findings, ...findings],
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
    otherTexts: [...texts]
      .filter(([path]) => path.endsWith('.yaml'))
      .map(([path, text]) => ({ source: { path, text }, comments: () => yamlComments(text) })),
    today: '2026-01-01',
    isComplete: true,
  });
}

function treeOf(texts: Texts): FileTree {
  const textAt = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? missing(path) : { path, text };
  };
  return {
    title: 'the work tree',
    list: async (dir, endings) =>
      [...texts.keys()].filter((path) => path.startsWith(dir) && endings.some((ending) => path.endsWith(ending))),
    readMany: async (paths) => new Map(paths.map((path) => [path, textAt(path)])),
    has: (path) => texts.has(path),
    kind: (path) => (texts.has(path) ? 'file' : undefined),
    failures: new Map(),
    close: async () => {},
  };
}
