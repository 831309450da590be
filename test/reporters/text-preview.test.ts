import { describe, expect, it } from 'vitest';
import { placeOf } from './sample-report.ts';
import { block, blockOf, finding } from './text-block.ts';

describe('the preview of a suggestion', () => {
  const text = 'a = 1;\nb = 2;\nc = 3;\n';
  const suggest = (...edits: (readonly [start: number, end: number, text: string, path?: string])[]) => {
    const output = block(text, 'b', {
      fix: {
        title: 'change it',
        kind: 'suggestion',
        edits: edits.map(([start, end, inserted, path = 'a.proto']) => ({ path, start, end, text: inserted })),
      },
    });
    return output.slice(output.indexOf('change it\n') + 'change it'.length);
  };

  it('removes whole lines', () => {
    expect(suggest([7, 14, ''])).toBe(`
  |
2 - b = 2;
`);
  });

  it('adds whole lines', () => {
    expect(suggest([21, 21, 'd = 4;\n'])).toBe(`
  |
4 + d = 4;
`);
  });

  it('joins neighbouring lines and tells distant ones apart', () => {
    expect(suggest([0, 1, 'x'], [7, 8, 'y'])).toBe(`
  |
1 - a = 1;
2 - b = 2;
1 + x = 1;
2 + y = 2;
`);
    expect(suggest([0, 1, 'x'], [14, 15, 'z'])).toBe(`
  |
1 - a = 1;
1 + x = 1;
...
3 - c = 3;
3 + z = 3;
`);
  });

  it('is of bounded length and counts what it leaves out', () => {
    const long = Array.from({ length: 20 }, (_, i) => `f${i};\n`).join('');
    const output = suggest([21, 21, long], [0, 0, 'x', 'other.proto']);
    expect(output.split('\n')).toHaveLength(16);
    expect(output).toMatch(/\n +\| \.\.\. 8 more lines and 1 more file\n$/);
  });

  it('names the file when it is another one', () => {
    const files = { 'a.proto': 'message A {}\n', 'b.proto': 'message B {}\n' };
    const edits = [{ ...placeOf(files, 'b.proto', 'B'), text: 'C' }];
    const fix = { title: 'rename it', kind: 'suggestion', edits } as const;
    expect(blockOf({ files, findings: [{ ...finding, ...placeOf(files, 'a.proto', 'A'), fix }] })).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:9
  |
1 | message A {}
  |         ^
  |
  = suggestion: rename it
 ::: b.proto
  |
1 - message B {}
1 + message C {}
`);
  });

  it('is left out when edits overlap or their file is not at hand', () => {
    expect(suggest([0, 9, 'x'], [8, 10, 'y'])).toBe('\n');
    expect(suggest([0, 9, 'x', 'gone.proto'])).toBe('\n');
  });
});
