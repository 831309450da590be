// `leyline help`: the same page as `--help`, of the program or of one command.

import { Command } from 'commander';
import { UserError } from '../diagnostics/user-error.ts';
import { among } from './options.ts';

export function helpCommand(program: Command): Command {
  return new Command('help')
    .description('print help for a command')
    .argument('[command...]')
    .helpOption(false)
    .action((names: readonly string[]) => {
      let page = program;
      for (const name of names) {
        const parts = new Map(page.commands.map((command) => [command.name(), command]));
        const wanted = parts.get(name);
        if (!wanted) throw unknown(name, page, [...parts.keys()]);
        page = wanted;
      }
      page.outputHelp();
    });
}

function unknown(name: string, page: Command, parts: readonly string[]): UserError {
  if (parts.length > 0) return new UserError(`unknown command '${name}'`, { hint: among(name, parts) });
  const hint = `'leyline help ${page.name()}' has all of its help`;
  return new UserError(`'${page.name()}' is not made of several commands`, { hint });
}
