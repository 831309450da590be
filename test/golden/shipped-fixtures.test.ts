// The golden fixtures of the shipped contracts: sound, agreed upon by every codec, and guarded bit by bit.

import { beforeAll, describe, expect, it } from 'vitest';
import { CODEC_NAMES } from '../../src/golden/codecs/codec.ts';
import type { Fixture } from '../../src/golden/fixture.ts';
import { type GoldenSchema, goldenSchema } from '../../src/golden/golden-schema.ts';
import { askCodec } from '../../src/golden/verify/ask-codecs.ts';
import { type Examined, examineFixture } from '../../src/golden/verify/examine-fixture.ts';
import { locate } from '../../src/golden/wire/locate.ts';
import { walkWire } from '../../src/golden/wire/walk-wire.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { readFixtureFiles, readGoldenFolders } from '../../src/inputs/golden/read-golden-set.ts';
import { loadProtos } from '../../src/inputs/protos/load-protos.ts';
import { linkFiles } from '../../src/model/proto/schema/link.ts';
import { messageOf, REPOSITORY, told } from './golden-texts.ts';
import { codecOrSkip } from './tools.ts';

let schema: GoldenSchema;
let fixtures: readonly Fixture[];
let examined: readonly Examined[];

beforeAll(async () => {
  const tree = workTree(REPOSITORY);
  const protos = (await tree.list('contracts', ['.proto'])).filter((path) => /^contracts\/v\d/.test(path));
  schema = goldenSchema(linkFiles((await loadProtos(tree, protos, { roots: ['contracts'] })).inputs).files.values());
  const { folders } = await readGoldenFolders(tree, 'contracts');
  const all = await Promise.all(
    folders.map(async (files) => {
      const rows = files.manifest?.rows ?? [];
      const names = rows.map(({ name }) => name.value);
      const read = await readFixtureFiles(tree, REPOSITORY, files, names);
      return rows.map((row): Fixture => {
        const { bytes, twin } = read.get(row.name.value) ?? { bytes: undefined, twin: undefined };
        return { id: `${files.version}/${row.name.value}`, version: files.version, row, bytes, twin };
      });
    }),
  );
  fixtures = all.flat();
  examined = fixtures.map((fixture) => examineFixture(fixture, schema));
});

it('are sound', () => {
  expect(examined.flatMap(told)).toEqual([]);
});

it('hold every message of every version', () => {
  const covered = new Set(fixtures.map(({ row }) => row.message.value));
  const messages = [...schema.messages.keys()].filter((name) => name.startsWith('esper.'));
  expect(messages.filter((name) => !covered.has(name))).toEqual([]);
});

it('have the names that the specification gives', () => {
  const ids = fixtures.map(({ id }) => id);
  const names =
    'system_state adaptation_lr_update adaptation_seed_activation adaptation_rollback adaptation_pause telemetry_emergency';
  expect(ids).toEqual(expect.arrayContaining(names.split(' ').map((name) => `v2/${name}`)));
});

it('set every member of each oneof', () => {
  const sets = (fixture: Fixture, member: string) => treeOf(fixture).fields.some(({ field }) => field?.name === member);
  const missing = [...schema.messages.values()].flatMap((message) => {
    const own = fixtures.filter(({ row }) => row.message.value === message.fullName);
    if (own.length === 0) return [];
    const members = message.oneofs.flatMap((oneof) => oneof.fields.map(({ name }) => name));
    return members
      .filter((member) => !own.some((fixture) => sets(fixture, member)))
      .map((member) => `${message.fullName}.${member}`);
  });
  expect(missing).toEqual([]);
});

it('have maps with many keys', () => {
  const most = Math.max(
    ...fixtures.map((fixture) => treeOf(fixture).fields.filter(({ field }) => field?.isMap).length),
  );
  expect(most).toBeGreaterThan(40);
});

function treeOf({ row, bytes }: Fixture) {
  return walkWire(bytes as Uint8Array, messageOf(schema, row.message.value), schema);
}

describe.each(CODEC_NAMES)('%s', (name) => {
  it('agrees about all of them', async (context) => {
    const codec = await codecOrSkip(context, name);
    const { findings, verdicts } = await askCodec(codec, examined, schema, () => {});
    expect(told({ findings })).toEqual([]);
    expect(new Set(verdicts.values())).toEqual(new Set(['ok']));
    expect(verdicts.size).toBe(fixtures.length);
  });
});

/** Of each fixture, so many bits all over it. */
const BITS = 4;

it('a single bit that is flipped is caught, and the message names its field', () => {
  const silent: string[] = [];
  let flips = 0;
  for (const fixture of fixtures) {
    const bytes = fixture.bytes as Uint8Array;
    const tree = treeOf(fixture);
    for (let i = 0; i < Math.min(BITS, bytes.length * 8); i++) {
      const bit = (i * 2_654_435_761 + bytes.length * 40_503) % (bytes.length * 8);
      const offset = bit >> 3;
      const flipped = bytes.slice();
      flipped[offset] = (flipped[offset] ?? 0) ^ (1 << (bit & 7));
      flips += 1;
      const { path } = locate(tree, offset);
      const [first] = told(examineFixture({ ...fixture, bytes: flipped }, schema)).filter((line) =>
        line.startsWith('golden-checksum'),
      );
      if (path === '' || !first?.includes(`in field '${path}'`)) silent.push(`${fixture.id} bit ${bit}: ${first}`);
    }
  }
  expect(silent).toEqual([]);
  expect(flips).toBeGreaterThan(2_000);
});
