// The command line of `leyline lint`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import type { LintOptions } from '../commands/lint-options.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { collect, failOn, given, withCommonOptions, withReportOptions } from './options.ts';

export function lintCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('lint')
    .description('check contracts against the rules')
    .argument('[paths...]', 'files, folders or globs; by default the contract root, or the folder you are in')
    .option('--staged', 'check what git has staged, read from its index and not from the work tree')
    .option('--changed [ref]', 'check files changed since HEAD, or since they parted from a ref')
    .option('--stdin-filename <path>', 'check standard input as if it were this file')
    .option('--rule <id>', 'run this rule only; may be repeated', collect)
    .option('--fix', 'make the fixes that are safe')
    .option('--fix-suggestions', 'make suggested fixes too; they may change generated code')
    .addOption(failOn('the run'))
    .option('--max-warnings <n>', 'fail when there are more warnings', wholeNumber)
    .option('--update-baseline', 'excuse all findings that there are now');
  return withCommonOptions(withReportOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: Omit<LintOptions, 'paths'>) => {
      const { lint } = await import('../commands/lint.ts');
      exit(await lint({ ...given(command, options), paths }, io));
    });
}

const EXAMPLES = `
Examples:
  leyline lint contracts/v2                            one folder
  leyline lint --changed origin/main                   what a pull request changes
  leyline lint --format sarif:out.sarif --format text  a report for machines beside the one for people
  leyline lint --fix-suggestions                       mend what can be mended`;

function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UserError(`'--max-warnings' takes a whole number, not '${value}'`, { hint: "such as '--max-warnings 0'" });
}
