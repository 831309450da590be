// `leyline/contracts` as whoever installs it has it: packed, unpacked elsewhere, loaded by Node, checked by TypeScript and
// bundled for a browser. Nothing of this repository is in reach there.

import { execFileSync, spawnSync } from 'node:child_process';
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

  it('is another one for Node, which every entry leads to', () => {
    const said = node(`
      import * as all from 'leyline/contracts';
      import * as v1 from 'leyline/contracts/v1';
      import * as v2 from 'leyline/contracts/v2';
      import { nodeCrypto } from 'leyline/contracts/node';
      import * as others from './node_modules/leyline/dist/contracts/index.js';
      const namesOf = (one) => Object.keys(one).sort().join();
      const same = (one, other) =>
        namesOf(one) === namesOf(other) && Object.keys(one).every((name) => one[name] === other[name]);
      console.log(import.meta.resolve('leyline/contracts').endsWith('/dist/contracts/node/index.js'));
      console.log(same(all.v1, v1), same(all.v2, v2), namesOf(all) === namesOf(others));
      try {
        nodeCrypto.ed25519Signer(new Uint8Array(1));
      } catch (error) {
        console.log(error instanceof all.LeylineContractError);
      }`);
    expect(said).toBe('true\ntrue true true\ntrue\n');
  });

  it('reads the code of messages in Node when they are first used', () => {
    const said = node(`
      import { createRequire } from 'node:module';
      import { basename } from 'node:path';
      import { EventEnvelope, busConfigFromObject, encodeMessage, v2 } from 'leyline/contracts';
      const { cache } = createRequire(import.meta.url);
      const partOf = (path) => /^(.*)-[0-9a-f]{8}\\.cjs$/.exec(basename(path))?.[1];
      const read = () => console.log(Object.keys(cache).map(partOf).sort().join(' '));
      read();
      const { create } = EventEnvelope;
      console.log(v2.EventEnvelope.is(create()), create === EventEnvelope.create, encodeMessage(EventEnvelope, create()).length);
      read();
      busConfigFromObject({ broker_uri: 'redis://oona' });
      read();`);
    const used = 'envelope signing wire';
    expect(said).toBe(`\ntrue false 0\n${used}\nbus bus-config ${used}\n`);
  });

  it('has in Node what it has elsewhere', () => {
    const said = node(`
      import assert from 'node:assert';
      import * as all from 'leyline/contracts';
      import { nodeCrypto } from 'leyline/contracts/node';
      import * as others from './node_modules/leyline/dist/contracts/index.js';
      let types = 0;
      const early = new Map([all.v1, all.v2].flatMap(Object.values).map((one) => [one, { ...one }]));
      for (const version of ['v1', 'v2']) {
        for (const [name, one] of Object.entries(all[version])) {
          const other = others[version][name];
          if (one.typeName === undefined) assert.deepStrictEqual(one, other);
          else {
            types++;
            const late = early.get(one);
            const message = late.create();
            assert.deepEqual({ ...message }, { ...other.create() });
            assert(late.is(message) && one.is(message) && !one.is({ ...message }));
            assert.notEqual(one.read, late.read);
            const bytes = new Uint8Array(4096);
            const end = late.write(message, bytes, 0);
            assert.equal(end, other.write(other.create(), new Uint8Array(4096), 0));
            assert.deepEqual(one.read(bytes, 0, end), late.read(bytes, 0, end));
          }
        }
      }
      assert.deepEqual(all.DEFAULT_STREAMS, others.DEFAULT_STREAMS);
      const old = all.v1.SystemStatePacket.create({ version: 1, packetId: 'a' });
      const migrated = all.migrateV1ToV2('esper.system_state.v1.SystemStatePacket', old).message;
      assert(all.SystemStatePacket.is(migrated));
      assert.deepEqual(all.readYamlSubset('a: 1'), { a: 1 });
      assert.equal(all.hashComponent(nodeCrypto, 'model', new Uint8Array(1)).sha256.length, 32);
      const options = { sourceSubsystem: 'tolaria', nextPacketId: () => 'a', now: () => 0 };
      const packet = all.createTelemetryPool(options).acquire().metric('loss', 1).encode();
      assert.equal(all.decodeMessage(all.TelemetryPacket, packet).metrics[0].name, 'loss');
      assert.throws(() => all.openVocabulary(all.EmbeddingDictionary.create()), { code: 'dictionary-invalid' });
      assert.throws(() => all.requireGenerated(all.SeedState, {}), all.LeylineContractError);
      const keys = [{ keyId: 'a', algorithm: 'hmac-sha256', secret: new Uint8Array(32) }];
      const signing = all.signingContext({ read: () => ({ keys, signWith: 'a' }) }, nodeCrypto);
      const envelope = all.EventEnvelope.create({ eventId: 'a' });
      all.signEnvelope(signing, envelope, 0);
      all.verifyEnvelope(signing, envelope, { nowMs: 0, replay: all.createReplayCache(1) });
      await all.readWal({ size: async () => 0, read: async () => new Uint8Array(0) }).next();
      console.log(types);`);
    expect(Number(said)).toBeGreaterThan(100);
  });

  it('finds its parts where tests pretend to be in a browser', () => {
    const said = node(`
      import { EventEnvelope, readYamlSubset } from 'leyline/contracts';
      globalThis.URL = class { constructor(path) { this.href = path.replace('.', 'http://localhost:3000/@fs/node') + '?v=1'; } };
      delete globalThis.process;
      console.log(EventEnvelope.create({ eventId: 'a' }).eventId, readYamlSubset('a: 1').a);`);
    expect(said).toBe('a 1\n');
  });

  it('says what is wrong where a bundle has left its parts behind', async () => {
    const stdin = {
      contents: `import { v2 } from 'leyline/contracts'; v2.EventEnvelope.create();`,
      resolveDir: project,
    };
    const bundled = async (conditions: string[]): Promise<string> => {
      const options = { bundle: true, write: false, platform: 'node', format: 'esm', logLevel: 'silent' } as const;
      return (await build({ stdin, ...options, conditions })).outputFiles[0]?.text ?? '';
    };
    const run = `try { await import('./bundle.js'); console.log('well'); } catch ({ name, code, cause }) {
      console.log(name, code, cause.code);
    }`;
    write('bundle.js', await bundled(['production']));
    expect(node(run)).toBe('LeylineContractError part-missing MODULE_NOT_FOUND\n');
    write('bundle.js', await bundled(['production', 'module']));
    expect(node(run)).toBe('well\n');
  });

  it('shows a short line and a name of an error that nobody catches', () => {
    const path = write('run.js', `import { fromMs } from 'leyline/contracts'; fromMs(Number.NaN);`);
    const { stderr } = spawnSync('node', [path], { cwd: project, encoding: 'utf8' });
    expect(stderr).toContain('\nLeylineContractError: NaN ms is no duration');
    expect(stderr.length).toBeLessThan(2000);
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
      const reads = (name) => /["']node:|getBuiltinModule/.test(readFileSync(new URL(name, folder), 'utf8'));
      console.log(files.filter(reads).join());`);
    // that of Node reads its parts
    expect(said).toBe('node.js,node/index.js,node/node.js\n');
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

  it.each(['browser', 'node'] as const)('lets a bundle for a %s have only what it uses', async (platform) => {
    const bundled = async (text: string): Promise<string> => {
      const stdin = { contents: text, resolveDir: project };
      const options = { bundle: true, write: false, platform, format: 'esm', logLevel: 'silent' } as const;
      return (await build({ stdin, ...options })).outputFiles[0]?.text ?? '';
    };
    const all = await bundled(`export * from 'leyline/contracts';`);
    const one = await bundled(`import { createCodec, Timestamp } from 'leyline/contracts';
      console.log(createCodec().encode(Timestamp, Timestamp.create()));`);
    expect(one).toContain('google.protobuf.Timestamp');
    for (const other of ['esper.system_state', 'esper.adaptation', 'esper.telemetry']) expect(one).not.toContain(other);
    expect(one.length).toBeLessThan(all.length / 5);
    expect(all).not.toContain('.cjs');
  });
});
