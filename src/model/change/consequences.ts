// Which facts about an element follow from another one, so that people are told of one change once. Takes no fact away:
// rules and levels see all of them.

import type { SchemaChange } from './schema-change.ts';

export interface ToldChange {
  readonly change: SchemaChange;
  /** What follows from it. */
  readonly consequences: readonly SchemaChange[];
}

/** By the name of a fact, those of which one is the cause if the same element has it. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  'json-name': ['name'],
  'field-number-reused': ['name', 'field-added'],
  'field-swapped': ['name'],
  'field-narrowed': ['type'],
  'option packed': ['packed'],
};

/** In the order given, consequences with their causes. Linear. */
export function withConsequences(changes: readonly SchemaChange[]): readonly ToldChange[] {
  const causes = new Map<unknown, Map<string, SchemaChange>>();
  for (const change of changes) {
    const element = change.after ?? change.before;
    const known = causes.get(element) ?? new Map<string, SchemaChange>();
    causes.set(element, known.set(factName(change), change));
  }
  const consequences = new Map<SchemaChange, SchemaChange[]>(changes.map((change) => [change, []]));
  for (const change of changes) {
    const cause = removalOf(change, causes) ?? causeOf(change, causes.get(change.after ?? change.before));
    const own = cause && consequences.get(cause);
    if (!own) continue;
    own.push(change, ...(consequences.get(change) ?? []));
    consequences.delete(change);
  }
  return [...consequences].map(([change, own]) => ({ change, consequences: own }));
}

function causeOf(change: SchemaChange, known: ReadonlyMap<string, SchemaChange> | undefined): SchemaChange | undefined {
  for (const name of CAUSES[factName(change)] ?? []) {
    const cause = known?.get(name);
    if (cause) return cause;
  }
  return undefined;
}

/** What was renamed or moved is gone there and new here. */
function removalOf(
  change: SchemaChange,
  causes: ReadonlyMap<unknown, ReadonlyMap<string, SchemaChange>>,
): SchemaChange | undefined {
  if (!change.kind.endsWith('-added') || !('origin' in change) || !change.origin) return undefined;
  return causes.get(change.origin.element)?.get(`${change.element}-removed`);
}

/** `json-name`, `option packed`, `field-removed`. */
function factName(change: SchemaChange): string {
  if (!('aspect' in change)) return change.kind;
  return change.option === undefined ? change.aspect : `${change.aspect} ${change.option}`;
}
