// Semantic versions: what they are, which is later, and what a change of some level makes of one.

import type { Level } from '../change/level.ts';

export interface Semver {
  readonly numbers: readonly [number, number, number];
  /** Dot-separated parts behind the dash; none for a plain release. */
  readonly prerelease: readonly string[];
}

const SEMVER = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export function parseSemver(text: string): Semver | undefined {
  const parts = SEMVER.exec(text);
  if (!parts) return undefined;
  const [, major, minor, patch, prerelease] = parts;
  return { numbers: [Number(major), Number(minor), Number(patch)], prerelease: prerelease?.split('.') ?? [] };
}

/** Negative when `a` comes first. A pre-release comes before its release. */
export function compareSemver(a: Semver, b: Semver): number {
  for (const i of [0, 1, 2] as const) if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] - b.numbers[i];
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  for (const [i, part] of a.prerelease.entries()) {
    const other = b.prerelease[i];
    if (other === undefined) return 1;
    if (part !== other) return comparePart(part, other);
  }
  return a.prerelease.length - b.prerelease.length;
}

/** Numbers by value, and before words. */
function comparePart(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : 1;
}

/** The least version that says a change of the level was made since. */
export function raised(version: Semver, level: Level): Semver {
  const [major, minor, patch] = version.numbers;
  const [isPrerelease] = version.prerelease;
  if (level === 'none') return version;
  if (level === 'major') return release(major + 1, 0, 0);
  if (level === 'minor') return release(major, minor + 1, 0);
  // A pre-release becomes its release.
  return release(major, minor, isPrerelease === undefined ? patch + 1 : patch);
}

function release(major: number, minor: number, patch: number): Semver {
  return { numbers: [major, minor, patch], prerelease: [] };
}

export function printSemver({ numbers, prerelease }: Semver): string {
  return `${numbers.join('.')}${prerelease.length === 0 ? '' : `-${prerelease.join('.')}`}`;
}

/** 1.0.0 where a text is no version. */
export function semverOr(text: string | undefined): Semver {
  return (text === undefined ? undefined : parseSemver(text)) ?? release(1, 0, 0);
}
