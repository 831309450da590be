// What a generator is run with: its arguments, and how a container is closed.

import { describe, expect, it } from 'vitest';
import type { ToolchainPin } from '../../src/model/contract-set.ts';
import { containerArguments, imageReference } from '../../src/toolchain/container.ts';
import { expandArguments } from '../../src/toolchain/expand-arguments.ts';

const PLACE = { path: 'build/toolchain.yaml', start: 0, end: 0 };
const located = (value: string) => ({ value, place: PLACE });
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function image(reference: string, command: readonly string[] = []): ToolchainPin {
  return {
    kind: 'container',
    name: located('protoc'),
    reference: located(reference),
    digests: [located(DIGEST)],
    command: command.map(located),
  };
}

describe('placeholders', () => {
  const paths = {
    contracts: '/in/contracts',
    imports: ['/in/imports/0', '/in/imports/1'],
    wellKnown: '/in/well-known',
    out: '/out',
    files: ['/in/contracts/v1/a b.proto', '/in/contracts/v1/-x.proto'],
  };

  it.each<[word: string, args: string[]]>([
    ['--proto_path={contracts}', ['--proto_path=/in/contracts']],
    ['-I{imports}', ['-I/in/imports/0', '-I/in/imports/1']],
    ['{well-known}:{out}', ['/in/well-known:/out']],
    ['{files}', ['/in/contracts/v1/a b.proto', '/in/contracts/v1/-x.proto']],
    ['$(rm -rf {out})', ['$(rm -rf /out)']],
    ['{}', ['{}']],
    ['', ['']],
  ])('%j becomes %j', (word, args) => {
    expect(expandArguments([word], paths)).toEqual(args);
  });

  it('a word of import roots is left out where there are none', () => {
    expect(expandArguments(['-I{imports}', 'x'], { ...paths, imports: [] })).toEqual(['x']);
  });
});

describe('an image', () => {
  it.each([
    ['protobuf/protoc:3.21.12', 'protobuf/protoc'],
    ['localhost:5000/protoc', 'localhost:5000/protoc'],
    ['localhost:5000/protoc:1@sha256:abc', 'localhost:5000/protoc'],
    ['protoc', 'protoc'],
  ])('%s is run by its digest alone', (written, repository) => {
    expect(imageReference(image(written))).toBe(`${repository}@${DIGEST}`);
  });

  it('has no network, no rights, and one folder that it can write to', () => {
    const pin = image('protoc', ['/usr/bin/protoc', '--version']);
    const run = { pin, name: 'run-1', reads: '/tmp/in', writes: '/tmp/out', user: '1000:1000', args: ['--x', '-rm'] };
    expect(containerArguments(run)).toEqual([
      ...['run', '--rm', '--name=run-1', '--pull=never', '--network=none', '--read-only', '--tmpfs=/tmp'],
      ...['--cap-drop=ALL', '--security-opt=no-new-privileges', '--security-opt=label=disable'],
      ...['--volume=/tmp/in:/leyline/in:ro', '--volume=/tmp/out:/leyline/out:rw', '--workdir=/leyline/out'],
      ...['--user=1000:1000', '--entrypoint=/usr/bin/protoc', `protoc@${DIGEST}`, '--x', '-rm'],
    ]);
  });
});
