// One tree, many configurations: buf and leyline find the same, or both refuse to run.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { bufMissing } from './buf-binary.ts';
import { askBuf, askLeyline, asLines } from './verdicts.ts';

/** Each file has findings of several rules, and some are only found by comparing it with others of its module. */
function proto(packageName: string, goPackage = '', imports: readonly string[] = []): string {
  return [
    'syntax = "proto3";',
    `package ${packageName};`,
    ...imports.map((path) => `import "${path}";`),
    ...(goPackage === '' ? [] : [`option go_package = "${goPackage}";`]),
    '// buf:lint:ignore MESSAGE_PASCAL_CASE',
    'message order_line {',
    '  int32 unitPrice = 1;',
    '  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE',
    '  int32 lineCount = 2;',
    '}',
    'enum Color { RED = 0; COLOR_UNKNOWN = 1; }',
    'service Orders { rpc Get(order_line) returns (order_line); }',
  ].join('\n');
}

const TREE = {
  'proto/acme/order/v1/order.proto': proto('acme.order.v1', 'a'),
  'proto/acme/order/v1/item.proto': proto('acme.order.v1', 'b').replaceAll(/order_line|Color|RED|COLOR|Orders/g, 'I$&'),
  'proto/acme/user/user.proto': proto('acme.user', '', ['acme/order/v1/order.proto']),
  'vendor/third/v1/third.proto': proto('third.v1', '', ['acme/user/user.proto']),
  'vendor/third/v1/Camel.proto': 'syntax = "proto3";\npackage acme.order.v1;\nmessage Camel {}\n',
  'vendor/third/old/old.proto': 'message Old { required int32 descriptor = 1; }\n',
};

const lintOf = (use: string) => `lint: { use: [${use}] }`;
const ALL = lintOf('STANDARD, COMMENTS, UNARY_RPC');
const MODULES = 'modules: [{ path: proto }, { path: vendor }]';

type Files = Readonly<Record<string, string>>;

