// The package as users get it: what is in it, and that it works where it is installed.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { environment, REPOSITORY } from './leyline.ts';
import { FLOAT, floatAt, proto } from './protos.ts';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** Of what `npm test` has built: packing must not build while other tests run the build. */
function pack(into: string): Packed {
  const args = ['pack', REPOSITORY, '--ignore-scripts', '--json'];
  return JSON.parse(npm(into, 'npm', ...args).stdout)[0];
}

function npm(cwd: string, command: 'npm' | 'npx', ...args: string[]): { code: number; stdout: string; stderr: string } {
  const cache = join(cwd, '.npm');
  const env = environment({ HOME: cwd, npm_config_cache: cache, npm_config_update_notifier: 'false' });
  try {
    const stdout = execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, stdout, stderr };
  }
}

describe('the package', () => {
  const folder = (path: string) => path.split('/').slice(0, -1).join('/');

  it('has what users need, and nothing else', () => {
    const { files } = pack(temporaryFolder());
    const paths = files.map(({ path }) => path);
    const atTop = paths.filter((path) => !path.includes('/')).sort();
    expect(atTop).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'package.json']);
    const folders = [...new Set(paths.map(folder).filter(Boolean))].sort();
    expect(folders.filter((name) => !name.startsWith('dist/contracts'))).toEqual([
      'bin',
      'contracts',
      'contracts/build',
      'contracts/v1',
      'contracts/v2',
      'dist',
      'docs',
      'docs/schemas',
      'src/golden/codecs',
      'src/golden/codecs/go-codec',
    ]);
    for (const path of paths.filter((one) => one.startsWith('contracts/')))
      expect(path).toMatch(/\.(?:proto|yaml)$|\/contracts\.lock\.json$|README\.md$/);
    expect(paths.filter((path) => /(?<!\.d)\.ts$|\.(?:map|tgz)$|test|fixture/.test(path))).toEqual([]);
    expect(files.find(({ path }) => path === 'bin/leyline.js')?.mode).toBe(0o755);
  });

  it('needs no other package at run time, but for what reads TypeScript', () => {
    const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['oxc-parser', 'oxc-resolver']);
  });

  it('works where it is installed', () => {
    const root = temporaryFolder({ 'package.json': '{ "name": "user", "version": "1.0.0" }' });
    const tarball = join(root, pack(root).filename);
    const install = npm(root, 'npm', 'install', '--offline', '--no-audit', '--no-fund', tarball);
    expect(install).toMatchObject({ code: 0 });
    expect(npm(root, 'npx', '--no-install', 'leyline', '--version').stdout).toBe('0.1.0\n');
    expect(npm(root, 'npx', '--no-install', 'leyline', 'lint')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^leyline: no .proto files are in /m),
    });
    const help = npm(root, 'npx', '--no-install', 'leyline');
    expect(help).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^Usage: leyline /m) });
    writeInto(root, { 'protos/a.proto': proto('a', FLOAT) });
    const run = npm(root, 'npx', '--no-install', 'leyline', 'lint', '--format', 'compact');
    expect(run).toMatchObject({ code: 1, stdout: `${floatAt('protos/a.proto')}\n` });
  });
});
