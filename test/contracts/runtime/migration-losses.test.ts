// Nothing is lost in silence: every value of every version 1 message is in version 2's message, or among the losses.

import { describe, expect, it } from 'vitest';
import { Duration } from '../../../contracts/generated/google/duration.ts';
import { Timestamp } from '../../../contracts/generated/google/timestamp.ts';
import { schemaOfV1 } from '../../../contracts/generated/schema-v1.ts';
import * as v1 from '../../../contracts/generated/v1.ts';
import type { FieldSchema } from '../../../contracts/runtime/message-schema.ts';
import type { MessageType } from '../../../contracts/runtime/message-type.ts';
import { isV1TypeName, migrateV1ToV2 } from '../../../contracts/runtime/migration.ts';

const schemas = new Map(schemaOfV1().map((schema) => [schema.typeName, schema]));
const types = new Map(
  [...Object.values(v1), Duration, Timestamp].flatMap((one) =>
    'typeName' in one ? [[one.typeName, one as MessageType<object>] as const] : [],
  ),
);
const names = [...types.keys()].filter(isV1TypeName);

/** Fills messages with values of which no two are equal, and remembers them. */
function filler(choice: number) {
  const marks: { readonly path: string; readonly mark: string }[] = [];
  let next = 20_000;

  function scalar(type: string, path: string): unknown {
    next += 1;
    const mark = (digits: string) => marks.push({ path, mark: digits });
    switch (type) {
      case 'string':
        mark(`s${next}`);
        return `s${next}`;
      case 'bytes':
        mark(`${next}`);
        return new TextEncoder().encode(`${next}`);
      case 'bool':
        return true;
      case 'float':
      case 'double':
        mark(`${next}5`);
        return next + 0.5;
      default:
        mark(`${next}`);
        return /64$/.test(type) ? BigInt(next) : next;
    }
  }

  function value({ type, kind }: FieldSchema, path: string): unknown {
    if (kind === 'enum') return 1;
    return kind === 'message' ? message(type, path) : scalar(type, path);
  }

  function message(typeName: string, path: string): object {
    const type = types.get(typeName);
    if (!type) throw new Error(`there is no ${typeName}`);
    const fields: Record<string, unknown> = {};
    const oneofs = new Map<string, FieldSchema[]>();
    for (const field of schemas.get(typeName)?.fields ?? []) {
      const at = path === '' ? field.name : `${path}.${field.name}`;
      if (field.oneof !== undefined) oneofs.set(field.oneof, [...(oneofs.get(field.oneof) ?? []), field]);
      else if (field.name === 'version') fields['version'] = 1;
      else if (field.cardinality === 'list') fields[camel(field.name)] = [value(field, at)];
      else if (field.cardinality === 'map')
        fields[camel(field.name)] = { [String(scalar('string', at))]: value(field, at) };
      else fields[camel(field.name)] = value(field, at);
    }
    for (const [oneof, cases] of oneofs) {
      const one = cases[choice % cases.length];
      if (one) fields[camel(oneof)] = { case: camel(one.name), value: value(one, `${path}.${one.name}`) };
    }
    return type.create(fields as object);
  }

  return { message, marks };
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Everything that is said, without the points in numbers; bytes as the text that they are. */
function saidBy(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'bigint') return String(inner);
    return inner instanceof Uint8Array ? new TextDecoder().decode(inner) : inner;
  }).replaceAll('.', '');
}

describe('nothing is lost in silence', () => {
  it.each(names.flatMap((name) => [0, 1, 2, 3, 4].map((choice) => [name, choice] as const)))(
    '%s, case %d',
    (name, choice) => {
      const { message, marks } = filler(choice);
      const old = message(name, '');
      // A seed's number says its text's.
      const result = migrateV1ToV2(name, old as never, { seedNumber: (id) => Number(id.slice(1)) });
      const said = saidBy(result);
      const seedIds = marks.filter(({ path }) => path.endsWith('seed_id')).map(({ mark }) => mark);
      const silent = marks.filter(({ mark }) => !said.includes(seedIds.includes(mark) ? mark.slice(1) : mark));
      expect(silent).toEqual([]);
    },
  );
});
