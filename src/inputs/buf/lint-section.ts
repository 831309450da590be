// What the `lint` section of a buf.yaml means for one module: which of Buf's rules run, how, and where they do not.
// Speaks of Buf's rule ids only; whether a path exists is not looked at.

import { nearest } from '../../text/nearest.ts';
import type { KeyPath } from '../yaml/yaml-node.ts';
import type { BufBreakingSection, BufLintSection } from './buf-shape.ts';
import { BUF_VERSIONS, type BufVersion, DEFAULT_CATEGORY, knownNames, rulesNamed } from './lint-rules.ts';

export interface BufLint {
  /** Ids of Buf's rules, and of what may be rules of its plugins. */
  readonly rules: ReadonlySet<string>;
  /** Where rules of these do not run; without a list, none does. Project paths of files or folders. */
  readonly ignored: readonly { readonly paths: readonly string[]; readonly rules?: readonly string[] }[];
  readonly allowsCommentIgnores: boolean;
  readonly options: BufRuleOptions;
}

/** The keys of the section that change what a rule demands; absent where the rule's own default holds. */
export interface BufRuleOptions {
  readonly enumZeroValueSuffix?: string;
  readonly serviceSuffix?: string;
  readonly allowSameRequestResponse: boolean;
  readonly allowEmptyRequests: boolean;
  readonly allowEmptyResponses: boolean;
}

export interface LintContext {
  readonly version: BufVersion;
  /** The keys that lead to the section. */
  readonly at: KeyPath;
  /** Rules of plugins have ids too, which only the plugin knows. */
  readonly hasPlugins: boolean;
  /** The project paths that an ignored path means; a sentence where it can mean none. */
  readonly resolve: (path: string) => readonly string[] | string;
  readonly report: (keys: KeyPath, message: string, hint: string, at?: 'key') => void;
}

/** Whether it says nothing, so that a module falls back on what holds for all. */
export function isEmptySection(section: BufLintSection | BufBreakingSection | null | undefined): boolean {
  return Object.values(section ?? {}).every((value) => {
    if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
    return !value;
  });
}

export function readLintSection(section: BufLintSection, context: LintContext): BufLint {
  const { version, at } = context;
  const used = section.use?.filter((name) => name !== '') ?? [];
  const isOff = section.disable_builtin === true;
  const named = (names: readonly string[], key: string) =>
    names.flatMap((name, i) => lookUp(name, [...at, key, i], isOff, context));
  const chosen = used.length > 0 ? named(section.use ?? [], 'use') : (rulesNamed(version, DEFAULT_CATEGORY) ?? []);
  const except = new Set(named(section.except ?? [], 'except'));
  const ignored = [
    { paths: resolveAll(section.ignore ?? [], [...at, 'ignore'], context) },
    ...Object.entries(section.ignore_only ?? {}).map(([name, paths]) => ({
      rules: lookUp(name, [...at, 'ignore_only', name], isOff, context, 'key'),
      paths: resolveAll(paths ?? [], [...at, 'ignore_only', name], context),
    })),
  ];
  return {
    rules: new Set(isOff ? [] : chosen.filter((id) => !except.has(id))),
    ignored: ignored.filter(({ paths }) => paths.length > 0),
    allowsCommentIgnores:
      version === 'v2' ? section.disallow_comment_ignores !== true : section.allow_comment_ignores === true,
    options: ruleOptions(section),
  };
}

function ruleOptions(section: BufLintSection): BufRuleOptions {
  return {
    ...(section.enum_zero_value_suffix && { enumZeroValueSuffix: section.enum_zero_value_suffix }),
    ...(section.service_suffix && { serviceSuffix: section.service_suffix }),
    allowSameRequestResponse: section.rpc_allow_same_request_response === true,
    allowEmptyRequests: section.rpc_allow_google_protobuf_empty_requests === true,
    allowEmptyResponses: section.rpc_allow_google_protobuf_empty_responses === true,
  };
}

function lookUp(name: string, keys: KeyPath, isOff: boolean, context: LintContext, at?: 'key'): readonly string[] {
  const { version, hasPlugins, report } = context;
  if (name === '') return [];
  const rules = rulesNamed(version, name);
  if (rules) return rules;
  if (hasPlugins || isOff) return [name];
  report(keys, `'${name}' is no rule or category of version ${version}`, nameHint(name, version), at);
  return [];
}

function nameHint(name: string, version: BufVersion): string {
  const other = BUF_VERSIONS.find((known) => rulesNamed(known, name) !== undefined);
  if (other !== undefined)
    return `version ${other} has it; 'buf config ls-lint-rules --version ${version}' lists what this one has`;
  const near = nearest(name, knownNames(version));
  return near === undefined ? `'buf config ls-lint-rules --version ${version}' lists them` : `did you mean '${near}'?`;
}

function resolveAll(paths: readonly string[], keys: KeyPath, { resolve, report }: LintContext): readonly string[] {
  return paths.flatMap((path, i) => {
    const resolved = resolve(path);
    if (typeof resolved !== 'string') return resolved;
    report(
      [...keys, i],
      resolved,
      'name a file or folder of the module, or move this into the lint section above all modules',
    );
    return [];
  });
}
