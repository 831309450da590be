// Plans twins for messages that have no fixture: names, texts and rows that are still to be recorded. Pure.

import type { MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { writeTwin } from '../json/write-twin.ts';
import { encodeCanonical } from '../wire/encode-canonical.ts';
import { walkWire } from '../wire/walk-wire.ts';
import { zoneOf } from '../wire/zones.ts';
import type { RowValues } from './manifest-text.ts';
import { sampleCases } from './sample-cases.ts';

export interface ScaffoldedTwin {
  readonly name: string;
  readonly message: string;
  readonly text: string;
  readonly row: RowValues;
}

export interface Scaffolding {
  readonly schema: GoldenSchema;
  /** Every case that behaves in a way of its own, not only the typical one. */
  readonly all: boolean;
  /** In bytes; what is larger says so in its row. */
  readonly budget: number | undefined;
}

/** `messages` are those of one version; `taken` are names that its fixtures have. */
export function planScaffold(
  messages: readonly MessageDescriptor[],
  uncovered: ReadonlySet<MessageDescriptor>,
  taken: ReadonlySet<string>,
  { schema, all, budget }: Scaffolding,
): readonly ScaffoldedTwin[] {
  const names = fixtureNames(messages);
  const used = new Set(taken);
  const twins: ScaffoldedTwin[] = [];
  for (const message of messages) {
    if (!uncovered.has(message)) continue;
    const seen = new Set<string>();
    for (const { suffix, value } of sampleCases(message, all)) {
      const name = [names.get(message), suffix].filter(Boolean).join('_');
      const text = writeTwin(value, schema);
      if (used.has(name) || seen.has(text)) continue;
      seen.add(text);
      used.add(name);
      const bytes = encodeCanonical(value);
      const zones = new Set(walkWire(bytes, message, schema).flaws.flatMap(({ kind }) => zoneOf(kind)?.name ?? []));
      const row = {
        message: message.fullName,
        budget: budget !== undefined && bytes.length > budget ? bytes.length : undefined,
        allow: zones.size > 0 ? [...zones].sort() : undefined,
      };
      twins.push({ name, message: message.fullName, text, row });
    }
  }
  return twins;
}

/** `SeedState` → `seed_state`; where two messages are called so, with the last word of the package in front. */
function fixtureNames(messages: readonly MessageDescriptor[]): ReadonlyMap<MessageDescriptor, string> {
  const count = new Map<string, number>();
  for (const message of messages) count.set(ownName(message), (count.get(ownName(message)) ?? 0) + 1);
  return new Map(
    messages.map((message) => {
      const name = ownName(message);
      const words = message.file.package.split('.').filter((word) => !/^v\d/.test(word));
      return [message, (count.get(name) ?? 0) > 1 ? `${words.at(-1) ?? 'root'}_${name}` : name];
    }),
  );
}

function ownName({ name, parent }: MessageDescriptor): string {
  const own = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
  return parent ? `${ownName(parent)}_${own}` : own;
}
