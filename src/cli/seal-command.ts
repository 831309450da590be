// The command line of `leyline seal`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import type { SealOptions } from '../commands/seal.ts';
import type { CommandParts } from './golden-command.ts';

export function sealCommand(
  io: Io,
  exit: (code: number) => void,
  parts: Pick<CommandParts, 'common' | 'collect' | 'colorChoice'>,
): Command {
  const command = parts
    .common(new Command('seal'))
    .description('sign the contract set, so that nobody changes it unseen')
    .option('--verify', 'check the contract set against its seal; write nothing')
    .option('--key <file>', 'private key to seal with; by default, LEYLINE_SEAL_KEY holds the key itself')
    .option('--public-key <file>', 'public key to check with; may be repeated', parts.collect)
    .option('--generate-key <file>', 'make a pair of keys: this file, and beside it one that ends in .pub')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SealOptions) => {
      const { seal } = await import('../commands/seal.ts');
      const { color: _, ...rest } = options;
      exit(await seal({ ...rest, ...parts.colorChoice(command) }, io));
    });
  return command;
}

const EXAMPLES = `
Examples:
  leyline seal --generate-key ../seal.pem              once; the private key stays outside of the project
  leyline seal --key ../seal.pem                       at a release
  leyline seal --verify --public-key ../seal.pem.pub   wherever the contracts are used`;
