// Projects with a pinned toolchain, for tests of the commands about it.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { PROTOC } from '../model/proto/compilers.ts';

export const KIND = `syntax = "proto3";
package esper.v1;
option go_package = "example.org/esper/v1;esperv1";
enum Kind { KIND_UNSPECIFIED = 0; KIND_GRAFTED = 1; }
`;

export const SEED = `syntax = "proto3";
package esper.v1;
import "google/protobuf/duration.proto";
import "v1/kind.proto";
option go_package = "example.org/esper/v1;esperv1";
message Seed { string id = 1; google.protobuf.Duration age = 2; Kind kind = 3; }
`;

export const TOOLCHAIN = 'contracts/build/toolchain.yaml';
export const PLATFORM = `${process.platform}-${process.arch}`;

/** A project of two contracts; what is not YAML of JSON's kind is not needed here. */
export function toolchainProject(toolchain: object, files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder({
    'leyline.yaml': 'contracts: { root: contracts }\n',
    'contracts/v1/kind.proto': KIND,
    'contracts/v1/seed.proto': SEED,
    ...files,
  });
  writeToolchain(root, toolchain);
  return root;
}

export function writeToolchain(root: string, toolchain: object): void {
  writeInto(root, { [TOOLCHAIN]: JSON.stringify(toolchain, null, 2) });
}

export function digestOf(path: string): string {
  return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}

export const protocPin = () => ({ version: '3.21.12', platform: PLATFORM, digest: digestOf(PROTOC) });

export const PYTHON = {
  tool: 'protoc',
  args: ['--proto_path={contracts}', '--proto_path={well-known}', '--python_out={out}', '{files}'],
  inputs: ['v1'],
  output: 'generated/python',
};

/** A project whose only tool is a shell script of its own, pinned as it is. */
export function scriptedProject(script: string, generator: object = {}): string {
  const root = toolchainProject({}, { 'tools/gen': `#!/bin/sh\n${script}\n` });
  chmodSync(join(root, 'tools/gen'), 0o755);
  const pin = { version: 1, command: ['tools/gen'], digest: digestOf(join(root, 'tools/gen')) };
  const gen = { tool: 'gen', args: ['{out}', '{files}'], inputs: ['v1'], output: 'generated', ...generator };
  writeToolchain(root, { tools: { gen: pin }, generators: { gen } });
  return root;
}

/** The libraries that protoc loads and that are of protobuf, by path. */
export function protocLibraries(): Record<string, string> {
  const { stdout } = spawnSync('ldd', [PROTOC], { encoding: 'utf8' });
  const paths = (stdout ?? '').match(/\/\S*libproto\S+/g) ?? [];
  return Object.fromEntries(paths.map((path) => [path, digestOf(path)]));
}
