// Reads `build/contracts.lock.json`. Whatever is wrong with it is one problem with a place: a lock that is half true is
// none. Never throws on any text.

import * as z from 'zod/mini';
import { UserError } from '../diagnostics/user-error.ts';
import {
  type Lock,
  type LockedFile,
  type LockedVersion,
  packageDigest,
  schemaDigest,
  versionDigest,
} from '../model/release/lock.ts';
import { sha256 } from '../text/sha256.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import { checkShape } from './shape/check-shape.ts';
import { parseYaml } from './yaml/parse-yaml.ts';
import type { Problem } from './yaml/yaml-node.ts';

const FORMAT = 1;
const RESTORE = "take the lock as it was committed last, then run 'leyline bump'";

export type ReadLock = { readonly lock: Lock } | { readonly problem: Problem };

export async function readLock(source: SourceFile): Promise<ReadLock> {
  const parsed = parseJson(source.text);
  if ('problem' in parsed) return parsed;
  const { data } = parsed;
  const format = typeof data === 'object' && data !== null && 'format' in data ? data.format : undefined;
  if (typeof format === 'number' && format > FORMAT) {
    const message = `this lock has format ${format}, and this Leyline knows format ${FORMAT} only`;
    const hint = 'use the version of Leyline that wrote it, or a later one';
    return { problem: { message, hint, span: spanOf(source.text, '"format"') } };
  }
  const checked = z.safeParse(lockSchema(), data);
  if (!checked.success) return { problem: await misfit(source.text) };
  const versions = Object.entries(checked.data.versions).map(([name, version]) => lockedVersion(name, version));
  const edited = handEdit(versions, checked.data);
  if (edited !== undefined) {
    const message = `${edited} does not match its digest: the lock was edited by hand, or merged`;
    return { problem: { message, hint: RESTORE, span: spanOf(source.text, `"${edited}"`) } };
  }
  return { lock: { path: source.path, versions } };
}

/** For runs that cannot go on without the lock. */
export function lockError({ message, hint, span }: Problem, source: SourceFile): UserError {
  const { line, column } = positionAt(source, span.start);
  const place = `${source.path}:${line}:${column}`;
  return new UserError(message, hint === undefined ? { place } : { hint, place });
}

type LockJson = z.infer<ReturnType<typeof lockSchema>>;
type VersionJson = LockJson['versions'][string];

function lockSchema() {
  const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/, "a digest is 'sha256:' and 64 hexadecimal digits"));
  // There are thousands of lines: a schema for each of them would take longer than everything else.
  const lines = z.custom<readonly string[]>(isLines, 'this is not a list of lines');
  const file = z.strictObject({ digest, source: digest, schema: lines, text: z.exactOptional(lines) });
  const versions = z.strictObject({
    status: z.enum(['active', 'frozen']),
    version: z.string(),
    digest,
    packages: z.record(z.string(), z.strictObject({ digest, files: z.record(filePath(), file) })),
  });
  return z.strictObject({
    format: z.literal(FORMAT),
    notice: z.exactOptional(z.string()),
    versions: z.record(z.string().check(z.regex(/^\w[\w.-]*$/, 'a version is named after its folder')), versions),
  });
}

function isLines(value: unknown): boolean {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

/** Files are brought back from here, so no path may lead anywhere else. */
function filePath() {
  const plain = /^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\:\0]+\.proto$/;
  return z.string().check(z.regex(plain, 'this is not the path of a .proto file below the contract root'));
}

function lockedVersion(name: string, { status, version, packages }: VersionJson): LockedVersion {
  const files = Object.entries(packages).flatMap(([packageName, { files: inPackage }]) =>
    Object.entries(inPackage).map(
      ([path, { digest, source, schema, text }]): LockedFile => ({
        path,
        package: packageName,
        digest,
        source,
        schema,
        text,
      }),
    ),
  );
  return { name, status, version, files };
}

/** What was changed without its digests: a file, a package, or a version. */
function handEdit(versions: readonly LockedVersion[], json: LockJson): string | undefined {
  for (const version of versions) {
    for (const { path, digest, source, schema, text } of version.files) {
      const isWhole = schemaDigest(schema) === digest && (!text || sha256(text.join('\n')) === source);
      if (!isWhole || !path.startsWith(`${version.name}/`)) return path;
    }
    const written = json.versions[version.name];
    for (const [name, { digest }] of Object.entries(written?.packages ?? {})) {
      if (packageDigest(version.files.filter((file) => file.package === name)) !== digest) return name;
    }
    if (versionDigest(version) !== written?.digest) return version.name;
  }
  return undefined;
}

function parseJson(text: string): { readonly data: unknown } | { readonly problem: Problem } {
  try {
    return { data: JSON.parse(text) };
  } catch (error) {
    const conflict = text.search(/^(?:<{7}|>{7}|={7})(?: |$)/m);
    if (conflict !== -1) {
      const hint = "take one side of the lock and of versions.yaml, then run 'leyline bump'";
      const span = { start: conflict, end: conflict + 7 };
      return { problem: { message: 'a merge conflict begins here', hint, span } };
    }
    const said = error instanceof Error ? error.message : '';
    const at = Math.min(Number(/ at position (\d+)/.exec(said)?.[1] ?? text.length), text.length);
    const isCut = at >= text.trimEnd().length;
    const message = isCut ? 'the lock ends too early: it is not complete' : 'this is not valid JSON';
    return { problem: { message, hint: RESTORE, span: { start: at, end: at } } };
  }
}

/** JSON is YAML, so the reader that knows places can be asked where the trouble is; only then is it loaded. */
async function misfit(text: string): Promise<Problem> {
  const { root } = await parseYaml(text);
  const first = root && checkShape(lockSchema(), root).problems[0];
  const { message, span } = first ?? { message: 'its parts do not fit', span: { start: 0, end: 0 } };
  return { message: `this is not a lock: ${message}`, hint: RESTORE, span };
}

function spanOf(text: string, words: string): { start: number; end: number } {
  const start = Math.max(text.indexOf(words), 0);
  return { start, end: start + (text.startsWith(words, start) ? words.length : 0) };
}
