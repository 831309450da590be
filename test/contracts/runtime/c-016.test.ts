// The acceptance criteria of C-016 (data-contracts-api-specifications), line by line: what the contracts and their runtime
// hold, and what the command holds of them, which test/rules, test/golden and test/e2e try in depth.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaOfV2 } from '../../../contracts/generated/schema-v2.ts';
import * as door from '../../../contracts/index.ts';
import { openWalFile } from '../../../contracts/runtime/node.ts';
import { findings, leyline, REPOSITORY } from '../../e2e/leyline.ts';
import { needProtoc } from '../../model/proto/compilers.ts';
import { TESTED } from '../message-arbitrary.ts';

const contracts = join(import.meta.dirname, '../../../contracts');
const folder = mkdtempSync(join(tmpdir(), 'leyline-c016-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const protos = ['v1', 'v2'].flatMap((version) =>
  readdirSync(join(contracts, version))
    .filter((name) => name.endsWith('.proto'))
    .map((name) => {
      const path = `${version}/${name}`;
      return { path, text: readFileSync(join(contracts, path), 'utf8') };
    }),
);
const ours = TESTED.filter(({ type }) => /\.v[12]\./.test(type.typeName));

describe('Technical Requirements', () => {
  it('C-016 All protocols defined in .proto files', () => {
    const declared = protos.flatMap(({ text }) => {
      const name = /^package ([\w.]+);$/m.exec(text)?.[1];
      return [...text.matchAll(/^message (\w+) \{/gm)].map(([, message]) => `${name}.${message}`);
    });
    expect(ours.map(({ type }) => type.typeName).sort()).toEqual(declared.sort());
  });

  it('C-016 Python stubs generate without errors', (context) => {
    needProtoc(context);
    const out = join(folder, 'python');
    mkdirSync(out);
    execFileSync('protoc', ['-I.', `--python_out=${out}`, ...protos.map(({ path }) => path)], { cwd: contracts });
    for (const { path } of protos) expect(existsSync(join(out, path.replace('.proto', '_pb2.py')))).toBe(true);
  });

  it('C-016 Go stubs generate without errors', (context) => {
    needProtoc(context);
    const isDemanded = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').split(',').includes('protoc-gen-go');
    const isThere = !spawnSync('protoc-gen-go', ['--version']).error;
    if (!isThere && !isDemanded) context.skip('protoc-gen-go is not installed');
    const out = join(folder, 'go');
    mkdirSync(out);
    const packages = protos.map(({ path }) => `--go_opt=M${path}=esper/${path.replace('.proto', '')}`);
    const files = protos.map(({ path }) => path);
    execFileSync('protoc', ['-I.', `--go_out=${out}`, ...packages, ...files], { cwd: contracts });
    const made = readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith('.pb.go'));
    expect(made).toHaveLength(protos.length);
  });

  it.each(ours.map((one) => [one.type.typeName, one] as const))(
    'C-016 decode-reencode: %s',
    (_name, { type, messages }) => {
      fc.assert(
        fc.property(messages, (message) => {
          const bytes = door.encodeMessage(type, message);
          expect(door.encodeMessage(type, door.decodeMessage(type, bytes))).toEqual(bytes);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('C-016 WAL durability with O_DSYNC and fsync implemented', async () => {
    const file = await openWalFile(join(folder, 'state.wal'));
    const flags = openFlags('state.wal');
    if (flags !== undefined) expect(flags & 0o10000).toBe(0o10000);
    const calls: string[] = [];
    const wal = await door.openWal(
      {
        ...file,
        append: (bytes) => {
          calls.push('append');
          return file.append(bytes);
        },
        sync: () => {
          calls.push('sync');
          return file.sync();
        },
      },
      { now: () => 0 },
    );
    calls.length = 0;
    await wal.append('a', new Uint8Array(10));
    expect(calls).toEqual(['append', 'sync']);
    await wal.close();
  });

  /** The flags that a file of ours is open with, where the system tells. */
  function openFlags(name: string): number | undefined {
    if (!existsSync('/proc/self/fdinfo')) return undefined;
    const { stdout } = spawnSync('sh', ['-c', `ls -l /proc/${process.pid}/fd`], { encoding: 'utf8' });
    const fd = new RegExp(`(\\d+) -> \\S*${name}$`, 'm').exec(stdout)?.[1];
    const info = fd === undefined ? '' : readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');
    return Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '', 8);
  }

  it('C-016 Duration helpers used for all time values', () => {
    const makers = readdirSync(join(contracts, 'runtime')).filter((name) =>
      /Duration\.create\(\{/.test(readFileSync(join(contracts, 'runtime', name), 'utf8')),
    );
    expect(makers).toEqual(['duration.ts']);
    expect(door.toMs(door.fromMs(18))).toBe(18);
  });
});

describe('Protocol Governance Requirements', () => {
  it('C-016 No map<> fields in any cross-plane messages', () => {
    expect(protos.filter(({ path, text }) => path.startsWith('v2/') && /\bmap\s*</.test(text))).toEqual([]);
    const maps = schemaOfV2().flatMap(({ fields }) => fields.filter(({ cardinality }) => cardinality === 'map'));
    expect(maps).toEqual([]);
  });

  it('C-016 Version negotiation implemented and tested', () => {
    expect(door.negotiateVersion(door.READ_VERSIONS, [1])).toEqual({ agreed: true, version: 1 });
    expect(door.negotiateVersion(door.READ_VERSIONS, [3])).toMatchObject({ agreed: false });
  });

  it.each(ours.map(({ type }) => [type.typeName, type] as const))('C-016 Runtime guards active: %s', (_name, type) => {
    expect(() => door.requireGenerated(type, type.create())).not.toThrow();
    expect(() => door.requireGenerated(type, { ...type.create() })).toThrow(
      expect.objectContaining({ code: 'not-a-generated-message' }),
    );
  });
});

describe('Data storage (§8.3)', () => {
  it('C-016 Merkle tree integration for checkpoints', async () => {
    const { nodeCrypto } = await import('../../../contracts/runtime/node.ts');
    const content = new TextEncoder().encode('weights');
    const component = door.hashComponent(nodeCrypto, 'model', content);
    const metadata = door.CheckpointMetadata.create({
      version: 2,
      components: [door.CheckpointComponent.create(component)],
      executionContext: [door.ExecutionContextEntry.create({ key: 'git_commit', value: 'abc' })],
    });
    metadata.merkleRootSha256 = door.computeMerkleRoot(nodeCrypto, metadata);
    const arrived = door.decodeMessage(door.CheckpointMetadata, door.encodeMessage(door.CheckpointMetadata, metadata));
    expect(door.verifyMerkleRoot(nodeCrypto, arrived, arrived.merkleRootSha256)).toBe(true);
    arrived.executionContext = [];
    expect(door.verifyMerkleRoot(nodeCrypto, arrived, arrived.merkleRootSha256)).toBe(false);
  });
});

describe('held by the command', () => {
  const project = join(folder, 'project');
  const toolchain = 'contracts/build/toolchain.yaml';
  const lint = (...args: readonly string[]) => leyline(project, ['lint', '--format', 'compact', ...args]);

  beforeAll(() => {
    mkdirSync(project);
    for (const name of ['contracts', 'leyline.yaml']) {
      cpSync(join(REPOSITORY, name), join(project, name), { recursive: true });
    }
  });

  /** What is found while the text of one file is another one. */
  function foundWith(path: string, change: (text: string) => string, ...args: readonly string[]): readonly string[] {
    const before = existsSync(join(project, path)) ? readFileSync(join(project, path), 'utf8') : undefined;
    const after = change(before ?? '');
    expect(after).not.toBe(before);
    writeFileSync(join(project, path), after);
    const run = lint(...args);
    if (before === undefined) rmSync(join(project, path));
    else writeFileSync(join(project, path), before);
    expect(run.code).toBe(1);
    return findings(run);
  }

  const planted = (message: string, field: string) => (text: string) =>
    text.replace(`message ${message} {`, `message ${message} {\n  ${field}`);

  it('C-016 Golden tests pass for all message types with decode-reencode validation', () => {
    const run = leyline(REPOSITORY, ['golden', 'verify', '--codecs', 'protobufjs']);
    expect(run.stdout).toMatch(/^v1, .*\nv2, .*\n\nno findings in \d+ files$/m);
    expect(run.code).toBe(0);
  });

  it('C-016 Cross-language serialization validated', (context) => {
    needProtoc(context);
    const codecs = ['protobufjs', 'protobuf-es', 'protoc'];
    const demanded = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').split(',');
    const all = [...codecs, ...['python', 'go'].filter((name) => demanded.includes(name))].join();
    const python = process.env['LEYLINE_PYTHON'];
    const env = python === undefined ? {} : { LEYLINE_PYTHON: python };
    const run = leyline(REPOSITORY, ['golden', 'verify', '--codecs', all, '--require-codecs', all], { env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('C-016 All message types have golden test coverage', () => {
    const manifests = ['v1', 'v2'].map((version) => join(contracts, 'golden', version, 'manifest.yaml'));
    const covered = manifests.flatMap((path) =>
      Array.from(readFileSync(path, 'utf8').matchAll(/^ {4}message: (\S+)$/gm), ([, name]) => name),
    );
    expect([...new Set(covered)].sort()).toEqual(ours.map(({ type }) => type.typeName).sort());
    const added = (text: string) => `${text}\nmessage Uncovered {}\n`;
    expect(foundWith('contracts/v2/pause.proto', added, '--rule', 'missing-golden')).toEqual([
      expect.stringMatching(/: error: .*Uncovered.* \[missing-golden\]$/),
    ]);
  });

  it('C-016 CI gates prevent breaking changes', () => {
    const path = 'contracts/v2/pause.proto';
    const before = readFileSync(join(project, path), 'utf8');
    writeFileSync(join(project, path), before.replace(/(^message PauseRequest \{[^}]*?= )1;/m, '$1999;'));
    const run = leyline(project, ['check', '--only', 'breaking', '--format', 'compact']);
    writeFileSync(join(project, path), before);
    expect(run.code).toBe(1);
    expect(leyline(project, ['check', '--only', 'lint,breaking,bump']).code).toBe(0);
  });

  it.each([
    ['map fields', 'map<string, float> planted = 777;', 'no-map-fields'],
    ['float counters', 'float retry_count = 777;', 'no-float-counters'],
    [
      'oneof spanning planes',
      'oneof planted { esper.adaptation.v2.AdaptationCommand one = 777; esper.operational.v2.FieldReport two = 778; }',
      'no-cross-plane-oneof',
    ],
  ])('C-016 CI gates prevent forbidden features: %s', (_, field, rule) => {
    const imports = (text: string) =>
      text.replace(/^package .*$/m, '$&\nimport "v2/adaptation.proto";\nimport "v2/operational.proto";');
    const change = (text: string) => imports(planted('SeedState', field)(text));
    expect(foundWith('contracts/v2/system_state.proto', change, '--rule', rule)).toEqual([
      expect.stringContaining(`[${rule}]`),
    ]);
  });

  it('C-016 No manual serialization code in codebase', () => {
    expect(leyline(REPOSITORY, ['lint', '--rule', 'no-manual-serialization', '--quiet']).code).toBe(0);
    const code = `import { Writer } from 'protobufjs/minimal';\nexport const bytes = Writer.create().uint32(8).finish();\n`;
    mkdirSync(join(project, 'src'));
    const found = foundWith('src/planted.ts', () => code, '--rule', 'no-manual-serialization');
    expect(found[0]).toMatch(/^src\/planted.ts:2:.* \[no-manual-serialization\]$/);
  });

  it('C-016 Containerized toolchain with SHA256 digests deployed', () => {
    const pins = JSON.parse(leyline(REPOSITORY, ['toolchain', 'verify', '--format', 'json']).stdout);
    expect(JSON.stringify(pins)).not.toContain('unpinned');
    expect(lint('--rule', 'unpinned-toolchain').code).toBe(0);
    const container = (digest: string) => (text: string) =>
      text.replace(
        'containers: {}',
        `containers:\n  protoc:\n    image: esper/protoc:3.21.12\n    digest: "${digest}"\n    command: [protoc]`,
      );
    expect(foundWith(toolchain, container('sha256:a1b2c3d4e5f6...'), '--rule', 'unpinned-toolchain')).toEqual([
      expect.stringMatching(/: error: digest of container 'protoc' is elided \[unpinned-toolchain\]$/),
    ]);
  });
});
