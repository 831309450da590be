// Where the pre-commit hook of a repository belongs: a file of its own, or lines for somebody's file that is never changed
// here. Reads nothing; docs/hooks.md has the same recipes.

export interface HookFacts {
  /** Path of the hook that git runs, relative to the top of the repository; nothing where it lies elsewhere. */
  readonly gitHook: string | undefined;
  readonly hasGitHook: boolean;
  readonly hasHusky: boolean;
  readonly hasHuskyHook: boolean;
  /** The file's name. */
  readonly lefthook: string | undefined;
  readonly hasPreCommitConfig: boolean;
  readonly hasSimpleGitHooks: boolean;
}

export type HookPlan =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly text: string;
      readonly mode: number;
      readonly manager: string;
    }
  /** Somebody's file stands there: what to write into it. */
  | { readonly kind: 'lines'; readonly path: string; readonly lines: string }
  | { readonly kind: 'none' };

/** Where npm installs commands, in the folder of package.json. */
export const NPM_PROGRAMS = 'node_modules/.bin';

/**
 * `command`: a line for a shell at the top of the repository. `programs`: a folder where its program may be installed
 * later; git does not look there, and hook managers do.
 */
export function planHook(facts: HookFacts, command: string, programs?: string): HookPlan {
  if (facts.hasHusky) {
    const path = '.husky/pre-commit';
    if (facts.hasHuskyHook) return { kind: 'lines', path, lines: `${command}\n` };
    return { kind: 'file', path, text: `${command}\n`, mode: 0o755, manager: 'husky' };
  }
  if (facts.lefthook !== undefined) {
    const lines = `pre-commit:\n  commands:\n    leyline:\n      run: ${command}\n`;
    return { kind: 'lines', path: facts.lefthook, lines };
  }
  if (facts.hasPreCommitConfig) {
    const entry = `      - id: leyline-lint\n        name: leyline lint\n        entry: ${command}\n`;
    const lines = `  - repo: local\n    hooks:\n${entry}        language: system\n        pass_filenames: false\n`;
    return { kind: 'lines', path: '.pre-commit-config.yaml', lines };
  }
  if (facts.hasSimpleGitHooks) {
    const lines = `"simple-git-hooks": { "pre-commit": ${JSON.stringify(command)} }\n`;
    return { kind: 'lines', path: 'package.json', lines };
  }
  if (facts.gitHook === undefined) return { kind: 'none' };
  if (facts.hasGitHook) return { kind: 'lines', path: facts.gitHook, lines: `${command}\n` };
  const search = programs === undefined ? '' : `PATH=${shellWord(programs)}:$PATH\n`;
  const text = `#!/bin/sh\n${search}exec ${command}\n`;
  return { kind: 'file', path: facts.gitHook, text, mode: 0o755, manager: 'git' };
}

/** The command that a hook runs: `program` as seen from the top of the repository, `below` the project's folder there. */
export function hookCommand(program: string, below: string): string {
  return `${shellWord(program)} lint --staged${below === '' ? '' : ` --cwd ${shellWord(below)}`}`;
}

function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
