// The command line of `leyline seal`. What it does is loaded when it is called.

import { Command } from 'commander';
import type { Io } from '../commands/io.ts';
import type { SealOptions } from '../commands/seal.ts';
import { collect, given, withCommonOptions } from './options.ts';

export function sealCommand(io: Io, exit: (code: number) => void): Command {
  const command = withCommonOptions(new Command('seal'))
    .description('sign the contract set, so that nobody changes it unseen')
    .option('--verify', 'check the contract set against its seal; write nothing')
    .option('--key <file>', 'private key to seal with; by default, LEYLINE_SEAL_KEY holds the key itself')
    .option('--public-key <file>', 'public key to check with; may be repeated', collect)
    .option('--generate-key <file>', 'make a pair of keys: this file, and beside it one that ends in .pub')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SealOptions) => {
      const { seal } = await import('../commands/seal.ts');
      exit(await seal(given(command, options), io));
    });
  return command;
}

const EXAMPLES = `
Examples:
  leyline seal --generate-key ../seal.pem              once; the private key stays outside of the project
  leyline seal --key ../seal.pem                       at a release
  leyline seal --verify --public-key ../seal.pem.pub   wherever the contracts are used`;
