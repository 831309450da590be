// Programs of the toolchain as real processes: what comes back of those that end, and of those that do not.

import { describe, expect, it } from 'vitest';
import { type ProgramRun, runProgram } from '../../src/toolchain/run-program.ts';

/** JavaScript, run by this Node. */
function run(script: string, timeoutSeconds = 20): Promise<ProgramRun> {
  return runProgram(process.execPath, ['-e', script], { cwd: process.cwd(), env: {}, timeoutSeconds });
}

/** Starts a program that keeps the pipes; it ends by itself some time after the test. */
const LEAVE = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30_000)'], { stdio: 'inherit' }).unref();`;

describe.concurrent('a program', () => {
  it('that ends has said what it said', async () => {
    expect(await run("console.log('a'); console.error('b'); process.exitCode = 3;")).toEqual({
      exitCode: 3,
      stdout: 'a',
      stderr: 'b',
      trouble: undefined,
    });
  });

  it('that is not there cannot be run', async () => {
    const { trouble } = await runProgram('/nonexistent/tool', [], { cwd: process.cwd(), env: {}, timeoutSeconds: 5 });
    expect(trouble).toBe('it cannot be run: it, or what it is interpreted by, does not exist');
  });

  it('that does not end is stopped', async () => {
    expect((await run('setInterval(() => {}, 1000)', 1)).trouble).toBe(
      'it did not end within 1 seconds and was stopped',
    );
  });

  it.each([
    ['ends', LEAVE, 'it ended, but a program that it had started went on'],
    ['fails', `${LEAVE} process.exitCode = 1;`, 'it ended, but a program that it had started went on'],
    ['is stopped', `${LEAVE} setInterval(() => {}, 1000);`, 'it did not end within 1 seconds and was stopped'],
  ])('that %s is not waited for while what it started goes on', async (_, script, trouble) => {
    const { exitCode, ...said } = await run(`console.log('made'); ${script}`, trouble.includes('within') ? 1 : 20);
    expect(said).toEqual({ stdout: 'made', stderr: '', trouble });
    expect(exitCode).toBe(trouble.includes('within') ? undefined : script.includes('= 1') ? 1 : 0);
  });
});
