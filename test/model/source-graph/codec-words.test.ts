// What a look at the text takes for a sign: each sign on its own, and what only looks like one.

import { describe, expect, it } from 'vitest';
import {
  CODEC_METHODS,
  callsOfRenamed,
  hasHint,
  hasOwnEvidence,
  mayHandleBytes,
  TELLING_METHODS,
} from '../../../src/model/source-graph/codec-words.ts';

const SIGNS = [
  ...[...CODEC_METHODS.keys()].map((name) => `a.${name}(b);`),
  "import { Writer } from 'protobufjs/minimal';",
  "import { create } from '@bufbuild/protobuf';",
  "import jspb from 'google-protobuf';",
  "import { MessageType } from '@protobuf-ts/runtime';",
  "import { message } from 'protons-runtime';",
  "import { loadSync } from '@grpc/proto-loader';",
  "import { pbStream } from 'it-protobuf-stream';",
  "import Pbf from 'pbf';",
  'from google.protobuf import message',
  "import { Packet } from './packet_pb.js';",
  'import packet_pb2',
  'out.push((field << 3) | 2);',
  'struct.pack("<I", packet.seq)',
  'root.lookupType("a.B")',
  'protobuf.Root.create()',
  'const w = Writer.create();',
  'const r = new Reader(bytes);',
  '// leyline-ignore no-manual-serialization',
];

describe('a text', () => {
  it.each(SIGNS)('may handle bytes: %s', (text) => {
    expect(hasHint(text)).toBe(true);
    expect(mayHandleBytes(text)).toBe(true);
  });

  it.each([
    'export const sum = (a: number, b: number) => a + b;',
    'const bytes = new TextEncoder().encode(text);',
    'const text = new TextDecoder("utf-8").decode(bytes);',
    'function encode(text) {}',
  ])('does not: %s', (text) => {
    expect(mayHandleBytes(text)).toBe(false);
  });
});

describe('evidence of its own', () => {
  it.each([
    ...[...TELLING_METHODS].map((name) => `a.${name}(b);`),
    'root.lookupType("a.B")',
    'unknown.encode(m).finish()',
    'unknown.encode(m)\n  .finish()',
    "unknown.encode(m)['finish']()",
    'unknown.encode(m, Writer.create())',
    'unknown.encode(m, BinaryWriter.create())',
    '(field << 3) | 2',
    '(field << (3)) | 2',
    '(field << 0x3) | 2',
    '// leyline-ignore no-manual-serialization',
  ])('has a script with %s', (text) => {
    expect(hasOwnEvidence(text, false)).toBe(true);
  });

  it.each(['z.encode(schema, value)', 'jwt.decode(token)', '// to finish, encode it', "import { x } from './x_pb'"])(
    'has no script with %s',
    (text) => {
      expect(hasOwnEvidence(text, false)).toBe(false);
    },
  );

  it.each([
    ['packet.SerializeToString()', true],
    ['Packet.FromString(data)', true],
    ['from gen import packet_pb2', true],
    ['from google.protobuf import json_format', true],
    ['class Own(Message): pass', true],
    ['struct.pack("<I", packet.seq)', true],
    ['key = (field << 3) | 2', true],
    ['text = data.decode("utf-8")', false],
    ['data = name.encode()', false],
  ])('in Python: %s: %s', (text, has) => {
    expect(hasOwnEvidence(text, true)).toBe(has);
  });
});

describe('calls under another name', () => {
  it.each([
    ["export { toBinary as pack } from '@bufbuild/protobuf';", 'pack(a)'],
    ["import { encode,\n  decode as read, } from './codec';", 'read(b)'],
    ["import { decode as read /* old */ } from './codec';", 'read(b)'],
    ['export const pack = Packet.toBinary;', 'pack (a)'],
  ])('are looked for after %s', (text, call) => {
    expect(callsOfRenamed([text])?.test(call)).toBe(true);
  });

  it.each(['const f = codec.encode as any;', 'use(decode as unknown);', 'value.decode as string\n'])(
    'are not looked for after a cast: %s',
    (text) => {
      expect(callsOfRenamed([text])).toBeUndefined();
    },
  );
});
