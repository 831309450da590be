// Compares `buf lint` with `leyline lint` on a folder, and prints by rule what only one of them finds.
// Usage: npm run compare:buf -- [folder] [--use CATEGORY_OR_RULE]…

import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bufMissing } from './buf-binary.ts';
import { configurationOf } from './bufs-project.ts';
import { askBuf, askLeyline, type Difference, differences } from './verdicts.ts';

const GOOGLE = join(import.meta.dirname, '../../node_modules/google-proto-files');
const EXAMPLES = 5;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { use: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  if (bufMissing !== undefined) throw new Error(bufMissing);
  const given = positionals[0] === undefined ? undefined : resolve(positionals[0]);
  const isProject = given !== undefined && configurationOf(given) !== undefined;
  if (isProject && values.use === undefined) return compare(given);
  return inCopy(given ?? GOOGLE, values.use ?? ['STANDARD'], compare);
}

/** The .proto files of the folder as one module, with these rules on. */
async function inCopy(
  from: string,
  use: readonly string[],
  work: (folder: string) => Promise<number>,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-compare-'));
  try {
    cpSync(from, folder, { recursive: true, filter: (path) => isWanted(path, relative(from, path)) });
    writeFileSync(join(folder, 'buf.yaml'), JSON.stringify({ version: 'v2', lint: { use } }));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Buf has the files below google/protobuf itself, and refuses others of these names. */
function isWanted(path: string, inside: string): boolean {
  if (inside === '') return true;
  if (inside === join('google', 'protobuf') || basename(path) === 'node_modules' || basename(path).startsWith('.')) {
    return false;
  }
  return path.endsWith('.proto') || statSync(path).isDirectory();
}

async function compare(folder: string): Promise<number> {
  const buf = askBuf(folder);
  // A leyline.yaml further up would come first.
  const leyline = await askLeyline(folder, ['--config', configurationOf(folder) ?? '']);
  if (!buf.verdicts || !leyline.verdicts) {
    print(`buf: ${buf.verdicts ? 'ran' : `could not run\n${buf.said}`}`);
    print(`leyline: ${leyline.verdicts ? 'ran' : `could not run\n${leyline.said}`}`);
    return 2;
  }
  const found = differences(buf.verdicts, leyline.verdicts);
  print(`buf ${buf.verdicts.length} findings, leyline ${leyline.verdicts.length}\n`);
  const width = Math.max(0, ...found.map(({ rule }) => rule.length));
  for (const difference of found) print(row(difference, width));
  const differing = found.filter(({ onlyBuf, onlyLeyline }) => onlyBuf.length + onlyLeyline.length > 0);
  for (const { rule, onlyBuf, onlyLeyline } of differing) {
    for (const place of onlyBuf.slice(0, EXAMPLES)) print(`only buf      ${rule}  ${place}`);
    for (const place of onlyLeyline.slice(0, EXAMPLES)) print(`only leyline  ${rule}  ${place}`);
  }
  print(differing.length === 0 ? '\nthe same' : `\n${differing.length} rules differ`);
  return differing.length === 0 ? 0 : 1;
}

function row({ rule, agreed, onlyBuf, onlyLeyline }: Difference, width: number): string {
  const counts = `${String(agreed).padStart(7)} agreed`;
  const others = onlyBuf.length + onlyLeyline.length;
  const more = others === 0 ? '' : `  ${onlyBuf.length} only buf, ${onlyLeyline.length} only leyline`;
  return `${rule.padEnd(width)}${counts}${more}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
