// `leyline-ignore` comments: which line they speak about, what they must say, and when they are findings themselves.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { readSuppressions } from '../../src/engine/read-suppressions.ts';
import { applySuppressions, type Suppressed } from '../../src/engine/suppression.ts';
import { yamlComments } from '../../src/engine/yaml-comments.ts';
import { parseFile } from '../../src/model/proto/syntax/parse-file.ts';

const TODAY = '2026-11-21';
const KNOWN = {
  excusable: new Set(['no-map-fields', 'no-float-counters', 'opaque-payload']),
  notExcusable: new Set(['syntax-error', 'suppression-unused']),
};
const PATH = 'contracts/v2/telemetry.proto';

/** One finding of the rule for each `@` in the text; the marks are taken out first. */
function suppress(marked: string, rule = 'no-map-fields', ranOn: (rule: string) => boolean = () => true) {
  const text = marked.replaceAll('@', '');
  const findings: Finding[] = [];
  for (let at = marked.indexOf('@'); at !== -1; at = marked.indexOf('@', at + 1)) {
    const start = at - findings.length;
    findings.push({ rule, severity: 'error', path: PATH, start, end: start + 1, message: 'found' });
  }
  const source = { path: PATH, text };
  const comments = () => parseFile(source).comments;
  return {
    text,
    ...applySuppressions({ findings, texts: [{ source, comments }], known: KNOWN, today: TODAY, ranOn }),
  };
}

function excuses({ findings }: Suppressed): (string | undefined)[] {
  return findings.map(({ excused }) => excused?.reason);
}

function flaws({ text, flaws: found }: Suppressed & { text: string }): string[] {
  return found.map(({ rule, message, start, end }) => `${rule}: ${message} [${text.slice(start, end)}]`);
}

describe('a suppression speaks about', () => {
  it.each([
    ['the line that it stands on', '@map<int32, int32> a = 1;  // leyline-ignore no-map-fields: kept for v1\n'],
    ['the line below it', '// leyline-ignore no-map-fields: kept for v1\n@map<int32, int32> a = 1;\n'],
    [
      'the next line with code',
      '// leyline-ignore no-map-fields: kept for v1\n\n  // words\n\n  @map<int32, int32> a = 1;\n',
    ],
    [
      'the line where a longer element begins',
      '// leyline-ignore no-map-fields: kept for v1\n@map<int32,\n  int32> a = 1;\n',
    ],
    ['code that follows on its line', '/* leyline-ignore no-map-fields: kept for v1 */ @map<int32, int32> a = 1;\n'],
    [
      'code below a block comment',
      '/*\n * The counters.\n * leyline-ignore no-map-fields: kept for v1\n */\n@map<int32, int32> a = 1;\n',
    ],
    [
      'code beside which a block comment begins',
      '@map<int32, int32> a = 1; /* one\n leyline-ignore no-map-fields: kept for v1\n*/\n',
    ],
    [
      'code beside the second of two comments',
      '@map<int32, int32> a = 1; /* one */ // leyline-ignore no-map-fields: kept for v1\n',
    ],
    [
      'code that an end of a block comment stands before',
      '/* one\n two */ // leyline-ignore no-map-fields: kept for v1\n@int32 a = 1;\n',
    ],
    [
      'every finding of the line',
      '@map<int32, int32> a = 1; @map<int32, int32> b = 2; // leyline-ignore no-map-fields: kept for v1\n',
    ],
    ['the comment itself', '@// leyline-ignore no-map-fields: kept for v1\n'],
    ['a line that ends in CR LF', '// leyline-ignore no-map-fields: kept for v1\r\n@map<int32, int32> a = 1;\r\n'],
    [
      'the first line after a byte order mark',
      '\ufeff// leyline-ignore no-map-fields: kept for v1\n@map<int32, int32> a = 1;\n',
    ],
  ])('%s', (_, text) => {
    const result = suppress(text);
    expect(new Set(excuses(result))).toEqual(new Set(['kept for v1']));
    expect(flaws(result)).toEqual([]);
  });

  it.each([
    ['a line above it', '@int32 a = 1;\n// leyline-ignore no-map-fields: kept\nint32 b = 2;\n'],
    ['the line below one that it stands beside', 'int32 a = 1; // leyline-ignore no-map-fields: kept\n@int32 b = 2;\n'],
    ['the second line below it', '// leyline-ignore no-map-fields: kept\nint32 a = 1;\n@int32 b = 2;\n'],
    ['what is no comment', 'option note = "leyline-ignore no-map-fields: kept"; @int32 a = 1;\n'],
  ])('nothing on %s', (_, text) => {
    expect(excuses(suppress(text))).toEqual([undefined]);
  });

  it('the rules that it names, by their exact ids', () => {
    const text = '// leyline-ignore no-map-fields, opaque-payload: kept\n@int32 a = 1;\n';
    expect(excuses(suppress(text, 'no-map-fields'))).toEqual(['kept']);
    expect(excuses(suppress(text, 'opaque-payload'))).toEqual(['kept']);
    expect(excuses(suppress(text, 'no-float-counters'))).toEqual([undefined]);
    expect(excuses(suppress(text, 'no-map'))).toEqual([undefined]);
  });
});

