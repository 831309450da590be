// Workflows are code that runs with rights: each parses, states its rights, and names foreign actions by their content.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

const FOLDER = join(import.meta.dirname, '../.github/workflows');
const NAMES = readdirSync(FOLDER).sort();

it('there are workflows, and nothing else beside them', () => {
  expect(NAMES).toContain('ci.yml');
  expect(NAMES.filter((name) => !name.endsWith('.yml'))).toEqual([]);
});

describe.each(NAMES)('%s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const document = parseDocument(text, { uniqueKeys: true });

  it('is well-formed', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(Object.keys(document.toJS())).toEqual(expect.arrayContaining(['name', 'on', 'jobs']));
  });

  it('may read this repository and do nothing else', () => {
    const { permissions, jobs } = document.toJS() as { permissions: unknown; jobs: Record<string, object> };
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) expect(job).not.toHaveProperty('permissions');
  });

  it('names actions by their commit, with the version beside it', () => {
    const uses = [...text.matchAll(/\buses: *(.*)$/gm)].map(([, action]) => action ?? '');
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('gives every job an end', () => {
    const { jobs } = document.toJS() as { jobs: Record<string, object> };
    for (const job of Object.values(jobs)) expect(job).toHaveProperty('timeout-minutes');
  });
});
