// The parts of a project: which files each holds and what runs on them. A leyline.yaml makes one part, a Buf project
// one for each module. Files of different parts are never compared with each other.

import type { Place } from '../diagnostics/finding.ts';
import type { BufIgnoreReading } from '../engine/buf-ignore.ts';
import type { ActiveSettings, Policy, PolicyConfig } from '../engine/policy.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';

export interface ProjectPart {
  /** What messages call it. */
  readonly title: 'contract root' | 'module';
  /** What to do when it holds no files. */
  readonly emptyHint: string;
  /** Project paths of the folders that hold its files; `''` is the whole project. */
  readonly roots: readonly string[];
  /** Project paths: nothing else below the roots belongs to it; empty for everything. */
  readonly includes: readonly string[];
  /** Project paths of what does not belong to it. */
  readonly excludes: readonly string[];
  readonly policy: PolicyConfig;
  /** What it says of rules about changes, where that stands apart. */
  readonly breaking?: PolicyConfig;
  /** Changes in packages such as `acme.v1beta1` are no matter. */
  readonly ignoresUnstable?: boolean;
  /** How Buf's ignore comments are read; nothing where they have no effect. */
  readonly bufIgnores: BufIgnoreReading | undefined;
  /** Where the configuration names it; nothing when it does not. */
  readonly place: Place | undefined;
  /** Where it names each of the roots; empty when it does not, or when one of them may be missing. */
  readonly rootPlaces: readonly Place[];
}

/** The files that belong to the part, whatever other parts hold. */
export async function listPart(tree: FileTree, part: ProjectPart): Promise<readonly string[]> {
  const files = await Promise.all(part.roots.map((root) => tree.list(root, ['.proto'])));
  return [...new Set(files.flat())].filter((path) => holds(part, path));
}

function holds({ roots, includes, excludes }: ProjectPart, path: string): boolean {
  const isBelow = (folder: string) => folder === '' || path.startsWith(`${folder}/`);
  return roots.some(isBelow) && (includes.length === 0 || includes.some(isBelow)) && !excludes.some(isBelow);
}

/** Whether a path is one of some part's files. */
export function contractsOf({ parts }: { readonly parts: readonly ProjectPart[] }): (path: string) => boolean {
  return (path) => parts.some((part) => holds(part, path));
}

/** The part that a path belongs to; where parts overlap, the one with the root nearest to it. */
export function partFinder(parts: readonly ProjectPart[]): (path: string) => ProjectPart | undefined {
  const nearestFirst = parts
    .flatMap((part) => part.roots.map((root) => ({ part, root })))
    .sort((a, b) => b.root.length - a.root.length)
    .map(({ part, root }) => ({ part, asOneRoot: { ...part, roots: [root] } }));
  const known = new Map<string, ProjectPart | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, nearestFirst.find(({ asOneRoot }) => holds(asOneRoot, path))?.part);
    return known.get(path);
  };
}

const NOTHING: ActiveSettings = new Map();

/** One policy of those of all parts; nothing runs on what belongs to none. */
export function jointPolicy(
  policies: ReadonlyMap<ProjectPart, Policy>,
  partOf: (path: string) => ProjectPart | undefined,
): Policy {
  const [only, ...others] = policies.values();
  const settingsFor = (path: string): ActiveSettings => {
    const part = partOf(path);
    return (part && policies.get(part)?.settingsFor(path)) ?? NOTHING;
  };
  const base = others.length === 0 ? (only?.base ?? NOTHING) : NOTHING;
  return { base, settingsFor, settingFor: (rule, path) => settingsFor(path).get(rule) };
}
