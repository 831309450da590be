// What an implementation of protobuf is to golden fixtures: a witness that decodes bytes, writes them again, and turns the
// readable twin into bytes. Types only; each implementation has a file beside this one.

import type { GoldenSchema } from '../golden-schema.ts';
import type { MessageValue } from '../message-value.ts';

export interface CodecCase {
  /** Full name of the message type. */
  readonly message: string;
  readonly bytes: Uint8Array;
  /** ProtoJSON; nothing where the twin cannot be read. */
  readonly twin: string | undefined;
  /** What the twin means, for an implementation whose own reader of JSON is not to be relied on. */
  readonly value: MessageValue | undefined;
}

/** What the implementation said where it made no bytes. */
export interface CodecFailure {
  readonly failure: string;
}

export interface CodecAnswer {
  /** The bytes, decoded and encoded again. */
  readonly reencoded: Uint8Array | CodecFailure;
  /** The twin, encoded; nothing when the implementation reads no JSON, or there is no twin. */
  readonly encoded: Uint8Array | CodecFailure | undefined;
}

export interface Codec {
  readonly name: CodecName;
  /** `protobufjs 8.8.1`. */
  readonly title: string;
  /** Map entries come out in the order of an object's keys, not sorted. */
  readonly keepsMapOrder: boolean;
  /** Members of oneofs are written last, extensions first. */
  readonly writesGoOrder: boolean;
  /** An answer for each case, in order. A `UserError` when the implementation could not be run at all. */
  run(
    cases: readonly CodecCase[],
    schema: GoldenSchema,
    onProgress: (done: number) => void,
  ): Promise<readonly CodecAnswer[]>;
}

/** An implementation that is not to be had here. */
export interface AbsentCodec {
  readonly name: CodecName;
  readonly reason: string;
  /** How it is had. */
  readonly hint: string;
}

export type CodecName = 'protobufjs' | 'protobuf-es' | 'protoc' | 'python' | 'go';

export const CODEC_NAMES: readonly CodecName[] = ['protobufjs', 'protobuf-es', 'protoc', 'python', 'go'];

/** What codecs that are programs of their own need to know of the machine. */
export interface CodecSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder that holds the programs of Python and Go. */
  readonly programs: string;
  /** Absolute path of a folder that outlives the run; nothing where there is none. */
  readonly cache: string | undefined;
  /** Puts a file where it vanishes after the run; its absolute path. */
  scratch(name: string, bytes: Uint8Array): string;
}

export function isFailure(answer: Uint8Array | CodecFailure): answer is CodecFailure {
  return !(answer instanceof Uint8Array);
}

export function isAbsent(codec: Codec | AbsentCodec): codec is AbsentCodec {
  return 'reason' in codec;
}

const LONGEST_FAILURE = 200;

/** The first line of what went wrong, as a clause. */
export function failureOf(error: unknown): CodecFailure {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.trim().split('\n', 1)[0] ?? '';
  return { failure: line.length > LONGEST_FAILURE ? `${line.slice(0, LONGEST_FAILURE)}…` : line || 'no reason given' };
}

/** Lets other work of the process go on now and then. */
export async function answerEach(
  cases: readonly CodecCase[],
  answer: (one: CodecCase) => CodecAnswer,
  onProgress: (done: number) => void,
): Promise<readonly CodecAnswer[]> {
  const answers: CodecAnswer[] = [];
  for (const one of cases) {
    answers.push(answer(one));
    if (answers.length % 200 > 0) continue;
    onProgress(answers.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return answers;
}

export function attempt(make: () => Uint8Array): Uint8Array | CodecFailure {
  try {
    return make();
  } catch (error) {
    return failureOf(error);
  }
}
