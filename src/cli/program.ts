// The command line: names, options and help of every command. What a command does is loaded when it is called.

import { Command, Option } from 'commander';
import type { BreakingOptions } from '../commands/breaking.ts';
import type { BumpOptions } from '../commands/bump.ts';
import type { CheckOptions } from '../commands/check.ts';
import type { DiffOptions } from '../commands/diff.ts';
import type { CommonOptions, Io } from '../commands/io.ts';
import type { LintOptions } from '../commands/lint-options.ts';
import type { RegisterOptions } from '../commands/register.ts';
import type { RulesOptions } from '../commands/rules.ts';
import { VERSION } from '../commands/version.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { FORMATS } from '../reporters/index.ts';
import { nearest } from '../text/nearest.ts';
import { completionCommand } from './completion-command.ts';
import { goldenCommand } from './golden-command.ts';
import { initCommand } from './init-command.ts';
import { sealCommand } from './seal-command.ts';
import { generateCommand, toolchainCommand } from './toolchain-command.ts';

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
  for (const command of [
    lintCommand(io, exit),
    checkCommand(io, exit),
    breakingCommand(io, exit),
    diffCommand(io, exit),
    bumpCommand(io, exit),
    registerCommand(io, exit),
    goldenCommand(program, io, exit, { common, choice, collect, colorChoice, formats: FORMATS }),
    toolchainCommand(program, io, exit, { common, choice, optional, colorChoice }),
    generateCommand(io, exit, { common, choice, optional, colorChoice }),
    sealCommand(io, exit, { common, collect, colorChoice }),
    rulesCommand(io, exit),
    initCommand(io, exit),
    completionCommand(program, io),
    helpCommand(program),
  ]) {
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

function checkCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('check')
    .description(
      'run all gates that the project has: rules, compatibility, release, fixtures, generated code, register',
    )
    .option('--only <gates>', 'these gates only, commas between them; each must be set up', collect)
    .option('--skip <gates>', 'all but these gates', collect)
    .option('--against <version>', 'what the breaking gate compares with; by default the lock')
    .addOption(
      choice('--fail-on <severity>', 'lowest severity that fails a gate', ['error', 'warning', 'info', 'never']),
    )
    .option('--format <name[:file]>', `${FORMATS.join(', ')}; may be repeated with files`, collect)
    .option('--output <file>', 'file for the report instead of standard output')
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (options: CheckOptions) => {
      const { check } = await import('../commands/check.ts');
      const { color: _, ...rest } = options;
      exit(await check({ ...rest, ...colorChoice(command) }, io));
    });
  return common(command);
}

const CHECK_EXAMPLES = `
Examples:
  leyline check                           what CI calls
  leyline check --against origin/main     what a pull request may break
  leyline check --only lint,bump          some gates
  leyline check --skip golden             all but one`;

function breakingCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('breaking')
    .description('check what changed since another version against the rules of compatibility')
    .option('--against <version>', AGAINST)
    .option('--path <path>', 'tell only what concerns this file or folder; may be repeated', collect)
    .addOption(optional('--category <name>', 'whom changes must not break', ['wire', 'wire-json', 'source', 'strict']))
    .addOption(
      optional('--preset <name>', "the rules of buf's category", ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR']),
    )
    .option('--rule <id>', 'run this rule only; may be repeated', collect)
    .addOption(
      choice('--fail-on <severity>', 'lowest severity that fails the run', ['error', 'warning', 'info', 'never']),
    )
    .option('--format <name[:file]>', `${FORMATS.join(', ')}; may be repeated with files`, collect)
    .option('--output <file>', 'file for the report instead of standard output')
    .addHelpText('after', BREAKING_EXAMPLES)
    .action(async (options: BreakingOptions) => {
      const { breaking } = await import('../commands/breaking.ts');
      const { color: _, ...rest } = options;
      exit(await breaking({ ...rest, ...colorChoice(command) }, io));
    });
  return common(command);
}

const AGAINST =
  'the version to compare with: a folder, a commit, branch or tag, REF:FOLDER, tag:PATTERN, a descriptor set, or lock';

const BREAKING_EXAMPLES = `
Examples:
  leyline breaking --against ../old-checkout                  for whoever builds the code
  leyline breaking --against ../old-checkout --category wire  for whoever reads the bytes
  leyline breaking --against ../old-checkout --preset FILE    as buf breaking does`;

function registerCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('register')
    .description('list the data types that stand outside the generated bindings, and who imports them')
    .option('--check', 'change nothing; fail when the committed register is stale')
    .addOption(optional('--format <name>', 'print in this form instead of writing the file', ['markdown', 'json']))
    .option('--output <file>', "file for the register instead of the configured one; '-' is standard output")
    .addOption(
      choice('--fail-on <severity>', 'lowest severity that fails the run', ['error', 'warning', 'info', 'never']),
    )
    .addHelpText('after', REGISTER_EXAMPLES)
    .action(async (options: RegisterOptions) => {
      const { register } = await import('../commands/register.ts');
      const { color: _, ...rest } = options;
      exit(await register({ ...rest, ...colorChoice(command) }, io));
    });
  return common(command);
}

const REGISTER_EXAMPLES = `
Examples:
  leyline register                 write docs/contract-register.md, or what register.output names
  leyline register --check         fail when it is stale
  leyline register --format json   print it for machines`;

function bumpCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('bump')
    .description('release the contracts: manifest, lock and changelog, at the level that the changes demand')
    .addOption(optional('--level <level>', 'at least this much; never less than is due', ['patch', 'minor', 'major']))
    .option('--date <day>', 'day of the release, YYYY-MM-DD; today by default')
    .option('--dry-run', 'show what would be written')
    .option('--check', 'fail when a release is due; nothing is written')
    .option('--json', 'the plan for machines')
    .addHelpText('after', BUMP_EXAMPLES)
    .action(async (options: BumpOptions) => {
      const { bump } = await import('../commands/bump.ts');
      const { color: _, ...rest } = options;
      exit(await bump({ ...rest, ...colorChoice(command) }, io));
    });
  return common(command);
}

const BUMP_EXAMPLES = `
Examples:
  leyline bump --dry-run   what is due, as a diff
  leyline bump             make the release
  leyline bump --check     in CI: no change without its release`;

function diffCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('diff')
    .description('list all that changed since another version, and whom it concerns')
    .option('--against <version>', AGAINST)
    .addOption(choice('--format <name>', 'how to print', ['text', 'markdown', 'json']))
    .option('--output <file>', 'file for the list instead of standard output')
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (options: DiffOptions) => {
      const { diff } = await import('../commands/diff.ts');
      exit(await diff(options, io));
    });
  return common(command);
}

const DIFF_EXAMPLES = `
Examples:
  leyline diff --against ../old-checkout
  leyline diff --against ../old-checkout --format markdown --output comment.md`;

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

/** As `choice`, without a default. */
function optional(flags: string, description: string, values: readonly string[]): Option {
  const option = choice(flags, description, values);
  option.defaultValue = undefined;
  return option;
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
