// Leyline where Buf is at home: a buf.yaml or buf.work.yaml takes the place of a leyline.yaml that is not there.

import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline, REPOSITORY } from './leyline.ts';

const V2 = 'buf-v2';
const WORKSPACE = 'buf-v1-workspace';

function copyOf(project: string): string {
  const root = temporaryFolder();
  cpSync(join(REPOSITORY, 'fixtures/projects', project), root, { recursive: true });
  return root;
}

const compact = (...args: string[]) => ['lint', '--format', 'compact', ...args];

/** `path:line rule` of each finding. */
function places(found: readonly string[]): string[] {
  return found.map((line) => line.replace(/^([^:]+:\d+):.*\[([\w-]+)\]$/, '$1 $2'));
}

describe('a project of Buf', () => {
  it('is checked with the rules that it asks for, module by module', () => {
    const run = leyline(copyOf('buf-v1beta1'), compact());
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(places(findings(run))).toEqual([
      'generated/proto/acme/labels/label.proto:3 package-directory-match',
      'generated/proto/acme/labels/label.proto:5 import-no-public',
      'proto/acme/stock/StockService.proto:1 file-lower-snake-case',
      'proto/acme/stock/StockService.proto:5 package-same-java-package',
      'proto/acme/stock/StockService.proto:6 package-same-java-multiple-files',
      'proto/acme/stock/StockService.proto:8 service-suffix',
      'proto/acme/stock/StockService.proto:9 rpc-no-client-streaming',
      'proto/acme/stock/StockService.proto:9 rpc-no-server-streaming',
      'proto/acme/stock/StockService.proto:9 rpc-request-response-unique',
      'proto/acme/stock/StockService.proto:9 rpc-response-standard-name',
      'proto/acme/stock/StockService.proto:17 enum-no-allow-alias',
      'proto/acme/stock/StockService.proto:19 enum-zero-value-suffix',
      'proto/acme/stock/stock.proto:1 package-same-java-multiple-files',
      'proto/acme/stock/stock.proto:6 package-same-java-package',
      'proto/acme/stock/stock.proto:10 field-lower-snake-case',
      'proto/acme/stock/stock.proto:10 field-no-descriptor',
      'proto/acme/stock/stock.proto:12 field-lower-snake-case',
      'proto/acme/stock/stock.proto:15 message-pascal-case',
      'proto/acme/stock/stock.proto:18 enum-first-value-zero',
      'proto/acme/stock/stock.proto:19 enum-value-prefix',
    ]);
  });

  it('is found from any folder in it, and named to be checked from elsewhere', () => {
    for (const [project, inside, config] of [
      [V2, 'billing/acme', 'buf.yaml'],
      [WORKSPACE, 'api/acme', 'buf.work.yaml'],
    ] as const) {
      const root = copyOf(project);
      const all = leyline(root, compact());
      expect(all.code).toBe(1);
      expect(leyline(join(root, inside), compact()).stdout).toBe(all.stdout);
      expect(leyline(temporaryFolder(), compact('--config', join(root, config))).stdout).toBe(all.stdout);
    }
  });

  it('excuses findings as its comments say', () => {
    const run = leyline(copyOf(V2), ['lint', '--format', 'json']);
    const report = JSON.parse(run.stdout) as {
      findings: { rule: string; excused: { by: string; reason: string } | null }[];
    };
    const excused = report.findings.filter((finding) => finding.excused);
    expect(excused.map(({ rule, excused: excuse }) => `${rule}: ${excuse?.reason}`)).toEqual([
      'field-lower-snake-case: the app of 2019 reads it by this name',
      'enum-value-prefix: buf:lint:ignore',
      'enum-zero-value-suffix: buf:lint:ignore',
      'enum-value-prefix: buf:lint:ignore',
      'rpc-request-response-unique: buf:lint:ignore',
      'rpc-response-standard-name: buf:lint:ignore',
    ]);
  });

  it('is one of ours once it has a leyline.yaml, near or further up', () => {
    const root = copyOf(V2);
    writeInto(root, {
      'leyline.yaml': 'contracts: { root: orders, imports: [third_party] }\nrules: { extends: [] }\n',
    });
    for (const folder of [root, join(root, 'orders')]) {
      expect(leyline(folder, compact())).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    expect(leyline(root, compact('--config', 'buf.yaml')).code).toBe(1);
  });

  it('is checked as git has staged it', () => {
    const root = repository({ 'buf.yaml': 'version: v2\nlint: { use: [FIELD_LOWER_SNAKE_CASE] }\n' });
    writeInto(root, { 'a.proto': 'syntax = "proto3";\npackage a;\nmessage A { int32 bB = 1; }\n' });
    git(root, 'add', '--all');
    writeInto(root, { 'buf.yaml': 'version: v2\nlint: { use: [PACKAGE_VERSION_SUFFIX] }\n', 'b.proto': 'package' });
    expect(places(findings(leyline(root, compact('--staged'))))).toEqual(['a.proto:3 field-lower-snake-case']);
    commitAll(root, 'all');
    expect(leyline(root, compact('--staged'))).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('can be checked in part', () => {
    const root = copyOf(V2);
    const file = 'orders/acme/orders/legacy/legacy.proto';
    expect(findings(leyline(root, compact(file))).length).toBeGreaterThan(3);
    expect(places(findings(leyline(root, compact('--rule', 'MESSAGE_PASCAL_CASE'))))).toEqual([
      `${file}:5 message-pascal-case`,
    ]);
    const outside = 'orders/acme/orders/internal/notes.proto';
    expect(complaint(leyline(root, compact(outside)))).toEqual({
      message: `${outside} is in no module of buf.yaml`,
      hint: 'name files of its modules, or add a module',
    });
    expect(leyline(root, compact('third_party', outside))).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is mended within each module; a name that another module uses stays', () => {
    const root = temporaryFolder({
      'buf.yaml': 'version: v2\nmodules: [{ path: a }, { path: b }]\nlint: { use: [MESSAGE_PASCAL_CASE] }\n',
      'a/a.proto': 'syntax = "proto3";\nmessage shared_one {}\nmessage own_one {}\nmessage C { own_one own = 1; }\n',
      'b/b.proto': 'syntax = "proto3";\nimport "a.proto";\nmessage B { shared_one shared = 1; }\n',
    });
    const run = leyline(root, compact('--fix-suggestions'));
    expect(places(findings(run))).toEqual(['a/a.proto:2 message-pascal-case']);
    expect(readFileSync(join(root, 'a/a.proto'), 'utf8')).toBe(
      'syntax = "proto3";\nmessage shared_one {}\nmessage OwnOne {}\nmessage C { OwnOne own = 1; }\n',
    );
    expect(readFileSync(join(root, 'b/b.proto'), 'utf8')).toContain('shared_one shared');
  });
});

describe('what cannot be done for a project of Buf is said', () => {
  const FILE = 'syntax = "proto3";\npackage a.v1;\nimport "buf/validate/validate.proto";\n';

  it('rules that are not checked, when asked to tell more', () => {
    const root = temporaryFolder({
      'buf.yaml': 'version: v2\nplugins: [{ plugin: acme }]\nlint: { use: [MINIMAL, PROTOVALIDATE, ACME_RULE] }\n',
      'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\n',
    });
    expect(leyline(root, compact())).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(leyline(root, compact('--verbose')).stderr).toBe(
      'leyline: buf.yaml asks for ACME_RULE, PROTOVALIDATE, which leyline does not check\n',
    );
  });

  it('where the files of dependencies have to be', () => {
    const root = temporaryFolder({
      'buf.yaml': 'version: v2\ndeps: [buf.build/bufbuild/protovalidate]\n',
      'a/v1/a.proto': FILE,
    });
    const run = leyline(root, ['lint', '--format', 'jsonl']);
    expect(JSON.parse(run.stdout.split('\n', 1)[0] ?? '')).toMatchObject({
      rule: 'unresolved-import',
      help:
        "files of dependencies that buf.yaml names are not fetched: 'buf export buf.build/bufbuild/protovalidate -o " +
        "third_party' writes those of one, and contracts.imports of a leyline.yaml names the folder",
    });
  });

  it('which module holds nothing, and which is none', () => {
    const root = temporaryFolder({
      'buf.yaml': 'version: v2\nmodules:\n  - path: a\n  - path: b\n    excludes: [b/c]\n',
      'a/a.proto': 'syntax = "proto3";\n',
      'b/c/c.proto': 'syntax = "proto3";\n',
    });
    expect(complaint(leyline(root, compact()))).toEqual({
      message: `buf.yaml:4:11: no .proto files are in ${join(root, 'b')}`,
      hint: 'take the module out, or leave fewer of its folders out',
    });
    writeInto(root, { 'buf.yaml': 'version: v2\nmodules: [{ path: d }]\n' });
    expect(leyline(root, compact())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/the module 'd' is not a folder of the work tree[\s\S]*buf\.yaml:2:19/),
    });
  });

  it('a mistake in its configuration, with a code frame', () => {
    const root = temporaryFolder({ 'buf.yaml': 'version: v2\nlint:\n  use: [STANDART]\n' });
    expect(leyline(root, compact())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /'STANDART' is no rule or category of version v2[\s\S]*buf\.yaml:3:9[\s\S]*did you mean 'STANDARD'\?/,
      ),
    });
  });
});
