// What the benchmark works on: the two trees in a folder of their own, the commands, the environment they run in.

import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command, Environment } from './measure.ts';

export const ROOT = join(import.meta.dirname, '..');

const require = createRequire(import.meta.url);

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** Left out of what is measured: they change what Node costs, or what the commands print. */
export const UNSET = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_V8_COVERAGE', 'GITHUB_ACTIONS', 'FORCE_COLOR'];

export interface Workplace {
  readonly folder: string;
  readonly env: Environment;
  /** A project of the shipped contracts alone: the sources, which the repository has linted too, the other tool does not look at. */
  readonly project: string;
  /** Where they are in it. */
  readonly contracts: string;
}

export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-bench-'));
  const env: Record<string, string | undefined> = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
  for (const name of UNSET) delete env[name];
  const project = join(folder, 'project');
  const contracts = join(project, 'contracts');
  for (const part of ['v1', 'v2', 'build'])
    cpSync(join(ROOT, 'contracts', part), join(contracts, part), { recursive: true });
  writeFileSync(join(contracts, 'buf.yaml'), BUF_YAML);
  writeFileSync(join(project, 'leyline.yaml'), 'contracts: { root: contracts }\n');
  return { folder, env, project, contracts };
}

const BUF_YAML = 'version: v2\n';

/** Below it are test files that no compiler accepts. */
const UNCOMPILABLE = 'google/protobuf/';

/** The `.proto` files of google-proto-files, copied once. Without a `leyline.yaml` leyline does what `buf.yaml` says. */
export function largeTree({ folder }: Workplace, leylineYaml?: string): string {
  const to = join(folder, 'large');
  if (!existsSync(to)) copyProtos(packageFolder('google-proto-files'), to);
  writeFileSync(join(to, 'buf.yaml'), BUF_YAML);
  if (leylineYaml === undefined) rmSync(join(to, 'leyline.yaml'), { force: true });
  else writeFileSync(join(to, 'leyline.yaml'), leylineYaml);
  return to;
}

function copyProtos(from: string, to: string): void {
  for (const path of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.proto') || path.startsWith('node_modules/') || path.startsWith(UNCOMPILABLE)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(from, path), join(to, path));
  }
}

export function leyline({ env }: Workplace, cwd: string, ...args: readonly string[]): Command {
  const argv = [process.execPath, join(ROOT, 'bin/leyline.js'), 'lint', ...args] as const;
  return { name: 'leyline lint', argv, cwd, env, exitCodes: [0, 1] };
}

/** The native binary itself: what npm puts before it costs a start of Node more. */
export function buf({ env }: Workplace, cwd: string): Command {
  const binary = join(packageFolder(`@bufbuild/buf-${process.platform}-${arch()}`), 'bin/buf');
  return { name: 'buf lint', argv: [binary, 'lint'], cwd, env, exitCodes: [0, 100] };
}

export function bufLauncher({ env }: Workplace, cwd: string): Command {
  const argv = [process.execPath, join(packageFolder('@bufbuild/buf'), 'bin/buf'), 'lint'] as const;
  return { name: 'buf lint, through npm', argv, cwd, env, exitCodes: [0, 100], delegates: true };
}

export function bareNode({ env, folder }: Workplace): Command {
  return { name: 'node -e 0', argv: [process.execPath, '-e', '0'], cwd: folder, env, exitCodes: [0] };
}

export function versionOf(name: string): string {
  return require(`${name}/package.json`).version;
}
