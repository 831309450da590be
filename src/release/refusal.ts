// Why a release cannot be made: a UserError whose place is a span of some text, for commands that know the texts.

import type { Place } from '../diagnostics/finding.ts';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly hint: string;
  readonly at: Place | undefined;

  constructor(message: string, hint: string, at?: Place) {
    super(message);
    this.hint = hint;
    this.at = at;
  }
}
