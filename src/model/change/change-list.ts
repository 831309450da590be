// Where facts are collected while two schemas are compared: makes them whole, and keeps apart what nobody has written.

import type { Descriptor } from '../proto/schema/descriptor.ts';
import type { Aspect, ElementKind, ElementOf, Pairing, SchemaChange, Succession } from './schema-change.ts';
import type { SchemaIndex } from './schema-index.ts';

export class ChangeList {
  readonly before: SchemaIndex;
  readonly after: SchemaIndex;
  /** What became of elements that are gone. */
  readonly successors: ReadonlyMap<unknown, Succession<unknown>>;
  readonly #origins: ReadonlyMap<unknown, Succession<unknown>>;
  readonly changes: SchemaChange[] = [];
  /** About the entries of maps: the fields of maps have facts of their own. */
  readonly entryChanges: SchemaChange[] = [];

  constructor(before: SchemaIndex, after: SchemaIndex, successors: ReadonlyMap<unknown, Succession<unknown>>) {
    this.before = before;
    this.after = after;
    this.successors = successors;
    this.#origins = new Map(
      [...successors].map(([element, { element: successor, ...rest }]) => [successor, { element, ...rest }]),
    );
  }

  added<Kind extends ElementKind>(
    element: Kind,
    after: ElementOf[Kind],
    pairing: Pairing,
    origin = this.#origins.get(after) as Succession<ElementOf[Kind]> | undefined,
    isInserted?: boolean,
  ): void {
    const fact = { kind: `${element}-added`, element, pairing, before: undefined, after, origin };
    this.push((isInserted === undefined ? fact : { ...fact, isInserted }) as SchemaChange);
  }

  removed<Kind extends ElementKind>(
    element: Kind,
    before: ElementOf[Kind],
    survivor: Descriptor | undefined,
    pairing: Pairing,
    successor = this.successors.get(before) as Succession<ElementOf[Kind]> | undefined,
  ): void {
    const fact = { kind: `${element}-removed`, element, pairing, before, after: undefined, successor, survivor };
    this.push(fact as SchemaChange);
  }

  /** Notes nothing when the value is the same. */
  changed<Kind extends ElementKind>(
    element: Kind,
    pair: Pair<ElementOf[Kind]>,
    aspect: Aspect,
    from: string | undefined,
    to: string | undefined,
    option?: string,
  ): void {
    if (from === to) return;
    const { before, after, pairing } = pair;
    const fact = { kind: `${element}-changed`, element, pairing, aspect, before, after, from, to };
    this.push((option === undefined ? fact : { ...fact, option }) as SchemaChange);
  }

  push(change: SchemaChange): void {
    const element = change.after ?? change.before;
    (element && isOfEntry(element) ? this.entryChanges : this.changes).push(change);
  }
}

export interface Pair<Element> {
  readonly before: Element;
  readonly after: Element;
  readonly pairing: Pairing;
}

function isOfEntry(element: ElementOf[ElementKind]): boolean {
  if (element.kind === 'message') return element.isMapEntry;
  return element.kind === 'field' && element.parent?.isMapEntry === true;
}
