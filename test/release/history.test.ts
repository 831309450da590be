// Ten revisions of a contract, one after the other. Markers say what `lint` finds before each release; the table, what the
// release demands. After each release nothing is due and nothing is found.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { readTexts } from '../rules/fixture-project.ts';
import { readMarkers } from '../rules/want-markers.ts';
import { leylineIn, textsBelow } from './project-run.ts';

const HISTORY = fileURLToPath(new URL('../../fixtures/projects/history/', import.meta.url));

interface Step {
  readonly level: string;
  readonly action: string;
  readonly to: string;
  readonly removed?: string;
}

const STEPS: Readonly<Record<string, Step | undefined>> = {
  '01-first': { level: 'none', action: 'first', to: '1.0.0' },
  '02-comments': undefined,
  '03-field': { level: 'minor', action: 'raise', to: '1.1.0' },
  '04-message-value-rpc-file': { level: 'minor', action: 'raise', to: '1.2.0' },
  '05-deprecated': { level: 'patch', action: 'raise', to: '1.2.1' },
  '06-field-removed': { level: 'major', action: 'next', to: '2.0.0' },
  '07-field-renamed': { level: 'major', action: 'next', to: '3.0.0' },
  '08-field-renumbered': { level: 'major', action: 'next', to: '4.0.0' },
  '09-retyped-and-value-removed': { level: 'major', action: 'next', to: '5.0.0' },
  '10-rpc-and-file-removed': { level: 'major', action: 'next', to: '6.0.0', removed: 'contracts/v5/history.proto' },
};

interface JsonFinding {
  readonly rule: string;
  readonly path: string;
  readonly start: { readonly line: number };
  readonly message: string;
  readonly related?: readonly { readonly path: string; readonly start: { readonly line: number } }[];
}

test('each revision demands its level, and its release leaves nothing to do', async () => {
  const root = temporaryFolder();
  const steps = readdirSync(HISTORY).sort();
  expect(steps).toEqual(Object.keys(STEPS));
  for (const [i, name] of steps.entries()) {
    const step = STEPS[name];
    const released = textsBelow(root);
    const marked = [...readTexts(join(HISTORY, name))].map(([path, text]) => [path, readMarkers(path, text)] as const);
    writeInto(root, Object.fromEntries(marked.map(([path, { stripped }]) => [path, stripped])));
    if (step?.removed !== undefined) rmSync(join(root, step.removed));

    const found = await leylineIn(root, 'lint', '--format', 'json');
    const { findings } = JSON.parse(found.stdout) as { findings: readonly JsonFinding[] };
    const wanted = marked.flatMap(([path, { wants }]) =>
      wants.map(({ line, rule, part }) => ({ path, line, rule, part })),
    );
    const inFiles = findings.filter(({ path }) => path.endsWith('.proto'));
    expect([name, inFiles.map(({ path, start, rule }) => ({ path, line: start.line, rule }))]).toEqual([
      name,
      wanted.map(({ path, line, rule }) => ({ path, line, rule })),
    ]);
    for (const [at, { message }] of inFiles.entries()) expect(message).toContain(wanted[at]?.part);
    // What is gone with its file is told at the version in the manifest.
    expect(findings.length - inFiles.length).toBe(step?.removed === undefined ? 0 : 2);

    const check = await leylineIn(root, 'bump', '--check', '--json');
    const plan = JSON.parse(check.stdout) as { due: boolean; versions: readonly Record<string, unknown>[] };
    expect([name, check.code, plan.due]).toEqual([name, step ? 1 : 0, step !== undefined]);
    expect(plan.versions.map(({ level, action, to }) => ({ level, action, to }))).toEqual(
      step ? [{ level: step.level, action: step.action, to: step.to }] : [],
    );

    const date = `2026-01-${String(i + 1).padStart(2, '0')}`;
    expect((await leylineIn(root, 'bump', '--date', date)).code).toBe(0);
    expect([name, (await leylineIn(root, 'lint')).stdout]).toEqual([name, expect.stringContaining('no findings')]);
    expect((await leylineIn(root, 'bump', '--check')).code).toBe(0);
    if (step?.action === 'next') {
      // The old version is as it was, to the byte.
      const now = textsBelow(root);
      const old = Object.keys(released).filter((path) => path.includes(`/v${Number(step.to[0]) - 1}/`));
      expect(old.length).toBeGreaterThan(0);
      for (const path of old) expect([path, now[path]]).toEqual([path, released[path]]);
    }
  }
  const texts = textsBelow(root);
  expect(texts['contracts/build/versions.yaml']).toMatch(
    /^# The versions of these contracts\.\nversions:\n {2}v1: # the first\n/,
  );
  expect(texts['contracts/CHANGELOG.md']?.match(/^## .*/gm)).toEqual([
    '## v6 6.0.0 (2026-01-10)',
    '## v5 5.0.0 (2026-01-09)',
    '## v4 4.0.0 (2026-01-08)',
    '## v3 3.0.0 (2026-01-07)',
    '## v2 2.0.0 (2026-01-06)',
    '## v1 1.2.1 (2026-01-05)',
    '## v1 1.2.0 (2026-01-04)',
    '## v1 1.1.0 (2026-01-03)',
  ]);
  expect(texts['contracts/v6/telemetry.proto']).toContain(
    'option go_package = "acme.example/telemetry/v6;telemetryv6";',
  );
}, 60_000);

test('a change shows both of its places: the line of now, and the line of the lock', async () => {
  const root = temporaryFolder();
  writeInto(root, Object.fromEntries([...readTexts(join(HISTORY, '01-first'))]));
  await leylineIn(root, 'bump');
  const path = 'contracts/v1/telemetry.proto';
  const text = textsBelow(root)[path] ?? '';
  writeInto(root, { [path]: text.replace('float loss = 2;', 'double loss = 2;') });
  const { findings } = JSON.parse((await leylineIn(root, 'lint', '--format', 'json')).stdout) as {
    findings: readonly JsonFinding[];
  };
  const [finding] = findings;
  const lineOf = (lines: string, part: string) => lines.split('\n').findIndex((line) => line.includes(part)) + 1;
  expect([finding?.path, finding?.start.line]).toEqual([path, lineOf(text, 'float loss = 2;')]);
  const lock = 'contracts/build/contracts.lock.json';
  const [related] = finding?.related ?? [];
  expect([related?.path, related?.start.line]).toEqual([
    lock,
    lineOf(textsBelow(root)[lock] ?? '', '  float loss = 2;'),
  ]);
});
