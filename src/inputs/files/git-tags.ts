// Finds the tag of the newest release among those that match a pattern: by version, not by date.

import { UserError } from '../../diagnostics/user-error.ts';
import { compareSemver, parseSemver, type Semver } from '../../model/release/semver.ts';
import { git } from './git-process.ts';

/** `pattern` may have `*` and `?`. Tags that end in no version are passed over. */
export async function newestTag(root: string, pattern: string): Promise<string> {
  const tags = (await git(root, ['for-each-ref', '--format=%(refname:strip=2)', 'refs/tags'])).split('\n');
  const isWanted = matcher(pattern);
  let newest: { readonly tag: string; readonly version: Semver } | undefined;
  for (const tag of tags) {
    const version = isWanted(tag) ? versionOf(tag) : undefined;
    if (version && (!newest || compareSemver(version, newest.version) > 0)) newest = { tag, version };
  }
  if (newest) return newest.tag;
  const what = tags.some(isWanted)
    ? `no tag that matches '${pattern}' ends in a version`
    : `no tag matches '${pattern}'`;
  throw new UserError(what, { hint: "'git tag' lists those that are here; 'git fetch --tags' gets the others" });
}

/** `v1.2.3`, `contracts-v1.2`, `release/3`. */
function versionOf(tag: string): Semver | undefined {
  const [, numbers = '', rest = ''] = /(\d+(?:\.\d+){0,2})(-[0-9A-Za-z.-]+)?$/.exec(tag) ?? [];
  return parseSemver(`${numbers}${'.0'.repeat(Math.max(3 - numbers.split('.').length, 0))}${rest}`);
}

function matcher(pattern: string): (tag: string) => boolean {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|]/g, (char) =>
    char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`,
  );
  const expression = new RegExp(`^${source.replace(/(?:\.\*)+/g, '.*')}$`);
  return (tag) => tag !== '' && expression.test(tag);
}
