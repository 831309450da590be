// The names under which messages become bytes and bytes messages, in each library; and the one look at a text that
// tells whether it can hold such a thing.

import { PYTHON_NAMES } from './runtimes.ts';

export type Direction = 'encodes' | 'decodes';

/** Methods of message classes, instances, codecs and schemas. */
export const CODEC_METHODS: ReadonlyMap<string, Direction> = new Map([
  ...directed('encodes', 'encode encodeDelimited toBinary serializeBinary serializeBinaryToWriter internalBinaryWrite'),
  ...directed('encodes', 'SerializeToString SerializePartialToString toProto'),
  ...directed('decodes', 'decode decodeDelimited fromBinary deserializeBinary deserializeBinaryFromReader'),
  ...directed('decodes', 'internalBinaryRead mergeFromBinary ParseFromString MergeFromString FromString'),
  ...directed('decodes', 'ParsePartialFromString fromProtoMsg fromProto'),
]);

/** So special that an unknown receiver is likely to be a message. */
export const TELLING_METHODS: ReadonlySet<string> = new Set([
  ...['encodeDelimited', 'decodeDelimited', 'serializeBinary', 'deserializeBinary', 'serializeBinaryToWriter'],
  ...['deserializeBinaryFromReader', 'internalBinaryRead', 'internalBinaryWrite', 'SerializeToString'],
  ...['SerializePartialToString', 'ParseFromString', 'MergeFromString', 'fromProtoMsg'],
]);

const METHODS = [...CODEC_METHODS.keys()].join('|');

const WORDS = new RegExp(
  [
    // called on something, taken out of something, or passed on under its name; text is no message
    `(?<!Text(?:En|De)coder\\([^()\n]{0,60}\\)\\s?)\\.(?:${METHODS})\\b`,
    `(?:[{,]\\s*|['"])(?:${METHODS})\\b`,
    `^\\s+(?:${METHODS})\\b`,
    '[\'"](?:protobufjs|@bufbuild/protobuf|google-protobuf|@protobuf-ts/|protons-runtime|@grpc/proto-loader)',
    'google\\.protobuf',
    '\\bpbStream\\b',
    '[\'"]pbf[\'"]',
    '_pb(?:2)?\\b',
    '<< *3\\b',
    '\\bstruct\\.pack\\b',
    '\\blookupType\\b',
    '\\bprotobuf(?:js)?\\.(?:[A-Z]|load|parse)',
    '\\b(?:Binary|Buffer)?(?:Writer|Reader)(?:\\(|\\.create\\b)',
    'leyline-ignore',
  ].join('|'),
  'm',
);

/** Each of {@link WORDS} and {@link RENAMES} has one of these in it, and a search for plain text is fast. */
const HINTS = [
  ...['encode', 'decode', 'Binary', 'Serialize', 'FromString', 'Proto', 'protobuf', 'protons-', 'proto-loader', 'pbf'],
  ...['pbStream', '_pb', '<<', 'struct.pack', 'lookupType', 'Writer', 'Reader', 'leyline-ignore'],
];

/** Without such a hint, a text neither handles bytes nor renames what does. */
export function hasHint(text: string): boolean {
  for (const hint of HINTS) if (text.includes(hint)) return true;
  return false;
}

export function mayHandleBytes(text: string): boolean {
  return hasHint(text) && WORDS.test(text);
}

const EVIDENCE = new RegExp(
  [
    `\\b(?:${[...TELLING_METHODS].join('|')}|lookupType)\\b`,
    '[.\'"`]\\s*finish\\b',
    '\\b(?:Binary|Buffer)?Writer\\b',
    '<<[\\s(]*[03.]',
    'leyline-ignore',
  ].join('|'),
);

const PASCAL_CASE = [...CODEC_METHODS.keys()].filter((name) => /^[A-Z]/.test(name));

/** What Python has `encode` and `decode` for is mostly text: something else must tell of messages. */
const PYTHON_EVIDENCE = new RegExp(
  [
    `\\b(?:${[...PASCAL_CASE, ...PYTHON_NAMES].join('|')}|lookupType)\\b`,
    'google\\.protobuf',
    '_pb(?:2)?\\b',
    '<< *3\\b',
    '\\bstruct\\.pack\\b',
    'leyline-ignore',
  ].join('|'),
);

/** Of a text that may handle bytes: whether something may be found in it, whatever its imports lead to. */
export function hasOwnEvidence(text: string, isPython: boolean): boolean {
  return (isPython ? PYTHON_EVIDENCE : EVIDENCE).test(text);
}

const WRITES = ['uint32', 'fork', 'int64', 'bytes'];

/** Whether it may declare what can be told to be a protobuf writer by its methods alone. */
export function mayDeclareWriter(text: string): boolean {
  return WRITES.every((name) => text.includes(name));
}

/** `toBinary as pack`, `pack = toBinary`: the name is all that is left of it in other files. A cast ends with neither. */
const RENAMES = new RegExp(
  `\\b(?:${METHODS})\\s+as\\s+([\\w$]+)(?=\\s*(?:[,}]|/[/*]))|\\bexport\\s+const\\s+([\\w$]+)\\s*=\\s*[\\w$.]*\\b(?:${METHODS})\\s*;?$`,
  'gm',
);

const MAX_NAMES = 100;

/** Names under which scripts hand on what turns messages into bytes, as a look for calls of these. */
export function callsOfRenamed(texts: Iterable<string>): RegExp | undefined {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, renamed, assigned] of text.matchAll(RENAMES)) names.add(renamed ?? assigned ?? '');
    if (names.size > MAX_NAMES) break;
  }
  if (names.size === 0) return undefined;
  const written = [...names].map((name) => name.replaceAll('$', '\\$'));
  return new RegExp(`(?<![\\w$])(?:${written.join('|')})\\s*\\(`);
}

const PASSES_ON = /\bexport\s*(?:type\s*)?(?:\*|\{[^}]*\}\s*from\b)|__exportStar\(|\bmodule\.exports\s*=\s*require\(/;

/** A file that says nothing of its own about protobuf, but hands on what others do. */
export function passesOnExports(text: string): boolean {
  return PASSES_ON.test(text);
}

function directed(direction: Direction, words: string): [string, Direction][] {
  return words.split(' ').map((word) => [word, direction]);
}
