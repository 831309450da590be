// Addresses that `buf breaking --against` takes and `leyline` does not, and what to write instead. Fetches nothing.

import { UserError } from '../diagnostics/user-error.ts';

/** Nothing for what is no such address. */
export function foreignAddress(spec: string): UserError | undefined {
  const [place = '', ...rest] = spec.split('#');
  const options = new Map(rest.join('#').split(',').map(keyAndValue));
  const isRemote = /^(?:[a-z][a-z\d+.-]*:\/\/|git@[\w.-]+:)/i.test(place);
  const isBuf = rest.length > 0 && [...options.keys()].some((key) => BUF_OPTIONS.has(key));
  if (/^buf\.build\//.test(place)) {
    const hint = `'buf export ${spec} --output old' makes a folder of it to compare with`;
    return new UserError(`'${spec}' is a module of a registry, and nothing is fetched`, { hint });
  }
  if (!isRemote && !isBuf && !/(?:^|[/\\])\.git$/.test(place)) return undefined;
  const ref = ['ref', 'commit', 'tag', 'branch'].map((key) => options.get(key)).find((value) => value !== undefined);
  const subdir = options.get('subdir');
  const said = `${ref ?? 'HEAD'}${subdir === undefined ? '' : `:${subdir}`}`;
  if (isRemote) {
    const hint = `get it with 'git fetch', and name its branch or commit: '--against origin/${said}'`;
    return new UserError(`'${spec}' is elsewhere, and nothing is fetched`, { hint });
  }
  const hint = `the repository of the project is read: '--against ${said}'`;
  return new UserError(`'${spec}' is an address as buf writes them`, { hint });
}

const BUF_OPTIONS: ReadonlySet<string> = new Set(['branch', 'tag', 'ref', 'commit', 'subdir', 'format', 'depth']);

function keyAndValue(option: string): [string, string] {
  const equals = option.indexOf('=');
  return equals === -1 ? [option, ''] : [option.slice(0, equals), option.slice(equals + 1)];
}
