// Buf's configuration files: what is made of them, and one message with its place for each mistake in them.

import { describe, expect, it } from 'vitest';
import type { BufName } from '../../../src/inputs/buf/find-buf.ts';
import { type BufProject, readBufProject } from '../../../src/inputs/buf/read-buf-project.ts';
import { ConfigError } from '../../../src/inputs/config/config-error.ts';
import { workTree } from '../../../src/inputs/files/work-tree.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Files = Readonly<Record<string, string>>;

function read(files: string | Files): Promise<BufProject> {
  const all = typeof files === 'string' ? { 'buf.yaml': files } : files;
  const name: BufName = 'buf.work.yaml' in all ? 'buf.work.yaml' : 'buf.yaml';
  return readBufProject(workTree(temporaryFolder(all)), name);
}

describe('modules', () => {
  it.each<[what: string, files: string | Files, modules: readonly object[]]>([
    ['of nothing but a version', 'version: v2', [{ roots: [''], includes: [], excludes: [] }]],
    [
      'with paths of all kinds',
      'version: v2\nmodules:\n  - path: ./a/\n    includes: [a/b, ./a/c/]\n    excludes: [a/b/d]\n  - path: e',
      [
        { roots: ['a'], includes: ['a/b', 'a/c'], excludes: ['a/b/d'] },
        { roots: ['e'], includes: [], excludes: [] },
      ],
    ],
    ['of v1', 'version: v1\nbuild: { excludes: [a] }', [{ roots: [''], excludes: ['a'] }]],
    [
      'of v1beta1',
      'version: v1beta1\nbuild: { roots: [a, b], excludes: [a/c] }',
      [{ roots: ['a', 'b'], excludes: ['a/c'] }],
    ],
    [
      'of a workspace, with and without a configuration of their own',
      {
        'buf.work.yaml': 'version: v1\ndirectories: [x, y, z]',
        'y/buf.yaml': 'version: v1\nbuild: { excludes: [a] }\nlint: { ignore: [b] }',
        'z/buf.yaml': 'version: v1beta1\nbuild: { roots: [p, q] }\nlint: { ignore: [b] }',
      },
      [
        { roots: ['x'], excludes: [] },
        { roots: ['y'], excludes: ['y/a'], lint: { ignored: [{ paths: ['y/b'] }] } },
        { roots: ['z/p', 'z/q'], lint: { ignored: [{ paths: ['z/p/b', 'z/q/b'] }] } },
      ],
    ],
  ])('%s', async (_, files, modules) => {
    expect((await read(files)).modules).toMatchObject(modules);
  });

  it('take their own lint section whole, and else that of all', async () => {
    const { modules } = await read(
      [
        'version: v2',
        'modules:',
        '  - { path: a, lint: { use: [MINIMAL], service_suffix: Api } }',
        '  - { path: b, lint: { use: [], rpc_allow_same_request_response: false } }',
        'lint: { use: [UNARY_RPC], ignore: [b/c, a/d], enum_zero_value_suffix: _NONE, disallow_comment_ignores: true }',
      ].join('\n'),
    );
    expect(modules.map(({ lint }) => ({ ...lint, rules: [...lint.rules] }))).toMatchObject([
      {
        rules: [
          ...['PACKAGE_DEFINED', 'PACKAGE_NO_IMPORT_CYCLE', 'DIRECTORY_SAME_PACKAGE', 'PACKAGE_DIRECTORY_MATCH'],
          'PACKAGE_SAME_DIRECTORY',
        ],
        ignored: [],
        options: { serviceSuffix: 'Api' },
        allowsCommentIgnores: true,
      },
      {
        rules: ['RPC_NO_CLIENT_STREAMING', 'RPC_NO_SERVER_STREAMING'],
        ignored: [{ paths: ['b/c'] }],
        options: { enumZeroValueSuffix: '_NONE' },
        allowsCommentIgnores: false,
      },
    ]);
  });

  it("keep what may be a plugin's rule", async () => {
    const { modules } = await read('version: v2\nplugins: [{ plugin: acme }]\nlint: { use: [ACME_RULE] }');
    expect([...(modules[0]?.lint.rules ?? [])]).toEqual(['ACME_RULE']);
  });
});

async function problemsOf(files: string | Files): Promise<string[]> {
  const error = await read(files).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigError)) throw new Error(`no mistake was told, but ${String(error)}`);
  return error.problems.map(({ place, message, hint }) => `${place}: ${message} | ${hint}`);
}

const LIST_V2 = "'buf config ls-lint-rules --version v2' lists them";

