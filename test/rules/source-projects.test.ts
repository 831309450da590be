// Projects with the real output of each generator: every wrong use is found, and nothing else is.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSourceProject } from './source-projects.ts';
import { unpaired } from './want-markers.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/projects');
const PROJECTS = ['google-protobuf', 'protobuf-es', 'protobuf-ts', 'protobufjs', 'ts-proto'];

async function leftOver(project: string): Promise<string[]> {
  const { wants, results } = await checkSourceProject(join(FIXTURES, project));
  const findings = results.flatMap((result) => result.findings);
  const sources = new Map(results.flatMap((result) => [...result.sources]));
  return unpaired(wants, findings, sources);
}

describe('source rules', () => {
  it.each(PROJECTS)('find what is wrong in a project with %s, and nothing else', async (project) => {
    expect(await leftOver(project)).toEqual([]);
  });

  it('find nothing in a project whose codecs are not protobuf', async () => {
    expect(await leftOver('innocents')).toEqual([]);
  });

  it('are tried on every project that has sources', () => {
    const known = readdirSync(FIXTURES).filter((name) => !/^(?:buf|python|register)-/.test(name));
    expect(known).toEqual(expect.arrayContaining([...PROJECTS, 'innocents']));
  });
});
