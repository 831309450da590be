// What the `breaking` section of a buf.yaml means for one module: which of Buf's rules run, and where they do not.
// Speaks of Buf's rule ids only; whether a path exists is not looked at.

import { nearest } from '../../text/nearest.ts';
import type { KeyPath } from '../yaml/yaml-node.ts';
import { breakingRulesNamed, DEFAULT_BREAKING_CATEGORY, knownBreakingNames } from './breaking-rules.ts';
import type { BufBreakingSection } from './buf-shape.ts';
import type { LintContext } from './lint-section.ts';

export interface BufBreaking {
  /** Ids of Buf's rules, and of what may be rules of its plugins. */
  readonly rules: ReadonlySet<string>;
  /** Where rules of these do not run; without a list, none does. Project paths of files or folders. */
  readonly ignored: readonly { readonly paths: readonly string[]; readonly rules?: readonly string[] }[];
  /** Packages such as `acme.v1beta1` may change as they like. */
  readonly ignoresUnstable: boolean;
}

export function readBreakingSection(section: BufBreakingSection, context: LintContext): BufBreaking {
  const { version, at } = context;
  const isOff = section.disable_builtin === true;
  const used = section.use?.filter((name) => name !== '') ?? [];
  const named = (names: readonly string[], key: string) =>
    names.flatMap((name, i) => lookUp(name, [...at, key, i], isOff, context));
  const chosen =
    used.length > 0 ? named(section.use ?? [], 'use') : breakingRulesNamed(version, DEFAULT_BREAKING_CATEGORY);
  const except = new Set(named(section.except ?? [], 'except'));
  const ignored = [
    { paths: resolveAll(section.ignore ?? [], [...at, 'ignore'], context) },
    ...Object.entries(section.ignore_only ?? {}).map(([name, paths]) => ({
      rules: lookUp(name, [...at, 'ignore_only', name], isOff, context, 'key'),
      paths: resolveAll(paths ?? [], [...at, 'ignore_only', name], context),
    })),
  ];
  return {
    rules: new Set(isOff ? [] : chosen?.filter((id) => !except.has(id))),
    ignored: ignored.filter(({ paths }) => paths.length > 0),
    ignoresUnstable: section.ignore_unstable_packages === true,
  };
}

function lookUp(name: string, keys: KeyPath, isOff: boolean, context: LintContext, at?: 'key'): readonly string[] {
  const { version, hasPlugins, report } = context;
  if (name === '') return [];
  const rules = breakingRulesNamed(version, name);
  if (rules) return rules;
  if (hasPlugins || isOff) return [name];
  const near = nearest(name, knownBreakingNames(version));
  const hint =
    near === undefined ? `'buf config ls-breaking-rules --version ${version}' lists them` : `did you mean '${near}'?`;
  report(keys, `'${name}' is no rule or category of version ${version}`, hint, at);
  return [];
}

function resolveAll(paths: readonly string[], keys: KeyPath, { resolve, report }: LintContext): readonly string[] {
  return paths.flatMap((path, i) => {
    const resolved = resolve(path);
    if (typeof resolved !== 'string') return resolved;
    const hint = 'name a file or folder of the module, or move this into the breaking section above all modules';
    report([...keys, i], resolved, hint);
    return [];
  });
}
