// Which file an import of a package, a path alias or a `#name` means, as TypeScript and Node find it.
// Answers with project paths; what lies outside the project is not found.

import { realpathSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative, sep } from 'node:path';

export type PackageAnswer = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'builtin' | 'missing' };

export type PackageResolution = (from: string, specifier: string) => PackageAnswer;

const BUILTIN = new Set(builtinModules);

export async function packageResolution(root: string): Promise<PackageResolution> {
  const { ResolverFactory } = await import('./resolver-library.ts');
  const resolver = new ResolverFactory({
    tsconfig: 'auto',
    conditionNames: ['types', 'import', 'node', 'require', 'default'],
    extensions: ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    extensionAlias: { '.js': ['.ts', '.tsx', '.d.ts', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
    mainFields: ['types', 'typings', 'module', 'main'],
  });
  const top = realpathSync.native(root);
  const known = new Map<string, PackageAnswer>();

  return (from, specifier) => {
    if (specifier.startsWith('node:') || BUILTIN.has(specifier)) return { kind: 'builtin' };
    const key = `${posix.dirname(from)}\0${specifier}`;
    const answer = known.get(key) ?? find(from, specifier);
    known.set(key, answer);
    return answer;
  };

  function find(from: string, specifier: string): PackageAnswer {
    if (specifier.length > 500 || specifier.includes('\0')) return { kind: 'missing' };
    const file = join(top, from);
    // a broken tsconfig.json or package.json makes an import unknown, not the run fail
    const found = resolver.resolveDtsSync(file, specifier).path ?? resolver.resolveFileSync(file, specifier).path;
    if (found === undefined) return { kind: 'missing' };
    const path = relative(top, found).split(sep).join('/');
    return path.startsWith('../') ? { kind: 'missing' } : { kind: 'file', path };
  }
}
