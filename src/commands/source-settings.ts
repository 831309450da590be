// The `sources` of a configuration, with their patterns made ready.

import { pathMatcher } from '../engine/path-pattern.ts';
import type { Config } from '../inputs/config/schema.ts';
import type { SourceSettings } from '../inputs/sources/source-settings.ts';

export function sourceSettings({ sources = [] }: Config): readonly SourceSettings[] {
  return sources.map(({ language, include, exclude = [], generated = [], codecs = [], messagePackages = [] }) => {
    const isIncluded = pathMatcher(include);
    const isExcluded = pathMatcher(exclude);
    return {
      language,
      includes: (path) => isIncluded(path) && !isExcluded(path),
      isGenerated: pathMatcher(generated),
      isCodec: pathMatcher(codecs),
      messagePackages,
    };
  });
}
