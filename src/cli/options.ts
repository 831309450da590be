// What the options of several commands are made of. Knows how options are written, and no command.

import { type Command, Option } from 'commander';
import type { CommonOptions } from '../commands/io.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { FORMATS } from '../reporters/index.ts';
import { nearest } from '../text/nearest.ts';

export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'leyline.yaml or buf.yaml to use instead of the one found upwards')
    .option('--cwd <dir>', 'run as if started in this folder')
    .option('--color', 'colour the output, terminal or not')
    .option('--no-color', 'never colour the output')
    .option('-q, --quiet', 'errors only')
    .option('--verbose', 'more about each finding');
}

export function withReportOptions(command: Command): Command {
  return command
    .option('--format <name[:file]>', `${FORMATS.join(', ')}; may be repeated with files`, collect)
    .option('--output <file>', 'file for the report instead of standard output');
}

/** `what` fails: the run, or one part of it. */
export function failOn(what: string): Option {
  return choice('--fail-on <severity>', `lowest severity that fails ${what}`, ['error', 'warning', 'info', 'never']);
}

/** An option that takes one of `values`; the first is the default. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description).choices(values).default(values[0]);
  return option.argParser((value: string) => {
    if (values.includes(value)) return value;
    throw new UserError(`'${option.long}' does not take '${value}'`, { hint: among(value, values) });
  });
}

/** As `choice`, without a default. */
export function optional(flags: string, description: string, values: readonly string[]): Option {
  const option = choice(flags, description, values);
  option.defaultValue = undefined;
  return option;
}

/** What to say to a word that is none of `values`. */
export function among(word: string, values: readonly string[]): string {
  const near = nearest(word, values);
  return near === undefined ? `it is one of ${values.join(', ')}` : `did you mean '${near}'?`;
}

export function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Commander sets `color` whether or not anybody asked; only what was written counts. */
export function given<Options extends object>(
  command: Command,
  options: Options,
): Omit<Options, 'color'> & Pick<CommonOptions, 'color'> {
  const { color, ...rest } = options as Options & { readonly color?: boolean };
  const isWritten = color !== undefined && command.getOptionValueSource('color') === 'cli';
  return isWritten ? { ...rest, color } : rest;
}
