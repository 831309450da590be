// The gate of `leyline bump --check`: no version of the contracts differs from its last release.

import type { Finding, Place } from '../../diagnostics/finding.ts';
import type { Manifest } from '../../model/contract-set.ts';
import { lockPath } from '../../model/release/lock.ts';
import type { VersionDecision } from '../../release/decide.ts';
import { planBump } from '../bump.ts';
import { headline } from '../bump-report.ts';
import type { Gate } from './gate.ts';
import { gateFinding, gateRules } from './gate-checks.ts';

export const bumpGate: Gate = {
  name: 'bump',
  needsSchema: true,
  waits: false,
  async missing({ project: { contractRoot: root, tree } }) {
    if (root === undefined) return 'the configuration names no contract root';
    return tree.has(lockPath(root)) ? undefined : `there is no ${lockPath(root)}; 'leyline bump' makes the first one`;
  },
  async run({ project, current, io }) {
    const { manifest } = current.workspace.contracts;
    const plan = await planBump(project, undefined, io.today);
    const findings = manifest ? plan.decisions.map((decision) => asFinding(decision, manifest)) : [];
    const versions = manifest?.versions.map(({ name }) => name.value) ?? [];
    return {
      findings,
      sources: new Map(plan.sources.map((source) => [source.path, source])),
      rules: gateRules('release-due'),
      files: current.workspace.files.length,
      note: plan.decisions.length > 0 ? 'a release is due' : `${versions.join(', ')} as released`,
    };
  },
};

function asFinding(decision: VersionDecision, manifest: Manifest): Finding {
  const { name, reasons } = decision;
  const declared = manifest.versions.find((version) => version.name.value === name);
  const at = declared?.version?.place ?? declared?.name.place ?? { path: manifest.path, start: 0, end: 0 };
  const related = reasons.flatMap(({ sentence, level, place }) =>
    place ? [{ ...bare(place), message: `${level}: ${sentence}` }] : [],
  );
  const finding = gateFinding(
    'release-due',
    at,
    `a release is due: ${headline(decision)}`,
    "run 'leyline bump' and commit what it writes",
  );
  return related.length === 0 ? finding : { ...finding, related };
}

function bare({ path, start, end }: Place): Place {
  return { path, start, end };
}
