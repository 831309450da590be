// `buf:lint:ignore` comments in projects of our own: what they speak of, which rule they mean, and when they can go.
// That they mean to us what they mean to Buf where Buf reads them too is seen with buf itself, in test/buf-agreement.

import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { checkWorkspace } from '../../src/engine/check-workspace.ts';
import { createPolicy } from '../../src/engine/policy.ts';
import { positionAt } from '../../src/text/source-file.ts';
import { linkTexts } from './link-texts.ts';

const RULES = [
  'package-defined',
  'message-pascal-case',
  'field-lower-snake-case',
  'comment-enum',
  'comment-enum-value',
];
const on = rules.filter(({ id }) => RULES.includes(id));

interface Run {
  readonly isComplete?: boolean;
  readonly ignores?: 'exact' | 'as-buf-does' | undefined;
  /** The first line. */
  readonly head?: string;
}

/** A line for each finding: where, which rule, and the reason that excuses it. */
function check(
  lines: readonly string[],
  { isComplete = true, head = 'syntax = "proto3"; package a;', ...run }: Run = {},
): string[] {
  const text = [head, ...lines, ''].join('\n');
  const { workspace, compileFindings } = linkTexts({ 'a.proto': text });
  expect(compileFindings).toEqual([]);
  const { findings } = checkWorkspace({
    workspace,
    compileFindings,
    compileChecks: new Set(),
    rules: on,
    policy: createPolicy({
      config: {
        extends: ['recommended'],
        rules: new Map(RULES.map((id) => [id, { severity: 'error' }])),
        overrides: [],
      },
      rules: on,
    }),
    exceptions: [],
    baseline: new Set(),
    otherTexts: [],
    today: '2026-01-01',
    isComplete,
    ...('ignores' in run && { bufIgnoresIn: () => run.ignores }),
  });
  return findings.map(({ rule, start, message, excused }) => {
    const { line } = positionAt({ path: 'a.proto', text }, start);
    return `${line} ${rule}: ${excused?.reason ?? (rule.startsWith('suppression') ? message : '-')}`;
  });
}

describe('an ignore comment', () => {
  it.each<[what: string, lines: string[], found: string[]]>([
    [
      'speaks of the declaration below it, and of all inside',
      [
        '// buf:lint:ignore FIELD_LOWER_SNAKE_CASE',
        'message A {',
        '  int32 Bb = 1;',
        '}',
        'message C { int32 Dd = 1; }',
      ],
      ['4 field-lower-snake-case: buf:lint:ignore', '6 field-lower-snake-case: -'],
    ],
    [
      'has what follows the id for its reason',
      ['// buf:lint:ignore MESSAGE_PASCAL_CASE: the app reads it', 'message a {}'],
      ['3 message-pascal-case: the app reads it'],
    ],
    [
      'has no reason where no word follows',
      ['// buf:lint:ignore MESSAGE_PASCAL_CASE --', 'message a {}'],
      ['3 message-pascal-case: buf:lint:ignore'],
    ],
    [
      'names one rule; further ones need lines of their own',
      [
        '// buf:lint:ignore MESSAGE_PASCAL_CASE, FIELD_LOWER_SNAKE_CASE',
        'message a { int32 Bb = 1; }',
        '// buf:lint:ignore MESSAGE_PASCAL_CASE',
        '// buf:lint:ignore FIELD_LOWER_SNAKE_CASE old',
        'message c { int32 Dd = 1; }',
      ],
      [
        '3 message-pascal-case: FIELD_LOWER_SNAKE_CASE',
        '3 field-lower-snake-case: -',
        '6 message-pascal-case: buf:lint:ignore',
        '6 field-lower-snake-case: old',
      ],
    ],
    [
      'means the rule of this very id',
      ['// buf:lint:ignore COMMENT_ENUM_VALUE', 'enum A { A_B = 0; }'],
      ['3 comment-enum: -', '3 comment-enum-value: buf:lint:ignore'],
    ],
    [
      'may stand in a block comment',
      ['/* Words.', ' * buf:lint:ignore MESSAGE_PASCAL_CASE old */', 'message a {}'],
      ['4 message-pascal-case: old'],
    ],
    [
      'speaks of nothing across a blank line, nor behind code',
      ['// buf:lint:ignore MESSAGE_PASCAL_CASE', '', 'message a {} // buf:lint:ignore MESSAGE_PASCAL_CASE'],
      [
        "2 suppression-unused: 'buf:lint:ignore MESSAGE_PASCAL_CASE' excuses nothing",
        '4 message-pascal-case: -',
        "4 suppression-unused: 'buf:lint:ignore MESSAGE_PASCAL_CASE' excuses nothing",
      ],
    ],
    [
      'is needless where the rule has nothing to say',
      ['// buf:lint:ignore MESSAGE_PASCAL_CASE old', 'message A {}'],
      ["2 suppression-unused: 'buf:lint:ignore MESSAGE_PASCAL_CASE' excuses nothing"],
    ],
    [
      'is left alone where the rule is off or unknown',
      ['// buf:lint:ignore SERVICE_SUFFIX', '// buf:lint:ignore ACME_RULE', '// buf:lint:ignore', 'service A {}'],
      [],
    ],
    [
      'is prose where other words come first, or more than one blank follows',
      ['// see buf:lint:ignore MESSAGE_PASCAL_CASE', '// buf:lint:ignore  MESSAGE_PASCAL_CASE', 'message a {}'],
      ['4 message-pascal-case: -'],
    ],
  ])('%s', (_, lines, found) => {
    expect(check(lines)).toEqual(found);
  });

  it('is not called needless in a run over a part of the project', () => {
    expect(check(['// buf:lint:ignore MESSAGE_PASCAL_CASE', 'message A {}'], { isComplete: false })).toEqual([]);
  });

  it('means more than its id where Buf reads it, and can never be called needless', () => {
    const lines = ['// buf:lint:ignore COMMENT_ENUM_VALUE', 'enum A { A_B = 0; }', '// buf:lint:ignore COMMENT_ENUM'];
    expect(check(lines, { ignores: 'as-buf-does' })).toEqual([
      '3 comment-enum: buf:lint:ignore',
      '3 comment-enum-value: buf:lint:ignore',
    ]);
  });

  it('has no effect where it is not read', () => {
    expect(check(['// buf:lint:ignore MESSAGE_PASCAL_CASE', 'message a {}'], { ignores: undefined })).toEqual([
      '3 message-pascal-case: -',
    ]);
  });

  it('cannot speak for a file as a whole', () => {
    const head = '// buf:lint:ignore PACKAGE_DEFINED';
    expect(check(['syntax = "proto3";'], { head })).toEqual([
      '1 package-defined: -',
      "1 suppression-unused: 'buf:lint:ignore PACKAGE_DEFINED' excuses nothing",
    ]);
  });
});
