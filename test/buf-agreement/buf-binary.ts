// Where the buf binary of this repository is, or why there is none on this machine. Runs nothing.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '../..');

/** The launcher where the platform's package is not installed: it says so itself. */
export const BUF = platformBinary() ?? join(REPOSITORY, 'node_modules/.bin/buf');

/** Why buf cannot be run here, or undefined when it can. */
export const bufMissing =
  platformBinary() === undefined ? 'the buf binary of this platform is not installed' : undefined;

function platformBinary(): string | undefined {
  const name = `@bufbuild/buf-${process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'bin/buf.exe' : 'bin/buf';
  try {
    const manifest = createRequire(join(REPOSITORY, 'package.json')).resolve(`${name}/package.json`);
    const binary = join(manifest, '..', file);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
