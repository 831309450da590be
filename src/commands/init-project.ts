// The project as it will be once `leyline init` has written its files, opened and checked before anything is written.

import { baselineEntries } from '../engine/baseline.ts';
import { serializeBaseline } from '../inputs/baseline.ts';
import { CONFIG_NAMES } from '../inputs/config/find-config.ts';
import { parseConfig } from '../inputs/config/parse-config.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { overlayTree } from '../inputs/files/overlay-tree.ts';
import { type Checked, checkProject } from './check-project.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import type { Io } from './io.ts';
import { knownRules, policyOf, projectOf } from './open-project.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { selectFiles } from './select-files.ts';

export const [CONFIG_NAME] = CONFIG_NAMES;

/** `texts`: new files by project path, the configuration among them. */
export async function plannedProject(
  root: string,
  tree: FileTree,
  texts: ReadonlyMap<string, string>,
): Promise<Project> {
  const parsed = await parseConfig(texts.get(CONFIG_NAME) ?? '', CONFIG_NAME, knownRules());
  return projectOf({ root, path: CONFIG_NAME, ...parsed }, root, overlayTree(tree, texts));
}

/** All findings, as if there were no baseline. */
export async function checkPlanned(project: Project, io: Io, quiet = false): Promise<Checked> {
  const progress = startProgress(io, quiet);
  try {
    const selection = await selectFiles(project.tree, project, { paths: [] });
    const policy = policyOf(project);
    const baseline = new Set<string>();
    return await checkProject({
      project,
      tree: project.tree,
      selection,
      policy,
      baseline,
      today: io.today,
      progress,
    });
  } finally {
    progress.done();
  }
}

/** How many findings one check has and the other has not. */
export function differingFindings(before: Checked, after: Checked): number {
  const keys = ({ findings }: Checked) =>
    new Set(
      findings
        .filter(({ excused }) => !excused)
        .map(({ rule, severity, path, start, end }) => JSON.stringify([rule, severity, path, start, end])),
    );
  const [old, own] = [keys(before), keys(after)];
  return [...old].filter((key) => !own.has(key)).length + [...own].filter((key) => !old.has(key)).length;
}

export interface PlannedBaseline {
  readonly text: string;
  readonly excused: number;
  /** Findings of a kind that no baseline excuses. */
  readonly others: number;
}

export function plannedBaseline({ findings, sources }: Checked): PlannedBaseline {
  const entries = baselineEntries(findings, sources, COMPILE_CHECK_IDS);
  const others = findings.filter(({ rule }) => COMPILE_CHECK_IDS.has(rule)).length;
  return { text: serializeBaseline(entries), excused: entries.length, others };
}
