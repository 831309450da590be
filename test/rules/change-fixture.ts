// A fixture of a rule about changes: the version before in `before/`, that of now in `after/`. What is said of a file
// that is gone is wanted in the file before.

import { type CheckResult, checkWorkspace } from '../../src/engine/check-workspace.ts';
import type { Rule } from '../../src/engine/define-rule.ts';
import { createPolicy } from '../../src/engine/policy.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { compareSchemas } from '../../src/model/change/compare-schemas.ts';
import { linkTexts, NO_CONTRACTS } from '../engine/link-texts.ts';

const CONFIG = 'leyline.yaml';

export async function checkChangeFixture(texts: ReadonlyMap<string, string>, rule: Rule): Promise<CheckResult> {
  const { config } = await parseConfig(texts.get(CONFIG) ?? '', CONFIG, { presets: [], rules: new Map() });
  const planes = Object.entries(config.planes ?? {}).map(([name, { packages = [], internal = [] }]) => ({
    name,
    packages,
    subsystems: [],
    internal,
  }));
  const contracts = { ...NO_CONTRACTS, planes };
  const before = linkTexts(side(texts, 'before'));
  const after = linkTexts(side(texts, 'after'), { contracts });
  const comparison = compareSchemas(before.workspace.files, after.workspace.files);
  const shownBefore = (path: string) => `before/${path}`;
  const textsBefore = new Map(
    before.workspace.files.map(({ path, source }) => [
      shownBefore(path),
      { path: shownBefore(path), text: source.text },
    ]),
  );
  const result = checkWorkspace({
    workspace: { ...after.workspace, changes: { ...comparison, shownBefore } },
    compileFindings: [...before.compileFindings, ...after.compileFindings],
    compileChecks: new Set(),
    rules: [rule],
    policy: createPolicy({ config: { extends: [], rules: new Map(), overrides: [] }, rules: [rule], only: [rule.id] }),
    exceptions: [],
    baseline: new Set(),
    otherTexts: [],
    textsBefore,
    today: '2026-01-01',
    isComplete: true,
  });
  const placed = (path: string) => (after.workspace.schema.has(path) ? `after/${path}` : shownBefore(path));
  return {
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, path: placed(finding.path) })),
    sources: new Map(
      [...result.sources].map(([path, source]) => (textsBefore.has(path) ? [path, source] : [placed(path), source])),
    ),
  };
}

function side(texts: ReadonlyMap<string, string>, folder: 'before' | 'after'): Record<string, string> {
  const prefix = `${folder}/`;
  return Object.fromEntries(
    [...texts].flatMap(([path, text]) =>
      path.startsWith(prefix) && path.endsWith('.proto') ? [[path.slice(prefix.length), text]] : [],
    ),
  );
}
