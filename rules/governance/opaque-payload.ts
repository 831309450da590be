// Fields whose content no schema describes. Judged by type, name and comment; what is really inside is never looked at.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FieldDescriptor, MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { commentsOf } from '../../src/model/proto/syntax/comments.ts';
import { valueField } from '../../src/model/schema-graph.ts';
import { findWord, splitWords, wordSet } from '../../src/model/words.ts';

/** Words for a structure in a name. `data`, `content` and `body` are left out: mostly they are files and streams. */
const WORDS = [
  ...['attributes', 'blob', 'blobs', 'config', 'configs', 'configuration', 'dict', 'dump', 'metadata', 'options'],
  ...['parameters', 'params', 'payload', 'payloads', 'properties', 'settings', 'state_dict', 'struct', 'structure'],
  ...['marshaled', 'marshalled', 'pickle', 'pickled', 'serialised', 'serialized', 'bson', 'json', 'msgpack', 'toml'],
  ...['yaml', 'custom_data', 'event_data', 'extra_data', 'user_data'],
];

/** Words for content that is bytes by nature; they outweigh the words above. */
const BINARY = wordSet([
  ...['address', 'binary', 'bitmap', 'bits', 'bloom', 'bytecode', 'cert', 'certificate', 'certificates', 'challenge'],
  ...['checksum', 'chunk', 'ciphertext', 'cookie', 'crc', 'cursor', 'der', 'digest', 'digests', 'embedding'],
  ...['embeddings', 'encrypted', 'etag', 'fingerprint', 'hash', 'hashed', 'hashes', 'hmac', 'icon', 'id', 'ids'],
  ...['image', 'iv', 'jpeg', 'key', 'keys', 'mac', 'mask', 'nonce', 'pem', 'picture', 'png', 'proof', 'salt'],
  ...['secret', 'sha', 'sig', 'signature', 'signatures', 'signed', 'tensor', 'tensors', 'thumbnail', 'ticket'],
  ...['token', 'tokens', 'uuid', 'video', 'wasm', 'audio'],
]);

const RUN_TIME_TYPES = new Set(['google.protobuf.Struct', 'google.protobuf.Value', 'google.protobuf.ListValue']);

const FORMATS: Readonly<Record<string, string>> = {
  pickle: 'a pickle',
  pickled: 'a pickle',
  json: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  toml: 'TOML',
  bson: 'BSON',
  msgpack: 'MessagePack',
  messagepack: 'MessagePack',
};

/** Fields that name the type of whatever bytes stand beside them; the second list, only of what is called a payload. */
const TYPE_NAMES = ['content_type', 'media_type', 'message_type', 'mime_type', 'type_name', 'type_url'];
const PAYLOAD_TYPE_NAMES = ['event_type', 'kind', 'payload_type', 'type'];
const PAYLOADS = wordSet(['blob', 'body', 'content', 'data', 'event', 'message', 'payload', 'payloads', 'value']);
const TYPE_ENDINGS = [
  '_type',
  '_type_name',
  '_type_url',
  '_content_type',
  '_media_type',
  '_message_type',
  '_mime_type',
];

