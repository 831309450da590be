// Independent implementations against our canonical encoder: over every shape of the wire, and over the shipped fixtures.

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODEC_NAMES, type Codec } from '../../src/golden/codecs/codec.ts';
import { findCodecs } from '../../src/golden/codecs/find-codecs.ts';
import { lengthDelimited } from '../../src/golden/codecs/wire-bytes.ts';
import type { GoldenSchema } from '../../src/golden/golden-schema.ts';
import { writeTwin } from '../../src/golden/json/write-twin.ts';
import { sampleCases } from '../../src/golden/plan/sample-cases.ts';
import { askCodec } from '../../src/golden/verify/ask-codecs.ts';
import { examineFixture } from '../../src/golden/verify/examine-fixture.ts';
import { encodeCanonical } from '../../src/golden/wire/encode-canonical.ts';
import { walkWire } from '../../src/golden/wire/walk-wire.ts';
import { zoneOf } from '../../src/golden/wire/zones.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { bytesOf, EVERYTHING, fixtureOf, messageOf, told } from './golden-texts.ts';
import { codecOrSkip, settings } from './tools.ts';

/** A fixture for every sample of every message, allowing what it needs. */
function sampleFixtures(schema: GoldenSchema, prefix: string) {
  return [...schema.messages.values()]
    .filter(({ fullName }) => fullName.startsWith(prefix))
    .flatMap((message) =>
      sampleCases(message, true).map(({ suffix, value }) => {
        const bytes = encodeCanonical(value);
        const allow = new Set(walkWire(bytes, message, schema).flaws.flatMap(({ kind }) => zoneOf(kind)?.name ?? []));
        const fixture = fixtureOf(message.fullName, bytes, writeTwin(value, schema), { allow: [...allow] });
        return { ...fixture, id: `${message.fullName}/${suffix}` };
      }),
    );
}

describe.each(CODEC_NAMES)('%s', (name) => {
  it.for(['wire.three', 'wire.two'])('agrees about every shape of %s', async (prefix, context) => {
    const codec = await codecOrSkip(context, name);
    const fixtures = sampleFixtures(EVERYTHING, prefix).filter(
      ({ id }) => !/wire\.two.*defaults|wire\.two.*empty/.test(id),
    );
    const examined = fixtures.map((fixture) => examineFixture(fixture, EVERYTHING));
    expect(examined.flatMap(told)).toEqual([]);
    const { findings, verdicts } = await askCodec(codec, examined, EVERYTHING, () => {});
    expect(told({ findings })).toEqual([]);
    expect(verdicts.size).toBe(fixtures.length);
  });
});

describe('protoc', () => {
  const schema = EVERYTHING;
  const tree = messageOf(schema, 'wire.three.Tree');

  it('says which of many fixtures it cannot read, and goes on with the others', async (context) => {
    const codec = await codecOrSkip(context, 'protoc');
    const one = (bytes: Uint8Array) => ({ message: tree.fullName, bytes, twin: undefined, value: undefined });
    const deep = Array.from({ length: 99 }).reduce<Uint8Array>((inner) => lengthDelimited(3, inner), new Uint8Array());
    const answers = await codec.run([one(bytesOf('0a 01 61')), one(bytesOf('0a 05 61')), one(deep)], schema, () => {});
    expect(answers.map(({ reencoded }) => reencoded)).toEqual(
      [Buffer.from('0a0161', 'hex'), { failure: 'Failed to parse input.' }, Buffer.from(deep)].map((answer) =>
        Buffer.isBuffer(answer) ? new Uint8Array(answer) : answer,
      ),
    );
  });
});

it('a program that fails is one sentence, whatever it says', async () => {
  const folder = temporaryFolder({
    python: '#!/bin/sh\nif [ "$1" = -c ]; then echo 9.9; else echo "boom\nbang" >&2; exit 3; fi\n',
  });
  chmodSync(join(folder, 'python'), 0o755);
  const { codecs } = await findCodecs(['python'], [], settings({ LEYLINE_PYTHON: join(folder, 'python') }));
  const fixture = fixtureOf('wire.three.Tree', new Uint8Array(), '{}');
  const asked = askCodec(codecs[0] as Codec, [examineFixture(fixture, EVERYTHING)], EVERYTHING, () => {});
  await expect(asked).rejects.toThrow(/^the python codec failed: bang$/);
});

it.each([
  ['protoc', { LEYLINE_PROTOC: '/nonexistent' }, "'/nonexistent' cannot be run"],
  ['python', { LEYLINE_PYTHON: '/nonexistent' }, "'/nonexistent' cannot be run"],
  ['go', { LEYLINE_GO_CODEC: '/nonexistent' }, "'/nonexistent' cannot be run"],
] as const)('%s is absent with a reason', async (name, env, reason) => {
  const { codecs, absent } = await findCodecs([name], [], settings(env));
  expect([codecs, absent.map((each) => each.reason)]).toEqual([[], [reason]]);
  await expect(findCodecs([name], [name], settings(env))).rejects.toThrow(`codec '${name}' is required, but ${reason}`);
});
