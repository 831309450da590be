// Which witnesses there are on this machine: those in process always, programs where they are found.

import { UserError } from '../../diagnostics/user-error.ts';
import { type AbsentCodec, type Codec, type CodecName, type CodecSettings, isAbsent } from './codec.ts';
import { goCodec } from './go-codec.ts';
import { protobufEsCodec } from './protobuf-es-codec.ts';
import { protobufjsCodec } from './protobufjs-codec.ts';
import { protocCodec } from './protoc-codec.ts';
import { pythonCodec } from './python-codec.ts';

export interface FoundCodecs {
  readonly codecs: readonly Codec[];
  readonly absent: readonly AbsentCodec[];
}

/** Asks for `wanted` only; one of `required` that is not to be had is a `UserError`. */
export async function findCodecs(
  wanted: readonly CodecName[],
  required: readonly CodecName[],
  settings: CodecSettings,
): Promise<FoundCodecs> {
  const found = await Promise.all(wanted.map((name) => find(name, required.includes(name), settings)));
  const absent = found.filter(isAbsent);
  const missing = absent.find(({ name }) => required.includes(name));
  if (missing)
    throw new UserError(`codec '${missing.name}' is required, but ${missing.reason}`, { hint: missing.hint });
  return { codecs: found.filter((codec): codec is Codec => !isAbsent(codec)), absent };
}

function find(name: CodecName, isRequired: boolean, settings: CodecSettings): Promise<Codec | AbsentCodec> {
  switch (name) {
    case 'protobufjs':
      return protobufjsCodec();
    case 'protobuf-es':
      return protobufEsCodec();
    case 'protoc':
      return protocCodec(settings);
    case 'python':
      return pythonCodec(settings);
    case 'go':
      return goCodec(settings, isRequired);
  }
}
