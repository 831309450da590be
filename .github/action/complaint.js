// What keeps the action from running: one message with a hint, an annotation of the run.

export class Complaint extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}
