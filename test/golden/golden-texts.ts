// Schemas, messages and bytes for the tests of golden fixtures. Test support.

import { join } from 'node:path';
import { sha256 } from '../../src/golden/digest.ts';
import type { Fixture } from '../../src/golden/fixture.ts';
import { type GoldenSchema, goldenSchema } from '../../src/golden/golden-schema.ts';
import { type Examined, examineFixture } from '../../src/golden/verify/examine-fixture.ts';
import { walkWire } from '../../src/golden/wire/walk-wire.ts';
import type { WireTree } from '../../src/golden/wire/wire-field.ts';
import type { MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { linkTexts, linkTree } from '../model/proto/link-tree.ts';

export const REPOSITORY = join(import.meta.dirname, '../..');

/** Of `fixtures/wire`. */
export const EVERYTHING = goldenSchema(
  linkTree([join(REPOSITORY, 'fixtures/wire')], ['everything2.proto', 'everything3.proto']).files.values(),
);

/** Apart from the rest: Go loads no schema that has a message set. */
export const MESSAGE_SET = goldenSchema(
  linkTree([join(REPOSITORY, 'fixtures/wire')], ['message-set.proto']).files.values(),
);

export function schemaOf(text: string): GoldenSchema {
  return goldenSchema(linkTexts({ 'test.proto': text }).files.values());
}

export function messageOf(schema: GoldenSchema, name: string): MessageDescriptor {
  const message = schema.messages.get(name);
  if (!message) throw new Error(`no message '${name}'`);
  return message;
}

/** `0a 02 68 69`. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(/\s+/).filter(Boolean), (byte) => Number.parseInt(byte, 16));
}

export function walk(schema: GoldenSchema, name: string, hex: string): WireTree {
  return walkWire(bytesOf(hex), messageOf(schema, name), schema);
}

/** A fixture as it would be read, recorded unless told otherwise. */
export function fixtureOf(
  message: string,
  bytes: Uint8Array,
  twin: string,
  more: { allow?: readonly string[]; sha256?: string } = {},
): Fixture {
  const place = { path: 'golden/v1/manifest.yaml', start: 0, end: 0 };
  return {
    id: 'v1/example',
    version: 'v1',
    row: {
      name: { value: 'example', place },
      message: { value: message, place },
      sha256: { value: more.sha256 ?? sha256(bytes), place },
      size: { value: bytes.length, place },
      budget: undefined,
      allow: (more.allow ?? []).map((value) => ({ value, place })),
      place,
    },
    bytes,
    twin: { path: 'golden/v1/example.json', text: twin },
  };
}

/** `rule: message` of each finding. */
export function told({ findings }: Pick<Examined, 'findings'>): string[] {
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

export function examine(schema: GoldenSchema, fixture: Fixture): string[] {
  return told(examineFixture(fixture, schema));
}
