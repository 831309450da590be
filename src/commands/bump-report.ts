// What `leyline bump` prints: the plan for people, with a diff where it is only shown, and as JSON. Decides nothing.

import type { ContractSet } from '../model/contract-set.ts';
import type { VersionDecision } from '../release/decide.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import { unifiedDiff } from '../text/unified-diff.ts';

export interface PlannedFile {
  /** Project path. */
  readonly path: string;
  /** Nothing where there is no such file. */
  readonly before: string | undefined;
  /** Nothing for a file that is removed. */
  readonly after: string | undefined;
}

export interface BumpPlan {
  /** Empty when nothing is due. */
  readonly decisions: readonly VersionDecision[];
  readonly files: readonly PlannedFile[];
  /** Texts that places point into. */
  readonly sources: readonly SourceFile[];
  readonly contracts: ContractSet;
  /** There was no lock. */
  readonly isFirst: boolean;
}

export type BumpMode = 'check' | 'dry-run' | 'write';

export function bumpText(plan: BumpPlan, mode: BumpMode): string {
  if (plan.decisions.length === 0) return 'nothing is due: every version is as it was released\n';
  const parts = plan.decisions.map((decision) => decisionText(decision, plan));
  const notes = [...notesOnLock(plan), ...notesOn(plan)].map((note) => `note: ${note}\n`);
  if (mode === 'check') return `${parts.join('')}\nrelease due: run 'leyline bump'\n`;
  if (mode === 'write') return `${parts.join('')}\n${plan.files.map(fileLine).join('')}${notes.join('')}`;
  const diffs = plan.files.map(({ path, before, after }) => unifiedDiff({ path, text: before }, { path, text: after }));
  return `${parts.join('')}\n${diffs.join('')}${notes.join('')}`;
}

function decisionText(decision: VersionDecision, plan: BumpPlan): string {
  const { reasons } = decision;
  const width = Math.max(0, ...reasons.map(({ level }) => level.length));
  const lines = reasons.map(({ level, sentence, place }) => {
    const where = place && placeText(place.path, place.start, plan.sources);
    return `  ${level.padEnd(width)}  ${sentence}${where === undefined ? '' : `\n  ${' '.repeat(width)}  ${where}`}\n`;
  });
  return `${headline(decision)}\n${lines.join('')}`;
}

/** What becomes of a version, in a line. */
export function headline({ action, name, from, to, level, next }: VersionDecision): string {
  switch (action) {
    case 'first':
      return `${name} ${to}: released for the first time`;
    case 'raise':
      return `${name} ${from} → ${to} (${level})`;
    case 'record':
      return `${name} ${from} → ${to}, as the manifest says`;
    case 'next':
      return `${name} ${from} → ${next} ${to} (${level}); ${name} stays as it was released and is frozen`;
    case 'freeze':
      return `${name} ${to}: frozen`;
    case 'drop':
      return `${name} ${from}: removed`;
  }
}

function fileLine({ path, before, after }: PlannedFile): string {
  const verb = before === undefined ? 'created' : after === undefined ? 'removed' : 'changed';
  return `${verb} ${path}\n`;
}

/** Where a lock was lost, the changes since the last release are lost with it. */
function notesOnLock({ decisions, contracts: { manifest }, isFirst }: BumpPlan): string[] {
  const released = decisions.filter(({ state }) => state.declared?.released !== undefined).map(({ name }) => name);
  if (!isFirst || released.length === 0) return [];
  return [
    `${manifest?.path} says that ${released.join(', ')} was released, and there was no lock: what is here is taken for that`,
  ];
}

/** What a new version leaves to do by hand. */
function notesOn({ decisions, contracts }: BumpPlan): string[] {
  return decisions.flatMap(({ next, name, state }) => {
    if (next === undefined) return [];
    const packages = new Set(state.files.map((file) => file.package));
    const topics = contracts.topics.filter(({ payload }) =>
      packages.has(payload.value.slice(0, payload.value.lastIndexOf('.'))),
    );
    const carried = topics.map((topic) => topic.name.value).join(', ');
    return carried === '' ? [] : [`topics still carry messages of ${name}: ${carried}`];
  });
}

function placeText(path: string, start: number, sources: readonly SourceFile[]): string {
  const source = sources.find((candidate) => candidate.path === path);
  if (!source) return path;
  const { line, column } = positionAt(source, start);
  return `${path}:${line}:${column}`;
}

/** A promise to scripts: keys may be added, none changes its meaning. */
export function bumpJson(plan: BumpPlan, mode: BumpMode): string {
  const versions = plan.decisions.map(({ name, action, from, to, level, next, reasons }) => ({
    name,
    action,
    from: from ?? null,
    to: to === '' ? null : to,
    next: next ?? null,
    level,
    changes: reasons.map((reason) => ({
      level: reason.level,
      change: reason.sentence,
      place: reason.place ? placeText(reason.place.path, reason.place.start, plan.sources) : null,
    })),
  }));
  const files = plan.files.map(({ path, before, after }) => ({
    path,
    change: before === undefined ? 'created' : after === undefined ? 'removed' : 'changed',
  }));
  const json = { due: versions.length > 0, written: mode === 'write' && versions.length > 0, versions, files };
  return `${JSON.stringify(json, null, 2)}\n`;
}
