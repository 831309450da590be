// Buf's lint rules and categories, as each version of buf.yaml knows them. Data of another tool: a test compares it with
// what buf itself lists. Knows nothing of our rules.

export const BUF_VERSIONS = ['v1beta1', 'v1', 'v2'] as const;
export type BufVersion = (typeof BUF_VERSIONS)[number];

/** Runs when nothing is chosen. */
export const DEFAULT_CATEGORY = 'STANDARD';

const LAYOUT = 'DIRECTORY_SAME_PACKAGE PACKAGE_DIRECTORY_MATCH PACKAGE_SAME_DIRECTORY';
const AFFINITY =
  'PACKAGE_SAME_CSHARP_NAMESPACE PACKAGE_SAME_GO_PACKAGE PACKAGE_SAME_JAVA_MULTIPLE_FILES PACKAGE_SAME_JAVA_PACKAGE ' +
  'PACKAGE_SAME_PHP_NAMESPACE PACKAGE_SAME_RUBY_PACKAGE PACKAGE_SAME_SWIFT_PREFIX';
const CASES =
  'ENUM_PASCAL_CASE ENUM_VALUE_UPPER_SNAKE_CASE FIELD_LOWER_SNAKE_CASE MESSAGE_PASCAL_CASE ONEOF_LOWER_SNAKE_CASE ' +
  'PACKAGE_LOWER_SNAKE_CASE RPC_PASCAL_CASE SERVICE_PASCAL_CASE';
const STYLE =
  'ENUM_VALUE_PREFIX ENUM_ZERO_VALUE_SUFFIX FILE_LOWER_SNAKE_CASE PACKAGE_VERSION_SUFFIX ' +
  'RPC_REQUEST_RESPONSE_UNIQUE RPC_REQUEST_STANDARD_NAME RPC_RESPONSE_STANDARD_NAME SERVICE_SUFFIX';
const BASICS = `ENUM_FIRST_VALUE_ZERO ENUM_NO_ALLOW_ALIAS IMPORT_NO_PUBLIC IMPORT_USED SYNTAX_SPECIFIED ${AFFINITY} ${CASES}`;

const IN_ALL = {
  COMMENTS: 'COMMENT_ENUM COMMENT_ENUM_VALUE COMMENT_FIELD COMMENT_MESSAGE COMMENT_ONEOF COMMENT_RPC COMMENT_SERVICE',
  UNARY_RPC: 'RPC_NO_CLIENT_STREAMING RPC_NO_SERVER_STREAMING',
  DEFAULT: 'STANDARD',
};

/** Ids of a category's members, some of them categories themselves. */
const CATEGORIES: Readonly<Record<BufVersion, Readonly<Record<string, string>>>> = {
  v1beta1: {
    ...IN_ALL,
    FILE_LAYOUT: LAYOUT,
    PACKAGE_AFFINITY: AFFINITY,
    SENSIBLE: 'ENUM_NO_ALLOW_ALIAS FIELD_NO_DESCRIPTOR IMPORT_NO_PUBLIC PACKAGE_DEFINED',
    STYLE_BASIC: CASES,
    STYLE_STANDARD: `STYLE_BASIC ${STYLE}`,
    STYLE_DEFAULT: 'STYLE_STANDARD',
    MINIMAL: 'FILE_LAYOUT PACKAGE_AFFINITY SENSIBLE',
    BASIC: 'MINIMAL STYLE_BASIC',
    STANDARD: 'BASIC STYLE_STANDARD',
    OTHER: 'ENUM_FIRST_VALUE_ZERO',
  },
  v1: {
    ...IN_ALL,
    MINIMAL: `PACKAGE_DEFINED ${LAYOUT}`,
    BASIC: `MINIMAL ${BASICS}`,
    STANDARD: `BASIC PROTOVALIDATE ${STYLE}`,
  },
  v2: {
    ...IN_ALL,
    MINIMAL: `PACKAGE_DEFINED PACKAGE_NO_IMPORT_CYCLE ${LAYOUT}`,
    BASIC: `MINIMAL FIELD_NOT_REQUIRED ${BASICS}`,
    STANDARD: `BASIC PROTOVALIDATE ${STYLE}`,
  },
};

/** Rules that no category has. */
const SINGLE: Readonly<Record<BufVersion, readonly string[]>> = {
  v1beta1: [],
  v1: ['PACKAGE_NO_IMPORT_CYCLE'],
  v2: ['STABLE_PACKAGE_NO_IMPORT_UNSTABLE'],
};

/** Accepted everywhere and without effect since Buf dropped what they looked for. */
const WITHOUT_EFFECT: readonly string[] = ['IMPORT_NO_WEAK'];

/** The rules that an id or the name of a category stands for; nothing when this version knows neither. */
export function rulesNamed(version: BufVersion, name: string): readonly string[] | undefined {
  const categories = CATEGORIES[version];
  if (Object.hasOwn(categories, name)) return [...new Set(expand(categories, name))];
  if (WITHOUT_EFFECT.includes(name)) return [];
  return ruleIds(version).includes(name) ? [name] : undefined;
}

/** Every id and category that may be written. */
export function knownNames(version: BufVersion): readonly string[] {
  return [...ruleIds(version), ...WITHOUT_EFFECT, ...Object.keys(CATEGORIES[version])];
}

function ruleIds(version: BufVersion): readonly string[] {
  const categories = CATEGORIES[version];
  return [...new Set([...Object.keys(categories).flatMap((name) => expand(categories, name)), ...SINGLE[version]])];
}

function expand(categories: Readonly<Record<string, string>>, name: string): readonly string[] {
  const members = Object.hasOwn(categories, name) ? categories[name] : undefined;
  return members === undefined ? [name] : members.split(' ').flatMap((member) => expand(categories, member));
}
