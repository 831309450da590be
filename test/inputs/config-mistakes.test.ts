// What is said of mistakes in `leyline.yaml`, and where.

import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { ConfigError } from '../../src/inputs/config/config-error.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { KNOWN } from './known-rules.ts';

async function errorOf(text: string): Promise<ConfigError> {
  const error = await parseConfig(text, 'leyline.yaml', KNOWN).then(
    ({ config }) => expect.fail(`accepted as ${JSON.stringify(config)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigError)) throw error;
  return error;
}

/** `line:column text pointed at | message | hint`. */
async function problemsOf(text: string): Promise<string[]> {
  return (await errorOf(text)).problems.map(({ place, message, hint, span }) => {
    const pointedAt = text.slice(span.start, span.end).split('\n', 1)[0];
    return [`${place.replace('leyline.yaml:', '')} ${pointedAt}`, message, ...(hint ? [hint] : [])].join(' | ');
  });
}

describe('each mistake is reported at its place, with what to do', () => {
  test.each([
    ['sorces: []', "1:1 sorces | unknown key 'sorces' | did you mean 'sources'?"],
    [
      'colour: red',
      "1:1 colour | unknown key 'colour' | known here: contracts, planes, sources, register, check, seal, rules, overrides, exceptions, baseline, budgets",
    ],
    ['contracts: { rot: x }', "1:14 rot | unknown key 'rot' | did you mean 'root'?"],
    ['budgets: { max-size: 3 }', "1:12 max-size | unknown key 'max-size' | known here: max-message-size"],
    [
      'contracts: { imports: third_party }',
      "1:23 third_party | 'imports' must be a list, not the text 'third_party' | write it as a list: [third_party]",
    ],
    [
      "sources: [{ language: python, include: '**/*.py' }]",
      "1:40 '**/*.py' | 'include' must be a list, not the text '**/*.py' | write it as a list: ['**/*.py']",
    ],
    [
      'sources: [{ language: typescrip, include: [a] }]',
      "1:23 typescrip | 'language' cannot be 'typescrip' | did you mean 'typescript'? it is one of typescript, javascript, python",
    ],
    ['sources: [{ language: python, include: [] }]', "1:40 [] | 'include' must not be an empty list"],
    ['sources: [{ include: [a] }]', "1:13 include | 'language' is missing | add 'language:' to this part"],
    [
      "sources: [{ language: python, include: [''] }]",
      "1:41 '' | this path is empty | write a pattern such as contracts/v1/**",
    ],
    [
      "contracts: { root: '' }",
      "1:20 '' | this path is empty | write a path below this file's folder, or '.' for that folder itself",
    ],
    [
      'contracts: { root: a/../../b }',
      "1:20 a/../../b | 'a/../../b' leads out of the project | only what lies below this file's folder can be named here",
    ],
    [
      'contracts: { root: /etc }',
      "1:20 /etc | '/etc' is not relative to the project | write it relative to this file's folder, without a leading '/', '~' or drive letter",
    ],
    [
      "contracts: { root: 'C:/x' }",
      "1:20 'C:/x' | 'C:/x' is not relative to the project | write it relative to this file's folder, without a leading '/', '~' or drive letter",
    ],
    [
      'contracts: { root: [a, ../b] }',
      "1:24 ../b | '../b' leads out of the project | only what lies below this file's folder can be named here",
    ],
    ['contracts: { root: [a, ./a/] }', "1:24 ./a/ | 'a' is named twice | name each folder once"],
    ['contracts: { root: [] }', "1:20 [] | 'root' must not be an empty list"],
    ['contracts: { root: 5 }', "1:20 5 | 'root' must be text or a list, not the number 5"],
    ["contracts: { imports: [a, 'b\\c'] }", "1:27 'b\\c' | 'b\\c' contains a backslash | write it with '/': 'b/c'"],
    [
      "overrides: [{ paths: ['../x'], rules: {} }]",
      "1:23 '../x' | '../x' contains '..' | write it from this file's folder downwards",
    ],
    [
      "overrides: [{ paths: ['!x'], rules: {} }]",
      "1:23 '!x' | '!x' is negated | list what is meant; what a source should leave out stands under its 'exclude'",
    ],
    ['baseline: .', '1:11 . | this is the project folder, not a file | name a file, such as .leyline-baseline.json'],
    ['budgets: { max-message-size: 0 }', "1:30 0 | 'max-message-size' must be at least 1"],
    ['budgets: { max-message-size: 2147483648 }', "1:30 2147483648 | 'max-message-size' must be at most 2147483647"],
    ['budgets: { max-message-size: 1.5 }', "1:30 1.5 | 'max-message-size' must be a whole number, not the number 1.5"],
    ['budgets: { max-message-size: 1e400 }', "1:30 1e400 | 'max-message-size' must be a finite number"],
    ['rules: { extends: recomended }', "1:19 recomended | unknown preset 'recomended' | did you mean 'recommended'?"],
    [
      'rules: { extends: [all, 3] }',
      "1:25 3 | 'extends' must be the name of a preset, or a list of them | such as recommended, strict, all",
    ],
    [
      'rules: { no-map-field: error }',
      "1:10 no-map-field | unknown rule 'no-map-field' | did you mean 'no-map-fields'?",
    ],
    [
      'rules: { FIELD_NO_MAP: error }',
      "1:10 FIELD_NO_MAP | unknown rule 'FIELD_NO_MAP' | it is called 'no-map-fields' here",
    ],
    ['rules: { zzz: error }', "1:10 zzz | unknown rule 'zzz' | 'leyline rules' lists all rules"],
    [
      'rules: { no-map-fields: eror }',
      "1:25 eror | 'eror' is not a severity | did you mean 'error'? a severity is one of off, info, warning, error",
    ],
    ['rules: { no-map-fields: 2 }', "1:25 2 | '2' is not a severity | a severity is one of off, info, warning, error"],
    [
      'rules: { no-map-fields: [fatal] }',
      "1:26 fatal | 'fatal' is not a severity | a severity is one of off, info, warning, error",
    ],
    [
      'rules: { no-map-fields: }',
      "1:10 no-map-fields | 'no-map-fields' has no severity | a severity is one of off, info, warning, error; options stand behind it: no-map-fields: [error, { … }]",
    ],
    [
      'rules: { no-map-fields: [] }',
      "1:25 [] | 'no-map-fields' takes a severity, or a list of a severity and options | such as no-map-fields: [error, { … }]",
    ],
    [
      'rules: { no-map-fields: [error, {}] }',
      "1:33 {} | rule 'no-map-fields' takes no options | write 'no-map-fields: error'",
    ],
    ['rules: { no-float-counters: [error, { word: [] }] }', "1:39 word | unknown key 'word' | did you mean 'words'?"],
    ['rules: { no-float-counters: [error, { limit: 10 }] }', "1:46 10 | 'limit' must be at most 9"],
    [
      'rules: { no-float-counters: [error, { words: [1] }] }',
      "1:47 1 | item 1 of 'words' must be text, not the number 1 | put it in quotes: '1'",
    ],
    [
      'rules: { no-float-counters: [error, { style: kebab }] }',
      "1:46 kebab | 'style' must be snake or a map ('key: value' lines), not the text 'kebab'",
    ],
    [
      'rules: { no-float-counters: [error, { style: { sufix: a } }] }',
      "1:48 sufix | unknown key 'sufix' | did you mean 'suffix'?",
    ],
    [
      'overrides: [{ paths: [a], rules: { extends: all } }]',
      '1:36 extends | presets cannot be changed for some paths only | set the rules that differ one by one',
    ],
    ['exceptions:\n', "1:1 exceptions | 'exceptions' has no value | write a value, or remove the line"],
    ['exceptions: [x]', "1:14 x | item 1 of 'exceptions' must be a map ('key: value' lines), not the text 'x'"],
    ['- a', "1:1 - a | this file must be a map ('key: value' lines), not a list"],
    ['hello', "1:1 hello | this file must be a map ('key: value' lines), not the text 'hello'"],
    [
      'planes: { a: { packages: [a/b] } }',
      "1:27 a/b | 'a/b' is not a package pattern | write a full name such as esper.telemetry.v1, or 'esper.telemetry.*' for all below it",
    ],
    [
      'planes: { a: { subsystems: [X] }, b: { subsystems: [x] } }',
      "1:53 x | subsystem 'x' already belongs to plane 'a' | keep it in one plane",
    ],
    ["planes: { '': {} }", "1:11 '' | this key must not be empty"],
  ])('%s', async (text, ...expected) => {
    expect(await problemsOf(text)).toEqual(expected);
  });

  test.each([
    ['expires: 2027-02-29', "'2027-02-29' is not a day of the calendar"],
    ['expires: 2027-13-01', "'2027-13-01' is not a day of the calendar"],
    ['expires: soon', "'soon' is not a day of the calendar"],
    ['expires: 2027', "'expires' must be text, not the number 2027"],
    ["owner: '  '", "'owner' must not be empty"],
    ['owner: 42', "'owner' must be text, not the number 42"],
    ['owner: true', "'owner' must be text, not true"],
    ['reason: [a]', "'reason' must be text, not a list"],
    ['reason:', "'reason' has no value"],
    ['rule: nope', "unknown rule 'nope'"],
    ["message: ''", "'message' must not be empty"],
  ])('in an exception: %s', async (line, expected) => {
    const [key = ''] = line.split(':');
    const row = { rule: 'no-map-fields', path: 'a', owner: 'karn', reason: 'old' };
    const others = Object.entries(row).filter(([name]) => name !== key);
    const lines = [line, ...others.map(([name, value]) => `${name}: ${value}`)];
    const { problems } = await errorOf(`exceptions:\n  - ${lines.join('\n    ')}\n`);
    expect(problems.map(({ message }) => message)).toEqual([expected]);
    expect(problems[0]?.place).toMatch(/^leyline\.yaml:2:/);
  });

  test('an exception needs an owner and a reason, and a misspelled key counts once', async () => {
    expect(await problemsOf('exceptions:\n  - rule: no-map-fields\n    path: a\n    ownr: karn\n')).toEqual([
      "2:5 rule | 'reason' is missing | add 'reason:' to this part",
      "4:5 ownr | unknown key 'ownr' | did you mean 'owner'?",
    ]);
  });

  test('a key is not taken for a misspelled other one when it is known itself', async () => {
    expect(await problemsOf('rules: { field-count: [error, { maxFields: 3 }] }')).toEqual([
      "1:33 maxFields | 'minFields' is missing | add 'minFields:' to this part",
    ]);
    expect(await problemsOf('rules: { field-count: [error, { maxFields: 3, minField: 1 }] }')).toEqual([
      "1:47 minField | unknown key 'minField' | did you mean 'minFields'?",
    ]);
  });

  test('several at once, in the order of the text', async () => {
    const error = await errorOf('rules: { nope: off }\nsorces: []\ncontracts: { root: ../x }\n');
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      [
        "leyline.yaml:1:10: unknown rule 'nope'",
        "  'leyline rules' lists all rules",
        "leyline.yaml:2:1: unknown key 'sorces'",
        "  did you mean 'sources'?",
        "leyline.yaml:3:20: '../x' leads out of the project",
        "  only what lies below this file's folder can be named here",
      ].join('\n'),
    );
  });

  test('a flood of them is cut short in print, not in the data', async () => {
    const error = await errorOf(Array.from({ length: 100 }, (_, i) => `key${i}: 1`).join('\n'));
    expect(error.problems).toHaveLength(100);
    expect(error.message).toMatch(/and 80 more in leyline\.yaml$/);
  });

  test('syntax errors come as they are', async () => {
    expect(await problemsOf('rules:\n\tno-map-fields: off\n')).toEqual([
      '2:1 \t | a tab is used as indentation | YAML indents with spaces only; replace the tab',
    ]);
  });
});
