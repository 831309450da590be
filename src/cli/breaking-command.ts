// The command lines of `leyline breaking` and `leyline diff`, which compare with another version. What they do is loaded
// when one is called.

import { Command } from 'commander';
import type { BreakingOptions } from '../commands/breaking.ts';
import type { DiffOptions } from '../commands/diff.ts';
import type { Io } from '../commands/io.ts';
import { choice, collect, failOn, given, optional, withCommonOptions, withReportOptions } from './options.ts';

const AGAINST =
  'the version to compare with: a folder, a commit, branch or tag, REF:FOLDER, tag:PATTERN, a descriptor set, or lock';

export function breakingCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('breaking')
    .description('check what changed since another version against the rules of compatibility')
    .option('--against <version>', AGAINST)
    .option('--path <path>', 'tell only what concerns this file or folder; may be repeated', collect)
    .addOption(optional('--category <name>', 'whom changes must not break', ['wire', 'wire-json', 'source', 'strict']))
    .addOption(
      optional('--preset <name>', "the rules of buf's category", ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR']),
    )
    .option('--rule <id>', 'run this rule only; may be repeated', collect)
    .addOption(failOn('the run'));
  return withCommonOptions(withReportOptions(command))
    .addHelpText('after', BREAKING_EXAMPLES)
    .action(async (options: BreakingOptions) => {
      const { breaking } = await import('../commands/breaking.ts');
      exit(await breaking(given(command, options), io));
    });
}

const BREAKING_EXAMPLES = `
Examples:
  leyline breaking --against ../old-checkout                  for whoever builds the code
  leyline breaking --against ../old-checkout --category wire  for whoever reads the bytes
  leyline breaking --against ../old-checkout --preset FILE    as buf breaking does`;

export function diffCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('diff')
    .description('list all that changed since another version, and whom it concerns')
    .option('--against <version>', AGAINST)
    .addOption(choice('--format <name>', 'how to print', ['text', 'markdown', 'json']))
    .option('--output <file>', 'file for the list instead of standard output');
  return withCommonOptions(command)
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (options: DiffOptions) => {
      const { diff } = await import('../commands/diff.ts');
      exit(await diff(options, io));
    });
}

const DIFF_EXAMPLES = `
Examples:
  leyline diff --against ../old-checkout
  leyline diff --against ../old-checkout --format markdown --output comment.md`;
