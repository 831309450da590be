// Changes that the version does not speak of. What changed since the last release, and how much it demands, are facts.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { ContractVersion, Manifest } from '../../src/model/contract-set.ts';
import type { FileDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { type Homeless, homelessIn } from '../../src/model/release/homeless.ts';
import {
  distinctChanges,
  isEmptied,
  isFrozenVersion,
  type ReleaseChange,
  saysReleased,
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
    unrecorded: '{name} was released, and the lock does not have it',
    unlocked: '{name} was released, and the lock {lock} is missing: what has changed since cannot be told',
    emptied: '{name} was released as {released} and has no .proto files any more',
    gone: '{name} was released as {released} and is not in the manifest any more',
    homeless: '{what}, so that no release has it',
    reactivated: '{name} is {status} here and was released as {released}',
  },
  visit: {
    workspace({ files, release, contracts }, ctx) {
      const { manifest } = contracts;
      if (!release || !manifest) return;
      for (const file of files) {
        const homeless = homelessIn(file, contracts);
        if (!homeless) continue;
        const { what, help } = homelessWords(homeless, file, manifest);
        const { start, end } = file.node.package?.name ?? { start: 0, end: 0 };
        ctx.report({ message: 'homeless', data: { what }, at: { path: file.path, start, end }, help });
      }
      if (release.isLockMissing) {
        const latest = latestReleased(manifest);
        if (!latest) return;
        const data = { name: latest.name.value, lock: release.lock.path };
        ctx.report({ message: 'unlocked', data, at: (latest.released ?? latest.status).place, help: RESTORE });
        return;
      }
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
          const { released: day } = declared;
          if (day) ctx.report({ message: 'unrecorded', data: { name }, at: day.place, help: RESTORE });
          else ctx.report({ message: 'unreleased', data: { name, status }, at: declared.name.place, help: RELEASE });
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

function homelessWords({ lacks, folder }: Homeless, file: FileDescriptor, { path }: Manifest) {
  if (lacks === 'version') {
    const move = 'move it into the folder of a version';
    const help = folder === '' ? move : `${move}, or list '${folder}' in ${path}`;
    return { what: 'the file lies in the folder of no version', help };
  }
  if (lacks === 'package') {
    return { what: 'the file has no package', help: `give it one, and list it among the packages of ${folder}` };
  }
  const help = `add it to the packages of ${folder} in ${path}`;
  return { what: `package '${file.package}' is not among those of ${folder}`, help };
}

/** The one that changes are made in, if there is one. */
function latestReleased({ versions }: Manifest): ContractVersion | undefined {
  const released = versions.filter(saysReleased);
  return released.find(({ status }) => status.value === 'active') ?? released.at(-1);
}

const RESTORE =
  "bring the lock back from version control; if there never was one, 'leyline bump' takes what is here for what was released";

const RELEASE = "run 'leyline bump'; it writes the manifest, the lock and the changelog";

function helpFor({ name, level: highest }: VersionState, level: string, least: string): string {
  if (level !== 'major') {
    return `run 'leyline bump', which makes it ${highest === 'major' ? 'a part of the next major version' : least}`;
  }
  return `take the change back, or run 'leyline bump': it puts the change into a new version and leaves ${name} as it was`;
}
