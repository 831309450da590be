// The command line of `leyline bump`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { BumpOptions } from '../commands/bump.ts';
import type { Io } from '../commands/io.ts';
import { given, optional, withCommonOptions } from './options.ts';

export function bumpCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('bump')
    .description('release the contracts: manifest, lock and changelog, at the level that the changes demand')
    .addOption(optional('--level <level>', 'at least this much; never less than is due', ['patch', 'minor', 'major']))
    .option('--date <day>', 'day of the release, YYYY-MM-DD; today by default')
    .option('--dry-run', 'show what would be written')
    .option('--check', 'fail when a release is due; nothing is written')
    .option('--json', 'the plan for machines');
  return withCommonOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: BumpOptions) => {
      const { bump } = await import('../commands/bump.ts');
      exit(await bump(given(command, options), io));
    });
}

const EXAMPLES = `
Examples:
  leyline bump --dry-run   what is due, as a diff
  leyline bump             make the release
  leyline bump --check     in CI: no change without its release`;
