// What a good `leyline.yaml` becomes.

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { FULL_CONFIG } from './full-config.ts';
import { KNOWN } from './known-rules.ts';

async function parse(text: string) {
  return (await parseConfig(text, 'leyline.yaml', KNOWN)).config;
}

describe('a configuration', () => {
  test('is read in full, paths normalized, names in lower case, options as their schema returns them', async () => {
    expect(await parse(FULL_CONFIG)).toEqual({
      contracts: { root: 'contracts', imports: ['third_party/protos', ''] },
      planes: {
        training: {
          packages: ['esper.system_state.*', 'esper.x'],
          subsystems: ['tolaria', 'kasmina'],
          internal: ['esper.x.Inner'],
        },
        control: {},
      },
      sources: [
        {
          language: 'typescript',
          include: ['src/**/*.ts'],
          generated: ['src/generated/**'],
          messagePackages: ['@esper/pb'],
        },
        { language: 'python', include: ['src/**/*.py'], exclude: ['src/old'], codecs: ['src/codec.py'] },
      ],
      register: { subsystems: ['src/esper/*'], output: 'docs/register.md', threshold: 4 },
      rules: {
        extends: ['recommended'],
        settings: new Map<string, unknown>([
          ['no-map-fields', { severity: 'off' }],
          ['opaque-payload', { severity: 'warning' }],
          ['no-float-counters', { severity: 'error', options: { words: ['count'], limit: 3 } }],
        ]),
      },
      overrides: [{ paths: ['contracts/v1/**'], rules: new Map([['no-map-fields', { severity: 'info' }]]) }],
      exceptions: [
        {
          rule: 'no-map-fields',
          path: 'contracts/v1/**',
          owner: 'data-architect',
          reason: 'v1 is frozen',
          expires: '2028-02-29',
        },
        { rule: 'opaque-payload', path: '.', owner: 'karn', reason: 'legacy', message: "'blob'" },
      ],
      baseline: 'build/leyline-baseline.json',
      check: { skip: ['golden'], against: 'origin/main' },
      budgets: { 'max-message-size': 280 },
    });
  });

  test.each(['', '\n', '# nothing yet\n', '{}', '---\n'])('%j is empty', async (text) => {
    expect(await parse(text)).toEqual({});
  });

  test('without `extends` is told from one with an empty list', async () => {
    expect((await parse('rules: {}')).rules).toEqual({ settings: new Map() });
    expect((await parse('rules: { extends: [] }')).rules).toEqual({ extends: [], settings: new Map() });
    expect((await parse('rules: { extends: [strict, all] }')).rules?.extends).toEqual(['strict', 'all']);
  });

  test('may repeat itself by aliases', async () => {
    const { exceptions } = await parse(
      'exceptions:\n  - { rule: no-map-fields, path: a, owner: &o karn, reason: x }\n' +
        '  - { rule: no-map-fields, path: b, owner: *o, reason: x }\n',
    );
    expect(exceptions?.map(({ owner }) => owner)).toEqual(['karn', 'karn']);
  });

  test('tells where each of its parts stands', async () => {
    const { locate, locateKey } = await parseConfig(FULL_CONFIG, 'leyline.yaml', KNOWN);
    const slice = ({ start, end }: { start: number; end: number }) => FULL_CONFIG.slice(start, end);
    expect(locate(['baseline']).path).toBe('leyline.yaml');
    expect(slice(locate(['exceptions', 1]))).toMatch(/^\{ rule: opaque-payload.*'blob'" \}$/);
    expect(slice(locate(['exceptions', 0, 'expires']))).toBe('2028-02-29');
    expect(slice(locateKey(['rules', 'no-map-fields']))).toBe('no-map-fields');
    expect(slice(locate(['exceptions', 1, 'expires']))).toMatch(/^\{ rule: opaque-payload/);
    const empty = await parseConfig('', 'leyline.yaml', KNOWN);
    expect(empty.locate(['rules'])).toEqual({ path: 'leyline.yaml', start: 0, end: 0 });
  });
});
