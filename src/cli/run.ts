// argv in, exit code out: what the user did wrong is told in a line, what we did wrong with its stack.

import { type Command, CommanderError } from 'commander';
import { EXIT_CANNOT_RUN, EXIT_CLEAN, type Io } from '../commands/io.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { createProgram } from './program.ts';
import { tellBug, tellUsage, tellUser } from './tell.ts';

/** What commander throws when it has answered a call without a command with the help. */
const HELP_SHOWN = 'commander.help';

export async function run(args: readonly string[], io: Io): Promise<number> {
  let exitCode = EXIT_CLEAN;
  const remember = (code: number) => {
    exitCode = code;
  };
  const program = createProgram(io, remember, args[0]);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT_CLEAN;
      if (error.code !== HELP_SHOWN) tellUsage(error.message, helpCall(program, args), io);
    } else if (error instanceof UserError) await tellUser(error, io);
    else tellBug(error, io);
    return EXIT_CANNOT_RUN;
  }
}

/** Of the innermost command that is named. */
function helpCall(program: Command, args: readonly string[]): string {
  const names = ['leyline'];
  let command: Command | undefined = program;
  for (const arg of args) {
    command = command.commands.find((child) => child.name() === arg);
    if (!command) break;
    names.push(arg);
  }
  return names.join(' ');
}
