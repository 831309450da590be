// C++ protobuf as a witness, through protoc: all fixtures at once as the fields of one message that is made up for it, and
// one by one only where that fails. protoc reads no JSON, so it says nothing of twins.

import { UserError } from '../../diagnostics/user-error.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import { readVarint } from '../wire/varint.ts';
import { LEN } from '../wire/wire-field.ts';
import type { AbsentCodec, Codec, CodecAnswer, CodecCase, CodecFailure, CodecSettings } from './codec.ts';
import { encodeSet } from './descriptor-bytes.ts';
import { lastWords, type ProgramRun, runProgram } from './run-program.ts';
import { joinBytes, lengthDelimited } from './wire-bytes.ts';

/** `LEYLINE_PROTOC` names another one than the first on the path. */
export async function protocCodec(settings: CodecSettings): Promise<Codec | AbsentCodec> {
  const named = settings.env['LEYLINE_PROTOC'];
  const protoc = named || 'protoc';
  const run = await runProgram(protoc, ['--version'], { timeoutMs: 20_000 });
  if (run.isMissing || run.exitCode !== 0) {
    const reason = run.isMissing ? `'${protoc}' cannot be run` : `'${protoc}' failed: ${lastWords(run)}`;
    return { name: 'protoc', reason, hint: 'install the protobuf compiler, or name it in LEYLINE_PROTOC' };
  }
  const [version = ''] = /[\d.]+/.exec(new TextDecoder().decode(run.stdout)) ?? [];
  return {
    name: 'protoc',
    title: `protoc ${version}`,
    keepsMapOrder: false,
    writesGoOrder: false,
    run: (cases, schema, onProgress) => runBatches(protoc, settings, cases, schema, onProgress),
  };
}

const BATCH = 500;
const FILE = 'leyline-golden-batch.proto';
const MESSAGE = 'leyline.golden.Batch';
/** 19000 to 19999 belong to protobuf itself. */
const numberOf = (index: number) => (index < 18_999 ? index + 1 : index + 1_001);

interface Setting {
  readonly protoc: string;
  readonly descriptors: string;
}

async function runBatches(
  protoc: string,
  settings: CodecSettings,
  cases: readonly CodecCase[],
  schema: GoldenSchema,
  onProgress: (done: number) => void,
): Promise<readonly CodecAnswer[]> {
  const setting = { protoc, descriptors: settings.scratch('descriptors.binpb', await batchDescriptors(cases, schema)) };
  const answers: (Uint8Array | CodecFailure)[] = [];
  for (let at = 0; at < cases.length; at += BATCH) {
    const batch = cases.slice(at, at + BATCH);
    answers.push(...((await runBatch(setting, batch, at)) ?? (await oneByOne(setting, batch))));
    onProgress(answers.length);
  }
  return answers.map((reencoded) => ({ reencoded, encoded: undefined }));
}

/** The schema and a file with one message: a field for each case. */
async function batchDescriptors(cases: readonly CodecCase[], schema: GoldenSchema): Promise<Uint8Array> {
  const types = cases.flatMap(({ message }) => schema.messages.get(message) ?? []);
  const { file } = schema.descriptorSet(cases.map(({ message }) => message));
  const batch = {
    name: FILE,
    package: 'leyline.golden',
    dependency: [...new Set(types.map((type) => type.file.importPath))],
    messageType: [
      {
        name: 'Batch',
        field: cases.map(({ message }, i) => ({
          name: `f${numberOf(i)}`,
          number: numberOf(i),
          label: 'LABEL_OPTIONAL',
          type: 'TYPE_MESSAGE',
          typeName: `.${message}`,
        })),
      },
    ],
  };
  return encodeSet({ file: [...(file as object[]), batch] });
}

/** Nothing when some case spoils the batch. */
async function runBatch(
  setting: Setting,
  batch: readonly CodecCase[],
  first: number,
): Promise<readonly Uint8Array[] | undefined> {
  const input = joinBytes(batch.map(({ bytes }, i) => lengthDelimited(numberOf(first + i), bytes)));
  const decoded = await run(setting, '--decode', input);
  if (decoded.exitCode !== 0) return refuseToStart(decoded);
  const encoded = await run(setting, '--encode', decoded.stdout);
  if (encoded.exitCode !== 0) return undefined;
  const fields = splitFields(encoded.stdout);
  const answers = batch.flatMap((_, i) => fields.get(numberOf(first + i)) ?? []);
  return answers.length === batch.length ? answers : undefined;
}

/** What is wrong with the schema spoils every batch, and no case is to blame. */
function refuseToStart(run: ProgramRun): undefined {
  if (run.stderr.includes('Failed to parse input')) return undefined;
  if (run.exitCode !== undefined && !/leyline-golden-batch|descriptor|unknown|not defined/i.test(run.stderr))
    return undefined;
  throw new UserError(`the protoc codec failed: ${lastWords(run)}`, {
    hint: 'a protoc that is newer may know the schema; LEYLINE_PROTOC names another one',
  });
}

async function oneByOne(
  setting: Setting,
  batch: readonly CodecCase[],
): Promise<readonly (Uint8Array | CodecFailure)[]> {
  const answers: (Uint8Array | CodecFailure)[] = [];
  for (const one of batch) answers.push(await alone(setting, one));
  return answers;
}

async function alone(setting: Setting, { message, bytes }: CodecCase): Promise<Uint8Array | CodecFailure> {
  const decoded = await run(setting, '--decode', bytes, message);
  if (decoded.exitCode !== 0) return { failure: lastWords(decoded) };
  const encoded = await run(setting, '--encode', decoded.stdout, message);
  return encoded.exitCode === 0 ? encoded.stdout : { failure: lastWords(encoded) };
}

function run(
  { protoc, descriptors }: Setting,
  mode: '--decode' | '--encode',
  input: Uint8Array,
  message = MESSAGE,
): Promise<ProgramRun> {
  const deterministic = mode === '--encode' ? ['--deterministic_output'] : [];
  const args = [`--descriptor_set_in=${descriptors}`, `${mode}=${message}`, ...deterministic, FILE];
  return runProgram(protoc, args, { input });
}

function splitFields(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at, bytes.length);
    const length = readVarint(bytes, tag.end, bytes.length);
    if (Number(tag.value & 7n) !== LEN) break;
    at = length.end + Number(length.value);
    fields.set(Number(tag.value >> 3n), bytes.slice(length.end, at));
  }
  return fields;
}