/** The text of buf.yaml, or several files. */
const CONFIGURATIONS: readonly (string | Files)[] = [
  `version: v2\n${MODULES}`,
  `version: v2\n${MODULES}\n${ALL}`,
  `version: v2\n${MODULES}\n${lintOf('DEFAULT')}`,
  `version: v2\n${MODULES}\nlint:\nname:\n`,
  `version: v2\n${MODULES}\nlint: { use: [] }`,
  `version: v2\n${MODULES}\nlint: { use: [''] }`,
  `version: v2\n${MODULES}\nlint: { use: [MINIMAL], except: [PACKAGE_DIRECTORY_MATCH] }`,
  `version: v2\n${MODULES}\nlint: { except: [BASIC, RPC_REQUEST_STANDARD_NAME] }`,
  `version: v2\n${MODULES}\nlint: { use: [IMPORT_NO_WEAK, FIELD_NOT_REQUIRED, STABLE_PACKAGE_NO_IMPORT_UNSTABLE] }`,
  `version: v2\n${MODULES}\nlint: { disallow_comment_ignores: true }`,
  `version: v2\n${MODULES}\nlint: { disable_builtin: true }`,
  `version: v2\n${MODULES}\nlint: { enum_zero_value_suffix: RED, service_suffix: ders }`,
  `version: v2\n${MODULES}\nlint: { enum_zero_value_suffix: '', service_suffix: '' }`,
  `version: v2\n${MODULES}\nlint: { rpc_allow_same_request_response: true }`,
  `version: v2\n${MODULES}\nlint: { ignore: [proto/acme/user] }`,
  `version: v2\n${MODULES}\nlint: { ignore: [./proto/acme/order/v1/order.proto, vendor/] }`,
  `version: v2\n${MODULES}\nlint: { ignore: [proto, nowhere] }`,
  `version: v2\n${MODULES}\nlint: { ignore: [.] }`,
  `version: v2\n${MODULES}\nlint: { ignore: ['proto/*', 'proto/ac[m]e', 'proto/{acme,b}'] }`,
  `version: v2\n${MODULES}\nlint: { ignore_only: { FIELD_LOWER_SNAKE_CASE: [proto/acme], BASIC: [vendor/third/old] } }`,
  `version: v2\n${MODULES}\nlint: { use: [MINIMAL], ignore_only: { STANDARD: [proto/acme] } }`,
  `version: v2\nmodules: [{ path: proto, lint: { use: [COMMENTS] } }, { path: vendor }]\n${lintOf('MINIMAL')}`,
  `version: v2\nmodules: [{ path: proto, lint: { use: [] } }, { path: vendor }]\n${lintOf('MINIMAL')}`,
  'version: v2\nmodules: [{ path: proto, lint: { enum_zero_value_suffix: RED } }, { path: vendor }]\nlint: { service_suffix: ders }',
  'version: v2\nmodules: [{ path: proto, lint: { disallow_comment_ignores: true } }, { path: vendor }]',
  'version: v2\nmodules: [{ path: proto, lint: { ignore: [proto] } }, { path: vendor }]',
  'version: v2\nmodules: [{ path: proto, excludes: [proto/acme/user] }]',
  'version: v2\nmodules: [{ path: proto, includes: [proto/acme/order] }]',
  'version: v2\nmodules: [{ path: proto, includes: [proto/acme], excludes: [proto/acme/user] }]',
  `version: v2\nmodules: [{ path: proto, includes: [proto/acme/order] }, { path: proto, includes: [proto/acme/user], lint: { use: [BASIC] } }]`,
  'version: v2\nmodules: [{ path: ., excludes: [proto, vendor/third/old] }, { path: proto }]',
  'version: v2\nmodules: [{ path: ., name: buf.build/acme/all, excludes: [proto] }, { path: proto }]',
  '{"version":"v2","modules":[{"path":"proto"}],"lint":{"use":["BASIC"]}}',
  'version: v2\nmodules: [{ path: proto }]\nbreaking: { use: [FILE], ignore_unstable_packages: true }\ndeps: []',

  {
    'proto/buf.yaml': 'version: v1',
    'vendor/buf.yaml': 'version: v1',
    'buf.work.yaml': 'version: v1\ndirectories: [proto, vendor]',
  },
  { 'buf.work.yaml': 'version: v1\ndirectories:\n  - vendor\n  - ./proto/' },
  {
    'proto/buf.yaml':
      'version: v1\nlint: { use: [COMMENTS, DEFAULT], allow_comment_ignores: true, ignore: [acme/user] }',
    'vendor/buf.yaml': 'version: v1beta1\nbuild: { roots: [third/v1, third/old] }\nlint: { ignore: [old.proto] }',
    'buf.work.yaml': 'version: v1\ndirectories: [proto, vendor]',
  },
  {
    'proto/buf.yaml': 'version: v1\nlint: { except: [BASIC] }',
    'buf.work.yaml': 'version: v1\ndirectories: [proto, vendor]',
  },
  'version: v1\nbuild: { excludes: [vendor, proto/acme/user] }',
  'version: v1\nbuild: { excludes: [vendor, proto/acme/user] }\nlint: { use: [DEFAULT, PACKAGE_NO_IMPORT_CYCLE, IMPORT_NO_WEAK], allow_comment_ignores: true }',
  'version: v1\nbuild: { excludes: [vendor, proto/acme/user] }\nlint: { ignore: [.] }',
  'version: v1beta1\nbuild: { roots: [proto, vendor] }',
  'version: v1beta1\nbuild: { roots: [proto, vendor], excludes: [vendor/third/old] }\nlint: { use: [STYLE_DEFAULT, OTHER] }',
  'version: v1beta1\nbuild: { roots: [proto, vendor] }\nlint: { use: [SENSIBLE, FILE_LAYOUT, PACKAGE_AFFINITY], ignore: [acme/user, third/old] }',
  'version: v1beta1\nbuild: { roots: [proto, vendor] }\nlint: { ignore: [proto], ignore_only: { STYLE_BASIC: [acme/order, third] } }',
  'version: v1beta1\nbuild: { roots: [proto, vendor, nowhere] }\nlint: { ignore: [.] }',
];

