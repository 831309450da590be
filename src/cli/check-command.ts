// The command line of `leyline check`. What it does is loaded when it is called.

import { Command, Option } from 'commander';
import type { CheckOptions } from '../commands/check.ts';
import type { Io } from '../commands/io.ts';
import { GATE_NAMES } from '../inputs/config/gate-names.ts';
import { collect, failOn, given, withCommonOptions, withReportOptions } from './options.ts';

export function checkCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('check')
    .description(
      'run all gates that the project has: rules, compatibility, release, fixtures, generated code, register',
    )
    .addOption(gates('--only <gates>', 'these gates only, commas between them; each must be set up'))
    .addOption(gates('--skip <gates>', 'all but these gates'))
    .option('--against <version>', 'what the breaking gate compares with; by default the lock')
    .addOption(failOn('a gate'));
  return withCommonOptions(withReportOptions(command))
    .addHelpText('after', NOTES)
    .action(async (options: CheckOptions) => {
      const { check } = await import('../commands/check.ts');
      exit(await check(given(command, options), io));
    });
}

/** Which names there are is for help and completion; several stand in one word, so they are judged later. */
function gates(flags: string, description: string): Option {
  return new Option(flags, description).choices(GATE_NAMES).argParser(collect);
}

const NOTES = `
The generate gate runs the programs that toolchain.yaml of the repository pins, after their digests are checked. For
changes of people whom you do not know: --skip generate.

Examples:
  leyline check                           what CI calls
  leyline check --against origin/main     what a pull request may break
  leyline check --only lint,bump          some gates
  leyline check --skip golden             all but one`;
