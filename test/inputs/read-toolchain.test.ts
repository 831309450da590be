// toolchain.yaml

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  test('gives what generators run, on what, and to where; paths are plain', async () => {
    const text = `tools:
  protoc: { version: 1, platform: linux-x64, digest: a, libraries: { /usr/lib/libprotoc.so: b } }
  plugin: { version: 1, sha256: { linux-x64: c } }
  gen: { version: 1, script: ./scripts/gen.mjs, files: [./scripts/], digest: d }
containers: { box: { image: x, digest: e, command: [protoc] } }
generators:
  python: { tool: protoc, uses: [plugin], args: [-x, '{files}'], inputs: [v1/, ./v2], output: ./out/py/ }
  boxed: { container: box, args: [], inputs: [.], output: out/box, keep: ['*.md'], headers: false, timeout: 5 }
`;
    const { value, findings } = await readToolchain(source(text));
    expect(told(text, findings)).toEqual([]);
    const [protoc, , gen] = value?.pins.filter(({ kind }) => kind === 'tool') ?? [];
    expect(protoc?.platform?.value).toBe('linux-x64');
    expect([...(protoc?.libraries ?? [])].map(([path, { value: digest }]) => [path, digest])).toEqual([
      ['/usr/lib/libprotoc.so', 'b'],
    ]);
    expect([gen?.script?.entry.value, gen?.script?.files.map((file) => file.value)]).toEqual([
      'scripts/gen.mjs',
      ['scripts'],
    ]);
    const values = (all: readonly { readonly value: string }[] = []) => all.map((one) => one.value);
    expect(
      value?.generators?.map((generator) => ({
        ...generator,
        name: generator.name.value,
        runs: generator.runs.value,
        output: generator.output.value,
        uses: values(generator.uses),
        args: values(generator.args),
        inputs: values(generator.inputs),
        keep: values(generator.keep),
      })),
    ).toEqual([
      {
        ...{ name: 'python', kind: 'tool', runs: 'protoc', uses: ['plugin'], args: ['-x', '{files}'] },
        ...{ inputs: ['v1', 'v2'], output: 'out/py', keep: [], hasHeaders: true, timeoutSeconds: 120 },
      },
      {
        ...{ name: 'boxed', kind: 'container', runs: 'box', uses: [], args: [] },
        ...{ inputs: [''], output: 'out/box', keep: ['*.md'], hasHeaders: false, timeoutSeconds: 5 },
      },
    ]);
  });

  test('is what the documentation says', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/toolchain.md'), 'utf8');
    const [, example = ''] = /```yaml\n([\s\S]+?)```/.exec(page) ?? [];
    const { value, findings } = await readToolchain(source(example));
    expect(told(example, findings)).toEqual([]);
    expect(value?.pins.map(({ name }) => name.value)).toEqual(['protoc', 'protoc', 'protoc-gen-go', 'seedgen']);
    expect(value?.generators?.map(({ name }) => name.value)).toEqual(['python', 'go']);
  });

  test('without images and tools holds no pins', async () => {
    expect(await readToolchain(source('toolchain: { name: a, version: 1 }'))).toMatchObject({
      value: { pins: [], generators: [] },
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
      'generators: { g: { tool: p, args: [], inputs: [v1], output: o, timeout: 0 } }',
      "1:26 p | there is no tool 'p' | pin one under 'tools:'",
      "1:73 0 | 'timeout' must be at least 1",
    ],
    [
      "generators: { '../g': { args: [], inputs: [v1], output: o } }",
      "1:15 '../g' | generator '../g' does not say what to run | write 'tool:' or 'container:' with the name of one that is pinned above",
    ],
    [
      "tools: { '../t': { version: 1, digest: x, script: a.js } }",
      "1:10 '../t' | '../t' cannot be the name of a folder | use letters, digits, '-', '_' and '.'",
    ],
    [
      'forbiden_features: []',
      "1:1 forbiden_features | unknown key 'forbiden_features' | did you mean 'forbidden_features'?",
    ],
  ])('%j', async (broken, ...expected) => {
    expect(told(broken, (await readToolchain(source(broken))).findings)).toEqual(expected);
  });
});
