// The command line: names, options and help of every command. What a command does is loaded when it is called.

import { Command, Option } from 'commander';
import type { CommonOptions, Io } from '../commands/io.ts';
import type { LintOptions } from '../commands/lint-options.ts';
import type { RulesOptions } from '../commands/rules.ts';
import { VERSION } from '../commands/version.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { FORMATS } from '../reporters/index.ts';
import { nearest } from '../text/nearest.ts';

export function createProgram(io: Io, exit: (code: number) => void): Command {
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
  for (const command of [lintCommand(io, exit), rulesCommand(io, exit), helpCommand(program)]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

const AFTER_HELP = `
Exit codes: 0 clean, 1 findings, 2 could not run.

Examples:
  leyline lint                     check the project, or the folder you are in
  leyline lint --staged            check what the next commit would hold
  leyline rules no-map-fields      what a rule wants, and why`;

function common(command: Command): Command {
  return command
    .option('--config <file>', 'leyline.yaml or buf.yaml to use instead of the one found upwards')
    .option('--cwd <dir>', 'run as if started in this folder')
    .option('--color', 'colour the output, terminal or not')
    .option('--no-color', 'never colour the output')
    .option('-q, --quiet', 'errors only')
    .option('--verbose', 'more about each finding');
}

function lintCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('lint')
    .description('check contracts against the rules')
    .argument('[paths...]', 'files, folders or globs; by default the contract root, or the folder you are in')
    .option('--staged', 'check what git has staged, read from its index and not from the work tree')
    .option('--changed [ref]', 'check files changed since HEAD, or since they parted from a ref')
    .option('--stdin-filename <path>', 'check standard input as if it were this file')
    .option('--rule <id>', 'run this rule only; may be repeated', collect)
    .option('--fix', 'make the fixes that are safe')
    .option('--fix-suggestions', 'make suggested fixes too; they may change generated code')
    .addOption(
      choice('--fail-on <severity>', 'lowest severity that fails the run', ['error', 'warning', 'info', 'never']),
    )
    .option('--max-warnings <n>', 'fail when there are more warnings', wholeNumber)
    .option('--update-baseline', 'excuse all findings that there are now')
    .option('--format <name[:file]>', `${FORMATS.join(', ')}; may be repeated with files`, collect)
    .option('--output <file>', 'file for the report instead of standard output')
    .addHelpText('after', LINT_EXAMPLES)
    .action(async (paths: string[], options: Omit<LintOptions, 'paths'>) => {
      const { lint } = await import('../commands/lint.ts');
      const { color: _, ...rest } = options;
      exit(await lint({ ...rest, ...colorChoice(command), paths }, io));
    });
  return common(command);
}

const LINT_EXAMPLES = `
Examples:
  leyline lint contracts/v2                            one folder
  leyline lint --changed origin/main                   what a pull request changes
  leyline lint --format sarif:out.sarif --format text  a report for machines beside the one for people
  leyline lint --fix-suggestions                       mend what can be mended`;

function rulesCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('rules')
    .description('list the rules, or tell all about one')
    .argument('[id]', "a rule's id, or its name in buf or protolint")
    .addOption(choice('--format <name>', 'how to print', ['text', 'json']))
    .addHelpText('after', RULES_EXAMPLES)
    .action(async (id: string | undefined, options: Omit<RulesOptions, 'id'>) => {
      const { listRules } = await import('../commands/rules.ts');
      exit(await listRules({ ...options, ...(id !== undefined && { id }) }, io));
    });
  return common(command);
}

const RULES_EXAMPLES = `
Examples:
  leyline rules
  leyline rules no-float-counters
  leyline rules --format json`;

function helpCommand(program: Command): Command {
  return new Command('help')
    .description('print help for a command')
    .argument('[command]')
    .helpOption(false)
    .action((name: string | undefined) => {
      const commands = new Map(program.commands.map((command) => [command.name(), command]));
      const wanted = name === undefined ? program : commands.get(name);
      if (!wanted) throw new UserError(`unknown command '${name}'`, { hint: among(name ?? '', [...commands.keys()]) });
      wanted.outputHelp();
    });
}

/** An option that takes one of `values`; the first is the default. */
function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description).choices(values).default(values[0]);
  return option.argParser((value: string) => {
    if (values.includes(value)) return value;
    throw new UserError(`'${option.long}' does not take '${value}'`, { hint: among(value, values) });
  });
}

function among(word: string, values: readonly string[]): string {
  const near = nearest(word, values);
  return near === undefined ? `it is one of ${values.join(', ')}` : `did you mean '${near}'?`;
}

/** Commander sets `color` whether or not anybody asked; only what was written counts. */
function colorChoice(command: Command): Pick<CommonOptions, 'color'> {
  return command.getOptionValueSource('color') === 'cli' ? { color: command.opts()['color'] as boolean } : {};
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UserError(`'--max-warnings' takes a whole number, not '${value}'`, { hint: "such as '--max-warnings 0'" });
}
