// What some cases need of the schema as a binary `google.protobuf.FileDescriptorSet`, which programs of other languages load.

import type { GoldenSchema } from '../golden-schema.ts';
import type { CodecCase } from './codec.ts';

export async function descriptorBytes(schema: GoldenSchema, cases: readonly CodecCase[]): Promise<Uint8Array> {
  return encodeSet(schema.descriptorSet(cases.map(({ message }) => message)));
}

export async function encodeSet(set: object): Promise<Uint8Array> {
  const es = await import('./protobuf-es-library.ts');
  return es.toBinary(es.FileDescriptorSetSchema, es.fromJson(es.FileDescriptorSetSchema, set as never));
}
