// Writes docs/leyline.1, the man page, from the command line itself. `npm run generate` renews it.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allCommands, describeProgram } from '../../src/cli/completion/describe-program.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Io } from '../../src/commands/io.ts';
import { manPage } from './man-page.ts';

const PAGE = join(import.meta.dirname, '../../docs/leyline.1');

const io: Io = {
  cwd: '/',
  env: {},
  today: '2026-01-01',
  now: () => 0,
  stdout() {},
  stderr() {},
  stdin: async () => Buffer.from(''),
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
  uninterrupted: (work) => work(),
};
const program = describeProgram(createProgram(io, () => {}));

it('the man page is up to date', async () => {
  await expect(manPage(program)).toMatchFileSnapshot(PAGE);
});

it('every command has an example', () => {
  const without = allCommands(program).filter(({ after, path }) => !after.includes('Examples:') && path.length === 2);
  expect(without.map(({ path }) => path.join(' '))).toEqual(['leyline help']);
});

it('man can show it, and has nothing to say against it', (context) => {
  if (spawnSync('groff', ['--version']).status !== 0) return context.skip('groff is not installed');
  const args = ['-man', '-Tutf8', '-ww', '-Kutf8'];
  const { stderr, stdout, status } = spawnSync('groff', args, { input: manPage(program), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('leyline golden verify');
});