describe('the end date of a suppression', () => {
  it.each([
    ['2026-11-20', undefined, ['suppression-expired']],
    ['2026-11-21', { by: 'comment', reason: 'old', until: '2026-11-21' }, []],
    ['2027-01-31', { by: 'comment', reason: 'old', until: '2027-01-31' }, []],
    ['2027-02-30', undefined, ['suppression-malformed']],
    ['31.01.2027', undefined, ['suppression-malformed']],
    ['2027-1-31', undefined, ['suppression-malformed']],
    ['v3', { by: 'comment', reason: 'old until v3' }, []],
    ['the migration ends', { by: 'comment', reason: 'old until the migration ends' }, []],
    [
      '2027-01-31 at the latest',
      { by: 'comment', reason: 'old until 2027-01-31 at the latest', until: '2027-01-31' },
      [],
    ],
  ])('until %s', (until, excused, rules) => {
    const { findings, flaws: found } = suppress(`// leyline-ignore no-map-fields: old until ${until}\n@int32 a = 1;\n`);
    expect(findings[0]?.excused).toEqual(excused);
    expect(found.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('a suppression is itself a finding', () => {
  it.each([
    [
      'no-map-fields',
      'suppression-without-reason: suppression of no-map-fields gives no reason [leyline-ignore no-map-fields]',
    ],
    [
      'no-map-fields:',
      'suppression-without-reason: suppression of no-map-fields gives no reason [leyline-ignore no-map-fields:]',
    ],
    [
      'no-map-fields: --',
      'suppression-without-reason: suppression of no-map-fields gives no reason [leyline-ignore no-map-fields: --]',
    ],
    [
      'no-map-fields: until 2027-01-31',
      'suppression-without-reason: suppression of no-map-fields gives no reason [leyline-ignore no-map-fields: until 2027-01-31]',
    ],
    [
      'no-map-fields: old until 2026-01-31',
      'suppression-expired: suppression of no-map-fields expired on 2026-01-31 [leyline-ignore no-map-fields: old until 2026-01-31]',
    ],
    ['', 'suppression-malformed: suppression names no rule [leyline-ignore]'],
    [': why', 'suppression-malformed: suppression names no rule [leyline-ignore : why]'],
    ['*: why', "suppression-malformed: a comment cannot excuse '*' [*]"],
    ['no-map-fields because', "suppression-malformed: 'no-map-fields because' is no rule id [no-map-fields because]"],
    ['syntax-error: why', "suppression-malformed: a comment cannot excuse 'syntax-error' [syntax-error]"],
    [
      'suppression-unused: why',
      "suppression-malformed: a comment cannot excuse 'suppression-unused' [suppression-unused]",
    ],
    ['no-map-felds: why', "suppression-malformed: unknown rule 'no-map-felds' in a suppression [no-map-felds]"],
    [
      `${'a, '.repeat(60)}b: why`,
      `suppression-malformed: suppression names more than 50 rules [leyline-ignore ${'a, '.repeat(60)}b: why]`,
    ],
  ])('for %j', (written, expected) => {
    const result = suppress(`// leyline-ignore ${written}\n@int32 a = 1;\n`);
    expect(flaws(result)).toEqual([expected]);
    expect(excuses(result)).toEqual([undefined]);
  });

  it('names the rule that was probably meant', () => {
    expect(suppress('// leyline-ignore no-map-felds: why\n').flaws[0]?.help).toBe("did you mean 'no-map-fields'?");
  });

  it('but the rules that it knows beside an unknown one are excused all the same', () => {
    const result = suppress('// leyline-ignore no-map-fields, no-mop: kept\n@int32 a = 1;\n');
    expect(excuses(result)).toEqual(['kept']);
    expect(flaws(result)).toEqual(["suppression-malformed: unknown rule 'no-mop' in a suppression [no-mop]"]);
  });

  it('when its keyword runs into another word', () => {
    expect(flaws(suppress('// leyline-ignore-file no-map-fields: kept\n'))).toEqual([
      "suppression-malformed: 'leyline-ignore' runs into another word [leyline-ignore-file no-map-fields: kept]",
    ]);
  });

  it('for each rule that it excuses nothing of, if the rule ran', () => {
    const text = '// leyline-ignore no-map-fields, opaque-payload, no-float-counters: kept\n@int32 a = 1;\n';
    expect(flaws(suppress(text, 'no-map-fields', (rule) => rule !== 'no-float-counters'))).toEqual([
      'suppression-unused: suppression of opaque-payload excuses nothing [opaque-payload]',
    ]);
  });
});

describe('in prose', () => {
  it.each([
    '// See the manual on leyline-ignore comments.\n@int32 a = 1;\n',
    '// Write `leyline-ignore no-map-fields: <reason>` above it.\n@int32 a = 1;\n',
    '// Written leyline-ignore some-rule: a reason\n@int32 a = 1;\n',
  ])('the keyword means nothing: %j', (text) => {
    const result = suppress(text);
    expect(flaws(result)).toEqual([]);
    expect(excuses(result)).toEqual([undefined]);
  });

  it('a whole suppression is one', () => {
    expect(excuses(suppress('@int32 a = 1; // TODO(ada): leyline-ignore no-map-fields: kept\n'))).toEqual(['kept']);
  });
});

it('an excuse that is there already stays', () => {
  const text = 'int32 a = 1; // leyline-ignore no-map-fields: kept\n';
  const source = { path: PATH, text };
  const excused = { by: 'exception', reason: 'agreed', owner: 'data-architect' } as const;
  const finding: Finding = {
    rule: 'no-map-fields',
    severity: 'error',
    path: PATH,
    start: 0,
    end: 1,
    message: 'm',
    excused,
  };
  const texts = [{ source, comments: () => parseFile(source).comments }];
  const result = applySuppressions({ findings: [finding], texts, known: KNOWN, today: TODAY, ranOn: () => true });
  expect(result).toEqual({ findings: [finding], flaws: [] });
});

it('comments of YAML work alike', () => {
  const text = '# leyline-ignore opaque-payload: agreed\n- image: x # leyline-ignore no-map-fields\n';
  const source = { path: 'toolchain.yaml', text };
  const start = text.indexOf('- image');
  const finding: Finding = {
    rule: 'opaque-payload',
    severity: 'error',
    path: source.path,
    start,
    end: start,
    message: 'm',
  };
  const texts = [{ source, comments: () => yamlComments(text) }];
  const result = applySuppressions({ findings: [finding], texts, known: KNOWN, today: TODAY, ranOn: () => true });
  expect(result.findings[0]?.excused?.reason).toBe('agreed');
  expect(result.flaws.map(({ rule }) => rule)).toEqual(['suppression-without-reason']);
});

it('a text without the keyword is never asked for its comments', () => {
  const texts = [{ source: { path: PATH, text: 'int32 a = 1; // kept' }, comments: () => expect.unreachable() }];
  const result = applySuppressions({ findings: [], texts, known: KNOWN, today: TODAY, ranOn: () => true });
  expect(result.flaws).toEqual([]);
});

describe('any text', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        'leyline-ignore',
        ' no-map-fields',
        ': ',
        ', ',
        '//',
        '/*',
        '*/',
        '\n',
        ' until 2026-01-01',
        'x',
        '"',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 40 },
  );

  it('is read without an error, and all that is found lies in comments', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const source = { path: PATH, text: parts.join('') };
        const { comments } = parseFile(source);
        const { suppressions, flaws: found } = readSuppressions(source, comments, KNOWN);
        for (const { start, end } of [...suppressions, ...suppressions.flatMap(({ rules }) => rules), ...found]) {
          expect(start).toBeLessThanOrEqual(end);
          const around = comments.findIndex(
            (from, i) => i % 2 === 0 && from <= start && end <= (comments[i + 1] ?? -1),
          );
          expect(around).not.toBe(-1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['comments on one line', '/* leyline-ignore no-map-fields: x */'.repeat(20_000)],
    ['comments above each other', '// leyline-ignore no-map-fields: x\n'.repeat(20_000)],
    ['directives in one comment', `/*${' leyline-ignore no-map-fields: x\n'.repeat(20_000)}*/`],
    ['keywords in one line', `// ${'leyline-ignore '.repeat(50_000)}`],
    ['unknown rules', '// leyline-ignore no-mop-felds: x\n'.repeat(5_000)],
  ])('with many %s is read to its end', (_, text) => {
    const source = { path: PATH, text };
    const { suppressions, flaws: found } = readSuppressions(source, parseFile(source).comments, KNOWN);
    expect(suppressions.length + found.length).toBeGreaterThan(0);
  });
});
