// The rules about source files on Python: a project with real stubs of protoc, in which every wrong use is marked.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkSourceProject } from '../../rules/source-projects.ts';
import { unpaired } from '../../rules/want-markers.ts';

const PROJECT = join(import.meta.dirname, '../../../fixtures/projects/python-protobuf');

it('the source rules find what is wrong in a Python project, and nothing else', async () => {
  const { wants, results } = await checkSourceProject(PROJECT);
  const findings = results.flatMap((result) => result.findings);
  const sources = new Map(results.flatMap((result) => [...result.sources]));
  expect(wants.length).toBeGreaterThan(20);
  expect(unpaired(wants, findings, sources)).toEqual([]);
});
