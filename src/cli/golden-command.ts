// The command line of `leyline golden`: its parts, their options and help. What they do is loaded when one is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { choice, collect, given, withCommonOptions, withReportOptions } from './options.ts';

type Options = Readonly<Record<string, never>>;

export function goldenCommand(io: Io, exit: (code: number) => void, program: Command): Command {
  const golden = new Command('golden')
    .description('prove that the wire format has not changed, by golden fixtures')
    .helpCommand(false)
    .copyInheritedSettings(program);
  const part = (name: string, description: string) => {
    const command = withCommonOptions(new Command(name).description(description).copyInheritedSettings(golden));
    golden.addCommand(command);
    return command;
  };

  const verify = withReportOptions(part('verify', 'check every fixture against its twin, its checksum and every codec'))
    .argument('[fixtures...]', 'such as v2/system_state; all of them by default')
    .option('--codecs <names>', 'ask these only: protobufjs, protobuf-es, protoc, python, go')
    .option('--require-codecs <names>', 'fail when one of these is missing; go is built when it is among them')
    .action(async (names: string[], options: Options) => {
      const { goldenVerify } = await import('../commands/golden-verify.ts');
      exit(await goldenVerify({ ...given(verify, options), names }, io));
    });

  const written = (command: Command) =>
    withReportOptions(command)
      .option(
        '--allow <name>',
        'accept a difference between implementations, such as go-order; may be repeated',
        collect,
      )
      .option('--budget <bytes>', 'size that the fixture may have, in place of the configured one', byteCount)
      .option('--bytes <file>', 'take these bytes, which the twin cannot say')
      .option('--dry-run', 'say what would be done, and do nothing');
  const record = written(part('record', 'make the bytes of fixtures from their readable twins'))
    .argument('[fixtures...]', 'such as v2/system_state; all that are not recorded yet by default')
    .option('--message <type>', 'message type of a fixture that the manifest does not know yet')
    .action(async (names: string[], options: Options) => {
      const { goldenRecord } = await import('../commands/golden-record.ts');
      exit(await goldenRecord({ ...given(record, options), names }, io));
    });
  const update = written(part('update', 'replace the bytes of fixtures by what their twins say now'))
    .argument('<fixtures...>', 'such as v2/system_state')
    .requiredOption('--reason <text>', 'why the bytes change; kept in the manifest')
    .action(async (names: string[], options: Options & { reason: string }) => {
      const { goldenUpdate } = await import('../commands/golden-record.ts');
      exit(await goldenUpdate({ ...given(update, options), reason: options.reason, names }, io));
    });

  const show = part('show', 'print wire bytes field by field')
    .argument('<fixture>', "a fixture, a file of bytes, or '-' for standard input")
    .option('--message <type>', 'message type of the bytes')
    .addOption(choice('--format <name>', 'how to print', ['text', 'json']))
    .action(async (of: string, options: Options & { format: 'text' | 'json' }) => {
      const { goldenShow } = await import('../commands/golden-show.ts');
      exit(await goldenShow({ ...given(show, options), format: options.format, of }, io));
    });
  const diff = part('diff', 'show where the bytes of two fixtures part')
    .argument('<before>', "a fixture, a file of bytes, or '-' for standard input")
    .argument('<after>')
    .option('--message <type>', 'message type of the bytes')
    .action(async (before: string, after: string, options: Options) => {
      const { goldenDiff } = await import('../commands/golden-show.ts');
      exit(await goldenDiff({ ...given(diff, options), before, after }, io));
    });
  const scaffold = part('scaffold', 'write readable twins for messages without a fixture')
    .argument('[messages...]', 'full names; all without a fixture by default')
    .addOption(choice('--cases <which>', 'how many for each message', ['typical', 'all']))
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(async (messages: string[], options: Options & { cases: 'typical' | 'all' }) => {
      const { goldenScaffold } = await import('../commands/golden-scaffold.ts');
      exit(await goldenScaffold({ ...given(scaffold, options), cases: options.cases, messages }, io));
    });
  return golden.addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  leyline golden verify --require-codecs protoc,python,go    every fixture, by every implementation
  leyline golden scaffold                                    twins for what is not covered yet
  leyline golden record                                      their bytes
  leyline golden update v2/system_state --reason '…'         new bytes, and why
  leyline golden show v2/system_state                        what is on the wire`;

function byteCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UserError(`'--budget' takes a number of bytes, not '${value}'`, { hint: "such as '--budget 400'" });
}
