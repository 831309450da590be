// What `buf breaking` and what `leyline breaking` find between two sets of texts, in one form. Runs both for real.

import { spawnSync } from 'node:child_process';
import { rules } from '../../rules/index.ts';
import { run } from '../../src/cli/run.ts';
import { EXIT_CANNOT_RUN, type Io } from '../../src/commands/io.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { BUF } from './buf-binary.ts';

export type Texts = Readonly<Record<string, string>>;

const BUF_IDS = new Map(
  rules.flatMap(({ id, aliases, visit }) => (visit.change && aliases?.buf !== undefined ? [[id, aliases.buf]] : [])),
);

/** Buf prints these without a file. */
const WITHOUT_A_PLACE = new Set(['FILE_NO_DELETE', 'PACKAGE_NO_DELETE']);

export interface Sides {
  readonly folder: string;
}

/** `old/` and `new/`, each a module, or several, with all of Buf's rules, or with the section given. */
export function sidesOf(
  before: Texts,
  after: Texts,
  section: object = { use: [...BUF_IDS.values()] },
  folders: readonly string[] = ['.'],
): Sides {
  const config = JSON.stringify({ version: 'v2', modules: folders.map((path) => ({ path })), breaking: section });
  const below = (folder: string, texts: Texts) =>
    Object.entries({ ...texts, 'buf.yaml': config }).map(([path, text]) => [`${folder}/${path}`, text]);
  return { folder: temporaryFolder(Object.fromEntries([...below('old', before), ...below('new', after)])) };
}

/** Sorted lines `path:line:column RULE`. */
export function bufFindings({ folder }: Sides): string[] {
  const call = ['breaking', 'new', '--against', 'old', '--error-format=json'];
  const { stdout, stderr, status } = spawnSync(BUF, call, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0 && status !== 100) throw new Error(`buf did not run: ${stderr}${stdout.slice(0, 2000)}`);
  const rows = stdout.split('\n').filter((row) => row !== '');
  return rows
    .map((row) => {
      const { path = '-', start_line: line = 1, start_column: column = 1, type } = JSON.parse(row);
      if (type === 'COMPILE') throw new Error(`buf does not compile the texts: ${row}`);
      return `${path.replace(/^new\//, '')}:${line}:${column} ${type}`;
    })
    .sort();
}

export async function ourFindings({ folder }: Sides, after: Texts, args: readonly string[] = []): Promise<string[]> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    cwd: `${folder}/new`,
    env: {},
    today: '2026-01-01',
    now: () => 0,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    stdin: async () => Buffer.alloc(0),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    uninterrupted: (work) => work(),
  };
  const code = await run(['breaking', '--against', '../old', '--format=jsonl', ...args], io);
  if (code === EXIT_CANNOT_RUN) throw new Error(`leyline did not run: ${stderr}`);
  return stdout
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row))
    .filter(({ excused }) => !excused)
    .map(({ rule, path, start, message }) => {
      const id = BUF_IDS.get(rule);
      if (id === undefined) throw new Error(`${path}: ${rule}: ${message}`);
      const isPlaced = !WITHOUT_A_PLACE.has(id) && Object.hasOwn(after, path);
      return `${isPlaced ? `${path}:${start.line}:${start.column}` : '-:1:1'} ${id}`;
    })
    .sort();
}
