// Every format stands every hostile report: it renders, and what it renders is what its readers can take.

import { describe, expect, it } from 'vitest';
import { FORMATS, type Format, loadReporter } from '../../src/reporters/index.ts';
import { hostileReports } from './hostile-cases.ts';
import { findingFlaws, reportFlaws } from './report-schema.ts';
import { plain } from './sample-report.ts';
import { sarifFlaws } from './sarif-schema.ts';
import { parseXml } from './well-formed-xml.ts';

const lines = (output: string) => output.split('\n').slice(0, -1);
// What must never reach a terminal raw: controls but the line feed, bidi and other format characters, lone surrogates.
const raw = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const checks: Record<Format, (output: string) => void> = {
  text: (output) => {
    expect(output).not.toMatch(raw);
    for (const line of lines(output).filter((line) => /^ *\d* \|/.test(line))) expect(line).toBe(line.trimEnd());
  },
  compact: (output) => {
    expect(output).not.toMatch(raw);
    expect(lines(output).every((line) => / (error|warning|info|excused): /.test(line))).toBe(true);
  },
  json: (output) => expect(reportFlaws(JSON.parse(output))).toEqual([]),
  jsonl: (output) => expect(lines(output).flatMap((line) => findingFlaws(JSON.parse(line)))).toEqual([]),
  sarif: (output) => expect(sarifFlaws(JSON.parse(output))).toEqual([]),
  github: (output) => {
    expect(output).not.toContain('\r');
    expect(
      lines(output).every((line) => /^::(error|warning|notice) file=[^,:]*(,[a-zA-Z]+=[^,:]*)*::/.test(line)),
    ).toBe(true);
  },
  gitlab: (output) => expect(JSON.parse(output)).toBeInstanceOf(Array),
  junit: (output) => expect(parseXml(output).name).toBe('testsuites'),
  markdown: (output) => {
    expect(output).not.toMatch(raw);
    expect(output.length).toBeLessThan(65_536);
    for (const row of lines(output).filter((line) => line.startsWith('|'))) {
      expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(5);
    }
    expect(output.replace(/<(br|\/?details|\/?summary|!-- --)>/g, '')).not.toContain('<');
  },
};

describe.each(FORMATS)('%s', (format) => {
  it.each(hostileReports)('stands: %s', async (_, report) => {
    const render = await loadReporter(format);
    checks[format](render(report, plain));
    checks[format](render(report, { ...plain, verbose: true, docsBase: 'https://leyline.example/rules' }));
    const quiet = render(report, { ...plain, quiet: true });
    if (quiet !== '') checks[format](quiet);
  });
});
