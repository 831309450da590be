import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS, loadReporter } from '../../src/reporters/index.ts';
import { plain, sample } from './sample-report.ts';

const folder = new URL('../../src/reporters/', import.meta.url);

/** The files and packages that importing a file loads, types and lazy imports not counted. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(new URL(file, folder), 'utf8');
  for (const [, name] of text.matchAll(/^(?:import|export)(?! type)[^;]*? from '([^']+)';$/gm)) {
    if (name?.startsWith('./')) loadedBy(name.slice(2), seen);
    else if (name !== undefined) seen.add(name);
  }
  return seen;
}

describe('the formats', () => {
  it('have a reporter each, which says the same whenever it is asked', async () => {
    for (const format of FORMATS) {
      const render = await loadReporter(format);
      expect(render(sample, plain)).not.toBe('');
      expect(render(sample, plain)).toBe(render(sample, plain));
    }
  });

  it('load nothing until one is asked for', () => {
    expect([...loadedBy('index.ts')]).toEqual(['index.ts']);
  });

  it('load no more than they need', () => {
    for (const format of FORMATS) {
      const loaded = loadedBy(`${format}.ts`);
      expect(loaded.has('chalk')).toBe(format === 'text');
      expect(loaded.has('../diagnostics/fingerprint.ts')).toBe(format === 'sarif' || format === 'gitlab');
      expect(FORMATS.filter((other) => loaded.has(`${other}.ts`))).toEqual([format]);
    }
  });
});
