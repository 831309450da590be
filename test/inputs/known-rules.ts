// The rules that the configuration tests pretend to know.

import * as z from 'zod/mini';
import type { KnownRules } from '../../src/inputs/config/rule-settings.ts';

export const KNOWN: KnownRules = {
  presets: ['recommended', 'strict', 'all'],
  rules: new Map<string, z.core.$ZodType | undefined>([
    ['no-map-fields', undefined],
    [
      'no-float-counters',
      z.strictObject({
        words: z._default(z.array(z.string()), ['count']),
        limit: z.exactOptional(z.int().check(z.minimum(1), z.maximum(9))),
        style: z.exactOptional(z.union([z.literal('snake'), z.strictObject({ suffix: z.string() })])),
      }),
    ],
    ['opaque-payload', undefined],
    ['field-count', z.strictObject({ minFields: z.int(), maxFields: z.int() })],
  ]),
  aliases: new Map([['FIELD_NO_MAP', 'no-map-fields']]),
};
