// Starts producer and consumer as two processes and joins them by pipes, both ways. `npx tsx examples/bus/run.ts`

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const secret = randomBytes(32).toString('hex');
const consumer = start('consumer.ts');
const producer = start('producer.ts');
producer.stdout?.pipe(consumer.stdin ?? process.stdout);
consumer.stdout?.pipe(producer.stdin ?? process.stdout);
const codes = await Promise.all([producer, consumer].map(async (child) => (await once(child, 'exit'))[0]));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

/** Runs as this process does, so that TypeScript is understood there as here. */
function start(file: string): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, [...process.execArgv, path], {
    env: { ...process.env, LEYLINE_DEMO_SECRET: secret },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
