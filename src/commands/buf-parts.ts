// A Buf project as parts of ours: Buf's rules by our names, everything an error, and nothing on that Buf would not run.

import * as z from 'zod/mini';
import { rules } from '../../rules/index.ts';
import type { PolicyConfig, RuleSetting } from '../engine/policy.ts';
import type { BufBreaking } from '../inputs/buf/breaking-section.ts';
import type { BufModule } from '../inputs/buf/buf-module.ts';
import type { BufLint, BufRuleOptions } from '../inputs/buf/lint-section.ts';
import type { BufProject } from '../inputs/buf/read-buf-project.ts';
import type { ProjectPart } from './project-parts.ts';

/** What the options of a rule are when buf.yaml says so. */
const OPTIONS: Readonly<Record<string, (options: BufRuleOptions) => object>> = {
  ENUM_ZERO_VALUE_SUFFIX: ({ enumZeroValueSuffix: suffix }) => (suffix === undefined ? {} : { suffix }),
  SERVICE_SUFFIX: ({ serviceSuffix: suffix }) => (suffix === undefined ? {} : { suffix }),
  RPC_REQUEST_STANDARD_NAME: ({ allowEmptyRequests }) => ({ allowEmptyRequests }),
  RPC_RESPONSE_STANDARD_NAME: ({ allowEmptyResponses }) => ({ allowEmptyResponses }),
  RPC_REQUEST_RESPONSE_UNIQUE: ({ allowSameRequestResponse, allowEmptyRequests, allowEmptyResponses }) => ({
    allowSameRequestResponse,
    allowEmptyRequests,
    allowEmptyResponses,
  }),
};

const BY_BUF_ID = new Map(rules.flatMap((rule) => (rule.aliases?.buf === undefined ? [] : [[rule.aliases.buf, rule]])));

export function bufPart(module: BufModule): ProjectPart {
  const { roots, includes, excludes, lint, breaking, place } = module;
  const bufIgnores = lint.allowsCommentIgnores ? 'as-buf-does' : undefined;
  return {
    title: 'module',
    emptyHint: 'take the module out, or leave fewer of its folders out',
    roots,
    includes,
    excludes,
    policy: policyOf(lint),
    breaking: breakingOf(breaking),
    ignoresUnstable: breaking.ignoresUnstable,
    bufIgnores,
    place,
    rootPlaces: roots.length === 1 && place ? [place] : [],
  };
}

/** Ids of Buf's rules that run there and not here. */
export function uncheckedRules({ modules }: BufProject): readonly string[] {
  const ids = new Set(modules.flatMap(({ lint }) => [...lint.rules]));
  return [...ids].filter((id) => !BY_BUF_ID.has(id)).sort();
}

/** What to do about an import that is not found. */
export function importHelp({ deps: [dependency], source }: BufProject): string {
  if (dependency === undefined) return `check the path; import roots are the modules of ${source.path}`;
  return (
    `files of dependencies that ${source.path} names are not fetched: 'buf export ${dependency} -o third_party' writes ` +
    'those of one, and contracts.imports of a leyline.yaml names the folder'
  );
}

function policyOf({ rules: ids, options, ignored }: BufLint): PolicyConfig {
  return {
    extends: [],
    rules: settings(ids, (id) => {
      const schema = BY_BUF_ID.get(id)?.options;
      const own = OPTIONS[id]?.(options);
      return { severity: 'error', ...(schema && own && { options: z.parse(schema, own) }) };
    }),
    overrides: ignored.map(({ paths, rules: only }) => ({
      paths: paths.flatMap(asPatterns),
      rules: settings(only ?? BY_BUF_ID.keys(), () => ({ severity: 'off' })),
    })),
  };
}

function breakingOf({ rules: ids, ignored }: BufBreaking): PolicyConfig {
  return {
    extends: [],
    rules: settings(ids, () => ({ severity: 'error' })),
    overrides: ignored.map(({ paths, rules: only }) => ({
      paths: paths.flatMap(asPatterns),
      rules: settings(only ?? BY_BUF_ID.keys(), () => ({ severity: 'off' })),
    })),
  };
}

function settings(ids: Iterable<string>, settingOf: (id: string) => RuleSetting): ReadonlyMap<string, RuleSetting> {
  const found = new Map<string, RuleSetting>();
  for (const id of ids) {
    const rule = BY_BUF_ID.get(id);
    if (rule) found.set(rule.id, settingOf(id));
  }
  return found;
}

/** Buf knows no patterns: what looks like one is the name of a file or folder. */
function asPatterns(path: string): readonly string[] {
  const literal = path.replace(/[*?[]/g, '[$&]');
  return literal === path ? [path] : [literal, `${literal}/**`];
}
