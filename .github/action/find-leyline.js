// Where Leyline is: installed in the project, else built of the checkout of this action, which is pinned by the commit
// that the workflow names, and its packages by the digests of package-lock.json.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Complaint } from './complaint.js';

export function findLeyline(folder, workspace, action) {
  for (let at = folder; ; at = dirname(at)) {
    // What node_modules/.bin/leyline is a link to; that one is a shell script on Windows.
    const installed = join(at, 'node_modules/leyline/bin/leyline.js');
    if (existsSync(installed)) return installed;
    if (at === workspace || at === dirname(at)) break;
  }
  const built = join(action, 'bin/leyline.js');
  if (!existsSync(built)) throw new Complaint('this action is not complete', 'use it by its repository and a commit');
  if (!existsSync(join(action, 'dist'))) build(action);
  return built;
}

function build(action) {
  process.stdout.write('::group::building leyline\n');
  npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], action);
  npm(['run', '--silent', 'build'], action);
  process.stdout.write('::endgroup::\n');
}

function npm(args, cwd) {
  // npm is a shell script on Windows, which runs without a shell only as what it starts.
  const script = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const [program, ...first] = process.platform === 'win32' ? [process.execPath, script] : ['npm'];
  const { status, error } = spawnSync(program, [...first, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error || status !== 0) throw new Complaint(`'npm ${args[0]}' failed`, 'its output above tells why');
}
