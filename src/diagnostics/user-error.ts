// What keeps Leyline from checking at all: printed as one message with a hint, exit code 2, never a stack.

export interface UserErrorOptions {
  /** What to do about it. */
  readonly hint?: string;
  /** `path`, or `path:line:column` where the trouble has a place. */
  readonly place?: string;
}

export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string | undefined;
  readonly place: string | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message);
    this.hint = options.hint;
    this.place = options.place;
  }
}
