// Opens both sides of a comparison and compares them: what `leyline breaking` and `leyline diff` begin with.

import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { sameFiles } from '../inputs/files/same-files.ts';
import { UNREADABLE_FILE } from '../inputs/input-checks.ts';
import { compareByPart } from '../model/change/compare-by-part.ts';
import { EXCUSE, type FilesToCompare, filesToCompare, type TextsByPath } from '../model/change/files-to-compare.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import { parseFile } from '../model/proto/syntax/parse-file.ts';
import type { WorkspaceChanges } from '../model/workspace.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import type { CommonOptions, Io } from './io.ts';
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

export interface HowToCompare {
  /** Understand only what is needed to tell what changed: the current files are those then, and not all that there are. */
  readonly isNarrow?: boolean;
  /** The project's parts one by one, as the rules that judge them are each part's own. */
  readonly isByPart?: boolean;
}

export async function compareWith(
  spec: string,
  project: Project,
  progress: Progress,
  { isNarrow = false, isByPart = false }: HowToCompare = {},
): Promise<Compared> {
  const opened = await openAgainstTree(spec, project);
  try {
    progress.say(`reading ${spec}`);
    const paths = [await listCurrent(project), await listBefore(opened.tree, spec, project)] as const;
    const parse = rememberingParser();
    const narrow = isNarrow ? await narrowed(paths, project, opened, parse) : undefined;
    const compared = async (only: ReadonlySet<string> | undefined) => {
      const current = await loadCurrent(project, progress, only, parse);
      const against = await againstTree(opened, project, current, only, parse);
      return { ...compare(current, against, progress, isByPart ? project.partOf : undefined), paths };
    };
    const first = await compared(narrow?.affected);
    const changes = first.changes?.changes ?? [];
    if (narrow === undefined) return first;
    if (project.loaded.config.planes !== undefined && changes.some(makesMap)) return await compared(undefined);
    return changes.some(isLoss) ? await compared(await narrow.withPackages()) : first;
  } finally {
    await opened.tree.close();
  }
}

type Parse = (source: SourceFile) => FileNode;

/** What differs is parsed to see who has to be asked, and again when the files are loaded. */
function rememberingParser(): Parse {
  const known = new Map<string, FileNode[]>();
  return (source) => {
    const nodes = known.get(source.path) ?? [];
    known.set(source.path, nodes);
    let node = nodes.find((one) => one.source.text === source.text);
    if (!node) {
      node = parseFile(source);
      nodes.push(node);
    }
    return node;
  };
}

async function narrowed(
  [now, before]: Compared['paths'],
  { tree, loaded }: Project,
  opened: OpenedAgainst,
  parse: Parse,
): Promise<FilesToCompare> {
  // what third parties changed may change what own files mean
  const folders = loaded.config.contracts?.imports ?? [];
  const lists = [opened.tree, tree].flatMap((one) => folders.map((folder) => one.list(folder, ['.proto'])));
  const imported = (await Promise.all(lists)).flat();
  const was = new Set([...before, ...imported]);
  const is = new Set([...now, ...imported]);
  const common = [...is].filter((path) => was.has(path));
  const { paths: same, saying } = await sameFiles(opened.tree, tree, common, EXCUSE);
  const others = (paths: Iterable<string>) => [...paths].filter((path) => !same.has(path));
  const [then, current] = [await textsOf(opened.tree, others(was)), await textsOf(tree, others(is))];
  return filesToCompare(then, current, { excusing: saying, read: () => textsOf(tree, [...same]) }, parse);
}

/** What is gone may be elsewhere in its package. */
function isLoss({ kind, element }: SchemaChange): boolean {
  return kind.endsWith('-removed') && OF_PACKAGES.has(element);
}

/** Whether that matters depends on who travels between planes, which only the whole tells. */
function makesMap({ kind, after }: SchemaChange): boolean {
  return (kind === 'field-added' || kind === 'field-changed') && after.kind === 'field' && after.isMap;
}

const OF_PACKAGES: ReadonlySet<string> = new Set(['package', 'message', 'enum', 'service', 'extension']);

async function textsOf(tree: FileTree, paths: readonly string[]): Promise<TextsByPath> {
  const texts = await tree.readMany(paths);
  return new Map([...texts].map(([path, read]) => [path, isReadFailure(read) ? undefined : read]));
}

function compare(
  current: Current,
  against: Against,
  progress: Progress,
  partOf: Project['partOf'] = () => undefined,
): Omit<Compared, 'paths'> {
  if (current.findings.some(isError)) return { current, against, changes: undefined };
  refuseBroken(against);
  progress.say('comparing');
  const comparison = compareByPart(against.files, current.workspace.files, partOf);
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

/** Nobody is to take silence about these folders for their being as they were. */
export function tellNotCompared({ against }: Compared, { quiet }: CommonOptions, io: Io): void {
  if (against.lacks.length === 0 || quiet) return;
  io.stderr(`leyline: the lock has nothing of ${against.lacks.join(', ')}, so what changed there is not seen\n`);
  io.stderr('  name a commit, branch or tag to see it\n');
}
