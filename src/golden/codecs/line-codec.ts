// A codec that is a program of its own: all cases in one process, a line of JSON for each in and out. The programs are
// readable ones beside this file; what the lines hold is written at the top of each.

import { UserError } from '../../diagnostics/user-error.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { base64 } from '../json/write-twin.ts';
import type { CodecAnswer, CodecCase, CodecFailure } from './codec.ts';
import { descriptorBytes } from './descriptor-bytes.ts';
import { lastWords, runProgram } from './run-program.ts';

interface AnswerLine {
  readonly reencoded?: string;
  readonly reencodeError?: string;
  readonly encoded?: string;
  readonly encodeError?: string;
}

export async function askProgram(
  title: string,
  file: string,
  args: readonly string[],
  cases: readonly CodecCase[],
  schema: GoldenSchema,
): Promise<readonly CodecAnswer[]> {
  const descriptors = JSON.stringify({ descriptors: base64(await descriptorBytes(schema, cases)) });
  const lines = cases.map(({ message, bytes, twin }) => JSON.stringify({ message, bytes: base64(bytes), twin }));
  const run = await runProgram(file, args, { input: `${[descriptors, ...lines].join('\n')}\n` });
  const answers = new TextDecoder().decode(run.stdout).split('\n').slice(0, -1);
  if (run.exitCode !== 0 || answers.length !== cases.length) {
    throw new UserError(`the ${title} codec failed: ${lastWords(run)}`, {
      hint: `it was run as '${[file, ...args].join(' ')}'`,
    });
  }
  return answers.map((line, i) => readAnswer(JSON.parse(line) as AnswerLine, cases[i]?.twin !== undefined));
}

function readAnswer(line: AnswerLine, hasTwin: boolean): CodecAnswer {
  return {
    reencoded: bytesOr(line.reencoded, line.reencodeError),
    encoded: hasTwin ? bytesOr(line.encoded, line.encodeError) : undefined,
  };
}

function bytesOr(text: string | undefined, failure: string | undefined): Uint8Array | CodecFailure {
  if (text === undefined) return { failure: failure?.split('\n', 1)[0]?.slice(0, 200) ?? 'no reason given' };
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
