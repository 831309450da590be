import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/reporters/json.ts';
import { renderJsonl } from '../../src/reporters/jsonl.ts';
import { findingFlaws } from './report-schema.ts';
import { reportOf, sample } from './sample-report.ts';

describe('jsonl', () => {
  it('is the findings of the json format, one a line', () => {
    const lines = renderJsonl(sample).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(renderJson(sample)).findings);
    expect(lines.flatMap((line) => findingFlaws(JSON.parse(line)))).toEqual([]);
  });

  it('is empty when nothing was found', () => {
    expect(renderJsonl(reportOf({}))).toBe('');
  });
});
