// Works things out once each, never inside themselves, and not without end: what goes round in circles, too deep or too
// far is unknown.

import { UNKNOWN, type Value } from './value.ts';

const DEEPEST = 60;
/** Things that are looked at for one question from outside. */
const FURTHEST = 20_000;

export type Once = (key: object, isSure: boolean, find: () => Value, name?: string) => Value;

/** `name` tells questions about one key apart. */
export function boundedMemory(): Once {
  const memory = new WeakMap<object, Map<string, Value | undefined>>();
  let depth = 0;
  let steps = 0;
  /** Something on the way was given up, so that an unknown result may be known when asked for from elsewhere. */
  let isCut = false;

  return (key, isSure, find, name = '') => {
    let answers = memory.get(key);
    if (!answers) {
      answers = new Map();
      memory.set(key, answers);
    }
    const question = isSure ? `+${name}` : `-${name}`;
    const known = answers.get(question);
    if (known) return known;
    const isOpen = answers.has(question);
    if (depth === 0) steps = 0;
    if (isOpen || depth >= DEEPEST || ++steps > FURTHEST) {
      isCut = true;
      return UNKNOWN;
    }
    const wasCut = isCut;
    isCut = false;
    answers.set(question, undefined);
    depth++;
    try {
      const value = find();
      if (value.kind === 'unknown' && isCut) answers.delete(question);
      else answers.set(question, value);
      return value;
    } finally {
      depth--;
      if (!answers.get(question)) answers.delete(question);
      isCut = depth > 0 && (isCut || wasCut);
    }
  };
}
