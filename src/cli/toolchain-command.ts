// The command lines of `leyline toolchain verify` and `leyline generate`. What they do is loaded when one is called.

import { Command } from 'commander';
import type { GenerateOptions } from '../commands/generate.ts';
import type { Io } from '../commands/io.ts';
import type { ToolchainVerifyOptions } from '../commands/toolchain-verify.ts';
import { choice, given, optional, withCommonOptions } from './options.ts';

const ENGINES = ['docker', 'podman'];

export function toolchainCommand(io: Io, exit: (code: number) => void, program: Command): Command {
  const toolchain = new Command('toolchain')
    .description('the pinned tools that make code of the contracts')
    .helpCommand(false)
    .copyInheritedSettings(program);
  const verify = withCommonOptions(new Command('verify').copyInheritedSettings(toolchain))
    .description('check that every pin is a full digest, and that what is installed here has it')
    .option('--require-all', 'fail, too, when a tool or an image is not here')
    .addOption(optional('--engine <name>', 'ask this one for images; by default the one that answers', ENGINES))
    .addOption(choice('--format <name>', 'how to print', ['text', 'json']))
    .addHelpText('after', VERIFY_EXAMPLES)
    .action(async (options: ToolchainVerifyOptions) => {
      const { toolchainVerify } = await import('../commands/toolchain-verify.ts');
      exit(await toolchainVerify(given(verify, options), io));
    });
  toolchain.addCommand(verify);
  return toolchain.addHelpText('after', VERIFY_EXAMPLES);
}

const VERIFY_EXAMPLES = `
Examples:
  leyline toolchain verify                 how the pins stand on this machine
  leyline toolchain verify --require-all   before a release: nothing may be missing`;

export function generateCommand(io: Io, exit: (code: number) => void): Command {
  const command = withCommonOptions(new Command('generate'))
    .description('make code of the contracts with the pinned toolchain')
    .argument('[generators...]', 'as they are called in toolchain.yaml; all of them by default')
    .option('--check', 'write nothing; fail when what is committed differs from what would be made')
    .addOption(optional('--engine <name>', 'run containers by this one; by default the one that answers', ENGINES))
    .addOption(choice('--format <name>', 'how to print', ['text', 'json']))
    .addHelpText('after', GENERATE_EXAMPLES)
    .action(async (names: string[], options: Omit<GenerateOptions, 'names'>) => {
      const { generate } = await import('../commands/generate.ts');
      exit(await generate({ ...given(command, options), names }, io));
    });
  return command;
}

const GENERATE_EXAMPLES = `
Examples:
  leyline generate            all generators of toolchain.yaml
  leyline generate python     one of them
  leyline generate --check    in CI: what is committed is what the pinned tools make`;
