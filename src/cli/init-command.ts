// `leyline init` on the command line: its options and help. What it does is loaded when it is called.

import { Command } from 'commander';
import type { InitOptions } from '../commands/init.ts';
import type { Io } from '../commands/io.ts';

const EXAMPLES = `
What is there already is never changed.

Examples:
  leyline init --dry-run   show each file that would be written
  leyline init             ask, then write
  leyline init --yes       ask nothing`;

export function initCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('init')
    .description('set a project up: configuration, first lock, baseline, hook and workflow, for what is found there')
    .option('-y, --yes', 'ask nothing, and take the default of each question')
    .option('--dry-run', 'write nothing; show each file as a diff')
    .option('--cwd <dir>', 'run as if started in this folder')
    .option('-q, --quiet', 'print errors only')
    .addHelpText('after', EXAMPLES)
    .action(async (options: InitOptions) => {
      const { init } = await import('../commands/init.ts');
      exit(await init(options, io));
    });
}
