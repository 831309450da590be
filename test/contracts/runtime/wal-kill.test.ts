// A process that writes a log is killed again and again: what it was told is durable is there, in order.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWalFile } from '../../../contracts/runtime/node.ts';
import { readWal, type WalEnd } from '../../../contracts/runtime/wal-reader.ts';
import { dataOf } from './wal-data.ts';

const KILLS = 208;
const LOGS = 26;
const folder = mkdtempSync(join(tmpdir(), 'leyline-wal-'));
const program = join(folder, 'child.mjs');
let isBuilt = false;

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'wal-child.ts')];
  await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  isBuilt = true;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small generator of numbers from 0 to 1, so that the moments of death are the same in every run. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lets the child live until it has acknowledged some entries and then a moment; returns all that it said. */
async function killAfter(child: ChildProcess, acknowledgements: number, extraMs: number): Promise<readonly string[]> {
  if (!child.stdout) throw new Error('the child has no output');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === acknowledgements + 1) setTimeout(() => child.kill('SIGKILL'), extraMs);
  }
  return lines;
}

async function replay(path: string): Promise<WalEnd> {
  const file = await openWalFile(path);
  try {
    const entries = readWal(file);
    for (;;) {
      const next = await entries.next();
      if (next.done) return next.value;
      if (Buffer.compare(next.value.data, dataOf(next.value.sequence)) === 0) continue;
      throw new Error(`entry ${next.value.sequence} has not the data that was written`);
    }
  } finally {
    await file.close();
  }
}

describe('kill -9', () => {
  it(`of a writing process, ${KILLS} times, loses nothing that was acknowledged`, { timeout: 300_000 }, async () => {
    expect(isBuilt).toBe(true);
    const states: string[] = [];
    async function tortureOneLog(log: number): Promise<void> {
      const chance = chances(log);
      mkdirSync(join(folder, String(log)));
      const path = join(folder, String(log), 'state.wal');
      let entries = 0;
      for (let death = 0; death < KILLS / LOGS; death++) {
        const child = spawn(process.execPath, [program, path, String(log)], { stdio: ['ignore', 'pipe', 'inherit'] });
        const [opened, ...acknowledged] = await killAfter(child, Math.floor(chance() * 3), chance() * 8);
        expect(opened?.split(' ')[1]).toBe(String(entries));
        expect(acknowledged.map(Number)).toEqual(acknowledged.map((_, at) => entries + at));
        const end = await replay(path);
        expect(['clean', 'torn']).toContain(end.state);
        expect(end.entries).toBeGreaterThanOrEqual(entries + acknowledged.length);
        states.push(end.state);
        entries = end.entries;
      }
    }
    const logs = Array.from({ length: LOGS }, (_, log) => log);
    const workers = Array.from({ length: 3 }, async () => {
      for (let log = logs.shift(); log !== undefined; log = logs.shift()) await tortureOneLog(log);
    });
    await Promise.all(workers);
    expect(states).toHaveLength(KILLS);
    expect(states.filter((state) => state === 'torn').length).toBeGreaterThan(KILLS / 10);
  });
});
