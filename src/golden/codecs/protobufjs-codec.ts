// protobufjs as a witness, by its reflection over our descriptors. Twins come to it as objects: its own reader of ProtoJSON
// drops minus zero. Knows nothing of what its answers are held against.

import type { Type } from 'protobufjs';
import type { GoldenSchema } from '../golden-schema.ts';
import { answerEach, attempt, type Codec, type CodecCase } from './codec.ts';
import { descriptorBytes } from './descriptor-bytes.ts';
import { plainObject } from './plain-object.ts';

export async function protobufjsCodec(): Promise<Codec> {
  return {
    name: 'protobufjs',
    title: 'protobufjs',
    keepsMapOrder: true,
    writesGoOrder: false,
    async run(cases, schema, onProgress) {
      const typeOf = await load(schema, cases);
      return answerEach(
        cases,
        ({ message, bytes, value }) => ({
          reencoded: attempt(() => {
            const type = typeOf(message);
            return type.encode(type.decode(bytes)).finish();
          }),
          encoded:
            value === undefined
              ? undefined
              : attempt(() => {
                  const type = typeOf(message);
                  return type.encode(type.fromObject(plainObject(value))).finish();
                }),
        }),
        onProgress,
      );
    },
  };
}

async function load(schema: GoldenSchema, cases: readonly CodecCase[]) {
  const { protobufjs, descriptor } = await import('./protobufjs-library.ts');
  const set = descriptor.FileDescriptorSet.decode(await descriptorBytes(schema, cases));
  const root = (
    protobufjs.Root as unknown as {
      fromDescriptor(set: unknown, options: object): InstanceType<typeof protobufjs.Root>;
    }
  ).fromDescriptor(set, { keepCase: true });
  root.resolveAll();
  const types = new Map<string, Type>();
  return (name: string): Type => {
    const known = types.get(name) ?? root.lookupType(`.${name}`);
    types.set(name, known);
    return known;
  };
}
