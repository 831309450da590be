// The path of docs/getting-started.md, as a newcomer goes it: each command is taken from the page and run, with npm, git and
// the packed package, and prints what the page shows. `npx vitest run test/e2e/five-minutes.test.ts --update` renews the page.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { environment, REPOSITORY } from './leyline.ts';

const PAGE = join(REPOSITORY, 'docs/getting-started.md');
const TEXT = readFileSync(PAGE, 'utf8');
/** The day on which the path is gone, as seconds since 1970. */
const TODAY = `${Date.UTC(2026, 11, 1) / 1000}`;
const BLOCK = /(<!-- (file|do|run)(?:: (\S+))? -->\n```\w+\n)([\s\S]*?)(```\n)/g;

/** A folder with the packed package in it, and in that an empty project. */
function workplace(): { project: string; env: Record<string, string> } {
  const folder = temporaryFolder({ 'shop/.keep': '' });
  const env = environment({
    HOME: folder,
    SOURCE_DATE_EPOCH: TODAY,
    npm_config_cache: join(folder, '.npm'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    GIT_AUTHOR_NAME: 'Kasmina',
    GIT_AUTHOR_EMAIL: 'kasmina@example.org',
    GIT_COMMITTER_NAME: 'Kasmina',
    GIT_COMMITTER_EMAIL: 'kasmina@example.org',
  });
  const args = ['pack', REPOSITORY, '--ignore-scripts', '--silent'];
  execFileSync('npm', args, { cwd: folder, env, stdio: 'pipe' });
  return { project: join(folder, 'shop'), env };
}

function played(text: string): string {
  const { project, env } = workplace();
  const shell = (line: string) => {
    const { status, stdout } = spawnSync('bash', ['-c', `{ ${line}\n} 2>&1`], { cwd: project, env, encoding: 'utf8' });
    return { status, output: stdout.replaceAll(project, '/home/you/shop').replace(/\n+$/, '\n') };
  };
  return text.replace(
    BLOCK,
    (block, head: string, mark: string, path: string | undefined, body: string, end: string) => {
      if (mark === 'file') writeInto(project, { [path ?? '']: body });
      if (mark === 'do') expect({ block, ...shell(`set -e\n${body}`) }).toMatchObject({ status: 0 });
      if (mark !== 'run') return block;
      const lines = body.split('\n').filter((line) => line.startsWith('$ '));
      return `${head}${lines.map((line) => `${line}\n${shell(line.slice(2)).output}`).join('')}${end}`;
    },
  );
}

it('docs/getting-started.md shows what its commands print', { timeout: 60_000 }, async () => {
  await expect(played(TEXT)).toMatchFileSnapshot(PAGE);
});

it('has no command that is not run', () => {
  const fences = [...TEXT.matchAll(/^```(?:sh|console)$/gm)];
  const marked = [...TEXT.matchAll(BLOCK)].filter(([, , mark]) => mark !== 'file');
  expect(marked).toHaveLength(fences.length);
});

it('has every command of the five minutes in README.md, in that order', () => {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const path = /^```sh\n# five minutes\n([\s\S]*?)^```$/m.exec(readme)?.[1]?.trim().split('\n') ?? [];
  const run = [...TEXT.matchAll(BLOCK)].flatMap(([, , mark, , body = '']) =>
    mark === 'file' ? [] : body.split('\n').map((line) => line.replace(/^\$ /, '')),
  );
  expect(path.length).toBeGreaterThan(5);
  let from = 0;
  for (const command of path) {
    const at = run.findIndex((line, i) => i >= from && line.startsWith(command));
    expect({ command, isRun: at !== -1 }).toEqual({ command, isRun: true });
    from = at + 1;
  }
});

it('links to what is there', () => {
  const targets = [...TEXT.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target]) => target ?? '');
  expect(targets.filter((target) => !existsSync(join(REPOSITORY, 'docs', target)))).toEqual([]);
});
