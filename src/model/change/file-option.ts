// One standard option of a file, before and after, as it is in effect: an option that is not set has its default.

import type { Place } from '../../diagnostics/finding.ts';
import { optionPlace } from './change-place.ts';
import type { SchemaChange } from './schema-change.ts';

export interface OptionChange {
  readonly from: string;
  readonly to: string;
  /** The option, else the file. */
  readonly at: Place;
}

/** Nothing where the option means the same as before. `fallback` is its value when it is not set. */
export function fileOptionChange(change: SchemaChange, name: string, fallback: string): OptionChange | undefined {
  if (change.kind !== 'file-changed' || change.aspect !== 'option' || change.option !== name) return undefined;
  const [from, to] = [inEffect(change.from, fallback), inEffect(change.to, fallback)];
  return from === to ? undefined : { from, to, at: optionPlace(change.after, name) };
}

function inEffect(printed: string | undefined, fallback: string): string {
  if (printed === undefined) return fallback;
  return printed.startsWith('"') ? String(JSON.parse(printed)) : printed;
}
