// The command line of `leyline register`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import type { RegisterOptions } from '../commands/register.ts';
import { failOn, given, optional, withCommonOptions } from './options.ts';

export function registerCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('register')
    .description('list the data types that stand outside the generated bindings, and who imports them')
    .option('--check', 'change nothing; fail when the committed register is stale')
    .addOption(optional('--format <name>', 'print in this form instead of writing the file', ['markdown', 'json']))
    .option('--output <file>', "file for the register instead of the configured one; '-' is standard output")
    .addOption(failOn('the run'));
  return withCommonOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: RegisterOptions) => {
      const { register } = await import('../commands/register.ts');
      exit(await register(given(command, options), io));
    });
}

const EXAMPLES = `
Examples:
  leyline register                 write docs/contract-register.md, or what register.output names
  leyline register --check         fail when it is stale
  leyline register --format json   print it for machines`;
