// Judges one fixture by what we know ourselves: its files, its checksum, its wire, its twin. No other implementation of
// protobuf is asked here.

import type { Finding } from '../../diagnostics/finding.ts';
import type { MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import { nearest } from '../../text/nearest.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import { sha256 } from '../digest.ts';
import type { Fixture } from '../fixture.ts';
import { type GoldenSchema, nearestMessage } from '../golden-schema.ts';
import { readTwin } from '../json/read-twin.ts';
import type { MessageValue } from '../message-value.ts';
import { hex, offsetText } from '../wire/dump.ts';
import { encodeCanonical } from '../wire/encode-canonical.ts';
import { type Difference, firstDifference } from '../wire/first-difference.ts';
import { locate, shownPath } from '../wire/locate.ts';
import { readValue } from '../wire/read-value.ts';
import { walkWire } from '../wire/walk-wire.ts';
import type { WireFlaw, WireTree } from '../wire/wire-field.ts';
import { ZONE_NAMES, type Zone, zoneOf } from '../wire/zones.ts';
import { goldenFinding } from './golden-checks.ts';
import { differencePicture, flawPicture } from './picture.ts';

export interface Picture {
  /** Whose it is: `v2/system_state`. */
  readonly title: string;
  readonly text: string;
}

export interface Examined {
  readonly fixture: Fixture;
  readonly findings: readonly Finding[];
  readonly pictures: readonly Picture[];
  /** What codecs are asked about; nothing where the fixture is not fit for them. */
  readonly ready: ReadyFixture | undefined;
}

export interface ReadyFixture {
  readonly message: MessageDescriptor;
  readonly bytes: Uint8Array;
  readonly tree: WireTree;
  /** What the twin means; nothing where it cannot be read. */
  readonly value: MessageValue | undefined;
  readonly twin: SourceFile | undefined;
  /** Differences that the fixture allows and has. */
  readonly zones: ReadonlySet<string>;
}

/** More of one fixture would say nothing new. */
const MOST_FLAWS = 5;

/** `isFrozen`: what its version was released with stays, so nothing can be put right by an update. */
export function examineFixture(fixture: Fixture, schema: GoldenSchema, isFrozen = false): Examined {
  const { id, row, bytes, twin } = fixture;
  const findings: Finding[] = [];
  const pictures: Picture[] = [];
  const told = (rule: string, message: string, help?: string, place = row.name.place) =>
    void findings.push(goldenFinding(rule, place, message, help));
  const orUpdate = isFrozen
    ? `: version ${fixture.version} is frozen, and its fixtures stay as they were released`
    : `, or 'leyline golden update ${id}' with a reason`;
  const done = (ready?: ReadyFixture): Examined => ({ fixture, findings, pictures, ready });

  const message = schema.messages.get(row.message.value);
  if (!message) {
    const near = nearestMessage(row.message.value, schema);
    const help = near === undefined ? 'name a message of the contracts in full' : `did you mean '${near}'?`;
    told('golden-files', `there is no message '${row.message.value}'`, help, row.message.place);
    return done();
  }
  if (row.sha256 === undefined && bytes === undefined) {
    told(
      'golden-files',
      `fixture '${id}' is not recorded yet`,
      `'leyline golden record ${id}' makes its bytes from its twin`,
    );
  } else if (row.sha256 === undefined) {
    told(
      'golden-files',
      `fixture '${id}' has bytes, but no checksum`,
      'remove its .bin file, and record it from its twin',
    );
  } else if (typeof bytes !== 'object') {
    told(
      'golden-files',
      bytes === undefined
        ? `fixture '${id}' has no file ${id}.bin`
        : `the bytes of fixture '${id}' cannot be read: ${bytes}`,
    );
  }
  if (typeof twin !== 'object') {
    told(
      'golden-files',
      twin === undefined
        ? `fixture '${id}' has no file ${id}.json`
        : `the twin of fixture '${id}' cannot be read: ${twin}`,
    );
  }
  for (const { value: name, place } of row.allow) {
    if (ZONE_NAMES.includes(name)) continue;
    const near = nearest(name, ZONE_NAMES);
    told(
      'golden-difference-allowed',
      `'${name}' is nothing that a fixture can allow`,
      near ? `did you mean '${near}'?` : `it can allow ${ZONE_NAMES.join(', ')}`,
      place,
    );
  }
  const read = typeof twin === 'object' ? readTwin(twin.text, message, schema) : undefined;
  for (const problem of read?.problems ?? []) {
    const place = placeIn(twin as SourceFile, problem.span);
    told('golden-twin', problem.message, problem.help, place);
  }
  if (typeof bytes !== 'object') return done();

  const tree = walkWire(bytes, message, schema);
  const isRecorded = row.sha256 !== undefined && sha256(bytes) === row.sha256.value;
  const zones = judgeFlaws(tree);
  const expected = read?.value && encodeCanonical(read.value);
  const difference = expected && firstDifference(walkWire(expected, message, schema), tree);
  if (row.sha256 !== undefined && !isRecorded) tellChecksum();
  else if (row.size !== undefined && row.size.value !== bytes.length) {
    told(
      'golden-checksum',
      `the bytes of fixture '${id}' are ${bytes.length}, not the recorded ${row.size.value}`,
      undefined,
      row.size.place,
    );
  }
  if (isRecorded && !tree.isMalformed && expected && difference && !meansTheSame(expected))
    tellMismatch(expected, difference);
  if (!isRecorded || tree.isMalformed) return done();
  return done({ message, bytes, tree, value: read?.value, twin: typeof twin === 'object' ? twin : undefined, zones });

  function judgeFlaws({ flaws }: WireTree): ReadonlySet<string> {
    const allowed = new Set(row.allow.map(({ value }) => value));
    const used = new Set<string>();
    const refused = flaws.filter((flaw) => {
      const zone = zoneOf(flaw.kind);
      if (!zone || !allowed.has(zone.name)) return true;
      used.add(zone.name);
      return false;
    });
    for (const flaw of refused.slice(0, MOST_FLAWS)) tellFlaw(flaw, zoneOf(flaw.kind));
    if (refused.length > MOST_FLAWS) {
      told('golden-wire', `there are ${refused.length - MOST_FLAWS} more places like these in fixture '${id}'`);
    }
    // Other bytes than the recorded ones say nothing of what the row needs.
    for (const { value, place } of isRecorded ? row.allow : []) {
      if (used.has(value) || !ZONE_NAMES.includes(value)) continue;
      told('golden-difference-allowed', `fixture '${id}' allows '${value}' and does not need it`, 'take it out', place);
    }
    return used;
  }

  function tellFlaw(flaw: WireFlaw, zone: Zone | undefined): void {
    const { path } = locate(tree, flaw.start);
    const where = `at offset 0x${offsetText(flaw.start, tree.bytes.length)}${path === '' ? '' : `, field '${shownPath(path)}'`}`;
    const text = `fixture '${id}' ${where}: ${flaw.words}`;
    if (zone)
      told(
        'golden-difference-allowed',
        text,
        `${zone.summary}; 'allow: [${zone.name}]' in its row of the manifest, or '--allow ${zone.name}', accepts that`,
      );
    else told('golden-wire', text, "bytes that 'leyline golden' makes from the twin are as encoders write them");
    pictures.push({ title: `${id}: ${flaw.words}`, text: flawPicture(tree, flaw) });
  }

  function tellChecksum(): void {
    const help = `restore ${id}.bin${orUpdate}`;
    if (!expected) {
      told('golden-checksum', `the bytes of fixture '${id}' are not the recorded ones`, help);
    } else if (!difference) {
      told(
        'golden-checksum',
        `the bytes of fixture '${id}' are what its twin means, but not what the manifest records`,
        help,
        row.sha256?.place,
      );
    } else {
      told(
        'golden-checksum',
        `the bytes of fixture '${id}' are not the recorded ones: ${differenceWords(expected, tree, difference)}`,
        help,
      );
      tellDifference(expected, difference);
    }
  }

  function tellMismatch(twinBytes: Uint8Array, different: Difference): void {
    const span = placeOf(different.path);
    const place = typeof twin === 'object' && span ? placeIn(twin, span) : row.name.place;
    const words = differenceWords(twinBytes, tree, different);
    told(
      'golden-mismatch',
      `the twin of fixture '${id}' encodes to other bytes: ${words}`,
      `change it back${orUpdate}`,
      place,
    );
    tellDifference(twinBytes, different);
  }

  function tellDifference(twinBytes: Uint8Array, different: Difference): void {
    const from = walkWire(twinBytes, message as MessageDescriptor, schema);
    const text = differencePicture(from, tree, different, ['expected, from the twin', 'actual, in the fixture']);
    pictures.push({ title: `${id}: the first difference`, text });
  }

  /** Then what is wrong with the bytes has been told already, or is allowed. */
  function meansTheSame(twinBytes: Uint8Array): boolean {
    return tree.flaws.length > 0 && equalBytes(encodeCanonical(readValue(tree)), twinBytes);
  }

  function placeOf(path: string): Span | undefined {
    for (let at = path; at !== ''; at = at.replace(/(?:\.?[^.[\]]+|\[[^\]]*\])$/, '')) {
      const place = read?.places.get(at);
      if (place) return place;
      if (!/[.[\]]/.test(at)) break;
    }
    return undefined;
  }
}

/** `first at offset 0x12, in field 'a.b': 1a expected, 1b found`. */
export function differenceWords(expected: Uint8Array, actual: WireTree, { offset, path }: Difference): string {
  const where = `first at offset 0x${offsetText(offset, actual.bytes.length)}${path === '' ? '' : `, in field '${shownPath(path)}'`}`;
  const at = (bytes: Uint8Array) => (offset < bytes.length ? hex(bytes, offset, offset + 1) : 'the end');
  return `${where}, ${at(expected)} was expected and ${at(actual.bytes)} is there`;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function placeIn({ path }: SourceFile, { start, end }: Span) {
  return { path, start, end };
}
