// Runs commands over a project folder inside the test's own process. Test support.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { recordingIo } from '../commands/recording-io.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function leylineIn(root: string, ...args: string[]): Promise<Outcome> {
  const io = { ...recordingIo(), cwd: root };
  const code = await run(args, io);
  if (/^\s+at .*[:(]|bug in leyline/m.test(io.told.stderr)) throw new Error(`leyline crashed:\n${io.told.stderr}`);
  return { code, ...io.told };
}

/** Every file below a folder with its text; git's own files left out. */
export function textsBelow(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  );
  const own = paths.filter((path) => !path.startsWith('.git/')).sort();
  return Object.fromEntries(own.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** A small contract set: one active version, and no lock yet. */
export const PROJECT = {
  'leyline.yaml': 'contracts:\n  root: contracts\n',
  'contracts/build/versions.yaml': `# Which versions there are.
versions:
  v1: # the first
    status: active
    version: 1.0.0
    released: 2026-01-01
    packages:
      - acme.job.v1
`,
  'contracts/v1/job.proto': `syntax = "proto3";

package acme.job.v1;

// A unit of work.
message Job {
  string id = 1; // UUID
  int32 attempts = 2;
}
`,
} as const;

export const JOB = 'contracts/v1/job.proto';
export const MANIFEST = 'contracts/build/versions.yaml';
export const LOCK = 'contracts/build/contracts.lock.json';

/** The same before anybody thought of a release. */
export const UNRELEASED = { ...PROJECT, [MANIFEST]: PROJECT[MANIFEST].replace('    released: 2026-01-01\n', '') };
