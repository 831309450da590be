// The one door to the reporters. Each format is imported when it is asked for, so none pays for another at start-up.

import type { Reporter } from './reporter.ts';

export type { Reporter, ReporterOptions } from './reporter.ts';

export const FORMATS = ['text', 'compact', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const;

export type Format = (typeof FORMATS)[number];

const loaders: Record<Format, () => Promise<Reporter>> = {
  text: async () => (await import('./text.ts')).renderText,
  compact: async () => (await import('./compact.ts')).renderCompact,
  json: async () => (await import('./json.ts')).renderJson,
  jsonl: async () => (await import('./jsonl.ts')).renderJsonl,
  sarif: async () => (await import('./sarif.ts')).renderSarif,
  github: async () => (await import('./github.ts')).renderGithub,
  gitlab: async () => (await import('./gitlab.ts')).renderGitlab,
  junit: async () => (await import('./junit.ts')).renderJunit,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
};

export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]();
}
