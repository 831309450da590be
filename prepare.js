// Runs when npm prepares the package of a git checkout. As a dependency by its git address, and so as a hook of pre-commit, npm
// wants it built but, installing globally, has not installed what builds it; that is done here. Elsewhere nothing is.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/esbuild')) {
  const npm = process.env.npm_execpath;
  const run = (...args) => execFileSync(process.execPath, [npm, ...args, '--global=false'], { stdio: 'inherit' });
  run('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  run('run', '--silent', 'build');
}
