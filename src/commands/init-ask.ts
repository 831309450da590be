// The questions of `leyline init`: asked where somebody can answer, taken at their defaults where not. Changes nothing.

import { UserError } from '../diagnostics/user-error.ts';
import type { Io } from './io.ts';

export interface Asker {
  yesNo(question: string): Promise<boolean>;
  /** `problemWith`: why an answer will not do. */
  text(question: string, usual: string, problemWith: (answer: string) => string | undefined): Promise<string>;
}

const MOST_TRIES = 3;

export const DEFAULTS: Asker = { yesNo: async () => true, text: async (_, usual) => usual };

/** Every question has a default, which is what an empty answer means. */
export function asker(ask: NonNullable<Io['ask']>, io: Io): Asker {
  async function answered<Answer>(question: string, read: (answer: string) => Answer | Error): Promise<Answer> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const answer = await ask(question);
      if (answer === undefined) throw stopped();
      const result = read(answer.trim());
      if (!(result instanceof Error)) return result;
      io.stderr(`  ${result.message}\n`);
    }
    throw new UserError('there was no answer that could be used', { hint: 'nothing was written; start again' });
  }
  return {
    yesNo: (question) =>
      answered(`${question} [Y/n] `, (answer) => {
        if (/^(?:y|yes|)$/i.test(answer)) return true;
        return /^(?:n|no)$/i.test(answer) ? false : new Error("answer 'y' or 'n'");
      }),
    text: (question, usual, problemWith) =>
      answered(`${question} [${usual}] `, (answer) => {
        const chosen = answer === '' ? usual : answer;
        const problem = problemWith(chosen);
        return problem === undefined ? chosen : new Error(problem);
      }),
  };
}

function stopped(): UserError {
  const hint = "nothing was written; 'leyline init --yes' asks nothing";
  return new UserError('the questions were broken off', { hint });
}
