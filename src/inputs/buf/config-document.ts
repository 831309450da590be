// One of Buf's configuration files, parsed, with a way to collect what is wrong in it. Knows no keys.

import { posix } from 'node:path';
import type * as z from 'zod/mini';
import type { Place } from '../../diagnostics/finding.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { ConfigError } from '../config/config-error.ts';
import { checkShape } from '../shape/check-shape.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { type KeyPath, keySpanAt, nodeAt, type Problem, spanAt, type YamlMap } from '../yaml/yaml-node.ts';

export interface ConfigDocument<Version extends string> {
  readonly source: SourceFile;
  readonly version: Version;
  /** Project path of the folder that the paths in it are relative to. */
  readonly folder: string;
  /** The value that the schema makes of the whole; throws where it does not fit. */
  shape<Schema extends z.core.$ZodType>(schema: Schema): z.output<Schema>;
  /** The place of a value, or of what is around it. */
  place(keys: KeyPath): Place;
  /** Something wrong at a value, or at its key; said once, however often it is found. */
  report(keys: KeyPath, message: string, hint: string, at?: 'key'): void;
  /** Throws when something was reported. */
  finish(): void;
}

/** `versions` are those that may stand in this file. */
export async function openDocument<Version extends string>(
  source: SourceFile,
  versions: readonly Version[],
): Promise<ConfigDocument<Version>> {
  const { root, problems: syntax } = await parseYaml(source.text);
  if (syntax.length > 0) throw new ConfigError(source, syntax);
  const map: YamlMap = root?.kind === 'map' ? root : { kind: 'map', entries: [], start: 0, end: 0 };
  const version = versionOf(map, versions);
  if (version === undefined) throw new ConfigError(source, [versionProblem(map, versions)]);
  const problems: Problem[] = [];
  const folder = posix.dirname(source.path);
  return {
    source,
    version,
    folder: folder === '.' ? '' : folder,
    shape(schema) {
      const { value, problems: misfits } = checkShape(schema, map);
      if (misfits.length > 0) throw new ConfigError(source, misfits);
      return value as z.output<typeof schema>;
    },
    place: (keys) => ({ path: source.path, ...spanAt(map, keys) }),
    report(keys, message, hint, at) {
      const span = at === 'key' ? keySpanAt(map, keys) : spanAt(map, keys);
      if (problems.some((known) => known.span.start === span.start && known.message === message)) return;
      problems.push({ message, hint, span });
    },
    finish() {
      problems.sort((a, b) => a.span.start - b.span.start);
      if (problems.length > 0) throw new ConfigError(source, problems);
    },
  };
}

function versionOf<Version extends string>(map: YamlMap, versions: readonly Version[]): Version | undefined {
  const written = nodeAt(map, ['version']);
  return versions.find((known) => written?.kind === 'scalar' && known === written.value);
}

function versionProblem(map: YamlMap, versions: readonly string[]): Problem {
  const written = nodeAt(map, ['version']);
  const all = versions.length === 1 ? `it can only be ${versions[0]}` : `it is one of ${versions.join(', ')}`;
  const span = spanAt(map, ['version']);
  if (!written)
    return { message: "'version' is missing", hint: `write 'version: ${versions.at(-1)}' at the top`, span };
  const isText = written.kind === 'scalar' && written.value !== null;
  return {
    message: isText ? `version '${written.written}' is not known here` : "'version' has no value",
    hint: all,
    span,
  };
}
