// Plans what is written for a fixture: its bytes from its twin, and its row. Pure: refused or planned, nothing is written.

import type { Finding } from '../../diagnostics/finding.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import type { GoldenRow } from '../../model/golden-set.ts';
import { protobufEsCodec } from '../codecs/protobuf-es-codec.ts';
import { protobufjsCodec } from '../codecs/protobufjs-codec.ts';
import { sha256 } from '../digest.ts';
import type { Fixture } from '../fixture.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { readTwin } from '../json/read-twin.ts';
import { askCodec } from '../verify/ask-codecs.ts';
import { type Examined, examineFixture, type Picture } from '../verify/examine-fixture.ts';
import { encodeCanonical } from '../wire/encode-canonical.ts';
import type { RowValues } from './manifest-text.ts';

export interface FixtureChange {
  readonly fixture: Fixture;
  /** In place of what the row has. */
  readonly allow: readonly string[] | undefined;
  readonly budget: number | undefined;
  /** In place of what the twin encodes to: bytes that a twin cannot say, such as unknown fields. */
  readonly bytes: Uint8Array | undefined;
}

export interface PlannedFixture {
  readonly fixture: Fixture;
  readonly bytes: Uint8Array;
  readonly row: RowValues;
}

export interface FixturePlan {
  readonly planned: readonly PlannedFixture[];
  /** Nothing is written when there are any. */
  readonly findings: readonly Finding[];
  readonly pictures: readonly Picture[];
}

export async function planFixtures(changes: readonly FixtureChange[], schema: GoldenSchema): Promise<FixturePlan> {
  const examined: Examined[] = [];
  const planned: PlannedFixture[] = [];
  for (const change of changes) {
    const bytes = change.bytes ?? twinBytes(change.fixture, schema);
    const fixture = bytes ? asRecorded(change, bytes) : change.fixture;
    const judged = examineFixture(fixture, schema);
    examined.push(bytes ? judged : withoutFiles(judged));
    if (!bytes) continue;
    const row = {
      message: fixture.row.message.value,
      sha256: sha256(bytes),
      size: bytes.length,
      budget: change.budget,
      allow: change.allow,
    };
    planned.push({ fixture: change.fixture, bytes, row });
  }
  const own = examined.flatMap(({ findings }) => findings);
  if (own.length > 0) return { planned: [], findings: own, pictures: examined.flatMap(({ pictures }) => pictures) };
  const codecs = await Promise.all([protobufjsCodec(), protobufEsCodec()]);
  const verdicts = await Promise.all(codecs.map((codec) => askCodec(codec, examined, schema, () => {})));
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  return {
    planned: findings.length > 0 ? [] : planned,
    findings,
    pictures: verdicts.flatMap(({ pictures }) => pictures),
  };
}

/** That a fixture is not recorded yet is no news to who records it; what keeps it from that is. */
function withoutFiles(examined: Examined): Examined {
  const findings = examined.findings.filter(({ rule }) => rule !== 'golden-files');
  return findings.length > 0 ? { ...examined, findings } : examined;
}

function twinBytes({ id, twin, row }: Fixture, schema: GoldenSchema): Uint8Array | undefined {
  if (twin === undefined) {
    throw new UserError(`fixture '${id}' has no twin`, {
      hint: `write ${id}.json in ProtoJSON, or let 'leyline golden scaffold' do it`,
    });
  }
  if (typeof twin === 'string') throw new UserError(`the twin of fixture '${id}' cannot be read: ${twin}`);
  const message = schema.messages.get(row.message.value);
  const value = message ? readTwin(twin.text, message, schema).value : undefined;
  return value && encodeCanonical(value);
}

/** As it will be, so that it is judged before it is written. */
function asRecorded({ fixture, allow }: FixtureChange, bytes: Uint8Array): Fixture {
  const { place } = fixture.row.name;
  const row: GoldenRow = {
    ...fixture.row,
    sha256: { value: sha256(bytes), place },
    size: { value: bytes.length, place },
    allow: allow ? allow.map((value) => ({ value, place })) : fixture.row.allow,
  };
  return { ...fixture, row, bytes };
}
