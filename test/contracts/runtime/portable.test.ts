// The core runs anywhere: it bundles for a browser, imports nothing, and works where there is nothing but the language and
// TextEncoder.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const contracts = join(import.meta.dirname, '../../../contracts');

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts', resolveDir: contracts },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'leyline',
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

describe('the core', () => {
  it('works in a bare context', async () => {
    const code = await bundle("export * from './index.ts';");
    const context = createContext({ TextEncoder, TextDecoder });
    runInContext(code, context);
    const answer = runInContext(
      `(() => {
        const { fromMs, toMs, crc32, CircuitBreaker, migrateV1ToV2, v1, encodeMessage, SeedState } = leyline;
        const { message } = migrateV1ToV2('esper.system_state.v1.SeedState', v1.SeedState.create({ seedId: '7' }));
        const breaker = new CircuitBreaker({ name: 'x', now: () => 0 });
        return [toMs(fromMs(18)), crc32(encodeMessage(SeedState, message)), breaker.run(() => 1)];
      })()`,
      context,
    );
    expect(JSON.stringify(answer)).toMatch(/^\[18,\d+,1\]$/);
  });

  it('imports nothing but itself; only the adapter imports Node', () => {
    const runtime = readdirSync(join(contracts, 'runtime'));
    const strangers = runtime.flatMap((name) => {
      const text = readFileSync(join(contracts, 'runtime', name), 'utf8');
      return [...text.matchAll(/ from '([^.'][^']*)'/g)].map(([, from]) => `${name}: ${from}`);
    });
    expect(strangers.filter((one) => !one.startsWith('node.ts: node:'))).toEqual([]);
  });

  it('has no effect when loaded, so that what is not used is not bundled', async () => {
    expect((await bundle("import './index.ts';")).length).toBeLessThan(100);
    const durations = await bundle("export { fromMs } from './index.ts';");
    expect(durations).not.toContain('esper.');
  });
});
