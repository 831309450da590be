// toolchain.yaml

import { describe, expect, test } from 'vitest';
import { readToolchain } from '../../src/inputs/contract-set/read-toolchain.ts';
import { at, source, told } from './manifest-places.ts';

describe('toolchain.yaml', () => {
  test('gives a pin per image and tool, digests as written, inline ones too', async () => {
    const text = `toolchain: { name: esper, version: 2025.1.0 }
containers:
  protoc: { image: "protobuf/protoc:3.21.12", digest: "sha256:a1b2c3d4e5f6...", command: [protoc, --version] }
  go: { image: 'golang/protoc-gen-go:1.31.0@sha256:abc' }
  bare: { image: x }
tools:
  protoc: { version: 31.10, platform: linux-x64, digest: "sha256:12", package: { manager: apt } }
  buf: { version: 1.75.0, sha256: { linux-x64: aa, darwin-arm64: bb } }
  gen: { version: 1.0.0, sha256: cc }
forbidden_features: [map fields]
validations: [golden_bytes_match]
`;
    const { value, findings } = await readToolchain(source(text));
    expect(findings).toEqual([]);
    const pins = value?.pins.map(({ kind, name, reference, digests }) => [
      kind,
      at(text, name),
      at(text, reference),
      digests.map((located) => at(text, located)),
    ]);
    expect(pins).toEqual([
      ['container', 'protoc', 'protobuf/protoc:3.21.12', ['sha256:a1b2c3d4e5f6...']],
      ['container', 'go', 'golang/protoc-gen-go:1.31.0@sha256:abc', ['sha256:abc']],
      ['container', 'bare', 'x', []],
      ['tool', 'protoc', '31.10', ['sha256:12']],
      ['tool', 'buf', '1.75.0', ['aa', 'bb']],
      ['tool', 'gen', '1.0.0', ['cc']],
    ]);
  });

  test('without images and tools holds no pins', async () => {
    expect(await readToolchain(source('toolchain: { name: a, version: 1 }'))).toMatchObject({
      value: { pins: [] },
      findings: [],
    });
  });

  test.each([
    ['containers: [x]', "1:13 [x] | 'containers' must be a map ('key: value' lines), not a list"],
    ['containers: { p: { digest: x } }', "1:20 digest | 'image' is missing | add 'image:' to this part"],
    ['containers: { p: { image: x, digst: y } }', "1:30 digst | unknown key 'digst' | did you mean 'digest'?"],
    ['tools: { p: { sha256: x } }', "1:15 sha256 | 'version' is missing | add 'version:' to this part"],
    [
      'tools: { p: { version: 1, sha256: { linux: 12 } } }',
      "1:44 12 | 'linux' must be text, not the number 12 | put it in quotes: '12'",
    ],
    [
      'forbiden_features: []',
      "1:1 forbiden_features | unknown key 'forbiden_features' | did you mean 'forbidden_features'?",
    ],
  ])('%j', async (broken, ...expected) => {
    expect(told(broken, (await readToolchain(source(broken))).findings)).toEqual(expected);
  });
});