describe('mistakes', () => {
  it.each<[files: string | Files, ...told: string[]]>([
    ['', "buf.yaml:1:1: 'version' is missing | write 'version: v2' at the top"],
    ['- version: v2', "buf.yaml:1:1: 'version' is missing | write 'version: v2' at the top"],
    ['version: v3', "buf.yaml:1:10: version 'v3' is not known here | it is one of v1beta1, v1, v2"],
    ['version: 2', "buf.yaml:1:10: version '2' is not known here | it is one of v1beta1, v1, v2"],
    ['version:', "buf.yaml:1:1: 'version' has no value | it is one of v1beta1, v1, v2"],
    ['version: v2\nlnt: {}', "buf.yaml:2:1: unknown key 'lnt' | did you mean 'lint'?"],
    ['version: v2\nlint: { usee: [] }', "buf.yaml:2:9: unknown key 'usee' | did you mean 'use'?"],
    [
      'version: v2\nlint: { use: BASIC }',
      "buf.yaml:2:14: 'use' must be a list, not the text 'BASIC' | write it as a list: [BASIC]",
    ],
    ['version: v1\nbuild: { roots: [a] }', "buf.yaml:2:10: unknown key 'roots' | known here: excludes"],
    [
      'version: v2\nlint: { allow_comment_ignores: true }',
      "buf.yaml:2:9: unknown key 'allow_comment_ignores' | did you mean 'disallow_comment_ignores'?",
    ],
    [
      'version: v2\nlint:\n  use: [BASIK, STANDARD]\n  except: [enum_pascal_case]\n  ignore_only: { NOTHING_LIKE_IT: [a] }',
      "buf.yaml:3:9: 'BASIK' is no rule or category of version v2 | did you mean 'BASIC'?",
      "buf.yaml:4:12: 'enum_pascal_case' is no rule or category of version v2 | did you mean 'ENUM_PASCAL_CASE'?",
      `buf.yaml:5:18: 'NOTHING_LIKE_IT' is no rule or category of version v2 | ${LIST_V2}`,
    ],
    [
      'version: v2\nlint: { use: [FILE_LAYOUT] }',
      "buf.yaml:2:15: 'FILE_LAYOUT' is no rule or category of version v2 | version v1beta1 has it; 'buf config ls-lint-rules --version v2' lists what this one has",
    ],
    [
      'version: v2\nmodules: [{ path: a }, { path: b }]\nlint: { use: [NOPE] }',
      `buf.yaml:3:15: 'NOPE' is no rule or category of version v2 | ${LIST_V2}`,
    ],
    [
      'version: v2\nlint: { ignore: [../x, /x] }',
      "buf.yaml:2:18: '../x' leads out of the project | only what lies below this file's folder can be named here",
      "buf.yaml:2:24: '/x' is not relative to the project | write it relative to this file's folder, without a leading '/', '~' or drive letter",
    ],
    [
      'version: v2\nmodules: [{ path: a, excludes: [b, a], includes: [ab] }]',
      "buf.yaml:2:33: 'b' is not inside the module 'a' | name folders inside the module, relative to this file's folder",
      "buf.yaml:2:36: 'a' is the module itself | name folders inside the module, relative to this file's folder",
      "buf.yaml:2:51: 'ab' is not inside the module 'a' | name folders inside the module, relative to this file's folder",
    ],
    [
      'version: v2\nmodules: [{ path: a, lint: { ignore: [b] } }]',
      "buf.yaml:2:39: 'b' is not inside the module 'a' | name a file or folder of the module, or move this into the lint section above all modules",
    ],
    [
      'version: v2\nname: buf.build/acme/all\nmodules: [{ path: a }]',
      "buf.yaml:2:1: 'name' cannot stand above the modules | name each module in its own entry",
    ],
    [
      'version: v2\n\tlint: {}',
      'buf.yaml:2:1: a tab is used as indentation | YAML indents with spaces only; replace the tab',
    ],
    [
      { 'buf.work.yaml': 'version: v1' },
      "buf.work.yaml:1:1: 'directories' is missing | add 'directories:' to this part",
    ],
    [
      { 'buf.work.yaml': 'version: v2\ndirectories: [a]' },
      "buf.work.yaml:1:10: version 'v2' is not known here | it can only be v1",
    ],
    [
      { 'buf.work.yaml': 'version: v1\ndirectories: [., a, a/b, a]' },
      'buf.work.yaml:2:15: a workspace cannot name its own folder | name folders that lie beside each other',
      "buf.work.yaml:2:21: 'a/b' lies in 'a' | name folders that lie beside each other",
      "buf.work.yaml:2:26: 'a' is named twice | name folders that lie beside each other",
    ],
    [
      { 'buf.work.yaml': 'version: v1\ndirectories: [a]', 'a/buf.yaml': 'version: v2' },
      "a/buf.yaml:1:10: version 'v2' is not known here | it is one of v1beta1, v1",
    ],
  ])('%j', async (files, ...told) => {
    expect(await problemsOf(files)).toEqual(told);
  });

  it('two configurations in one folder', async () => {
    const files = { 'buf.work.yaml': 'version: v1\ndirectories: [a]', 'buf.yaml': 'version: v1' };
    await expect(read(files)).rejects.toThrow('buf.work.yaml and buf.yaml cannot stand in one folder');
  });
});
