// Reads `golden/<version>/manifest.yaml`: the fixtures of a version, a row each. What the rows promise is judged elsewhere.

import * as z from 'zod/mini';
import type { GoldenManifest, GoldenRow } from '../../model/golden-set.ts';
import type { SourceFile } from '../../text/source-file.ts';
import {
  located,
  locatedText,
  locatedTexts,
  type ManifestFile,
  type ReadManifest,
  readManifest,
  tolerantObject,
} from '../contract-set/manifest-file.ts';
import { nodeAt, type YamlEntry } from '../yaml/yaml-node.ts';
import { readPlainRows } from './read-plain-rows.ts';

const LARGEST = 2 ** 31 - 1;

export async function readGoldenManifest(source: SourceFile, version: string): Promise<ReadManifest<GoldenManifest>> {
  const rows = readPlainRows(source);
  return rows ? { value: { version, path: source.path, rows }, findings: [] } : readAnyManifest(source, version);
}

/** In whatever style of YAML it is written. */
export function readAnyManifest(source: SourceFile, version: string): Promise<ReadManifest<GoldenManifest>> {
  return readManifest(source, manifestSchema(), (root, file) => {
    const fixtures = nodeAt(root, ['fixtures']);
    const entries = fixtures?.kind === 'map' ? fixtures.entries : [];
    return { version, path: source.path, rows: entries.flatMap((entry) => readRow(entry, file) ?? []) };
  });
}

function manifestSchema() {
  const name = z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][\w-]{0,127}$/, 'a fixture is named with letters, digits, _ and -, such as system_state'),
    );
  const message = z
    .string()
    .check(z.regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, 'this is not the full name of a message'));
  const sha256 = z.string().check(z.regex(/^[\da-f]{64}$/, 'a SHA-256 has 64 lower-case hex digits'));
  const bytes = z.int().check(z.minimum(0), z.maximum(LARGEST));
  const row = tolerantObject({
    message,
    sha256: z.exactOptional(sha256),
    size: z.exactOptional(bytes),
    budget: z.exactOptional(bytes),
    allow: z.exactOptional(z.array(z.string())),
    recorded: z.exactOptional(z.iso.date()),
    changed: z.exactOptional(z.iso.date()),
    reason: z.exactOptional(z.string()),
  });
  return tolerantObject({ fixtures: z.record(name, row) });
}

function readRow({ key, keySpan, value: node }: YamlEntry, file: ManifestFile): GoldenRow | undefined {
  const message = locatedText(file, node, ['message']);
  if (!message) return undefined;
  return {
    name: located(file, key, keySpan),
    message,
    sha256: locatedText(file, node, ['sha256']),
    size: locatedNumber(file, node, 'size'),
    budget: locatedNumber(file, node, 'budget'),
    allow: locatedTexts(file, nodeAt(node, ['allow'])),
    place: { path: file.path, start: keySpan.start, end: node.end },
  };
}

function locatedNumber(file: ManifestFile, row: YamlEntry['value'], key: string) {
  const scalar = nodeAt(row, [key]);
  return scalar?.kind === 'scalar' && typeof scalar.value === 'number'
    ? located(file, scalar.value, scalar)
    : undefined;
}
