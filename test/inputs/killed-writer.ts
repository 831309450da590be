// Runs a program that is killed at its n-th change of the file system: really killed, by SIGKILL from a preloaded module.
// Test support.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

const PRELOAD = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let left = Number(process.env.KILLED_AT);
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync', 'mkdirSync', 'rmdirSync', 'unlinkSync', 'fchmodSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    const isReading = name === 'openSync' && typeof args[1] !== 'string';
    if (isReading || (name === 'openSync' && args[1] === 'r')) return real(...args);
    left -= 1;
    if (left === 0) {
      // Half of what is to be written gets through.
      if (name === 'writeSync') real(args[0], Buffer.from(args[1]).subarray(0, Buffer.byteLength(args[1]) / 2));
      process.kill(process.pid, 'SIGKILL');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
`;

/** The path of the module to preload; made once per test file. */
export function killingModule(): string {
  const path = join(temporaryFolder(), 'kill.mjs');
  writeFileSync(path, PRELOAD);
  return path;
}

/** Whether the program was killed; `false` when it ended well before the n-th change. */
export function runKilled(preload: string, args: readonly string[], killedAt: number, cwd?: string): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', KILLED_AT: String(killedAt), NODE_COMPILE_CACHE: '' },
    cwd,
    encoding: 'utf8',
  });
  if (signal === 'SIGKILL') return true;
  if (status !== 0) throw new Error(stderr);
  return false;
}
