// What becomes of each version in a release: pure decisions from the state against the lock. Nothing is written here.

import type { Place } from '../diagnostics/finding.ts';
import { withConsequences } from '../model/change/consequences.ts';
import { describeTold } from '../model/change/describe-change.ts';
import { highestLevel, LEVELS, type Level } from '../model/change/level.ts';
import {
  isEmptied,
  isFrozenVersion,
  type ReleaseChange,
  type ReleaseState,
  type VersionState,
} from '../model/release/release-state.ts';
import { compareSemver, parseSemver, printSemver, raised, semverOr } from '../model/release/semver.ts';
import { Refusal } from './refusal.ts';

/**
 * `first`: released for the first time. `raise`: gets a higher version. `record`: the manifest was raised by hand.
 * `next`: stays as it was released and is frozen, and its changes make the next version. `freeze`: the manifest says so.
 * `drop`: gone from the manifest and the disk.
 */
export type ReleaseAction = 'first' | 'raise' | 'record' | 'next' | 'freeze' | 'drop';

export interface VersionDecision {
  readonly name: string;
  readonly action: ReleaseAction;
  /** As released last. */
  readonly from: string | undefined;
  /** For `next`, the version of the next one. */
  readonly to: string;
  readonly level: Level;
  readonly reasons: readonly ReleaseChange[];
  /** For `next`. */
  readonly next: string | undefined;
  readonly state: VersionState;
}

/** `least`: what `--level` asks for. Versions for which nothing is due are left out. */
export function decideRelease(state: ReleaseState, least: Level | undefined): readonly VersionDecision[] {
  return state.versions.flatMap((version) => decide(version, least) ?? []);
}

function decide(state: VersionState, least: Level | undefined): VersionDecision | undefined {
  const { name, locked, declared } = state;
  if (!locked) return firstRelease(state);
  if (!declared) return dropped(state);
  if (declared.status.value === 'draft') {
    const hint = 'write active or frozen: a released version is not taken back';
    throw new Refusal(`${name} is a draft and was released as ${locked.version}`, hint, declared.status.place);
  }
  if (isEmptied(state)) {
    const hint = `bring them back from version control, or take ${name} out of the manifest to remove it for good`;
    throw new Refusal(`${name} has no .proto files any more`, hint, declared.name.place);
  }
  const written = declared.version?.value;
  const said = semverOr(written !== undefined && parseSemver(written) ? written : locked.version);
  const place = declared.version?.place ?? declared.name.place;
  const released = semverOr(locked.version);
  if (compareSemver(said, released) < 0) {
    const hint = `give it ${locked.version} or a later version`;
    throw new Refusal(`${name} is ${printSemver(said)} and was released as ${locked.version}`, hint, place);
  }
  if (isFrozenVersion(state)) return frozen(state);
  const demanded = state.level;
  if (least !== undefined && LEVELS.indexOf(least) < LEVELS.indexOf(demanded)) {
    const reason = state.changes.find(({ level }) => level === demanded);
    const hint = "leave '--level' out, or take the change back";
    throw new Refusal(
      `'--level ${least}' is less than the changes of ${name} demand: ${demanded}, since ${reason?.sentence}`,
      hint,
      reason?.place,
    );
  }
  const level = least ?? demanded;
  const required = raised(released, level);
  const reasons = toldOnce(state.changes.filter((change) => change.level !== 'none'));
  const common = { name, from: locked.version, level, reasons, state };
  if (compareSemver(said, required) >= 0) {
    if (compareSemver(said, released) === 0) return undefined;
    return { ...common, action: 'record', to: written ?? printSemver(said), next: undefined };
  }
  const to = printSemver(required);
  if (level !== 'major') return { ...common, action: 'raise', to, next: undefined };
  return { ...common, action: 'next', to, next: nextName(name, declared.name.place) };
}

/** Of what follows from another change nothing is left but a clause. */
function toldOnce(changes: readonly ReleaseChange[]): readonly ReleaseChange[] {
  const known = new Map(changes.map((one) => [one.change, one]));
  return withConsequences([...known.keys()]).flatMap(({ change, consequences }) => {
    const own = known.get(change);
    if (!own || consequences.length === 0) return own ?? [];
    const level = highestLevel([change, ...consequences].map((one) => known.get(one)?.level ?? 'none'));
    return { ...own, level, sentence: describeTold({ change, consequences }) };
  });
}

function firstRelease(state: VersionState): VersionDecision {
  const { name, declared, files } = state;
  if (files.length === 0) {
    const hint = 'add its files, make it a draft, or take it out of the manifest';
    throw new Refusal(`${name} has no .proto files`, hint, declared?.name.place);
  }
  const to = declared?.version?.value ?? `${/\d+/.exec(name)?.[0] ?? '1'}.0.0`;
  return { name, action: 'first', from: undefined, to, level: 'none', reasons: [], next: undefined, state };
}

function dropped(state: VersionState): VersionDecision {
  const { name, locked } = state;
  const from = locked?.version;
  return { name, action: 'drop', from, to: '', level: 'none', reasons: [], next: undefined, state };
}

function frozen(state: VersionState): VersionDecision | undefined {
  const { name, locked, declared, changes, reordered } = state;
  const version = locked?.version ?? '';
  if (declared?.status.value !== 'frozen') {
    const hint = 'write frozen, and make changes in a later version';
    throw new Refusal(`${name} was frozen and is ${declared?.status.value} now`, hint, declared?.status.place);
  }
  const [first] = changes;
  if (first || reordered.length > 0) {
    const what = first?.sentence ?? 'its declarations have another order';
    const hint = "take the change back; 'leyline lint' shows every one";
    throw new Refusal(`${name} is frozen and differs from its release: ${what}`, hint, first?.place ?? reordered[0]);
  }
  if (locked?.status === 'frozen') return undefined;
  return { name, action: 'freeze', from: version, to: version, level: 'none', reasons: [], next: undefined, state };
}

/** `v2` → `v3`, `v1beta1` → `v1beta2`. */
function nextName(name: string, at: Place): string {
  const [, stem, number] = /^(.*?)(\d{1,9})$/.exec(name) ?? [];
  if (stem === undefined) {
    const hint = 'raise its version in the manifest by hand, or take the breaking changes back';
    throw new Refusal(`${name} has no number, so the version after it has no name`, hint, at);
  }
  return `${stem}${Number(number) + 1}`;
}
