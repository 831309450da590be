// The checker of workflows, for the tests of those that are ours and of those that we write for others.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = 'v1.7.7';
const FOLDER = join(import.meta.dirname, '../node_modules/.cache', `leyline-actionlint-${VERSION}`);

export type Actionlint = { readonly program: string } | { readonly missing: string };

/** It is a program of Go's, installed once. */
export function findActionlint(): Actionlint {
  const program = join(FOLDER, 'actionlint');
  const missing = existsSync(program) ? undefined : installFlaw();
  if (missing === undefined) return { program };
  if ((process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').split(',').includes('actionlint')) {
    throw new Error(`LEYLINE_REQUIRE_TOOLS demands actionlint, but ${missing}`);
  }
  return { missing };
}

/** Why it cannot be installed. */
function installFlaw(): string | undefined {
  mkdirSync(FOLDER, { recursive: true });
  const env = { ...process.env, GOBIN: FOLDER, GOFLAGS: '-mod=mod' };
  const source = `github.com/rhysd/actionlint/cmd/actionlint@${VERSION}`;
  const { error, status } = spawnSync('go', ['install', source], { cwd: FOLDER, env, stdio: 'ignore' });
  if (error) return 'Go is not installed';
  return status === 0 ? undefined : 'actionlint cannot be installed';
}
