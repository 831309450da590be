// A container engine that really runs, and an image of this machine's protoc in it; or the reason why there is none.
// Where the kernel refuses raised limits, as in sandboxes, podman's runtime is kept from asking for them.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { PROTOC } from '../model/proto/compilers.ts';

export interface TestEngine {
  /** What whoever calls podman must have in the environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly image: string;
  readonly digest: string;
}

const IMAGE = 'localhost/leyline-test-protoc:1';

/** Skips the test where there is none; where it is demanded, its absence fails. */
export function needEngine(context: TestContext): TestEngine {
  const engine = startEngine();
  if (typeof engine !== 'string') return engine;
  if ((process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes('podman')) {
    throw new Error(`LEYLINE_REQUIRE_TOOLS demands podman, but ${engine}`);
  }
  return context.skip(engine);
}

function startEngine(): TestEngine | string {
  if (PROTOC === 'protoc') return 'protoc is not installed';
  const home = process.env['HOME'] ?? '';
  const own = process.env['CONTAINERS_CONF'];
  const plain = { HOME: home, ...(own !== undefined && { CONTAINERS_CONF: own }) };
  if (podman(['version'], plain).status !== 0) return 'podman is not installed';
  const digest = importImage(plain);
  if (digest === undefined) return 'podman cannot import an image here';
  const image = IMAGE.replace(/:1$/, '');
  const tries = [plain, { ...plain, CONTAINERS_CONF: withoutLimits() }];
  const args = ['run', '--rm', '--network=none', `${image}@${digest}`, '/usr/bin/protoc', '--version'];
  const env = tries.find((candidate) => podman(args, candidate).status === 0);
  return env === undefined ? 'podman cannot run a container here' : { env, image: IMAGE, digest };
}

function podman(args: readonly string[], env: Readonly<Record<string, string>>, input?: Buffer) {
  return spawnSync('podman', args, {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input && { input }),
  });
}

/** protoc with the libraries that it loads, and nothing else. */
function importImage(env: Readonly<Record<string, string>>): string | undefined {
  const ask = () => podman(['image', 'inspect', '--format', '{{.Digest}}', IMAGE], env).stdout.trim();
  const known = ask();
  if (known !== '') return known;
  const root = temporaryFolder();
  const libraries = execFileSync('ldd', [PROTOC], { encoding: 'utf8' }).match(/\/[^\s)]+/g) ?? [];
  for (const [from, to] of [[PROTOC, '/usr/bin/protoc'], ...libraries.map((path) => [path, path])]) {
    mkdirSync(join(root, dirname(to ?? '')), { recursive: true });
    cpSync(from ?? '', join(root, to ?? ''), { dereference: true });
  }
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const tar = execFileSync('tar', ['-C', root, '-c', '.'], { maxBuffer: 1 << 28 });
  podman(['import', '-', IMAGE], env, tar);
  const made = ask();
  return made === '' ? undefined : made;
}

/** podman's configuration with a runtime that drops the limits from what it is asked to run. */
function withoutLimits(): string {
  const folder = temporaryFolder();
  const runtime = join(folder, 'runc');
  const script = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const args = process.argv.slice(2);
const at = args.findIndex((arg) => arg === '--bundle' || arg === '-b');
if (at !== -1) {
  const path = args[at + 1] + '/config.json';
  const config = JSON.parse(readFileSync(path, 'utf8'));
  delete config.process.rlimits;
  writeFileSync(path, JSON.stringify(config));
}
const path = '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin';
const { status } = spawnSync('runc', args, { stdio: 'inherit', env: { ...process.env, PATH: path } });
process.exit(status ?? 1);
`;
  writeFileSync(runtime, script, { mode: 0o755 });
  const conf = join(folder, 'containers.conf');
  const text = `[engine]\ncgroup_manager = "cgroupfs"\nruntime = "runc"\n[engine.runtimes]\nrunc = ["${runtime}"]\n`;
  writeFileSync(conf, text);
  return conf;
}
