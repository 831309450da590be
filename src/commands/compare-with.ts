// Opens both sides of a comparison and compares them: what `leyline breaking` and `leyline diff` begin with.

import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { UNREADABLE_FILE } from '../inputs/input-checks.ts';
import { compareSchemas } from '../model/change/compare-schemas.ts';
import { type FilesToCompare, filesToCompare, type TextsByPath } from '../model/change/files-to-compare.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import type { WorkspaceChanges } from '../model/workspace.ts';
import { positionAt } from '../text/source-file.ts';
import { listBefore } from './load-before.ts';
import { type Current, listCurrent, loadCurrent } from './load-current.ts';
import { type Against, againstTree, type OpenedAgainst, openAgainstTree } from './open-against.ts';
import type { Progress } from './progress.ts';
import type { Project } from './project.ts';

export interface Compared {
  /** Paths of all files of now and of before. */
  readonly paths: readonly [now: readonly string[], before: readonly string[]];
  readonly current: Current;
  readonly against: Against;
  /** Nothing when the files of now have errors: what they hold is not known then. */
  readonly changes: WorkspaceChanges | undefined;
}

/**
 * `isNarrow`: understand only what is needed to tell what changed. The current files are those then, and not all that
 * there are.
 */
export async function compareWith(
  spec: string,
  project: Project,
  progress: Progress,
  isNarrow: boolean,
): Promise<Compared> {
  const opened = await openAgainstTree(spec, project);
  try {
    progress.say(`reading ${spec}`);
    const paths = [await listCurrent(project), await listBefore(opened.tree, spec, project)] as const;
    const narrow = isNarrow ? await narrowed(paths, project, opened) : undefined;
    const compared = async (only: ReadonlySet<string> | undefined) => {
      const current = await loadCurrent(project, progress, only);
      const against = await againstTree(opened, project, current, only);
      return { ...compare(current, against, progress), paths };
    };
    const first = await compared(narrow?.affected);
    const isWhole = narrow === undefined || !first.changes?.changes.some(isLoss);
    return isWhole ? first : await compared(narrow.withPackages);
  } finally {
    await opened.tree.close();
  }
}

async function narrowed(
  [now, before]: Compared['paths'],
  { tree, loaded }: Project,
  opened: OpenedAgainst,
): Promise<FilesToCompare | undefined> {
  const { planes, contracts } = loaded.config;
  // what crosses planes, and what third parties have changed, is known of the whole only
  if (planes !== undefined || contracts?.imports !== undefined) return undefined;
  return filesToCompare(await textsOf(opened.tree, before), await textsOf(tree, now));
}

/** What is gone may be elsewhere in its package. */
function isLoss({ kind, element }: SchemaChange): boolean {
  return kind.endsWith('-removed') && OF_PACKAGES.has(element);
}

const OF_PACKAGES: ReadonlySet<string> = new Set(['package', 'message', 'enum', 'service', 'extension']);

async function textsOf(tree: FileTree, paths: readonly string[]): Promise<TextsByPath> {
  const texts = await tree.readMany(paths);
  return new Map([...texts].map(([path, read]) => [path, isReadFailure(read) ? undefined : read]));
}

function compare(current: Current, against: Against, progress: Progress): Omit<Compared, 'paths'> {
  if (current.findings.some(isError)) return { current, against, changes: undefined };
  refuseBroken(against);
  progress.say('comparing');
  const comparison = compareSchemas(against.files, current.workspace.files);
  return { current, against, changes: { ...comparison, shownBefore: against.shown } };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function refuseBroken({ title, findings, sources, shown }: Against): void {
  const errors = findings.filter(isError);
  const [first] = errors;
  if (!first) return;
  const path = shown(first.path);
  const source = sources.get(path);
  const { line, column } = source ? positionAt(source, first.start) : { line: 1, column: 1 };
  if (first.rule === UNREADABLE_FILE) {
    const hint = "if git lacks the object, 'git fetch' gets it, and 'git fsck' tells what else is missing";
    throw new UserError(`the version before, '${title}', cannot be read: ${first.message}`, { place: path, hint });
  }
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new UserError(`the version before, '${title}', has an error: ${first.message}${more}`, {
    place: `${path}:${line}:${column}`,
    hint: 'compare with a version that compiles',
  });
}

/** What `--against` was given; it has no default, since each would be wrong for somebody. */
export function specOf({ against }: { readonly against?: string }, command: string): string {
  if (against !== undefined) return against;
  throw new UserError(`'leyline ${command}' needs a version to compare with`, {
    hint: `name one: leyline ${command} --against path/to/the/old/version`,
  });
}
