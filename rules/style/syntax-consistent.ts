// Files in another syntax than the rest. Which syntax is the rest's, the majority decides unless the options do.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileDescriptor } from '../../src/model/proto/schema/descriptor.ts';

/** The youngest first: it wins where there are as many files of each. */
const SYNTAXES = ['edition 2024', 'edition 2023', 'proto3', 'proto2'] as const;

export default defineRule({
  id: 'syntax-consistent',
  group: 'style',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'contracts in several syntaxes behave differently where they look the same',
  why:
    'A plain field has presence in proto2 and in editions but not in proto3; enums are closed in proto2 and open in ' +
    'the others; repeated numbers are packed in some of them. In a tree that mixes syntaxes nobody can tell from a ' +
    'field what it does without looking at the top of its file. One syntax throughout removes the question.',
  aliases: { protolint: 'SYNTAX_CONSISTENT' },
  messages: {
    majority: '{found} in a tree of mostly {wanted} files',
    configured: '{found} instead of {wanted}',
  },
  options: z.strictObject({
    /** What all files are to be written in; without it, what most of them are. */
    syntax: z.optional(z.enum(SYNTAXES)),
  }),
  visit: {
    workspace({ files }, ctx) {
      const { syntax } = ctx.options;
      const wanted = syntax ?? mostFrequent(files);
      for (const file of files) {
        const found = syntaxOf(file);
        if (found === wanted) continue;
        const { start, end } = file.node.syntax ?? { start: 0, end: 0 };
        ctx.report({
          message: syntax ? 'configured' : 'majority',
          at: { path: file.path, start, end },
          data: { found, wanted },
          help: `convert the file to ${wanted}, with the behaviour of its fields kept by hand where the two differ`,
        });
      }
    },
  },
});

function syntaxOf({ syntax, edition }: FileDescriptor): string {
  return syntax === 'editions' ? `edition ${edition}` : syntax;
}

function mostFrequent(files: readonly FileDescriptor[]): string {
  const counts = new Map<string, number>(SYNTAXES.map((syntax) => [syntax, 0]));
  for (const file of files) counts.set(syntaxOf(file), (counts.get(syntaxOf(file)) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
