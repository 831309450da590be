// All that is wrong in one configuration file, as one error that a command can print with code frames.

import { UserError } from '../../diagnostics/user-error.ts';
import { positionAt, type SourceFile, type Span } from '../../text/source-file.ts';
import type { Problem } from '../yaml/yaml-node.ts';

export interface ConfigProblem {
  readonly message: string;
  readonly hint?: string;
  /** `path:line:column`. */
  readonly place: string;
  readonly span: Span;
}

const MOST_TOLD = 20;

/** `message` holds a line per problem with its place and, below it, what to do; `problems` has the same as data. */
export class ConfigError extends UserError {
  readonly source: SourceFile;
  readonly problems: readonly ConfigProblem[];

  constructor(source: SourceFile, problems: readonly Problem[]) {
    const placed = problems.map((problem) => ({ ...problem, place: placeOf(source, problem.span.start) }));
    const rest = placed.length - MOST_TOLD;
    const told = placed.slice(0, MOST_TOLD).map(asText);
    super([...told, ...(rest > 0 ? [`and ${rest} more in ${source.path}`] : [])].join('\n'));
    this.source = source;
    this.problems = placed;
  }
}

export function placeOf(source: SourceFile, offset: number): string {
  const { line, column } = positionAt(source, offset);
  return `${source.path}:${line}:${column}`;
}

function asText({ place, message, hint }: ConfigProblem): string {
  return hint === undefined ? `${place}: ${message}` : `${place}: ${message}\n  ${hint}`;
}
