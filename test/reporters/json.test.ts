import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/reporters/json.ts';
import { reportFlaws } from './report-schema.ts';
import { placeOf, reportOf, sample } from './sample-report.ts';

describe('json', () => {
  it('is the documented shape, indented, with every key of a finding', () => {
    const files = { 'v1/a.proto': 'message A {\n  map<string, A> b = 1;\n}\n' };
    const report = reportOf({
      files,
      findings: [
        {
          rule: 'no-map-fields',
          severity: 'error',
          message: "map field 'b'",
          ...placeOf(files, 'v1/a.proto', 'map<string, A>'),
          fix: {
            title: 'make it repeated',
            kind: 'suggestion',
            edits: [{ ...placeOf(files, 'v1/a.proto', 'map<string, A>'), text: 'repeated A' }],
          },
        },
      ],
    });
    expect(renderJson(report)).toBe(`{
  "version": 1,
  "tool": {
    "name": "leyline",
    "version": "0.1.0"
  },
  "findings": [
    {
      "rule": "no-map-fields",
      "severity": "error",
      "message": "map field 'b'",
      "path": "v1/a.proto",
      "start": {
        "line": 2,
        "column": 3,
        "offset": 14
      },
      "end": {
        "line": 2,
        "column": 17,
        "offset": 28
      },
      "help": null,
      "related": [],
      "fix": {
        "title": "make it repeated",
        "kind": "suggestion",
        "edits": [
          {
            "path": "v1/a.proto",
            "start": {
              "line": 2,
              "column": 3,
              "offset": 14
            },
            "end": {
              "line": 2,
              "column": 17,
              "offset": 28
            },
            "text": "repeated A"
          }
        ]
      },
      "excused": null
    }
  ],
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "excused": 0,
    "fixable": 0,
    "suggestions": 1
  }
}
`);
  });

  it('follows the published schema', () => {
    expect(reportFlaws(JSON.parse(renderJson(sample)))).toEqual([]);
    expect(reportFlaws(JSON.parse(renderJson(reportOf({}))))).toEqual([]);
  });

  it('is what the documentation shows', () => {
    const page = readFileSync(new URL('../../docs/json-output.md', import.meta.url), 'utf8');
    const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => JSON.parse(text ?? ''));
    expect(examples).toHaveLength(1);
    expect(examples.flatMap(reportFlaws)).toEqual([]);
  });

  it('is held to it: the schema rejects what is missing and what is more', () => {
    const { tool: _, ...less } = JSON.parse(renderJson(sample));
    expect(reportFlaws(less)).not.toEqual([]);
    const more = JSON.parse(renderJson(sample));
    more.findings[0].url = 'x';
    expect(reportFlaws(more)).not.toEqual([]);
  });

  it('has excused findings, with null for what an excuse leaves open', () => {
    const { findings } = JSON.parse(renderJson(sample));
    expect(findings.at(-1).excused).toEqual({
      by: 'exception',
      reason: 'moves to the codec in Q1',
      owner: 'data-architect',
      until: '2027-01-31',
    });
    const excused = { by: 'baseline', reason: 'old' } as const;
    const bare = reportOf({
      findings: [{ rule: 'r', severity: 'info', message: 'm', path: 'p', start: 0, end: 0, excused }],
    });
    expect(JSON.parse(renderJson(bare)).findings[0].excused).toEqual({ ...excused, owner: null, until: null });
  });
});
