// Buf's verdict and ours on the same texts, in the same form, to be compared line by line. Test support.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { createPolicy, DEFAULT_POLICY } from '../../src/engine/policy.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import { positionAt, type SourceFile } from '../../src/text/source-file.ts';
import { linkTexts } from '../engine/link-texts.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';

const BUF = join(import.meta.dirname, '../../node_modules/.bin/buf');

export type ProtoTexts = Readonly<Record<string, string>>;

/** What `buf lint` says with these rules on: sorted lines `path:line:column RULE`. */
export function bufVerdicts(texts: ProtoTexts, bufRules: readonly string[], lint: object = {}): string[] {
  const config = JSON.stringify({ version: 'v2', lint: { use: bufRules, ...lint } });
  const cwd = temporaryFolder({ ...texts, 'buf.yaml': config });
  const { stdout, stderr, status } = spawnSync(BUF, ['lint', '--error-format=json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 && status !== 100) throw new Error(`buf did not run: ${stderr}${stdout.slice(0, 2000)}`);
  const rows = stdout.split('\n').filter((line) => line !== '');
  return rows
    .map((row) => {
      const { path, start_line: line = 1, start_column: column = 1, type } = JSON.parse(row);
      if (type === 'COMPILE') throw new Error(`buf does not compile the texts: ${row}`);
      return `${path}:${line}:${column} ${type}`;
    })
    .sort();
}

/** The same of our rules that are aliases of those, each with its default options unless `options` has others. */
export function ourVerdicts(
  texts: ProtoTexts,
  bufRules: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): string[] {
  const { workspace, compileFindings } = linkTexts(texts);
  const [flaw] = compileFindings.filter(({ severity }) => severity === 'error');
  if (flaw) throw new Error(`the texts do not compile: ${flaw.path}: ${flaw.message}`);
  const aliased = rules.filter(({ aliases }) => aliases?.buf !== undefined && bufRules.includes(aliases.buf));
  const settings = aliased.map(({ id, severity }) => [id, { severity, options: options[id] }] as const);
  const policy = createPolicy({
    config: { ...DEFAULT_POLICY, rules: new Map(settings.filter(([, { options: own }]) => own !== undefined)) },
    rules: aliased,
    only: aliased.map(({ id }) => id),
  });
  const bufId = new Map(aliased.map(({ id, aliases }) => [id, aliases?.buf]));
  return runRules(workspace, aliased, policy)
    .map(({ path, start, rule }) => {
      const { line, column } = positionAt(workspace.schema.get(path)?.source as SourceFile, start);
      return `${path}:${line}:${column} ${bufId.get(rule)}`;
    })
    .sort();
}

/** A source of numbers that is the same in every run. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    chance: (probability: number): boolean => next() < probability,
    below: (limit: number): number => Math.floor(next() * limit),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
  };
}

export type Dice = ReturnType<typeof dice>;
