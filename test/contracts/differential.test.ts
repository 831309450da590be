// Our bytes held against those of other implementations of protobuf, for every type of message: protobufjs, protobuf-es
// and protoc. And what they and we make of bytes that were tampered with.

import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, createFileRegistry, type DescMessage, fromBinary, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../contracts/index.ts';
import { needProtoc, runBuf, withFolder } from '../model/proto/compilers.ts';
import { camelCase, type Fields, TESTED, type TestedType } from './message-arbitrary.ts';
import { textFormat } from './text-format.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCHEMAS = new Map(TESTED.map(({ schema }) => [schema.typeName, schema]));
const BY_NAME = TESTED.map((tested) => [tested.type.typeName, tested] as const);

/** All proto files in one folder, as each of the others needs them. */
function withProtos<T>(use: (folder: string) => T): T {
  return withFolder((folder) => {
    for (const [from, version] of [
      ['contracts', 'v1'],
      ['contracts', 'v2'],
      ['fixtures/bindings', 'v9'],
    ] as const) {
      cpSync(join(ROOT, from, version), join(folder, version), { recursive: true });
    }
    return use(folder);
  });
}

const registry = withProtos((folder) => createFileRegistry(runBuf(folder)));

const root = withProtos((folder) => {
  const loaded = new protobuf.Root();
  const resolve = loaded.resolvePath.bind(loaded);
  loaded.resolvePath = (origin, target) => (/^v\d/.test(target) ? join(folder, target) : resolve(origin, target));
  const files = [...new Set(TESTED.map(({ schema }) => schema.typeName.split('.')))];
  const paths = files
    .filter(([first]) => first === 'esper')
    .map(([, name, version]) => `${version}/${version === 'v9' ? 'every-kind' : name}.proto`);
  return loaded.loadSync([...new Set(paths)]).resolveAll();
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function descriptorOf(typeName: string): DescMessage {
  const found = registry.getMessage(typeName);
  if (!found) throw new Error(`buf has no ${typeName}`);
  return found;
}

/** As protobufjs's `fromObject` takes it: 64 bits as text, the cases of a oneof beside the other fields. */
function forProtobufjs(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(forProtobufjs);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]) => {
      if (held === undefined) return [];
      if (typeof held === 'object' && held !== null && 'case' in held && 'value' in held) {
        return [[held.case, forProtobufjs(held.value)]];
      }
      return [[name, forProtobufjs(held)]];
    }),
  );
}

/** The others write entries in the order that they stand in. */
function withSortedMaps({ schema }: TestedType, message: Fields): Fields {
  const sorted = { ...message };
  for (const field of schema.fields) {
    const name = camelCase(field.name);
    const value = message[name];
    const inner = TESTED.find(({ type }) => type.typeName === field.type);
    if (field.cardinality === 'map') {
      const entries = Object.entries(value as Record<string, unknown>);
      sorted[name] = Object.fromEntries(entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    } else if (field.cardinality === 'oneof') {
      const held = message[camelCase(field.oneof ?? '')] as { case: string; value: Fields } | undefined;
      if (inner && held?.case === name)
        sorted[camelCase(field.oneof ?? '')] = { case: name, value: withSortedMaps(inner, held.value) };
    } else if (inner && Array.isArray(value)) sorted[name] = value.map((one: Fields) => withSortedMaps(inner, one));
    else if (inner && value !== undefined) sorted[name] = withSortedMaps(inner, value as Fields);
  }
  return sorted;
}

describe.each(BY_NAME)('%s', (typeName, tested) => {
  const { type, messages } = tested;
  const descriptor = descriptorOf(typeName);
  const reflected = root.lookupType(typeName);

  it('has the bytes of protobuf-es and protobufjs', () => {
    const property = fc.property(messages, (message) => {
      const bytes = hex(encodeMessage(type, message));
      const sorted = withSortedMaps(tested, message);
      expect(hex(toBinary(descriptor, create(descriptor, sorted)))).toBe(bytes);
      expect(hex(reflected.encode(reflected.fromObject(forProtobufjs(sorted) as object)).finish())).toBe(bytes);
    });
    fc.assert(property, { numRuns: 15 });
  });

  it('means what it means to protobuf-es, whole or not', () => {
    const bytes = fc
      .tuple(
        messages,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 }),
        fc.array(messages, { maxLength: 1 }),
      )
      .map(([message, changes, more]) => {
        const whole = Buffer.concat([message, ...more].map((one) => encodeMessage(type, one)));
        for (const [at, byte] of changes) if (whole.length > 0) whole[at % whole.length] = byte;
        return whole;
      });
    const property = fc.property(bytes, (given) => {
      const ours = attempt(() => {
        const read = decodeMessage(type, given);
        if (hasUnknown(read)) throw new Error('protobuf-es reads known fields of any wire type, where protoc does not');
        return encodeMessage(type, read);
      });
      const theirs = attempt(() => toBinary(descriptor, fromBinary(descriptor, given)));
      if (ours === undefined || theirs === undefined) return;
      // Maps have another order there, and NaN other bits; so we read theirs again.
      expect(hex(encodeMessage(type, decodeMessage(type, theirs)))).toBe(hex(ours));
    });
    fc.assert(property, { numRuns: 30 });
  });
});

function hasUnknown(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return false;
  if ('$unknown' in value && value.$unknown !== undefined) return true;
  return Object.values(value).some(hasUnknown);
}

function attempt(run: () => Uint8Array): Uint8Array | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

describe('protoc', () => {
  const SAMPLES = 6;

  it('writes the same bytes for messages of every type', (context) => {
    needProtoc(context);
    const samples = TESTED.map(({ messages }) => fc.sample(messages, { numRuns: SAMPLES, seed: 20261121 }));
    const imports = [...registry.files].map(({ proto }) => `import "${proto.name}";`);
    const fields = TESTED.map(({ type }, i) => `  repeated .${type.typeName} f${i + 1} = ${i + 1};`);
    const proto = ['syntax = "proto3";', ...imports, 'message Batch {', ...fields, '}'].join('\n');
    const text = samples.flatMap((messages, i) =>
      messages.map((message) => {
        const schema = TESTED[i]?.schema;
        return schema ? `f${i + 1} { ${textFormat(SCHEMAS, schema, message)} }\n` : '';
      }),
    );
    const bytes = withProtos((folder) => {
      writeFileSync(join(folder, 'batch.proto'), proto);
      const options = [`-I${folder}`, '--encode=Batch', '--deterministic_output', 'batch.proto'];
      return execFileSync('protoc', options, {
        input: text.join(''),
        maxBuffer: 2 ** 26,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    });
    const reader = protobuf.Reader.create(bytes);
    for (const [i, messages] of samples.entries()) {
      const type = TESTED[i]?.type;
      for (const message of messages) {
        expect(reader.uint32() >>> 3).toBe(i + 1);
        const theirs = new Uint8Array(reader.bytes());
        if (!type) continue;
        expect(hex(encodeMessage(type, message)), type.typeName).toBe(hex(theirs));
        expect(decodeMessage(type, theirs)).toEqual(message);
      }
    }
    expect(reader.pos).toBe(bytes.length);
  });
});
