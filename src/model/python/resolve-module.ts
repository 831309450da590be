// Which file a Python import means, out of the files that are known: packages, relative imports, `src` layouts and
// folders without `__init__.py`. Pure: looks at paths only.

export interface PythonModules {
  /** The path of `a.b`, or of `..a` as seen from `importer`; nothing where no known file is meant. */
  resolve(specifier: string, importer: string): string | undefined;
}

const PACKAGE_FILES = ['__init__.py', '__init__.pyi'];

/** `paths`: of all Python files that could be meant, with slashes, relative to the project. */
export function pythonModules(paths: Iterable<string>): PythonModules {
  const files = new Set(paths);
  const packages = new Set<string>();
  for (const path of files) if (isPackageFile(path)) packages.add(folderOf(path));
  const rootsOf = packageRoots(packages);
  const known = new Map<string, string | undefined>();

  function resolve(specifier: string, importer: string): string | undefined {
    const folder = folderOf(importer);
    const key = `${specifier} ${folder}`;
    if (!known.has(key)) known.set(key, find(specifier, folder));
    return known.get(key);
  }

  function find(specifier: string, folder: string): string | undefined {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const names = specifier
      .slice(dots)
      .split('.')
      .filter((name) => name !== '');
    if (dots > 0) {
      const base = above(folder, dots - 1);
      return base === undefined ? undefined : fileAt(base, names);
    }
    const [first] = names;
    if (first === undefined) return undefined;
    for (const root of [...rootsAround(folder, packages), ...(rootsOf.get(first) ?? [])]) {
      const path = fileAt(root, names);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  function fileAt(root: string, names: readonly string[]): string | undefined {
    const path = joined(root, names.join('/'));
    const asPackage = PACKAGE_FILES.map((file) => joined(path, file));
    const asModule = names.length === 0 ? [] : [`${path}.py`, `${path}.pyi`];
    return [...asPackage, ...asModule].find((candidate) => files.has(candidate));
  }

  return { resolve };
}

/** Folders that hold packages: by the name of each outermost package, where it can be imported from. */
function packageRoots(packages: ReadonlySet<string>): Map<string, string[]> {
  const roots = new Map<string, string[]>();
  for (const folder of [...packages].sort()) {
    const root = folderOf(folder);
    if (folder === '' || packages.has(root)) continue;
    const name = folder.slice(root === '' ? 0 : root.length + 1);
    roots.set(name, [...(roots.get(name) ?? []), root]);
  }
  return roots;
}

/**
 * Where an absolute import may begin, as seen from a folder: where its own package lies, then what is around, outermost
 * first, so that `esper.core` is looked for in `src` before a `core` beside the importer is.
 */
function rootsAround(folder: string, packages: ReadonlySet<string>): readonly string[] {
  let own = folder;
  while (own !== '' && packages.has(own)) own = folderOf(own);
  const around: string[] = [];
  for (let at = own; at !== ''; at = folderOf(at)) around.unshift(at);
  return [own, '', 'src', ...around];
}

function above(folder: string, levels: number): string | undefined {
  let at = folder;
  for (let i = 0; i < levels; i++) {
    if (at === '') return undefined;
    at = folderOf(at);
  }
  return at;
}

function isPackageFile(path: string): boolean {
  return PACKAGE_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}
