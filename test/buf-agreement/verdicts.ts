// What buf and what leyline find in a folder, in one form, and where they differ. Runs the real buf and our real command.

import { spawnSync } from 'node:child_process';
import { rules } from '../../rules/index.ts';
import { run } from '../../src/cli/run.ts';
import { EXIT_CANNOT_RUN, type Io } from '../../src/commands/io.ts';
import { BUF } from './buf-binary.ts';

export interface Verdict {
  /** Buf's id of the rule; ours where it has none. */
  readonly rule: string;
  /** `path:line`, relative to the folder. */
  readonly place: string;
}

export interface Outcome {
  /** Nothing when it could not run. */
  readonly verdicts: readonly Verdict[] | undefined;
  /** All that was written beside the findings. */
  readonly said: string;
}

const FOUND_SOMETHING = [0, 100];

export function askBuf(folder: string, args: readonly string[] = []): Outcome {
  const call = ['lint', '--error-format=json', ...args];
  const { stdout, stderr, status } = spawnSync(BUF, call, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (!FOUND_SOMETHING.includes(status ?? -1)) return { verdicts: undefined, said: stderr };
  const rows = stdout.split('\n').filter((row) => row.startsWith('{'));
  const verdicts = rows.map((row): Verdict => {
    const { path, start_line: line = 1, type } = JSON.parse(row);
    return { rule: type, place: `${path}:${line}` };
  });
  return { verdicts, said: stderr };
}

const BUF_IDS = new Map(rules.flatMap(({ id, aliases }) => (aliases?.buf === undefined ? [] : [[id, aliases.buf]])));

export async function askLeyline(folder: string, args: readonly string[] = []): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    cwd: folder,
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
  const code = await run(['lint', '--format=jsonl', ...args], io);
  if (code === EXIT_CANNOT_RUN) return { verdicts: undefined, said: stderr };
  const findings = stdout.split('\n').filter((row) => row !== '');
  const verdicts = findings
    .map((row) => JSON.parse(row))
    .filter(({ excused }) => !excused)
    .map(({ rule, path, start }): Verdict => ({ rule: BUF_IDS.get(rule) ?? rule, place: `${path}:${start.line}` }));
  return { verdicts, said: stderr };
}

/** A verdict as one line, sorted: equal lists are equal multisets. */
export function asLines(verdicts: readonly Verdict[] | undefined): string[] | undefined {
  return verdicts?.map(({ rule, place }) => `${place} ${rule}`).sort();
}

export interface Difference {
  readonly rule: string;
  readonly agreed: number;
  /** Places where only one of them finds it; as often as it does. */
  readonly onlyBuf: readonly string[];
  readonly onlyLeyline: readonly string[];
}

/** By rule, sorted; rules without a difference are among them. */
export function differences(buf: readonly Verdict[], leyline: readonly Verdict[]): Difference[] {
  const names = new Set([...buf, ...leyline].map(({ rule }) => rule));
  const placesOf = byRule(buf);
  const ourPlacesOf = byRule(leyline);
  return [...names].sort().map((rule) => {
    const theirs = placesOf.get(rule) ?? [];
    const ours = ourPlacesOf.get(rule) ?? [];
    const onlyBuf = without(theirs, ours);
    return { rule, agreed: theirs.length - onlyBuf.length, onlyBuf, onlyLeyline: without(ours, theirs) };
  });
}

function byRule(verdicts: readonly Verdict[]): ReadonlyMap<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { rule, place } of verdicts) {
    const known = places.get(rule);
    if (known) known.push(place);
    else places.set(rule, [place]);
  }
  return places;
}

/** Multiset difference. */
function without(places: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const place of others) left.set(place, (left.get(place) ?? 0) + 1);
  return places.filter((place) => {
    const count = left.get(place) ?? 0;
    left.set(place, count - 1);
    return count <= 0;
  });
}
