// Source code that turns messages into bytes or back itself. What a receiver is has been resolved; this file only judges.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { ProtobufUse } from '../../src/model/source-graph/protobuf-use.ts';

export default defineRule({
  id: 'no-manual-serialization',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'code outside of codec modules that encodes or decodes messages of the contracts',
  why:
    'Every place that handles the bytes of a message chooses a library, its options and its treatment of unknown fields ' +
    'and default values. With one such place the bytes are the same everywhere, can be checked against golden fixtures, ' +
    'and can change in one commit. With twenty, services drift apart and nobody notices until old bytes are read.',
  source: 'I2, ADR-006',
  messages: {
    encode: "'{written}' turns a message into bytes by hand: {known}",
    decode: "'{written}' reads a message from bytes by hand: {known}",
    likelyEncode: "'{written}' likely turns a message into bytes by hand: {known}",
    likelyDecode: "'{written}' likely reads a message from bytes by hand: {known}",
    stream: "'{written}' works on the wire format by hand: {known}",
    wire: '{written} of the wire format is put together by hand: {known}',
    pack: "'{written}' packs fields of a message by hand: {known}",
  },
  options: z.strictObject({
    /** What is reported: `certain` where the receiver was resolved, `likely` where only its use tells what it is. */
    confidence: z._default(z.array(z.enum(['certain', 'likely'])).check(z.minLength(1)), ['certain', 'likely']),
  }),
  visit: {
    source({ role, uses }, ctx) {
      if (role !== 'code') return;
      const help = "call a codec module instead, or name this one in 'sources[].codecs'";
      for (const { kind, confidence, written, known, start, end } of uses) {
        if (!ctx.options.confidence.includes(confidence)) continue;
        const message = messageOf(kind, confidence);
        if (message) ctx.report({ message, data: { written, known }, at: { start, end }, help });
      }
    },
  },
});

function messageOf(kind: ProtobufUse['kind'], confidence: ProtobufUse['confidence']) {
  const isLikely = confidence === 'likely';
  switch (kind) {
    case 'encodes':
      return isLikely ? 'likelyEncode' : 'encode';
    case 'decodes':
      return isLikely ? 'likelyDecode' : 'decode';
    case 'wire-stream':
      return 'stream';
    case 'wire-code':
      return 'wire';
    case 'packs':
      return 'pack';
    default:
      return undefined;
  }
}
