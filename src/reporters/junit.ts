// JUnit XML: a test suite per file, a test case per finding; excused findings are skipped tests.
// A run without findings is one passing test, so that a CI server has something to show.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { excuseSentence } from './excuse-sentence.ts';
import { locate } from './location.ts';

export function renderJunit(report: Report): string {
  const byPath = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const findings = byPath.get(finding.path);
    if (findings) findings.push(finding);
    else byPath.set(finding.path, [finding]);
  }
  const suites = [...byPath].map(([path, findings]) => suite(path, findings, report));
  const failures = report.findings.filter((finding) => !finding.excused).length;
  const skipped = report.findings.length - failures;
  if (failures === 0) suites.unshift(passingSuite);
  const tests = report.findings.length + (failures === 0 ? 1 : 0);
  const root = `<testsuites name="leyline" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${suites.join('')}</testsuites>\n`;
}

const passingSuite = [
  '  <testsuite name="leyline" tests="1" failures="0" errors="0" skipped="0">\n',
  '    <testcase classname="leyline" name="no findings"/>\n',
  '  </testsuite>\n',
].join('');

function suite(path: string, findings: readonly Finding[], report: Report): string {
  const skipped = findings.filter((finding) => finding.excused).length;
  const counts = `tests="${findings.length}" failures="${findings.length - skipped}" errors="0" skipped="${skipped}"`;
  const cases = findings.map((finding) => testCase(finding, report)).join('');
  return `  <testsuite name="${xml(path)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function testCase(finding: Finding, report: Report): string {
  const { start } = locate(finding, report.sources);
  const place = `${start.line}:${start.column}`;
  const name = `name="${xml(finding.rule)} ${place}" file="${xml(finding.path)}" line="${start.line}"`;
  const outcome = finding.excused
    ? `<skipped message="${xml(`${finding.message} (${excuseSentence(finding.excused)})`)}"/>`
    : failure(finding, place);
  return `    <testcase classname="${xml(finding.path)}" ${name}>\n      ${outcome}\n    </testcase>\n`;
}

function failure(finding: Finding, place: string): string {
  const details = [`${finding.path}:${place}: ${finding.severity}: ${finding.message} [${finding.rule}]`];
  if (finding.help !== undefined) details.push(`help: ${finding.help}`);
  return `<failure type="${finding.severity}" message="${xml(finding.message)}">${xml(details.join('\n'))}</failure>`;
}

// What XML 1.0 cannot contain, not even as a character reference.
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Right inside attributes and elements alike: white space as references, or a parser would normalize it. */
function xml(text: string): string {
  return text.replace(unwritable, '\ufffd').replace(/[&<>"\t\n\r]/g, (character) => references[character] ?? '');
}
