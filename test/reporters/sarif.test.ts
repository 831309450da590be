import { describe, expect, it } from 'vitest';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { placeOf, plain, type ReportParts, reportOf, sample } from './sample-report.ts';
import { sarifFlaws } from './sarif-schema.ts';

const runOf = (output: string) => JSON.parse(output).runs[0];
const resultOf = (parts: ReportParts) => runOf(renderSarif(reportOf(parts), plain)).results[0];

describe('sarif', () => {
  it('follows the official schema', () => {
    const options = { ...plain, docsBase: 'https://leyline.example/rules', homepage: 'https://leyline.example' };
    expect(sarifFlaws(JSON.parse(renderSarif(sample, options)))).toEqual([]);
    expect(sarifFlaws(JSON.parse(renderSarif(reportOf({}), plain)))).toEqual([]);
    const broken = JSON.parse(renderSarif(sample, plain));
    broken.runs[0].results[0].level = 'info';
    expect(sarifFlaws(broken)).not.toEqual([]);
  });

  it('describes the tool and every rule, those of findings only too', () => {
    const options = { ...plain, docsBase: 'https://leyline.example/rules', homepage: 'https://leyline.example' };
    const run = runOf(renderSarif(sample, options));
    const { rules, ...driver } = run.tool.driver;
    expect(driver).toEqual({ name: 'leyline', version: '0.1.0', informationUri: 'https://leyline.example' });
    expect(rules[1]).toEqual({
      id: 'no-map-fields',
      shortDescription: { text: 'map fields make bytes differ between runs and languages' },
      fullDescription: { text: sample.rules.get('no-map-fields')?.why },
      help: { text: sample.rules.get('no-map-fields')?.why },
      helpUri: 'https://leyline.example/rules/no-map-fields',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['governance'] },
    });
    for (const result of run.results) expect(rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(runOf(renderSarif(sample, plain)).tool.driver).not.toHaveProperty('informationUri');
  });

  it('places a finding by lines, columns and characters', () => {
    const run = runOf(renderSarif(sample, plain));
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[2].level).toBe('error');
    expect(run.results[2].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'contracts/v1/state.proto', uriBaseId: '%SRCROOT%' },
          region: { startLine: 8, startColumn: 3, endLine: 8, endColumn: 22, charOffset: 128, charLength: 19 },
        },
      },
    ]);
  });

  it('links related places in the message, so that code scanning shows them', () => {
    const result = runOf(renderSarif(sample, plain)).results[2];
    expect(result.message.text.split('\n')).toEqual([
      "map field 'metrics' in cross-plane message 'SystemStatePacket'",
      'help: use a repeated message with a key and a value',
      'note: [the message crosses planes here](1)',
    ]);
    expect(result.relatedLocations).toMatchObject([{ id: 1, message: { text: 'the message crosses planes here' } }]);
  });

  it('offers fixes as changes per file', () => {
    const [fix] = runOf(renderSarif(sample, plain)).results[2].fixes;
    expect(fix.description.text).toBe("replace with repeated 'MetricsEntry' (changes generated code)");
    expect(fix.artifactChanges).toHaveLength(1);
    expect(fix.artifactChanges[0].replacements[0]).toEqual({
      deletedRegion: { startLine: 8, startColumn: 3, endLine: 8, endColumn: 30, charOffset: 128, charLength: 27 },
      insertedContent: { text: 'repeated MetricsEntry metrics' },
    });
  });

  it('suppresses the excused: in the source by a comment, externally by all else', () => {
    const results = runOf(renderSarif(sample, plain)).results;
    expect(results.map((result: { suppressions: unknown[] }) => result.suppressions.length)).toEqual([0, 0, 0, 0, 1]);
    expect(results[4].suppressions[0]).toEqual({
      kind: 'external',
      status: 'accepted',
      justification: 'moves to the codec in Q1',
      properties: { by: 'exception', owner: 'data-architect', until: '2027-01-31' },
    });
    const excused = { by: 'comment', reason: 'generated' } as const;
    const finding = { rule: 'r', severity: 'error', message: 'm', path: 'p', start: 0, end: 0, excused } as const;
    expect(resultOf({ findings: [finding] }).suppressions[0].kind).toBe('inSource');
  });

  it('keeps fingerprints when lines move', () => {
    const name = (text: string) => {
      const files = { a: text };
      const finding = { rule: 'r', severity: 'error', message: 'm', ...placeOf(files, 'a', 'int32') } as const;
      return resultOf({ files, findings: [finding] }).partialFingerprints['leyline/v1'];
    };
    expect(name('int32 a = 1;\n')).toMatch(/^[0-9a-f]{32}$/);
    expect(name('\n\n  int32 a = 1;\n')).toBe(name('int32 a = 1;\n'));
  });

  it('does not count a byte order mark as a character', () => {
    const files = { a: '\ufeffint32 a;' };
    const finding = { rule: 'r', severity: 'error', message: 'm', ...placeOf(files, 'a', 'int32') } as const;
    expect(resultOf({ files, findings: [finding] }).locations[0].physicalLocation.region).toEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 6,
      charOffset: 0,
      charLength: 5,
    });
  });

  it.each([
    ['a b/c%d.proto', 'a%20b/c%25d.proto'],
    ['verträge/名.proto', 'vertr%C3%A4ge/%E5%90%8D.proto'],
    ['c:/x?y#z', 'c%3A/x%3Fy%23z'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes the path %j as a URI, without a region when its text is not at hand', (path, uri) => {
    const finding = { rule: 'r', severity: 'error', message: 'm', path, start: 3, end: 4 } as const;
    expect(resultOf({ findings: [finding] }).locations).toEqual([
      { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' } } },
    ]);
  });
});
