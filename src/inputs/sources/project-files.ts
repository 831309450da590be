// What imports mean in a project: TypeScript's and JavaScript's by the file tree and the package resolver, Python's by
// the names of its files.

import { posix } from 'node:path';
import type { PythonModules } from '../../model/python/resolve-module.ts';
import type { FileTree } from '../files/file-tree.ts';
import { packageResolution } from './package-resolution.ts';
import type { Importer, ProjectFiles } from './project-graph.ts';
import { isRelative, resolveRelative } from './resolve-relative.ts';
import { SOURCE_ENDINGS, type SourceSettings, settingsOf } from './source-settings.ts';

type Answer = ReturnType<ProjectFiles['resolve']>;

interface Request {
  readonly tree: FileTree;
  readonly root: string;
  readonly settings: readonly SourceSettings[];
}

export async function projectFiles({ tree, root, settings }: Request): Promise<ProjectFiles> {
  const hasScripts = settings.some(({ language }) => language !== 'python');
  const hasPython = settings.some(({ language }) => language === 'python');
  const packages = hasScripts ? await packageResolution(root) : undefined;
  const python = hasPython ? await pythonFiles(tree) : undefined;
  const known = new Map<string, Answer>();
  return {
    resolve(from, specifier) {
      const key = `${posix.dirname(from.source.path)}\0${specifier}`;
      const answer = known.has(key) ? known.get(key) : find(from, specifier);
      known.set(key, answer);
      return answer;
    },
    isGenerated: (path) =>
      settingsOf(path, settings)?.isGenerated(path) ?? settings.some((each) => each.isGenerated(path)),
    messagePackages: (path) => settingsOf(path, settings)?.messagePackages ?? [],
  };

  function find(from: Importer, specifier: string): Answer {
    if (from.language === 'python') return python?.resolve(specifier, from.source.path);
    const { path } = from.source;
    if (isRelative(specifier)) return resolveRelative(path, specifier, (candidate) => tree.has(candidate));
    const answer = packages?.(path, specifier);
    return answer?.kind === 'file' ? answer.path : answer?.kind === 'builtin' ? 'builtin' : undefined;
  }
}

async function pythonFiles(tree: FileTree): Promise<PythonModules> {
  const { pythonModules } = await import('../../model/python/resolve-module.ts');
  return pythonModules(await tree.list('', SOURCE_ENDINGS.python));
}
