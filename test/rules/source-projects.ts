// A project of source files as a fixture: reads its texts with their markers blanked out, and runs rules on all of it
// as a run over the whole project would. Imports are resolved where the fixture lies.

import { rules } from '../../rules/index.ts';
import type { CheckResult } from '../../src/engine/check-workspace.ts';
import type { Rule } from '../../src/engine/define-rule.ts';
import { checkFixture, readTexts } from './fixture-project.ts';
import { readMarkers, type Want } from './want-markers.ts';

const SOURCE_RULES = ['generated-stubs-only', 'no-manual-serialization', 'no-shadow-contract'];

export function sourceRules(): readonly Rule[] {
  return rules.filter(({ id }) => SOURCE_RULES.includes(id));
}

export interface CheckedProject {
  readonly wants: readonly Want[];
  readonly results: readonly CheckResult[];
}

export async function checkSourceProject(folder: string): Promise<CheckedProject> {
  const marked = [...readTexts(folder)].map(([path, text]) => [path, readMarkers(path, text)] as const);
  const texts = new Map(marked.map(([path, { blanked }]) => [path, blanked] as const));
  const results: CheckResult[] = [];
  for (const rule of sourceRules()) results.push(await checkFixture(texts, rule, folder));
  return { wants: marked.flatMap(([, { wants }]) => wants), results };
}
