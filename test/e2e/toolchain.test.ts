// `leyline toolchain verify`: how pins stand on this machine, without running any of what is pinned.

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { needProtoc, PROTOC } from '../model/proto/compilers.ts';
import { complaint, leyline } from './leyline.ts';
import { digestOf, PLATFORM, protocPin, toolchainProject } from './toolchain-project.ts';

const OTHER = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** A folder with a program `seedgen`, which must never run. */
function programFolder(): { PATH: string; digest: string } {
  const folder = temporaryFolder({ seedgen: '#!/bin/sh\n: > ran\n' });
  chmodSync(join(folder, 'seedgen'), 0o755);
  return { PATH: folder, digest: digestOf(join(folder, 'seedgen')) };
}

describe('a tool', () => {
  it.each<[what: string, pin: (digest: string) => object, code: number, line: RegExp]>([
    ['is verified', (sum) => ({ digest: sum }), 0, /^verified {2}tool seedgen 1: \S+\/seedgen\n/],
    ['may be without a prefix', (sum) => ({ sha256: { [PLATFORM]: sum.slice(7) } }), 0, /^verified {2}/],
    [
      'of other bytes fails',
      () => ({ digest: OTHER }),
      1,
      /^different tool seedgen 1: \S+\/seedgen is sha256:[0-9a-f]{64}, and sha256:0123456789abcdef\S+ is pinned\n {10}install seedgen 1, or pin/,
    ],
    [
      'that is not here is told',
      () => ({ command: ['nope'], digest: OTHER }),
      0,
      /^absent {4}tool seedgen 1: 'nope' is not on/,
    ],
    [
      'of another platform is told',
      () => ({ platform: 'plan9-mips', digest: OTHER }),
      0,
      /^absent {4}tool seedgen 1: it is pinned for plan9-mips, and this is /,
    ],
    [
      'without a digest fails',
      () => ({}),
      1,
      /^unpinned {2}tool seedgen 1: it has no digest\n {10}'leyline lint' shows/,
    ],
    [
      'with half of one fails',
      () => ({ digest: 'sha256:a1b2...' }),
      1,
      /^unpinned {2}tool seedgen 1: its digest is elided\n/,
    ],
  ])('%s', (_, pin, code, line) => {
    const program = programFolder();
    const root = toolchainProject({ tools: { seedgen: { version: 1, ...pin(program.digest) } } });
    const run = leyline(root, ['toolchain', 'verify'], { env: { PATH: program.PATH } });
    expect(run).toMatchObject({ code, stderr: '' });
    expect(run.stdout).toMatch(line);
  });

  it('that is not here fails where all are required', () => {
    const root = toolchainProject({ tools: { seedgen: { version: 1, digest: OTHER } } });
    expect(leyline(root, ['toolchain', 'verify', '--require-all'], { env: { PATH: '/nonexistent' } }).code).toBe(1);
  });
});

describe('protoc', () => {
  it('is told for machines', (context) => {
    needProtoc(context);
    const root = toolchainProject({ tools: { protoc: protocPin() } });
    expect(JSON.parse(leyline(root, ['toolchain', 'verify', '--format', 'json']).stdout)).toEqual({
      path: 'contracts/build/toolchain.yaml',
      pins: [{ kind: 'tool', name: 'protoc', reference: '3.21.12', state: 'verified', detail: PROTOC }],
    });
  });
});

describe('a container', () => {
  it('is not looked for, nor pulled, where no engine answers', () => {
    const containers = { protoc: { image: 'protobuf/protoc:3.21.12', digest: OTHER } };
    const run = leyline(toolchainProject({ containers }), ['toolchain', 'verify'], { env: { PATH: '/nonexistent' } });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^absent {4}container protoc protobuf\/protoc:3\.21\.12: neither docker nor podman answers/,
    );
  });

  it("in the seed's own shape, digests elided, pins nothing", () => {
    const containers = {
      protoc: { image: 'protobuf/protoc:3.21.12', digest: 'sha256:a1b2c3d4e5f6...', command: ['protoc', '--version'] },
      python_generator: { image: 'grpcio/protoc-gen-python:4.24.4', digest: 'sha256:f6e5d4c3b2a1...' },
    };
    const root = toolchainProject({ toolchain: { name: 'esper-protocol-toolchain', version: '2025.1.0' }, containers });
    const run = leyline(root, ['toolchain', 'verify', '--quiet'], { env: { PATH: '/nonexistent' } });
    expect(run.code).toBe(1);
    expect(run.stdout.match(/^unpinned {2}container \w+ \S+ its digest is elided$/gm)).toHaveLength(2);
  });
});

it('a toolchain that pins nothing is no toolchain', () => {
  expect(complaint(leyline(toolchainProject({}), ['toolchain', 'verify'])).message).toBe(
    'contracts/build/toolchain.yaml pins nothing',
  );
});
