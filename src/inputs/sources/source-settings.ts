// What the configuration says of source files, with its patterns ready to be asked. Types only.

import type { SourceLanguage } from '../../model/source-module.ts';

/** One entry of `sources`. */
export interface SourceSettings {
  readonly language: SourceLanguage;
  readonly includes: (path: string) => boolean;
  readonly isGenerated: (path: string) => boolean;
  readonly isCodec: (path: string) => boolean;
  readonly messagePackages: readonly string[];
}

/** TypeScript and JavaScript live in one tree: an entry for either takes the files of both that its patterns name. */
const SCRIPT = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

export const SOURCE_ENDINGS: Readonly<Record<SourceLanguage, readonly string[]>> = {
  typescript: SCRIPT,
  javascript: SCRIPT,
  python: ['.py', '.pyi'],
};

export function endingsOf(settings: readonly SourceSettings[]): readonly string[] {
  return [...new Set(settings.flatMap(({ language }) => SOURCE_ENDINGS[language]))];
}

const known = new WeakMap<readonly SourceSettings[], Map<string, SourceSettings | undefined>>();

/** The first entry that includes the file. */
export function settingsOf(path: string, settings: readonly SourceSettings[]): SourceSettings | undefined {
  const of = known.get(settings) ?? new Map<string, SourceSettings | undefined>();
  known.set(settings, of);
  if (!of.has(path)) of.set(path, findSettings(path, settings));
  return of.get(path);
}

function findSettings(path: string, settings: readonly SourceSettings[]): SourceSettings | undefined {
  return settings.find(
    ({ language, includes }) => SOURCE_ENDINGS[language].some((ending) => path.endsWith(ending)) && includes(path),
  );
}
