// Holds the answers of codecs against fixtures. A codec is a witness: where it disagrees, it is told which one says what.

import type { Finding } from '../../diagnostics/finding.ts';
import type { Codec, CodecAnswer, CodecFailure, CodecName } from '../codecs/codec.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { encodeCanonical } from '../wire/encode-canonical.ts';
import { firstDifference } from '../wire/first-difference.ts';
import { locate } from '../wire/locate.ts';
import { readValue } from '../wire/read-value.ts';
import { walkWire } from '../wire/walk-wire.ts';
import { differenceWords, type Examined, equalBytes, type Picture, type ReadyFixture } from './examine-fixture.ts';
import { goldenFinding } from './golden-checks.ts';
import { differencePicture } from './picture.ts';

export type Verdict = 'ok' | 'differs' | 'fails' | '-';

export interface CodecVerdicts {
  readonly codec: CodecName;
  readonly title: string;
  /** By fixture id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly findings: readonly Finding[];
  readonly pictures: readonly Picture[];
}

export async function askCodec(
  codec: Codec,
  examined: readonly Examined[],
  schema: GoldenSchema,
  onProgress: (done: number) => void,
): Promise<CodecVerdicts> {
  const asked = examined.flatMap(({ fixture, ready }) => (ready ? [{ fixture, ready }] : []));
  const cases = asked.map(({ ready: { message, bytes, value, twin } }) => ({
    message: message.fullName,
    bytes,
    twin: value && twin?.text,
    value,
  }));
  const answers = cases.length === 0 ? [] : await codec.run(cases, schema, onProgress);
  const verdicts = new Map<string, Verdict>();
  const findings: Finding[] = [];
  const pictures: Picture[] = [];
  asked.forEach(({ fixture, ready }, i) => {
    const { id, row } = fixture;
    const dissent = dissentOf(codec, answers[i] as CodecAnswer, ready, schema);
    verdicts.set(id, dissent ? (dissent.bytes ? 'differs' : 'fails') : 'ok');
    if (!dissent) return;
    findings.push(
      goldenFinding('golden-codec', row.name.place, `${codec.title} ${dissent.words} fixture '${id}'${dissent.detail}`),
    );
    if (dissent.picture !== undefined)
      pictures.push({ title: `${id}: what ${codec.title} makes of it`, text: dissent.picture });
  });
  return { codec: codec.name, title: codec.title, verdicts, findings, pictures };
}

interface Dissent {
  readonly words: string;
  readonly detail: string;
  readonly bytes: Uint8Array | undefined;
  readonly picture: string | undefined;
}

function dissentOf(codec: Codec, answer: CodecAnswer, ready: ReadyFixture, schema: GoldenSchema): Dissent | undefined {
  const { reencoded, encoded } = answer;
  const again = isBytes(reencoded) ? acceptsAgain(codec, reencoded, ready, schema) : false;
  if (!again)
    return dissent(reencoded, ready.bytes, ready, schema, ['does not decode', 'writes other bytes after decoding']);
  if (encoded === undefined || !ready.value) return undefined;
  const expected = encodeCanonical(ready.value);
  if (isBytes(encoded) && acceptsTwin(codec, encoded, expected, ready, schema)) return undefined;
  return dissent(encoded, expected, ready, schema, ['does not read the twin of', 'encodes to other bytes the twin of']);
}

function isBytes(answer: Uint8Array | CodecFailure): answer is Uint8Array {
  return answer instanceof Uint8Array;
}

function acceptsAgain(codec: Codec, bytes: Uint8Array, ready: ReadyFixture, schema: GoldenSchema): boolean {
  if (equalBytes(bytes, ready.bytes)) return true;
  if (ready.zones.size === 0) return false;
  const meaning = readValue(ready.tree);
  const isGoOrderOnly = ready.zones.size === 1 && ready.zones.has('go-order');
  if (isGoOrderOnly) return codec.writesGoOrder && equalBytes(bytes, encodeCanonical(meaning, 'like-go'));
  return meansTheSame(bytes, encodeCanonical(meaning), ready, schema);
}

/** JSON has neither an order of keys nor bits of a NaN, so what these become is the implementation's own affair. */
function acceptsTwin(
  codec: Codec,
  bytes: Uint8Array,
  expected: Uint8Array,
  ready: ReadyFixture,
  schema: GoldenSchema,
): boolean {
  if (equalBytes(bytes, expected)) return true;
  const { value, zones } = ready;
  if (codec.writesGoOrder && value && zones.has('go-order') && equalBytes(bytes, encodeCanonical(value, 'like-go')))
    return true;
  const isOpen = (kind: string) => walkWire(bytes, ready.message, schema).flaws.some((flaw) => flaw.kind === kind);
  const isOwnAffair = (codec.keepsMapOrder && isOpen('map-order')) || isOpen('nan-bits') || zones.size > 0;
  return isOwnAffair && meansTheSame(bytes, expected, ready, schema);
}

function meansTheSame(
  bytes: Uint8Array,
  canonical: Uint8Array,
  { message }: ReadyFixture,
  schema: GoldenSchema,
): boolean {
  const tree = walkWire(bytes, message, schema);
  return !tree.isMalformed && equalBytes(encodeCanonical(readValue(tree)), canonical);
}

function dissent(
  answer: Uint8Array | CodecFailure,
  expected: Uint8Array,
  { message }: ReadyFixture,
  schema: GoldenSchema,
  [failing, differing]: readonly [string, string],
): Dissent {
  if (!isBytes(answer)) return { words: failing, detail: `: ${answer.failure}`, bytes: undefined, picture: undefined };
  const wanted = walkWire(expected, message, schema);
  const actual = walkWire(answer, message, schema);
  const difference = firstDifference(wanted, actual);
  if (!difference) return { words: differing, detail: '', bytes: answer, picture: undefined };
  const reason = actual.flaws.find(({ start, end }) => end > difference.offset || start >= difference.offset);
  const field = reason && locate(actual, reason.start).path;
  const why = reason ? `; '${field}': ${reason.words}` : '';
  return {
    words: differing,
    detail: `: ${differenceWords(expected, actual, difference)}${why}`,
    bytes: answer,
    picture: differencePicture(wanted, actual, difference, ['expected', 'actual']),
  };
}
