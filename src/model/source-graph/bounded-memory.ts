// Works things out once each, never inside themselves, and not without end: what goes round in circles, too deep or too
// far is unknown. What was found while something could not be looked into is forgotten once it can.

import type { Gaps } from './source-graph.ts';
import { UNKNOWN, type Value } from './value.ts';

const DEEPEST = 60;
/** Things that are looked at for one question from outside. */
const FURTHEST = 20_000;

export type Once = (key: object, isSure: boolean, find: () => Value, name?: string) => Value;

interface Answer {
  /** Nothing while it is being found. */
  readonly value: Value | undefined;
  /** Of what has gaps: the round in which it holds. */
  readonly round: number | undefined;
}

const OPEN: Answer = { value: undefined, round: undefined };

/** `name` tells questions about one key apart. */
export function boundedMemory(gaps: Gaps): Once {
  const memory = new WeakMap<object, Map<string, Answer>>();
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
    if (known?.value && (known.round === undefined || known.round === gaps.round)) {
      if (known.round !== undefined) gaps.count++;
      return known.value;
    }
    const isOpen = known === OPEN;
    if (depth === 0) steps = 0;
    if (isOpen || depth >= DEEPEST || ++steps > FURTHEST) {
      isCut = true;
      return UNKNOWN;
    }
    const wasCut = isCut;
    const before = gaps.count;
    isCut = false;
    answers.set(question, OPEN);
    depth++;
    try {
      const value = find();
      if (value.kind === 'unknown' && isCut) answers.delete(question);
      else answers.set(question, { value, round: gaps.count === before ? undefined : gaps.round });
      return value;
    } finally {
      depth--;
      if (answers.get(question) === OPEN) answers.delete(question);
      isCut = depth > 0 && (isCut || wasCut);
    }
  };
}