const REFUSED: readonly (string | Files)[] = [
  '',
  'lint: {}',
  'version: v3',
  'version: 2',
  '- version: v2',
  'version: v2\nlint: { nope: 1 }',
  'version: v2\nlnt: {}',
  'version: v2\nlint: { use: BASIC }',
  `version: v2\n${MODULES}\nlint: { use: [NOPE] }`,
  `version: v2\n${MODULES}\nlint: { except: [enum_pascal_case] }`,
  `version: v2\n${MODULES}\nlint: { ignore_only: { NOPE: [proto] } }`,
  `version: v2\n${MODULES}\nlint: { use: [FIELD_NO_DESCRIPTOR] }`,
  'version: v1\nbuild: { excludes: [vendor, proto/acme/user] }\nlint: { use: [FIELD_NOT_REQUIRED] }',
  'version: v1beta1\nbuild: { roots: [proto, vendor] }\nlint: { use: [IMPORT_USED] }',
  'version: v2\nlint: { ignore: [../x] }',
  'version: v2\nlint: { ignore: [/x] }',
  'version: v2\nlint: { allow_comment_ignores: true }',
  'version: v1\nlint: { disallow_comment_ignores: true }',
  'version: v1\nbuild: { roots: [proto] }',
  'version: v1\nmodules: []',
  'version: v2\nmodules: [{ path: nowhere }]',
  'version: v2\nmodules: [{ path: proto, excludes: [acme] }]',
  'version: v2\nmodules: [{ path: proto, excludes: [proto] }]',
  'version: v2\nmodules: [{ path: proto, includes: [proto] }]',
  'version: v2\nmodules: [{ path: proto, excludes: [proto/acme] }]',
  'version: v2\nmodules: [{ path: proto, lint: { ignore: [vendor] } }]',
  'version: v2\nname: buf.build/acme/all\nmodules: [{ path: proto }]',
  'version: v2\nlint: { use: [BASIC], use: [MINIMAL] }',
  { 'buf.work.yaml': 'version: v1' },
  { 'buf.work.yaml': 'version: v1\ndirectories: []' },
  { 'buf.work.yaml': 'version: v2\ndirectories: [proto]' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [.]' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto, proto/acme]' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto, proto]' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto, nowhere]' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto]\nlint: {}' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto]', 'buf.yaml': 'version: v1' },
  { 'buf.work.yaml': 'version: v1\ndirectories: [proto]', 'proto/buf.yaml': 'version: v2' },
];

function project(configuration: string | Files): string {
  const folder = temporaryFolder(TREE);
  const files = typeof configuration === 'string' ? { 'buf.yaml': configuration } : configuration;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const titled = (configurations: readonly (string | Files)[]) =>
  configurations.map((configuration) => [JSON.stringify(configuration), configuration] as const);

describe.skipIf(bufMissing !== undefined)('with buf beside it', () => {
  it.each(titled(CONFIGURATIONS))('finds the same under %s', async (_, configuration) => {
    const folder = project(configuration);
    const buf = askBuf(folder);
    const leyline = await askLeyline(folder);
    expect({ said: leyline.said, found: asLines(leyline.verdicts) }).toEqual({
      said: '',
      found: asLines(buf.verdicts),
    });
  });

  it.each(titled(REFUSED))('refuses %s', async (_, configuration) => {
    const folder = project(configuration);
    expect(askBuf(folder).verdicts).toBeUndefined();
    expect((await askLeyline(folder)).verdicts).toBeUndefined();
  });
});
