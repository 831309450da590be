// How V8 runs us: a command is over in seconds and optimizes later than a server would. Measured on the engine of Node 20;
// what is not known of others is left as it is.

import { setFlagsFromString } from 'node:v8';

/** Node 20's. What a function may run for, in bytes of its code, before it is looked at. */
const ENGINE = /^11\.3\./;
const USUAL = 66 * 1024;
const LATE = 512 * 1024;

let isLate = false;
let isForManyFiles = false;
let depth = 0;

export function optimizeLate(): void {
  isLate = ENGINE.test(process.versions.v8);
  if (isLate && depth === 0) setBudget(LATE);
}

/** For runs over thousands of files, which hold all that they read to the end. Saves a fifth of the processor time. */
export function expectManyFiles(): void {
  isForManyFiles = true;
  // Little is garbage, so that looking for it again and again is lost work; Node's limit of the heap stays.
  setFlagsFromString('--heap-growing-percent=3000');
  // Most of what optimizing costs is for code that was put into other code.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=100');
}

/** Code from a cache is taken under those flags only under which it was kept. */
export function canUseCodeCache(): boolean {
  return !isForManyFiles;
}

/** Runs work with the flags under which code is kept. */
export function withUsualFlags<Result>(work: () => Result): Result {
  if (isLate && depth === 0) setBudget(USUAL);
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
    if (isLate && depth === 0) setBudget(LATE);
  }
}

function setBudget(bytes: number): void {
  setFlagsFromString(`--interrupt-budget=${bytes}`);
}
