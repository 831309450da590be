// What the configuration says of the register, made ready: which folders are subsystems, which files are read.

import { UserError } from '../diagnostics/user-error.ts';
import { pathMatcher } from '../engine/path-pattern.ts';
import { ConfigError } from '../inputs/config/config-error.ts';
import type { ParsedConfig } from '../inputs/config/parse-config.ts';
import type { Config } from '../inputs/config/schema.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { endingsOf, type SourceSettings, settingsOf } from '../inputs/sources/source-settings.ts';
import type { SubsystemPatterns } from '../register/subsystems.ts';
import { sourceSettings } from './source-settings.ts';

const DEFAULT_THRESHOLD = 3;
const DEFAULT_OUTPUT = 'docs/contract-register.md';

export interface RegisterSettings {
  readonly sources: readonly SourceSettings[];
  readonly subsystems: SubsystemPatterns | undefined;
  readonly threshold: number;
  /** Project path. */
  readonly output: string;
}

export function registerSettings(config: Config): RegisterSettings {
  const { register = {}, sources } = config;
  const patterns = patternsOf(register.subsystems);
  return {
    sources: sources ? sourceSettings(config) : EVERYTHING,
    subsystems: patterns.length === 0 ? undefined : { matches: folderMatcher(patterns) },
    threshold: register.threshold ?? DEFAULT_THRESHOLD,
    output: register.output ?? DEFAULT_OUTPUT,
  };
}

/** Without `sources` in the configuration: all source of the project. */
const EVERYTHING: readonly SourceSettings[] = (['python', 'typescript'] as const).map((language) => ({
  language,
  includes: (path) => !path.endsWith('.d.ts'),
  isGenerated: () => false,
  isCodec: () => false,
  messagePackages: [],
}));

function patternsOf(written: string | readonly string[] | undefined): readonly string[] {
  return typeof written === 'string' ? [written] : (written ?? []);
}

/** A pattern names folders; one without wildcards, that folder, and not what is below it. */
function folderMatcher(patterns: readonly string[]): (folder: string) => boolean {
  const tests = patterns.map((pattern) => {
    if (!/[*?[{]/.test(pattern)) return (folder: string) => folder === pattern;
    return pathMatcher([pattern]);
  });
  return (folder) => tests.some((test) => test(folder));
}

/** The source files, sorted. Patterns that mean nothing are mistakes, which would pass for an empty register. */
export async function listSources(tree: FileTree, loaded: ParsedConfig, settings: RegisterSettings): Promise<string[]> {
  const { sources } = settings;
  const paths = (await tree.list('', endingsOf(sources))).filter((path) => settingsOf(path, sources) !== undefined);
  if (paths.length === 0) {
    const hint = 'name them in leyline.yaml: sources: [{ language: python, include: [src/**] }]';
    throw new UserError('there are no source files to make a register of', { hint });
  }
  const { subsystems } = loaded.config.register ?? {};
  patternsOf(subsystems).forEach((pattern, i) => {
    const matches = folderMatcher([pattern]);
    if (paths.some((path) => foldersAround(path).some(matches))) return;
    const span = loaded.locate(['register', 'subsystems', ...(typeof subsystems === 'string' ? [] : [i])]);
    const hint = 'a subsystem is a folder with source files, such as src/esper/*';
    throw new ConfigError(loaded.source, [
      { message: `no source file is in a folder that '${pattern}' means`, span, hint },
    ]);
  });
  return [...paths].sort();
}

function foldersAround(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join('/'));
}
