// The file of findings that a project had when it introduced Leyline: parsed strictly, written one finding to a line.
// Which findings it excuses is decided by the engine.

import * as z from 'zod/mini';
import { compareText } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { positionAt } from '../text/source-file.ts';
import { type FileTree, isReadFailure } from './files/file-tree.ts';
import { checkShape } from './shape/check-shape.ts';
import { parseYaml } from './yaml/parse-yaml.ts';

export interface BaselineEntry {
  /** 32 hex digits, from `diagnostics/fingerprint.ts`. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

const VERSION = 1;
const RENEW = "write it anew with 'leyline lint --update-baseline'";

const entrySchema = z.strictObject({
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{32}$/, 'a fingerprint has 32 hexadecimal digits')),
  rule: z.string(),
  path: z.string(),
  message: z.string(),
});
const baselineSchema = z.strictObject({ version: z.literal(VERSION), findings: z.array(entrySchema) });

/** The baseline at a project path; that it is missing is an error, since it was asked for. */
export async function readBaseline(tree: FileTree, path: string): Promise<readonly BaselineEntry[]> {
  const read = (await tree.readMany([path])).get(path);
  if (read && !isReadFailure(read)) return parseBaseline(read.text, path);
  const hint = `create it with 'leyline lint --update-baseline', or take 'baseline' out of the configuration`;
  throw new UserError(`the baseline cannot be read: ${read?.message ?? path}`, { hint, place: path });
}

/** `path` is what the file is called in messages. */
export async function parseBaseline(text: string, path: string): Promise<readonly BaselineEntry[]> {
  const data = await parseJson(text, path);
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (typeof version === 'number' && version > VERSION) {
    const message = `the baseline ${path} has format ${version}; this Leyline knows format ${VERSION}`;
    throw new UserError(message, { hint: `use a newer Leyline, or ${RENEW}`, place: placeOfVersion(text, path) });
  }
  const parsed = z.safeParse(baselineSchema, data);
  if (parsed.success) return parsed.data.findings;
  throw await misfit(text, path);
}

/** Sorted by path, rule, message and fingerprint, so that equal findings make equal bytes and changes make small diffs. */
export function serializeBaseline(entries: readonly BaselineEntry[]): string {
  const byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const lines = [...byFingerprint.values()].sort(compareEntries).map(asLine);
  const findings = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "findings": ${findings}\n}\n`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.path, b.path) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function asLine({ fingerprint, rule, path, message }: BaselineEntry): string {
  const pairs = Object.entries({ fingerprint, rule, path, message });
  return `    { ${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
}

async function parseJson(text: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = text.search(/^<{7} /m);
    const reason = conflict === -1 ? 'this is not valid JSON' : 'a merge conflict begins here';
    const offset = conflict === -1 ? await offsetOf(error, text) : conflict;
    const place = offset === undefined ? path : placeAt(text, path, offset);
    throw new UserError(`the baseline cannot be read: ${reason}`, { hint: RENEW, place });
  }
}

/** V8 tells the position only now and then. */
async function offsetOf(error: unknown, text: string): Promise<number | undefined> {
  const message = error instanceof Error ? error.message : '';
  const position = / at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  if (message.includes('end of JSON')) return text.length;
  return (await parseYaml(text)).problems[0]?.span.start;
}

/** JSON is YAML, so the reader that knows places can be asked where the trouble is; only then is it loaded. */
async function misfit(text: string, path: string): Promise<UserError> {
  const { root } = await parseYaml(text);
  const problem = root && checkShape(baselineSchema, root).problems[0];
  const place = problem ? placeAt(text, path, problem.span.start) : path;
  return new UserError(`this is not a baseline: ${problem?.message ?? 'its parts do not fit'}`, { hint: RENEW, place });
}

function placeOfVersion(text: string, path: string): string {
  return placeAt(text, path, text.indexOf('"version"'));
}

function placeAt(text: string, path: string, offset: number): string {
  const { line, column } = positionAt({ path, text }, offset);
  return `${path}:${line}:${column}`;
}
