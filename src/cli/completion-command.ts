// The command line of `leyline completion`: prints a script that is made from the command line itself.

import { Argument, Command } from 'commander';
import type { Io } from '../commands/io.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { nearest } from '../text/nearest.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

export function completionCommand(program: Command, io: Io): Command {
  return new Command('completion')
    .description('print a script by which a shell completes commands, options and rules')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS).argParser(shellNamed))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: string) => {
      const [{ describeProgram }, { completionTable }, { ruleIds }] = await Promise.all([
        import('./completion/describe-program.ts'),
        import('./completion/complete-words.ts'),
        import('../commands/completion.ts'),
      ]);
      const table = completionTable(describeProgram(program), ruleIds());
      if (shell === 'zsh') io.stdout((await import('./completion/zsh-script.ts')).zshScript(table));
      else if (shell === 'fish') io.stdout((await import('./completion/fish-script.ts')).fishScript(table));
      else io.stdout((await import('./completion/bash-script.ts')).bashScript(table));
    });
}

function shellNamed(value: string): string {
  if (SHELLS.includes(value)) return value;
  const near = nearest(value, SHELLS);
  throw new UserError(`there is no completion for '${value}'`, {
    hint: near === undefined ? `shells are ${SHELLS.join(', ')}` : `did you mean '${near}'?`,
  });
}

const EXAMPLES = `
Examples:
  source <(leyline completion bash)                                       in ~/.bashrc
  leyline completion zsh > ~/.zfunc/_leyline                              a folder of $fpath
  leyline completion fish > ~/.config/fish/completions/leyline.fish`;
