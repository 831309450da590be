// Names the place of an offset in wire bytes: the innermost field that holds it, by its path. Reads a walked tree only.

import { keyOf } from './check-message.ts';
import type { WireField, WireTree } from './wire-field.ts';

export interface Located {
  /** `training_metrics.loss`, `seed_states[2].stage`, `labels["site"]`; empty for the message itself. */
  readonly path: string;
  readonly field: WireField | undefined;
}

const LONGEST_SHOWN = 120;

/** For a sentence: of a path that is very deep, its end. */
export function shownPath(path: string): string {
  return path.length > LONGEST_SHOWN ? `…${path.slice(-LONGEST_SHOWN)}` : path;
}

/** An offset at the very end belongs to the last field. */
export function locate(tree: WireTree, offset: number): Located {
  let located: Located = { path: '', field: undefined };
  let level: readonly WireField[] | undefined = tree.fields;
  while (level) {
    const at: readonly WireField[] = level;
    const index = indexAt(at, offset, tree.bytes.length);
    const field = at[index];
    if (!field) break;
    located = { path: join(located.path, stepOf(at, index, offset, tree.bytes)), field };
    level = offset < field.valueStart ? undefined : field.children;
  }
  return located;
}

function indexAt(fields: readonly WireField[], offset: number, length: number): number {
  let low = 0;
  let high = fields.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((fields[middle] as WireField).start <= offset) low = middle;
    else high = middle - 1;
  }
  const found = fields[low];
  if (!found || offset < found.start) return -1;
  return offset < found.end || offset >= length ? low : -1;
}

function join(path: string, step: string): string {
  return path === '' || step.startsWith('[') ? path + step : `${path}.${step}`;
}

function stepOf(level: readonly WireField[], index: number, offset: number, bytes: Uint8Array): string {
  const one = level[index] as WireField;
  const { field } = one;
  if (!field) return `[${one.number}]`;
  const name = field.isExtension ? `[${field.fullName}]` : field.name;
  if (field.isMap) {
    const key = keyOf(one, bytes);
    return `${name}[${typeof key === 'string' ? JSON.stringify(key) : String(key)}]`;
  }
  if (field.label !== 'repeated') return name;
  let earlier = 0;
  for (let i = 0; i < index; i++) {
    const other = level[i];
    if (other?.field === field) earlier += other.packed?.length ?? 1;
  }
  const item = one.packed?.findIndex(({ end }) => offset < end) ?? 0;
  if (one.packed && (offset < one.valueStart || item === -1)) return name;
  return `${name}[${earlier + item}]`;
}
