// Which subsystem a file belongs to: the folder that a pattern names, or without patterns, the folders that the source
// divides into. Looks at paths only.

export interface SubsystemPatterns {
  /** Whether a folder is a subsystem. */
  readonly matches: (folder: string) => boolean;
}

/** The subsystem of each file that is in one: the innermost folder around it that a pattern names. */
export function subsystemsOf(paths: readonly string[], patterns: SubsystemPatterns | undefined): Map<string, string> {
  const isOne = patterns?.matches ?? belowTop(paths);
  const found = new Map<string, string>();
  for (const path of paths) {
    const folder = foldersAround(path).find(isOne);
    if (folder !== undefined) found.set(path, folder);
  }
  return found;
}

/** Innermost first. */
function foldersAround(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at));
  return folders;
}

/** The folders right below the one that all files are in; that one itself, where files are nowhere else. */
function belowTop(paths: readonly string[]): (folder: string) => boolean {
  const [first = '', ...rest] = paths;
  let top = foldersAround(first)[0] ?? '';
  while (top !== '' && !rest.every((path) => path.startsWith(`${top}/`))) top = foldersAround(top)[0] ?? '';
  const prefix = top === '' ? '' : `${top}/`;
  const divided = paths.some((path) => path.slice(prefix.length).includes('/'));
  if (!divided) return (folder) => folder === top;
  return (folder) => folder.startsWith(prefix) && !folder.slice(prefix.length).includes('/') && folder !== top;
}
