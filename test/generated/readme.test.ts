// Runs what README.md shows. Marks in it, which nobody sees who reads it rendered, say what a block is: a file to write, a
// command to run with its output below it, the configuration that has every key. `npm run generate` renews the output.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownRules } from '../../src/commands/open-project.ts';
import { PRESETS } from '../../src/engine/policy.ts';
import { KEY_DESCRIPTIONS } from '../../src/inputs/config/key-descriptions.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { FORMATS } from '../../src/reporters/index.ts';
import { REPOSITORY, shell } from '../e2e/leyline.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';

const README = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
/** The day on which the examples play, as seconds since 1970. */
const TODAY = `${Date.UTC(2026, 11, 1) / 1000}`;

const BLOCK = /(<!-- (file|run|config)(?:: (\S+))? -->\n```\w+\n)([\s\S]*?)(```\n)/g;

/** The text with the output of its commands as it is now. All run in one folder, one after the other. */
function played(text: string, folder: string): string {
  return text.replace(
    BLOCK,
    (block, head: string, mark: string, path: string | undefined, body: string, end: string) => {
      if (mark === 'file') writeInto(folder, { [path ?? '']: body });
      if (mark !== 'run') return block;
      const lines = body.split('\n').filter((line) => line.startsWith('$ '));
      return `${head}${lines.map((line) => `${line}\n${outputOf(line.slice(2), folder)}`).join('')}${end}`;
    },
  );
}

/** What a terminal shows; the blank line with which a report may end is left out. */
function outputOf(line: string, folder: string): string {
  const { stdout } = shell(folder, `{ ${line}\n} 2>&1`, { SOURCE_DATE_EPOCH: TODAY, COLUMNS: '80' });
  return stdout.replaceAll(folder, '/home/you/shop').replace(/\n+$/, '\n');
}

function configBlock(): string {
  return [...README.matchAll(BLOCK)].find(([, , mark]) => mark === 'config')?.[4] ?? '';
}

it('README.md shows what its commands print', async () => {
  await expect(played(README, temporaryFolder())).toMatchFileSnapshot(join(REPOSITORY, 'README.md'));
});

describe('README.md', () => {
  it('has a configuration that is right, with every key there is', async () => {
    const { parse } = await import('yaml');
    await expect(parseConfig(configBlock(), 'leyline.yaml', knownRules())).resolves.toBeDefined();
    const ways = new Set<string>();
    const visit = (node: unknown, way: string): void => {
      if (Array.isArray(node)) for (const item of node) visit(item, way);
      else if (typeof node === 'object' && node !== null) {
        for (const [key, value] of Object.entries(node)) {
          const keyWay = way === '' ? key : `${way}.${key}`;
          if (Object.hasOwn(KEY_DESCRIPTIONS, keyWay)) ways.add(keyWay);
          visit(value, Object.hasOwn(KEY_DESCRIPTIONS, keyWay) ? keyWay : way);
        }
      }
    };
    visit(parse(configBlock()), '');
    expect([...ways].sort()).toEqual(Object.keys(KEY_DESCRIPTIONS).sort());
  });

  it.each([...FORMATS, ...PRESETS])('names %s', (name) => {
    expect(README).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|$`, 'm'));
  });

  it('links to what is there', () => {
    const targets = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => !existsSync(join(REPOSITORY, target)))).toEqual([]);
    const headings = [...README.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    for (const [, anchor] of README.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });

  it.each(['lint', 'test'])('has the line for a fresh clone: %s', (name) => {
    const [, line = ''] = new RegExp(`<!-- line: ${name} -->\n\`\`\`sh\n(.+)\n\`\`\`\n`).exec(README) ?? [];
    expect(line).toMatch(/^npm ci && npm (?:test|run build && node bin\/leyline\.js lint)$/);
  });
});
