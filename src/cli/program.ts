// The command line: the program and its commands. What a command does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import { VERSION } from '../commands/version.ts';
import { breakingCommand, diffCommand } from './breaking-command.ts';
import { bumpCommand } from './bump-command.ts';
import { checkCommand } from './check-command.ts';
import { completionCommand } from './completion-command.ts';
import { goldenCommand } from './golden-command.ts';
import { helpCommand } from './help-command.ts';
import { initCommand } from './init-command.ts';
import { lintCommand } from './lint-command.ts';
import { registerCommand } from './register-command.ts';
import { rulesCommand } from './rules-command.ts';
import { sealCommand } from './seal-command.ts';
import { generateCommand, toolchainCommand } from './toolchain-command.ts';

type Make = (io: Io, exit: (code: number) => void, program: Command) => Command;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, Make>> = {
  lint: lintCommand,
  check: checkCommand,
  breaking: breakingCommand,
  diff: diffCommand,
  bump: bumpCommand,
  register: registerCommand,
  golden: goldenCommand,
  toolchain: toolchainCommand,
  generate: generateCommand,
  seal: sealCommand,
  rules: rulesCommand,
  init: initCommand,
};

/** These tell about the others. */
const COMMANDS_ABOUT_ALL: Readonly<Record<string, Make>> = {
  completion: (io, _, program) => completionCommand(program, io),
  help: (_io, _exit, program) => helpCommand(program),
};

/** `first`: the word that the command line begins with. Where it is a command, the others need not be made. */
export function createProgram(io: Io, exit: (code: number) => void, first = ''): Command {
  const program = new Command('leyline')
    .description('Governance for Protocol Buffer contracts')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    // What is wrong with a command line is told by whoever catches the error.
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: () => {},
    })
    .showSuggestionAfterError()
    .addHelpText('after', AFTER_HELP);
  const only = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  for (const make of only ? [only] : Object.values({ ...COMMANDS, ...COMMANDS_ABOUT_ALL })) {
    program.addCommand(make(io, exit, program).copyInheritedSettings(program));
  }
  return program;
}

const AFTER_HELP = `
Exit codes: 0 clean, 1 findings, 2 could not run.

Examples:
  leyline lint                     check the project, or the folder you are in
  leyline lint --staged            check what the next commit would hold
  leyline rules no-map-fields      what a rule wants, and why`;
