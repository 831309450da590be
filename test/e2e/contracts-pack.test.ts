// `leyline/contracts` as whoever installs it has it: packed, unpacked elsewhere, loaded by Node, checked by TypeScript and
// bundled for a browser. Nothing of this repository is in reach there.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildContracts, CONTRACTS_EXPORTS } from '../../contracts.config.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'leyline-contracts-'));
const project = join(folder, 'project');

beforeAll(async () => {
  const staged = join(folder, 'staged');
  await buildContracts(join(staged, 'dist/contracts'));
  const manifest = { name: 'leyline', version: '0.0.0', type: 'module', sideEffects: false, files: ['dist'] };
  writeFileSync(join(staged, 'package.json'), JSON.stringify({ ...manifest, exports: CONTRACTS_EXPORTS }));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: staged, stdio: 'pipe' });
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, 'leyline-0.0.0.tgz'), '-C', folder]);
  execFileSync('mv', [join(folder, 'package'), join(project, 'node_modules/leyline')]);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(project, name);
  writeFileSync(path, text);
  return path;
}

function node(text: string): string {
  return execFileSync('node', [write('run.js', text)], { cwd: project, encoding: 'utf8' });
}

describe('the package', () => {
  it('is published by package.json', () => {
    const { exports, files, sideEffects } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(exports).toMatchObject(CONTRACTS_EXPORTS);
    expect([files.includes('dist'), sideEffects]).toEqual([true, false]);
  });

  it('writes and reads messages of both versions', () => {
    const said = node(`
      import { decodeMessage, encodeMessage, EventEnvelope, v1, v2 } from 'leyline/contracts';
      import * as direct from 'leyline/contracts/v1';
      const bytes = encodeMessage(v1.HardwareContext, v1.HardwareContext.create({ deviceType: 'cuda' }));
      console.log(v2.EventEnvelope === EventEnvelope, v1.HardwareContext === direct.HardwareContext);
      console.log(decodeMessage(direct.HardwareContext, bytes).deviceType);`);
    expect(said).toBe('true true\ncuda\n');
  });

  it('has one class of errors in all of its modules', () => {
    const said = node(`
      import { LeylineContractError } from 'leyline/contracts';
      import { HardwareContext } from 'leyline/contracts/v1';
      try {
        HardwareContext.write(HardwareContext.create({ computeCapability: -1 }), new Uint8Array(9), 0);
      } catch (error) {
        console.log(error instanceof LeylineContractError, error.code);
      }`);
    expect(said).toBe('true value-out-of-range\n');
  });

  it('is one file for Node, which every other entry leads to', () => {
    const said = node(`
      import * as all from 'leyline/contracts';
      import * as v1 from 'leyline/contracts/v1';
      import * as v2 from 'leyline/contracts/v2';
      import { nodeCrypto } from 'leyline/contracts/node';
      import * as others from './node_modules/leyline/dist/contracts/index.js';
      const same = (one, other) =>
        String(Object.keys(one)) === String(Object.keys(other)) && Object.keys(one).every((name) => one[name] === other[name]);
      console.log(import.meta.resolve('leyline/contracts').endsWith('/dist/contracts/node/index.js'));
      console.log(same(all.v1, v1), same(all.v2, v2), String(Object.keys(all)) === String(Object.keys(others)));
      try {
        nodeCrypto.ed25519Signer(new Uint8Array(1));
      } catch (error) {
        console.log(error instanceof all.LeylineContractError);
      }`);
    expect(said).toBe('true\ntrue true true\ntrue\n');
  });

  it('has schemas and the adapter to Node apart', () => {
    const said = node(`
      import { schemaOfV2 } from 'leyline/contracts/schema-v2';
      import { nodeCrypto } from 'leyline/contracts/node';
      console.log(schemaOfV2().length > 50, nodeCrypto.sha256().digest().length);`);
    expect(said).toBe('true 32\n');
  });

  it('loads nothing of Node but through its adapter', () => {
    const said = node(`
      import { readdirSync, readFileSync } from 'node:fs';
      const folder = new URL('node_modules/leyline/dist/contracts/', import.meta.url);
      const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js')).sort();
      console.log(files.filter((name) => /["']node:/.test(readFileSync(new URL(name, folder), 'utf8'))).join());`);
    expect(said).toBe('node.js,node/node.js\n');
  });

  it('has types', () => {
    write(
      'typed.ts',
      `import { AdaptationCommand, createCodec, LearningRateUpdate, type SystemStatePacket, v1 } from 'leyline/contracts';
      import { nodeCrypto } from 'leyline/contracts/node';
      import type { EventEnvelope } from 'leyline/contracts/v2';
      import { schemaOfV1 } from 'leyline/contracts/schema-v1';
      export const bytes: Uint8Array = createCodec().encode(AdaptationCommand, AdaptationCommand.create({
        targetEpoch: 5n, command: { case: 'lrUpdate', value: LearningRateUpdate.create() },
      }));
      export const epochs = (packet: SystemStatePacket, old: v1.SystemStatePacket): bigint =>
        packet.epoch + BigInt(old.currentEpoch);
      export const size = (envelope: EventEnvelope): number => envelope.payload.length + schemaOfV1().length;
      // @ts-expect-error: 64 bits are no number
      export const wrong: number = AdaptationCommand.create().targetEpoch;
      void nodeCrypto;`,
    );
    const options = { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', lib: ['es2023', 'dom'] };
    const types = { types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')] };
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...options, ...types }, files: ['typed.ts'] }));
    execFileSync('node', [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], { stdio: 'pipe' });
  });

  it('lets a browser have only what it uses', async () => {
    const bundled = async (text: string): Promise<string> => {
      const stdin = { contents: text, resolveDir: project };
      const options = { bundle: true, write: false, platform: 'browser', format: 'esm', logLevel: 'silent' } as const;
      return (await build({ stdin, ...options })).outputFiles[0]?.text ?? '';
    };
    const all = await bundled(`export * from 'leyline/contracts';`);
    const one = await bundled(`import { createCodec, Timestamp } from 'leyline/contracts';
      console.log(createCodec().encode(Timestamp, Timestamp.create()));`);
    expect(one).toContain('google.protobuf.Timestamp');
    for (const other of ['esper.system_state', 'esper.adaptation', 'esper.telemetry']) expect(one).not.toContain(other);
    expect(one.length).toBeLessThan(all.length / 5);
  });
});
