// protobuf-es as a witness, by a registry of our descriptors. Knows nothing of what its answers are held against.

import { answerEach, attempt, type Codec } from './codec.ts';

export async function protobufEsCodec(): Promise<Codec> {
  const es = await import('./protobuf-es-library.ts');
  return {
    name: 'protobuf-es',
    title: 'protobuf-es',
    keepsMapOrder: true,
    writesGoOrder: false,
    async run(cases, schema, onProgress) {
      const set = es.fromJson(
        es.FileDescriptorSetSchema,
        schema.descriptorSet(cases.map(({ message }) => message)) as never,
      );
      const registry = es.createFileRegistry(set);
      const typeOf = (name: string) => {
        const type = registry.getMessage(name);
        if (!type) throw new Error(`it does not know message '${name}'`);
        return type;
      };
      return answerEach(
        cases,
        ({ message, bytes, twin }) => ({
          reencoded: attempt(() => es.toBinary(typeOf(message), es.fromBinary(typeOf(message), bytes))),
          encoded:
            twin === undefined
              ? undefined
              : attempt(() => es.toBinary(typeOf(message), es.fromJsonString(typeOf(message), twin, { registry }))),
        }),
        onProgress,
      );
    },
  };
}
