// The grammar of `leyline-ignore <rule-id>[, <rule-id>…]: <reason> [until YYYY-MM-DD]`, within one line of a comment.
// Reads any text in one pass; what cannot be read is a flaw, never an error.

import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source-file.ts';
import { isCalendarDate } from './calendar-date.ts';
import type { EngineCheckId } from './engine-checks.ts';

export const KEYWORD = 'leyline-ignore';
const MAX_RULES = 50;
const SHAPE = `write '${KEYWORD} <rule-id>: <reason>'`;

export interface NamedRule extends Span {
  readonly id: string;
}

export interface Directive extends Span {
  /** Known rules only, each once. */
  readonly rules: readonly NamedRule[];
  /** Empty when none is given. */
  readonly reason: string;
  readonly until: string | undefined;
}

export interface DirectiveFlaw extends Span {
  readonly rule: EngineCheckId;
  readonly message: string;
  readonly help: string;
}

/** The ids that a suppression may meet. */
export interface KnownIds {
  readonly excusable: ReadonlySet<string>;
  /** Checks that no comment excuses: without them nothing else can be trusted. */
  readonly notExcusable: ReadonlySet<string>;
}

export interface DirectiveReading {
  readonly directive: Directive | undefined;
  readonly flaws: readonly DirectiveFlaw[];
}

/**
 * Reads the directive whose keyword begins at `start`. `text` ends where the comment's line ends. `beginsLine` says that
 * the comment's line begins with it; elsewhere only what clearly is a directive is read, so that prose stays prose.
 */
export function readDirective(text: string, start: number, beginsLine: boolean, known: KnownIds): DirectiveReading {
  const whole = { start, end: text.trimEnd().length };
  const afterKeyword = start + KEYWORD.length;
  const colon = text.indexOf(':', afterKeyword);
  const head = text.slice(afterKeyword, colon === -1 ? whole.end : colon);
  const names = splitNames(head, afterKeyword);
  if (!beginsLine && (colon === -1 || !names.some(({ id }) => known.excusable.has(id)))) return reading(undefined);
  if (/^[^\s:]/.test(head)) return reading(undefined, malformed(whole, `'${KEYWORD}' runs into another word`, SHAPE));
  if (head.trim() === '') return reading(undefined, malformed(whole, 'suppression names no rule', SHAPE));
  if (names.length > MAX_RULES) {
    const help = "switch rules off for a path with 'overrides' in the configuration";
    return reading(undefined, malformed(whole, `suppression names more than ${MAX_RULES} rules`, help));
  }
  const flaws = names.flatMap((name) => nameFlaw(name, known) ?? []);
  const written = colon === -1 ? '' : text.slice(colon + 1, whole.end).trim();
  const until = lastDate(written);
  if (until !== undefined && !isCalendarDate(until)) {
    flaws.push(malformed(whole, `'${until}' is no date`, "write the last day as 'until YYYY-MM-DD'"));
    return reading(undefined, ...flaws);
  }
  const rules = names.filter(({ id }) => known.excusable.has(id));
  if (rules.length === 0) return reading(undefined, ...flaws);
  return reading({ ...whole, rules: eachOnce(rules), reason: reasonOf(written, until), until }, ...flaws);
}

function reading(directive: Directive | undefined, ...flaws: readonly DirectiveFlaw[]): DirectiveReading {
  return { directive, flaws };
}

function malformed({ start, end }: Span, message: string, help: string): DirectiveFlaw {
  return { rule: 'suppression-malformed', start, end, message, help };
}

function splitNames(head: string, offset: number): NamedRule[] {
  let at = offset;
  return head.split(',').map((part) => {
    const start = at + part.length - part.trimStart().length;
    at += part.length + 1;
    const id = part.trim();
    return { id, start, end: start + id.length };
  });
}

function eachOnce(names: readonly NamedRule[]): NamedRule[] {
  return names.filter(({ id }, i) => names.findIndex((other) => other.id === id) === i);
}

function nameFlaw(name: NamedRule, known: KnownIds): DirectiveFlaw | undefined {
  const { id } = name;
  if (known.excusable.has(id)) return undefined;
  if (known.notExcusable.has(id)) return malformed(name, `a comment cannot excuse '${id}'`, 'mend what it reports');
  if (id === '') return malformed(name, 'suppression has an empty place in its list of rules', 'take out the comma');
  if (id === '*' || id === 'all') {
    return malformed(name, `a comment cannot excuse '${id}'`, 'name each rule, with commas between them');
  }
  if (/\s/.test(id)) {
    const help = "put ',' between rule ids, and ':' between them and the reason";
    return malformed(name, `'${shorten(id)}' is no rule id`, help);
  }
  const near = nearest(id, known.excusable);
  const help = near === undefined ? "'leyline rules' lists them all" : `did you mean '${near}'?`;
  return malformed(name, `unknown rule '${shorten(id)}' in a suppression`, help);
}

/** What stands after the last `until`, if it looks like a date. */
function lastDate(text: string): string | undefined {
  const dates = [...text.matchAll(/\buntil\s+(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?!\d)/g)];
  return dates.at(-1)?.[1];
}

/** Without the date at its end; empty when no word is left. */
function reasonOf(written: string, until: string | undefined): string {
  const ending = until !== undefined && written.endsWith(until) ? /\buntil\s+\S+$/ : /$/;
  const reason = written.replace(ending, '').trimEnd();
  return /[\p{L}\p{N}]/u.test(reason) ? reason : '';
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
