// What the readers of the contract set's YAML files share: a text judged by a schema, its mistakes as findings.
// These files are under check themselves, so nothing in them is a reason to stop. Never throws on any text.

import * as z from 'zod/mini';
import { type Finding, sortFindings } from '../../diagnostics/finding.ts';
import type { Located } from '../../model/contract-set.ts';
import { nearest } from '../../text/nearest.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import { checkShape } from '../shape/check-shape.ts';
import { LIST_SEPARATOR } from '../shape/issue-words.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { nodeAt, type Problem, type YamlMap, type YamlNode } from '../yaml/yaml-node.ts';

export const INVALID_MANIFEST = 'invalid-manifest';

export interface ReadManifest<T> {
  /** What could be read: parts with mistakes are left out. Undefined when the file as a whole cannot be read. */
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** Takes values out of a map whose mistakes are already reported; may report what a schema cannot see. */
export type Extract<T> = (root: YamlMap, file: ManifestFile) => T;

export interface ManifestFile {
  readonly path: string;
  readonly report: (problem: Problem) => void;
}

export async function readManifest<T>(
  source: SourceFile,
  schema: z.core.$ZodType,
  extract: Extract<T>,
): Promise<ReadManifest<T>> {
  const { root, problems } = await parseYaml(source.text);
  const found = [...problems];
  let value: T | undefined;
  if (root) {
    found.push(...checkShape(schema, root).problems);
    const file = { path: source.path, report: (problem: Problem) => void found.push(problem) };
    if (root.kind === 'map') value = extract(root, file);
  } else if (problems.length === 0) {
    const hint = 'write its content, or remove the file';
    found.push({ message: 'this file is empty', hint, span: { start: 0, end: 0 } });
  }
  return { value, findings: sortFindings(found.map((problem) => asFinding(source.path, problem))) };
}

export function asFinding(path: string, { message, hint, span }: Problem): Finding {
  const finding: Finding = {
    rule: INVALID_MANIFEST,
    severity: 'error',
    path,
    start: span.start,
    end: span.end,
    message,
  };
  return hint === undefined ? finding : { ...finding, help: hint };
}

/**
 * A map that other tools may add their own keys to: unknown keys pass, unless one is a likely misspelling of a known key,
 * which would otherwise be left unread without a word.
 */
export function tolerantObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.looseObject(shape).check(
    z.check(
      ({ value, issues }) => {
        const absent = known.filter((key) => !(key in value));
        for (const key of Object.keys(value)) {
          if (known.includes(key) || nearest(key, absent) === undefined) continue;
          issues.push({ code: 'unrecognized_keys', keys: [key], message: absent.join(LIST_SEPARATOR), input: value });
        }
      },
      { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
    ),
  );
}

/** Text with something in it. */
export function filledText() {
  return z.string().check(z.minLength(1));
}

/** A number is text too where versions are written: `31.1`. */
export function versionText() {
  return z.union([filledText(), z.number()]);
}

/** `''` where the value is no text. */
export function textAt(node: YamlNode | undefined, path: readonly PropertyKey[] = []): string {
  const scalar = nodeAt(node, path);
  if (scalar?.kind !== 'scalar') return '';
  return typeof scalar.value === 'number' ? scalar.written : typeof scalar.value === 'string' ? scalar.value : '';
}

/** The text at a path, where there is one. */
export function locatedText(
  file: ManifestFile,
  node: YamlNode | undefined,
  path: readonly PropertyKey[] = [],
): Located<string> | undefined {
  const value = textAt(node, path);
  const scalar = nodeAt(node, path);
  return scalar && value !== '' ? located(file, value, scalar) : undefined;
}

/** The texts of a list, or the one text that stands in its place. */
export function locatedTexts(file: ManifestFile, node: YamlNode | undefined): Located<string>[] {
  const items = node?.kind === 'list' ? node.items : node ? [node] : [];
  return items.flatMap((item) => locatedText(file, item) ?? []);
}

export function located<T>(file: ManifestFile, value: T, span: Span): Located<T> {
  return { value, place: { path: file.path, start: span.start, end: span.end } };
}
