// Arbitrary texts as `leyline.yaml`: a configuration or a ConfigError, never anything else.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/inputs/config/config-error.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { FULL_CONFIG } from './full-config.ts';
import { KNOWN } from './known-rules.ts';

describe('whatever the text, the outcome is a configuration or a UserError', () => {
  const keys = fc.constantFrom(
    'contracts',
    'root',
    'rules',
    'extends',
    'exceptions',
    'owner',
    'paths',
    'no-map-fields',
  );
  const yamlish = fc.array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '  ',
        '\n',
        '- ',
        ': ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '&a ',
        '*a',
        '!x ',
        '|\n',
        '#',
        '"',
        "'",
        '\t',
      ),
      fc.constantFrom('---\n', '%', '? ', '<<', '__proto__', '\ufeff', '\r\n', '~', '1e999', '../', '*'),
      keys,
      fc.string({ maxLength: 5 }),
    ),
  );

  async function outcome(text: string): Promise<void> {
    try {
      await parseConfig(text, 'leyline.yaml', KNOWN);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const { problems } = error as ConfigError;
      expect(problems.length).toBeGreaterThan(0);
      for (const { span } of problems) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  }

  test('arbitrary characters', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), outcome), { numRuns: 500 });
  });

  test('scraps of YAML', async () => {
    await fc.assert(
      fc.asyncProperty(yamlish, (scraps) => outcome(scraps.join(''))),
      { numRuns: 800 },
    );
  });

  test('well-formed values of every shape', async () => {
    const value = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 1, 1.5, '', 'error', 'off', '../x', '2027-02-30'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(keys, fc.string({ maxLength: 4 })), tie('tree'), { maxKeys: 4 }),
      ),
    })).tree;
    await fc.assert(
      fc.asyncProperty(value, (tree) => outcome(JSON.stringify(tree))),
      { numRuns: 800 },
    );
  });

  test('the full configuration with any one stretch replaced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(FULL_CONFIG.length), fc.nat(40), fc.string({ maxLength: 6 }), (start, length, text) =>
        outcome(FULL_CONFIG.slice(0, start) + text + FULL_CONFIG.slice(start + length)),
      ),
      { numRuns: 500 },
    );
  });
});
