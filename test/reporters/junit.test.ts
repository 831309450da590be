import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/reporters/junit.ts';
import { reportOf, sample } from './sample-report.ts';
import { parseXml } from './well-formed-xml.ts';

describe('junit', () => {
  it('is a suite per file and a case per finding, the excused skipped', () => {
    const root = parseXml(renderJunit(sample));
    expect(root.attributes).toEqual({ name: 'leyline', tests: '5', failures: '4', errors: '0', skipped: '1' });
    expect(root.children.map((suite) => [suite.attributes['name'], suite.attributes['tests']])).toEqual([
      ['contracts/v1/pause.proto', '1'],
      ['contracts/v1/state.proto', '3'],
      ['src/tamiyo/bus.ts', '1'],
    ]);
    const excused = root.children.at(-1)?.children[0]?.children[0];
    expect(excused?.name).toBe('skipped');
    expect(excused?.attributes['message']).toMatch(/ \(moves to the codec in Q1, data-architect, until 2027-01-31\)$/);
  });

  it('says where, what and what to do', () => {
    const [testCase] = parseXml(renderJunit(sample)).children[0]?.children ?? [];
    expect(testCase?.attributes).toEqual({
      classname: 'contracts/v1/pause.proto',
      name: 'duration-as-number 5:9',
      file: 'contracts/v1/pause.proto',
      line: '5',
    });
    expect(testCase?.children[0]?.attributes['type']).toBe('warning');
    expect(testCase?.children[0]?.text).toBe(
      "contracts/v1/pause.proto:5:9: warning: field 'timeout_seconds' counts seconds as a bare number [duration-as-number]\nhelp: use google.protobuf.Duration, or milliseconds in a field that ends in '_ms'",
    );
  });

  it('is one passing test when nothing was found', () => {
    expect(renderJunit(reportOf({ fileCount: 3 }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="leyline" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="leyline" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="leyline" name="no findings"/>
  </testsuite>
</testsuites>
`);
  });

  it('keeps what XML can hold and replaces what it cannot', () => {
    const message = 'a ]]> <b> & "c"\n\t\x1b\0\ud800\ufffe 名';
    const report = reportOf({ findings: [{ rule: 'r', severity: 'error', message, path: 'p', start: 0, end: 0 }] });
    const failure = parseXml(renderJunit(report)).children[0]?.children[0]?.children[0];
    expect(failure?.attributes['message']).toBe('a ]]> <b> & "c"\n\t\ufffd\ufffd\ufffd\ufffd 名');
  });
});
