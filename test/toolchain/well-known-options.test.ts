// The well-known files that generators see must say of themselves what protoc's own say.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wellKnownTexts } from '../../src/toolchain/well-known-options.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { needProtoc, runProtoc } from '../model/proto/compilers.ts';

const NAMES = 'any api duration empty field_mask source_context struct timestamp type wrappers descriptor'.split(' ');

it('as protoc reads them', (context) => {
  needProtoc(context);
  const imports = NAMES.map((name) => `import "google/protobuf/${name}.proto";\n`).join('');
  const folder = temporaryFolder({ 'all.proto': `syntax = "proto3";\n${imports}` });
  const plain = [...wellKnownTexts()].filter(([path]) => NAMES.includes(path.slice(16, -6)));
  writeInto(join(folder, 'ours'), Object.fromEntries(plain));
  const optionsBy = (roots: readonly string[]) =>
    new Map(
      runProtoc(roots, ['all.proto']).file.map(({ name, package: home, options }) => [
        name,
        [
          home,
          options?.goPackage,
          options?.javaPackage,
          options?.javaOuterClassname,
          options?.javaMultipleFiles,
          options?.csharpNamespace,
          options?.objcClassPrefix,
        ],
      ]),
    );
  expect(optionsBy([join(folder, 'ours'), folder])).toEqual(optionsBy([folder]));
});