export default defineRule({
  id: 'opaque-payload',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a structure inside bytes, Any or Struct escapes the schema',
  why:
    'What travels as bytes or Struct has a schema all the same, only nobody can see it: no compatibility check, no ' +
    'golden fixture and no generated type covers it, and it breaks in production when one side changes it. A pickle ' +
    'moreover runs code of the sender when it is read and ties every reader to Python. An envelope is another ' +
    'matter: a payload with its type named beside it can be decoded by the schema of that type.',
  source: '§8.0.1, §8.0.3',
  messages: {
    named: "bytes field '{name}' carries a structure without a schema",
    described: "bytes field '{name}' carries {format}, as its comment says",
    any: "field '{name}' is typed only at run time",
    dynamic: "field '{name}' is a {type}, a structure without a schema",
  },
  options: z.strictObject({
    /** Words, or pairs joined by `_`, by which a bytes field is taken for a structure. */
    words: z._default(z.array(z.string()), WORDS),
  }),
  visit: {
    field(field, ctx) {
      const value = valueField(field);
      const { name, node } = field;
      const at = node.type.kind === 'map' ? node.type.value : node.type;
      const type = value.message?.fullName;
      if (type === 'google.protobuf.Any') {
        const help = 'use a message of your own, or a oneof over the messages that it may hold';
        ctx.report({ message: 'any', at, data: { name }, help });
      } else if (type && RUN_TIME_TYPES.has(type)) {
        const help = 'declare a message with the fields that are used, or repeated name-value entries';
        ctx.report({ message: 'dynamic', at, data: { name, type }, help });
      }
      if (value.type !== 'bytes') return;
      const words = splitWords(name);
      if (hasTypeBeside(field, words)) return;
      const isBinary = findWord(words, BINARY) !== undefined;
      const format = describedFormat(field, isBinary);
      const help = `declare a message for what it holds and use it as type; an envelope names the type in 'string ${typeName(name)}' beside it`;
      if (format) ctx.report({ message: 'described', at, data: { name, format }, help });
      else if (!isBinary && findWord(words, wordSet(ctx.options.words))) {
        ctx.report({ message: 'named', at, data: { name }, help });
      }
    },
  },
});

function typeName(name: string): string {
  return /[A-Z]/.test(name) ? `${name}Type` : `${name}_type`;
}

/** `payload_type` beside `payload`; for `serialized_event` also `event_type`; a bare `type` beside a payload. */
function hasTypeBeside(field: FieldDescriptor, words: readonly string[]): boolean {
  const message = field.isExtension ? field.extendee : field.parent;
  const typed = message && textFields(message);
  if (!typed || typed.size === 0) return false;
  if (TYPE_NAMES.some((name) => typed.has(name))) return true;
  if (findWord(words, PAYLOADS) && PAYLOAD_TYPE_NAMES.some((name) => typed.has(name))) return true;
  return words.some((_, i) => {
    const [head, tail] = [words.slice(0, i + 1).join('_'), words.slice(i).join('_')];
    return TYPE_ENDINGS.some((ending) => typed.has(head + ending) || typed.has(tail + ending));
  });
}

const textFieldsOf = new WeakMap<MessageDescriptor, ReadonlySet<string>>();

/** Names of a message's single string and enum fields, in snake_case; gathered once per message. */
function textFields(message: MessageDescriptor): ReadonlySet<string> {
  const known = textFieldsOf.get(message);
  if (known) return known;
  const names = new Set<string>();
  for (const { name, type, label } of message.fields) {
    if (label !== 'repeated' && (type === 'string' || type === 'enum')) names.add(splitWords(name).join('_'));
  }
  textFieldsOf.set(message, names);
  return names;
}

/**
 * The format that the field's comment names. Later sentences are not believed, as they speak of signing, hashing or
 * the JSON mapping; nor is anything but a pickle at the very beginning where the name is that of binary content.
 */
function describedFormat(field: FieldDescriptor, isBinary: boolean): string | undefined {
  const { leading, trailing } = commentsOf(field.file.node, field.node);
  for (const comment of [trailing, leading]) {
    const sentence = firstSentence(comment ?? '');
    const word = isBinary
      ? /^pickled?\b/i.exec(sentence)?.[0]
      : /(?<!\b(?:never|no|non|not|than|without)[\s-]+(?:an?\s+)?)\b(?:pickled?|json|ya?ml|toml|bson|msgpack|messagepack)\b/i.exec(
          sentence,
        )?.[0];
    if (word) return FORMATS[word.toLowerCase()];
  }
  return undefined;
}

/** The first sentence of more than two words, which passes over openings such as `Optional.` */
function firstSentence(comment: string): string {
  const sentences = comment
    .slice(0, 400)
    .trim()
    .split(/[.;]\s+|\n\s*\n/);
  return sentences.find((sentence) => sentence.trim().split(/\s+/).length > 2) ?? sentences[0] ?? '';
}
