// The command line of `leyline rules`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import type { RulesOptions } from '../commands/rules.ts';
import { choice, withCommonOptions } from './options.ts';

export function rulesCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('rules')
    .description('list the rules, or tell all about one')
    .argument('[id]', "a rule's id, or its name in buf or protolint")
    .addOption(choice('--format <name>', 'how to print', ['text', 'json']));
  return withCommonOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, options: Omit<RulesOptions, 'id'>) => {
      const { listRules } = await import('../commands/rules.ts');
      exit(await listRules({ ...options, ...(id !== undefined && { id }) }, io));
    });
}

const EXAMPLES = `
Examples:
  leyline rules
  leyline rules no-float-counters
  leyline rules --format json`;
