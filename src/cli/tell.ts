// How the command line says that a run could not be made: what is wrong, where, what to do. Always on standard error.

import { useColor } from '../commands/choose-outputs.ts';
import type { Io } from '../commands/io.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import { visible } from '../reporters/visible.ts';

export async function tellUser(error: UserError, io: Io): Promise<void> {
  const { ConfigError } = await import('../inputs/config/config-error.ts');
  if (error instanceof ConfigError) {
    const { renderProblems } = await import('../reporters/problems.ts');
    const color = useColor({}, { ...io, stdoutIsTerminal: io.stderrIsTerminal });
    io.stderr(renderProblems(error.source, error.problems, color));
    return;
  }
  const { message, place, hint } = error;
  tell(place === undefined || message.startsWith(place) ? message : `${place}: ${message}`, hint, io);
}

/** `text` is what commander says of a wrong command line: a sentence with a full stop, maybe a suggestion below it. */
export function tellUsage(text: string, helpCall: string, io: Io): void {
  const [sentence = '', suggestion = ''] = text.trim().split(/\n(?=\(Did you mean)/);
  const message = sentence.replace(/^error: /, '').replace(/\. Expected/, '; expected');
  const meant = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(suggestion)?.[1];
  const dashed = /^unknown option '(-[^-][^']+)'/.exec(message)?.[1];
  const crowded = /^too many arguments for '(\w+)'/.exec(message)?.[1] ?? '';
  const hint =
    meant !== undefined
      ? `did you mean '${meant.split(', ').join("' or '")}'?`
      : dashed !== undefined
        ? `a path that begins with '-' is written './${dashed}'`
        : (BEHIND_OPTION[crowded] ?? `'${helpCall} --help' tells what can be written here`);
  tell(message.replace(/\.$/, ''), hint, io);
}

const AGAINST = "the version to compare with goes behind '--against'";
/** Where what people write as an argument belongs. */
const BEHIND_OPTION: Readonly<Record<string, string | undefined>> = {
  check: "gates go behind '--only', commas between them",
  init: "another folder goes behind '--cwd'",
  breaking: `${AGAINST}, a file or folder behind '--path'`,
  diff: AGAINST,
  bump: "a level goes behind '--level'; versions are found by themselves",
};

export function tellBug(error: unknown, io: Pick<Io, 'stderr'>): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by: ${error.cause.stack}` : '';
  io.stderr(`leyline: this is a bug in leyline; please report it with the lines below and 'leyline --version'\n\n`);
  io.stderr(`${stack}${cause}\n`);
}

function tell(message: string, hint: string | undefined, io: Io): void {
  io.stderr(`leyline: ${visible(message)}\n${hint === undefined ? '' : `  ${visible(hint)}\n`}`);
}
