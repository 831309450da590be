// For any findings whatever, every format renders what its readers can parse, and loses none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Report } from '../../src/diagnostics/report.ts';
import { loadReporter } from '../../src/reporters/index.ts';
import { visible } from '../../src/reporters/visible.ts';
import { findingFlaws, reportFlaws } from './report-schema.ts';
import { plain, reportOf } from './sample-report.ts';
import { sarifFlaws } from './sarif-schema.ts';
import { parseXml } from './well-formed-xml.ts';

// Any code units at all, those that mean something to a format more often.
const codeUnit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(...Buffer.from('\0\t\n\r\x1b"%&<>|`:,@[]{}\\')),
);
const anyText = fc.array(codeUnit, { maxLength: 30 }).map((units) => String.fromCharCode(...units));
const path = fc.oneof(fc.constantFrom('a.proto', 'b.ts'), anyText);
const place = fc.record({ path, start: fc.nat(60), end: fc.nat(60) });

const finding: fc.Arbitrary<Finding> = fc
  .record(
    {
      place,
      rule: fc.oneof(fc.constant('no-map-fields'), anyText),
      severity: fc.constantFrom('error', 'warning', 'info'),
      message: anyText,
      help: anyText,
      related: fc.array(
        fc.tuple(place, anyText).map(([where, message]) => ({ ...where, message })),
        { maxLength: 7 },
      ),
      fix: fc.record({
        title: anyText,
        kind: fc.constantFrom('safe', 'suggestion'),
        edits: fc.array(
          fc.tuple(place, anyText).map(([where, text]) => ({ ...where, text })),
          { maxLength: 3 },
        ),
      }),
      excused: fc.record(
        { by: fc.constantFrom('comment', 'exception', 'baseline'), reason: anyText, owner: anyText, until: anyText },
        { requiredKeys: ['by', 'reason'] },
      ),
    },
    { requiredKeys: ['place', 'rule', 'severity', 'message'] },
  )
  .map(({ place: where, ...rest }) => ({ ...where, ...rest }));

const anyReport: fc.Arbitrary<Report> = fc
  .record({ findings: fc.array(finding, { maxLength: 8 }), a: anyText, b: anyText })
  .map(({ findings, a, b }) => reportOf({ files: { 'a.proto': a, 'b.ts': b }, findings }));

const lines = (output: string) => output.split('\n').slice(0, -1);
const open = (report: Report) => report.findings.filter((one) => !one.excused);

describe('for any findings', () => {
  it.each<[Parameters<typeof loadReporter>[0], (output: string, report: Report) => void]>([
    [
      'json',
      (output, report) => {
        expect(reportFlaws(JSON.parse(output))).toEqual([]);
        expect(JSON.parse(output).findings).toHaveLength(report.findings.length);
      },
    ],
    [
      'jsonl',
      (output, report) => {
        const records = lines(output).map((line) => JSON.parse(line));
        expect(records.flatMap(findingFlaws)).toEqual([]);
        expect(records.map((record) => record.message)).toEqual(report.findings.map((one) => one.message));
      },
    ],
    ['sarif', (output) => expect(sarifFlaws(JSON.parse(output))).toEqual([])],
    [
      'gitlab',
      (output, report) => {
        const issues: { fingerprint: string }[] = JSON.parse(output);
        expect(issues).toHaveLength(open(report).length);
        expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(issues.length);
      },
    ],
    [
      'junit',
      (output, report) => {
        const cases = parseXml(output).children.flatMap((suite) => suite.children);
        expect(cases).toHaveLength(report.findings.length + (open(report).length === 0 ? 1 : 0));
      },
    ],
    ['github', (output, report) => expect(output.split(/\r|\n/)).toHaveLength(open(report).length + 1)],
    ['compact', (output, report) => expect(lines(output)).toHaveLength(open(report).length)],
    ['text', (output) => expect(visible(output.replaceAll('\n', ''))).toBe(output.replaceAll('\n', ''))],
    ['markdown', (output) => expect(visible(output.replaceAll('\n', ''))).toBe(output.replaceAll('\n', ''))],
  ])('%s is well-formed', async (format, check) => {
    const render = await loadReporter(format);
    fc.assert(
      fc.property(anyReport, (report) => {
        check(render(report, plain), report);
      }),
    );
  });
});
