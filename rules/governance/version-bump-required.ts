// Changes that the version does not speak of. What changed since the last release, and how much it demands, are facts.

import { defineRule } from '../../src/engine/define-rule.ts';
import {
  distinctChanges,
  isEmptied,
  isFrozenVersion,
  type ReleaseChange,
  type VersionState,
} from '../../src/model/release/release-state.ts';
import { compareSemver, parseSemver, printSemver, raised, semverOr } from '../../src/model/release/semver.ts';

export default defineRule({
  id: 'version-bump-required',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  checksFrozen: true,
  fixable: 'no',
  summary: 'the schema differs from its last release, and its version says that it does not',
  why:
    'Whoever uses a contract goes by its version: the same number means the same bytes. A change that goes out under ' +
    'the old number is found by the service that cannot decode it. The lock beside the manifest holds every released ' +
    'schema, so the change itself tells what it demands: a new field a minor version, anything that takes from old ' +
    "readers or writers a major one. Comments and formatting demand nothing. 'leyline bump' does what is due.",
  source: 'I1, §8.4',
  messages: {
    change: '{level}: {change}, and {name} is still {version}',
    lowered: '{name} is {version} here and was released as {released}',
    unreleased: '{name} is {status} and has never been released',
    emptied: '{name} was released as {released} and has no .proto files any more',
    gone: '{name} was released as {released} and is not in the manifest any more',
    reactivated: '{name} is {status} here and was released as {released}',
  },
  visit: {
    workspace({ release, contracts: { manifest } }, ctx) {
      if (!release || !manifest) return;
      for (const state of release.versions) {
        const { name, declared, locked } = state;
        const released = locked?.version ?? '';
        if (!declared) {
          const at = { path: manifest.path, start: 0, end: 0 };
          const help = `put ${name} back, or run 'leyline bump', which takes it out of the lock`;
          ctx.report({ message: 'gone', data: { name, released }, at, help });
          continue;
        }
        const status = declared.status.value;
        const at = declared.version?.place ?? declared.name.place;
        const version = declared.version?.value ?? released;
        if (!locked) {
          ctx.report({ message: 'unreleased', data: { name, status }, at: declared.name.place, help: RELEASE });
        } else if (isLower(version, released)) {
          const help = `give it ${released} or a later version`;
          ctx.report({ message: 'lowered', data: { name, version, released }, at, help });
        } else if (status === 'draft') {
          const help = 'a released version is not taken back: write active or frozen';
          ctx.report({ message: 'reactivated', data: { name, status, released }, at: declared.status.place, help });
        } else if (isFrozenVersion(state)) {
        } else if (isEmptied(state)) {
          const help = `bring them back from version control, or take ${name} out of the manifest and run 'leyline bump'`;
          ctx.report({ message: 'emptied', data: { name, released }, at: declared.name.place, help });
        } else {
          for (const { level, sentence, place, least, ...change } of undeclared(state, version)) {
            ctx.report({
              message: 'change',
              data: { level, change: sentence, name, version },
              at: place ?? at,
              help: helpFor(state, level, least),
              related: change.released && [{ ...change.released, message: 'as released' }],
            });
          }
        }
      }
    },
  },
});

function isLower(version: string, released: string): boolean {
  const [said, before] = [parseSemver(version), parseSemver(released)];
  return said !== undefined && before !== undefined && compareSemver(said, before) < 0;
}

/** The changes that the version does not speak of, with the least version that would. */
function undeclared(state: VersionState, version: string): (ReleaseChange & { readonly least: string })[] {
  const released = semverOr(state.locked?.version);
  const said = parseSemver(version) ?? released;
  return distinctChanges(state).flatMap((change) => {
    // What is small beside a greater change would only hide it.
    if (change.level === 'patch' && state.level !== 'patch') return [];
    const least = raised(released, change.level);
    return compareSemver(said, least) >= 0 ? [] : [{ ...change, least: printSemver(least) }];
  });
}

const RELEASE = "run 'leyline bump'; it writes the manifest, the lock and the changelog";

function helpFor({ name, level: highest }: VersionState, level: string, least: string): string {
  if (level !== 'major') {
    return `run 'leyline bump', which makes it ${highest === 'major' ? 'a part of the next major version' : least}`;
  }
  return `take the change back, or run 'leyline bump': it puts the change into a new version and leaves ${name} as it was`;
}
