// Whole projects, one for each version of Buf's configuration: the same findings, as often, on the same lines.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bufMissing } from './buf-binary.ts';
import { configurationOf } from './bufs-project.ts';
import { askBuf, askLeyline, asLines } from './verdicts.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/projects');
const PROJECTS = readdirSync(FIXTURES).filter((name) => name.startsWith('buf-'));

describe.skipIf(bufMissing !== undefined)('buf and leyline agree', () => {
  it.each(PROJECTS)('on %s', async (name) => {
    const folder = join(FIXTURES, name);
    const buf = askBuf(folder);
    const leyline = await askLeyline(folder, ['--config', configurationOf(folder) ?? '']);
    expect(asLines(leyline.verdicts)).toEqual(asLines(buf.verdicts));
    expect(new Set(buf.verdicts?.map(({ rule }) => rule)).size).toBeGreaterThan(10);
  });
});
