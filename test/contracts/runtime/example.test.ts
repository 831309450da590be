// The example runs: two processes, a pipe between them, and three messages of which two are believed.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../examples/bus');

describe('examples/bus', () => {
  it('lets a consumer verify, negotiate, migrate and decode what a producer sends', () => {
    const tsx = join(folder, '../../node_modules/tsx/dist/cli.mjs');
    const { status, stderr } = spawnSync(process.execPath, [tsx, join(folder, 'run.ts')], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stderr.split('\n').filter((line) => line !== '')).toEqual([
      'producer: we speak version 2',
      'consumer: verified esper.system_state.v2.SystemStatePacket from tolaria',
      'consumer:   epoch 12, step 4800, loss 0.25, time 18000 ms, active seeds 3',
      'consumer: verified esper.system_state.v1.SystemStatePacket from tolaria',
      'consumer:   lost experiment_name: version 2 has no such field',
      'consumer:   lost seed_states[0].stage: version 2 has no such field',
      'consumer:   epoch 11, step 4400, loss 0.5, time unknown, active seeds 3',
      "consumer: refused, signature-invalid: the signature with key 'demo-2026' is not of this message",
    ]);
  });

  it('is shown in the README as it is', () => {
    const readme = readFileSync(join(folder, '../../contracts/README.md'), 'utf8');
    expect(readme).toContain('npx tsx examples/bus/run.ts');
    for (const name of readdirSync(folder)) expect(readme).toContain(name);
  });
});
