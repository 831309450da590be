// The command line as data: what completion scripts and the man page are made of, read off the commander program.

import type { Argument, Command, Option } from 'commander';

export interface DescribedOption {
  /** `-q`; nothing where there is none. */
  readonly short: string | undefined;
  readonly long: string;
  /** As help shows it: `--format <name>`. */
  readonly flags: string;
  readonly description: string;
  readonly value: DescribedValue | undefined;
}

export interface DescribedValue {
  readonly isRequired: boolean;
  /** All that can be written; nothing when that is no fixed list. */
  readonly words: readonly string[] | undefined;
  readonly kind: 'file' | 'folder' | 'rule' | 'text';
}

export interface DescribedArgument {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
  readonly description: string;
  readonly value: DescribedValue;
}

export interface DescribedCommand {
  /** From the program's name down: `['leyline', 'golden', 'verify']`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly DescribedOption[];
  readonly arguments: readonly DescribedArgument[];
  readonly commands: readonly DescribedCommand[];
  /** What stands below the options in its help. */
  readonly after: string;
}

export function describeProgram(command: Command, above: readonly string[] = []): DescribedCommand {
  const path = [...above, command.name()];
  const help = command.createHelp();
  return {
    path,
    description: command.description(),
    options: help.visibleOptions(command).map(describeOption),
    arguments: command.registeredArguments.map((argument) => describeArgument(argument, path)),
    commands: command.commands.map((child) => describeProgram(child, path)),
    after: textAfter(command),
  };
}

/** Every command, outer before inner. */
export function allCommands(command: DescribedCommand): readonly DescribedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function describeOption({ short, long, flags, description, argChoices, required, optional }: Option): DescribedOption {
  const name = /[<[]([^>\]:[]+)/.exec(flags)?.[1] ?? '';
  const takesValue = required || optional;
  const words = argChoices ?? (long === '--format' ? description.split(';')[0]?.split(', ') : undefined);
  return {
    short,
    long: long ?? flags,
    flags,
    description,
    value: takesValue ? { isRequired: required, words, kind: kindOf(name, long ?? '') } : undefined,
  };
}

function describeArgument(argument: Argument, path: readonly string[]): DescribedArgument {
  const { required: isRequired, variadic: isVariadic, description, argChoices: words } = argument;
  const name = argument.name();
  const kind = path.at(-1) === 'rules' ? 'rule' : kindOf(name, '');
  return { name, isRequired, isVariadic, description, value: { isRequired, words, kind } };
}

function kindOf(name: string, long: string): DescribedValue['kind'] {
  if (long === '--rule') return 'rule';
  if (['dir', 'folder'].includes(name)) return 'folder';
  return ['file', 'path', 'paths'].includes(name) ? 'file' : 'text';
}

/** The examples, which commander only hands out with the whole help. */
function textAfter(command: Command): string {
  let text = '';
  const quiet = command.createHelp();
  const body = quiet.formatHelp(command, quiet);
  const { writeOut } = command.configureOutput();
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  command.configureOutput({ ...(writeOut && { writeOut }) });
  return text.replace(body, '').trim();
}
