// Measures one codec with one type of message, in a process of its own, since what the compiler has learnt from one codec
// must not serve or harm the next. Prints figures as JSON.

import { readFileSync } from 'node:fs';
import { do_not_optimize, measure } from 'mitata';

export interface Codec {
  readonly decode: (input: unknown) => object;
  readonly encode: (message: object) => unknown;
  /** Turns sample bytes into what `decode` takes. */
  readonly input?: (bytes: Uint8Array) => unknown;
}

/** Few enough that nothing is collected while they run, buffers outside of the heap included. */
const MEMORY_ROUNDS = 1000;
const MEMORY_BATCHES = 9;
const WARM_ROUNDS = 4000;

/** `time` measures how long it takes; `memory` what it allocates, for which no collection must come between. */
export async function measureCodec({ decode, encode, input = (bytes) => bytes }: Codec): Promise<void> {
  const [, , what = '', file = ''] = process.argv;
  const inputs = (JSON.parse(readFileSync(file, 'utf8')) as string[]).map((hex) =>
    input(new Uint8Array(Buffer.from(hex, 'hex'))),
  );
  const messages = inputs.map(decode);
  let turn = 0;
  const encoding = () => encode(messages[turn++ % messages.length] as object);
  const decoding = () => decode(inputs[turn++ % inputs.length]);
  const one = what === 'memory' ? allocated : nanoseconds;
  const figures = { encode: await one(encoding), decode: await one(decoding) };
  process.stdout.write(JSON.stringify(figures));
}

async function nanoseconds(run: () => unknown): Promise<number> {
  for (const end = performance.now() + 500; performance.now() < end; ) do_not_optimize(run());
  const { p50 } = await measure(() => do_not_optimize(run()), { now: processorNanoseconds, min_cpu_time: 700e6 });
  return p50;
}

/** What others do on the machine takes wall time, but not this; what collecting garbage takes is in it. */
function processorNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

async function allocated(run: () => unknown): Promise<number> {
  for (let i = 0; i < WARM_ROUNDS; i++) do_not_optimize(run());
  const batches = Array.from({ length: MEMORY_BATCHES }, () => allocatedInBatch(run)).sort((a, b) => a - b);
  return batches[MEMORY_BATCHES >> 1] ?? Number.NaN;
}

function allocatedInBatch(run: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage();
  for (let i = 0; i < MEMORY_ROUNDS; i++) do_not_optimize(run());
  const after = process.memoryUsage();
  return (after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers) / MEMORY_ROUNDS;
}
