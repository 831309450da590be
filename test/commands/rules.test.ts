// Every rule's page, in text and as data: complete, and narrow enough for a terminal.

import { describe, expect, it } from 'vitest';
import { listRules, type RulesOptions } from '../../src/commands/rules.ts';
import { recordingIo } from './recording-io.ts';

interface Row {
  readonly id: string;
  readonly group: string;
  readonly severity: string;
  readonly summary: string;
  readonly aliases: Readonly<Record<string, string>>;
  readonly options: readonly { readonly name: string; readonly type: string; readonly fallback: string }[];
}

async function output(options: Partial<RulesOptions>): Promise<string> {
  const io = recordingIo();
  expect(await listRules({ format: 'text', ...options }, io)).toBe(0);
  expect(io.told.stderr).toBe('');
  return io.told.stdout;
}

const rows: readonly Row[] = JSON.parse(await output({ format: 'json' }));

describe('a page', () => {
  it.each(rows.map((row) => [row.id, row] as const))('of %s', async (id, row) => {
    const text = await output({ id });
    expect(text.split('\n\n')[0]?.replace('\n', ' ')).toBe(`${id}: ${row.summary}`);
    expect(text).toMatch(new RegExp(`^  group +${row.group}$`, 'm'));
    expect(text).toMatch(new RegExp(`^  severity +${row.severity}(?:, always)?$`, 'm'));
    for (const { name } of row.options) expect(text).toMatch(new RegExp(`^  ${name} \\(`, 'm'));
    expect(text).not.toMatch(/undefined|\[object/);
    const [prose = ''] = text.split('\nFound in\n');
    expect(prose.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(JSON.parse(await output({ id, format: 'json' }))).toEqual(row);
  });
});

describe("another linter's name", () => {
  it('is understood, as the first rule that has it', async () => {
    const first = new Map<string, string>();
    for (const { id, aliases } of rows) {
      for (const alias of Object.values(aliases)) if (!first.has(alias)) first.set(alias, id);
    }
    for (const [alias, id] of first) expect(await output({ id: alias })).toBe(await output({ id }));
  });
});
