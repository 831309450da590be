import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { plain, reportOf, sample } from './sample-report.ts';

const finding = { rule: 'no-map-fields', severity: 'error', message: 'm', path: 'a.proto', start: 0, end: 0 } as const;

describe('markdown', () => {
  it('is a heading with the counts, a table per file, and the excused folded away', () => {
    expect(renderMarkdown(sample, { ...plain, docsBase: 'https://leyline.example/rules' })).toBe(
      `## Leyline: 2 errors, 1 warning, 1 info in 31 files (1 excused)

1 fixable with --fix, 1 with --fix-suggestions

### contracts/v1/pause.proto

| Severity | Place | Rule | Message |
| --- | --- | --- | --- |
| warning | 5:9 | [duration-as-number](https://leyline.example/rules/duration-as-number) | field 'timeout\\_seconds' counts seconds as a bare number<br>help: use google.protobuf.Duration, or milliseconds in a field that ends in '\\_ms' |

### contracts/v1/state.proto

| Severity | Place | Rule | Message |
| --- | --- | --- | --- |
| info | 4:1 | import-unused | import 'v1/pause.proto' is not used |
| error | 8:3 | [no-map-fields](https://leyline.example/rules/no-map-fields) | map field 'metrics' in cross-plane message 'SystemStatePacket'<br>help: use a repeated message with a key and a value |
| error | 9:3 | no-cross-plane-oneof | members of oneof 'cause' belong to different planes: training, control |

<details><summary>1 excused finding</summary>

| Place | Rule | Message | Excuse |
| --- | --- | --- | --- |
| src/tamiyo/bus.ts:3:35 | no-manual-serialization | 'SystemStatePacket' is encoded by hand | moves to the codec in Q1, data-architect, until 2027-01-31 |

</details>
`,
    );
  });

  it('is the heading alone when nothing was found', () => {
    expect(renderMarkdown(reportOf({ fileCount: 31 }), plain)).toBe('## Leyline: no findings in 31 files\n');
  });

  it('is errors only when quiet', () => {
    const output = renderMarkdown(sample, { ...plain, quiet: true });
    expect(output.match(/^\| \w+ \| \d/gm)).toEqual(['| error | 8', '| error | 9']);
    expect(output).not.toContain('<details>');
  });

  it('shows 200 findings and counts the rest', () => {
    const findings = Array.from({ length: 1_234 }, (_, i) => ({ ...finding, start: i }));
    const output = renderMarkdown(reportOf({ files: { 'a.proto': 'x\n'.repeat(1_234) }, findings }), plain);
    expect(output.match(/^\| error /gm)).toHaveLength(200);
    expect(output.endsWith('\n\nand 1034 more findings\n')).toBe(true);
  });

  it('stays below what a comment may hold', () => {
    const message = '*'.repeat(5_000);
    const excused = { by: 'comment', reason: message } as const;
    const findings = Array.from({ length: 300 }, (_, i) => ({ ...finding, start: i, message }));
    const report = reportOf({ findings: [...findings, ...findings.map((one) => ({ ...one, rule: 'b', excused }))] });
    const output = renderMarkdown(report, plain);
    expect(output.length).toBeLessThan(65_536);
    expect(output).toMatch(/\nand \d+ more findings\n/);
    expect(output.endsWith('\n</details>\n')).toBe(true);
  });

  it.each([
    ['a | b', 'a \\| b'],
    ['`a` *b* _c_ ~d~ [e](f)', '\\`a\\` \\*b\\* \\_c\\_ \\~d\\~ \\[e\\](f)'],
    ['<img src=x> & "y"', '&lt;img src=x&gt; &amp; "y"'],
    ['one\r\ntwo\nthree', 'one<br>two<br>three'],
    ['ask @everyone', 'ask @<!-- -->everyone'],
    ['\x1b[31m', '\\\\x1b\\[31m'],
    ['a\\|b', 'a\\\\\\|b'],
  ])('writes %j as literal text', (message, cell) => {
    expect(renderMarkdown(reportOf({ findings: [{ ...finding, message }] }), plain)).toContain(`| ${cell} |\n`);
  });
});
