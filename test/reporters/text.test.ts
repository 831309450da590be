import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/reporters/text.ts';
import { placeOf, plain, reportOf, sample } from './sample-report.ts';
import { block, finding, read } from './text-block.ts';

describe('the whole report', () => {
  it('shows each finding with its code, help, fix and related places, then the excused ones, then the sum', () => {
    expect(read(renderText(sample, plain))).toBe(`
warning[duration-as-number]: field 'timeout_seconds' counts seconds as a bare number
 --> contracts/v1/pause.proto:5:9
  |
5 |   int64 timeout_seconds = 2;
  |         ^^^^^^^^^^^^^^^
  |
  = help: use google.protobuf.Duration, or milliseconds in a field that ends in '_ms'

info[import-unused]: import 'v1/pause.proto' is not used
 --> contracts/v1/state.proto:4:1
  |
4 | import "v1/pause.proto";
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = fix: remove the import

error[no-map-fields]: map field 'metrics' in cross-plane message 'SystemStatePacket'
  --> contracts/v1/state.proto:8:3
   |
 8 |   map<string, double> metrics = 2;
   |   ^^^^^^^^^^^^^^^^^^^
   |
   = help: use a repeated message with a key and a value
   = suggestion: replace with repeated 'MetricsEntry' (changes generated code)
   |
 8 -   map<string, double> metrics = 2;
 8 +   repeated MetricsEntry metrics = 2;
...
14 +
15 + message MetricsEntry {
16 +   string key = 1;
17 +   double value = 2;
18 + }
note: the message crosses planes here
  --> src/tamiyo/bus.ts:3:35
   |
 3 | export const encode = (packet) => SystemStatePacket.encode(packet).finish();
   |                                   --------------------------------

error[no-cross-plane-oneof]: members of oneof 'cause' belong to different planes: training, control
  --> contracts/v1/state.proto:9:3
   |
 9 | /   oneof cause {
10 | |     TrainingCause training = 3;
11 | |     PauseRequest pause = 4;
12 | |   }
   | |___^

excused src/tamiyo/bus.ts:3:35 no-manual-serialization: 'SystemStatePacket' is encoded by hand (moves to the codec in Q1, data-architect, until 2027-01-31)

2 errors, 1 warning, 1 info in 31 files (1 excused); 1 fixable with --fix, 1 with --fix-suggestions
`);
  });

  it('shows errors only when quiet', () => {
    const output = renderText(sample, { ...plain, quiet: true });
    expect(output.match(/^\w+\[.*?\]/gm)).toEqual(['error[no-map-fields]', 'error[no-cross-plane-oneof]']);
    expect(output).not.toMatch(/^excused /m);
    expect(output).toMatch(/^2 errors, 1 warning/m);
  });

  it('says nothing when quiet and there is no error', () => {
    const report = reportOf({ findings: [{ ...finding, severity: 'warning', path: 'a', start: 0, end: 0 }] });
    expect(renderText(report, { ...plain, quiet: true })).toBe('');
    expect(renderText(reportOf({}), { ...plain, quiet: true })).toBe('');
  });

  it('sums up a clean run', () => {
    expect(renderText(reportOf({ fileCount: 1 }), plain)).toBe('no findings in 1 file\n');
    const excused = { ...finding, path: 'a', start: 0, end: 0, excused: { by: 'comment', reason: 'old' } } as const;
    expect(renderText(reportOf({ findings: [excused], fileCount: 31 }), plain)).toBe(
      "excused a:1:1 no-map-fields: map field 'labels' (old)\n\nno findings in 31 files (1 excused)\n",
    );
  });

  it('only counts what the baseline excuses, unless verbose', () => {
    const excused = { ...finding, path: 'a', start: 0, end: 0, excused: { by: 'baseline', reason: 'old' } } as const;
    const report = reportOf({ findings: [excused], fileCount: 31 });
    expect(renderText(report, plain)).toBe('no findings in 31 files (1 excused)\n');
    expect(renderText(report, { ...plain, verbose: true })).toMatch(/^excused a:1:1 no-map-fields: .* \(old\)\n\n/);
  });

  it('tells why a rule exists once per rule when verbose, with its page when pages are known', () => {
    const files = { 'a.proto': 'map<A, B> a;\nmap<C, D> c;\n' };
    const findings = ['map<A, B>', 'map<C, D>'].map((text) => ({ ...finding, ...placeOf(files, 'a.proto', text) }));
    const report = reportOf({ files, findings, rules: [...sample.rules.values()] });
    const output = renderText(report, { ...plain, verbose: true, docsBase: 'https://leyline.example/rules/' });
    expect(output.match(/^ +\| *$|^ += .*$/gm)).toEqual([
      '  |',
      '  |',
      '  = why: The order of map entries on the wire is not defined, so equal messages have unequal bytes and hashes.',
      '  = see: https://leyline.example/rules/no-map-fields',
      '  |',
    ]);
  });

  it('takes time in proportion to the findings', () => {
    const time = (count: number) => {
      const text = 'int32 a = 1; '.repeat(count);
      const findings = Array.from({ length: count }, (_, i) => ({
        ...finding,
        path: 'a',
        start: i * 13,
        end: i * 13 + 5,
      }));
      const report = reportOf({ files: { a: text }, findings });
      const start = performance.now();
      renderText(report, plain);
      return performance.now() - start;
    };
    time(500);
    expect(time(8_000)).toBeLessThan(40 * Math.max(time(1_000), 5));
  });
});

describe('colour', () => {
  it('only adds to the plain text', () => {
    const output = renderText(sample, { ...plain, color: true, verbose: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is tested
    expect(output.replace(/\x1b\[\d+m/g, '')).toBe(renderText(sample, { ...plain, verbose: true }));
  });

  it('marks severities', () => {
    const output = renderText(sample, { ...plain, color: true });
    expect(output).toContain('\x1b[31m\x1b[1merror[no-map-fields]\x1b[22m\x1b[39m');
    expect(output).toContain('\x1b[33m\x1b[1mwarning[duration-as-number]\x1b[22m\x1b[39m');
    expect(output).toContain('\x1b[31m-   map<string, double> metrics = 2;\x1b[39m');
    expect(output).toContain('\x1b[32m+   repeated MetricsEntry metrics = 2;\x1b[39m');
  });
});

describe('related places', () => {
  it('are five at most', () => {
    const place = { path: 'gone.proto', start: 0, end: 0, message: 'used here' };
    const output = block('message A {}', 'A', { related: Array.from({ length: 7 }, () => place) });
    expect(output.match(/^note: used here$/gm)).toHaveLength(5);
    expect(output).toMatch(/^note: and 2 more places$/m);
  });
});
