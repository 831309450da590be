// Judges located YAML by a zod schema: the parsed value, and every mismatch as a Problem at its own span.
// Owns which span an issue is shown at; the words are in `issue-words.ts`.

import * as z from 'zod/mini';
import { $ZodObject } from 'zod/v4/core';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source-file.ts';
import { keySpanAt, nodeAt, type Problem, plainValue, spanAt, type YamlNode } from '../yaml/yaml-node.ts';
import { describeIssue, LIST_SEPARATOR } from './issue-words.ts';

export type Issue = z.core.$ZodIssue;

export interface Shaped<T> {
  /** Undefined when there are problems. */
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

export function checkShape<S extends z.core.$ZodType>(schema: S, root: YamlNode): Shaped<z.output<S>> {
  const result = z.safeParse(schema, plainValue(root), { error: knownKeys });
  if (result.success) return { value: result.data, problems: [] };
  const issues = result.error.issues.flatMap((issue) => innermost(issue, []));
  const problems = issues.filter((issue) => !isMisspelled(issue, issues)).map((issue) => problemOf(issue, root));
  return { value: undefined, problems: inOrder(problems) };
}

/** What a rule's or a map's own schema finds, for issues that are passed on into another parse. */
export function issuesOf(schema: z.core.$ZodType, value: unknown): { value: unknown; issues: readonly Issue[] } {
  const result = z.safeParse(schema, value, { error: knownKeys });
  return result.success ? { value: result.data, issues: [] } : { value: undefined, issues: result.error.issues };
}

// zod hides the schema from finished issues; the message is the one thing that an error map can hand on.
function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const schema = issue.inst;
  return schema instanceof $ZodObject ? Object.keys(schema._zod.def.shape).join(LIST_SEPARATOR) : '';
}

/** Issues about one thing each, with their whole paths: of a union those of the alternative that was probably meant. */
function innermost(issue: Issue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ ...issue, keys: [key], path }));
    case 'invalid_union':
      return branchThatFits(issue.errors)?.flatMap((inner) => innermost(inner, path)) ?? [{ ...issue, path }];
    case 'invalid_element':
      return issue.issues.flatMap((inner) => innermost(inner, path));
    default:
      return [{ ...issue, path }];
  }
}

/** Whether a key is missing only because it is written wrong beside; the wrong one is told, once. */
function isMisspelled({ code, path }: Issue, issues: readonly Issue[]): boolean {
  if (code === 'unrecognized_keys') return false;
  return issues.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      other.path.length === path.length - 1 &&
      other.path.every((step, i) => step === path[i]) &&
      nearest(other.keys[0] ?? '', other.message.split(LIST_SEPARATOR)) === path.at(-1),
  );
}

function problemOf(issue: Issue, root: YamlNode): Problem {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return { ...describeIssue(issue, path, root), span: keySpanAt(root, [...path, issue.keys[0] ?? '']) };
  }
  if (issue.code === 'invalid_key') {
    return { ...describeIssue(issue.issues[0] ?? issue, path, root), span: keySpanAt(root, path) };
  }
  const parent = nodeAt(root, path.slice(0, -1));
  const isMissing = path.length > 0 && parent?.kind === 'map' && !nodeAt(root, path);
  const atKey = issue.code === 'custom' && issue.params?.['at'] === 'key';
  const span = isMissing ? headOf(parent) : atKey ? keySpanAt(root, path) : spanAt(root, path);
  return { ...describeIssue(issue, path, root), span };
}

/** A whole map can fill a page; its first key stands for it. */
function headOf(map: YamlNode): Span {
  const first = map.kind === 'map' ? map.entries[0]?.keySpan : undefined;
  return first ?? { start: map.start, end: map.end };
}

/** The alternative that at least accepts the kind of value given; its issues say more than "none fits". */
function branchThatFits(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => issues.every((issue) => issue.path.length > 0 || !isMisfit(issue)));
  return fitting.length > 0 ? fitting[0] : undefined;
}

function isMisfit(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const distinct = new Map(problems.map((problem) => [`${problem.span.start} ${problem.message}`, problem]));
  return [...distinct.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
