// Which formats a run is asked for, where each report goes, and whether it is coloured. Writes nothing.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { FORMATS, type Format } from '../reporters/index.ts';
import { nearest } from '../text/nearest.ts';
import type { CommonOptions, Io } from './io.ts';

export interface Output {
  readonly format: Format;
  /** Absolute path; standard output when there is none. */
  readonly file: string | undefined;
}

export interface OutputOptions extends CommonOptions {
  /** `NAME` or `NAME:FILE`; may be given several times. */
  readonly format?: readonly string[];
  /** File for the one format that has none of its own. */
  readonly output?: string;
}

export function chooseOutputs(options: OutputOptions, io: Io): readonly Output[] {
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const wanted = options.format ?? [];
  const outputs = wanted.length > 0 ? wanted.map((word) => parseOutput(word, cwd)) : [defaultOutput(io)];
  const toStdout = outputs.filter(({ file }) => file === undefined);
  if (options.output !== undefined && toStdout.length !== 1) {
    throw new UserError("'--output' needs exactly one format that has no file of its own", {
      hint: 'write files per format instead: --format sarif:out.sarif --format text',
    });
  }
  if (toStdout.length > 1) {
    throw new UserError(
      `formats ${toStdout.map(({ format }) => format).join(' and ')} would be mixed on standard output`,
      {
        hint: 'give all but one a file: --format sarif:out.sarif --format text',
      },
    );
  }
  const output = options.output === undefined ? undefined : resolve(cwd, options.output);
  return outputs.map(({ format, file }) => ({ format, file: file ?? output }));
}

function defaultOutput(io: Io): Output {
  return { format: io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text', file: undefined };
}

function parseOutput(word: string, cwd: string): Output {
  const colon = word.indexOf(':');
  const name = colon === -1 ? word : word.slice(0, colon);
  const file = colon === -1 ? undefined : word.slice(colon + 1);
  const format = FORMATS.find((known) => known === name);
  if (!format) {
    const near = nearest(name, FORMATS);
    const hint = near === undefined ? `formats are ${FORMATS.join(', ')}` : `did you mean '${near}'?`;
    throw new UserError(`unknown format '${name}'`, { hint });
  }
  if (file === '') {
    throw new UserError(`'--format ${word}' names no file after ':'`, { hint: `such as '--format ${word}report.txt'` });
  }
  return { format, file: file === undefined ? undefined : resolve(cwd, file) };
}

/** `--color` and `--no-color` decide, then NO_COLOR and FORCE_COLOR, then whether somebody looks at a terminal. */
export function useColor(options: CommonOptions, io: Io): boolean {
  if (options.color !== undefined) return options.color;
  if (io.env['NO_COLOR']) return false;
  const forced = io.env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return io.stdoutIsTerminal && io.env['TERM'] !== 'dumb';
}
