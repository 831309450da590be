// Workflows and the action are code that runs with rights: each parses, states its rights, names foreign actions by their
// content, and lets no text of strangers into a line of shell.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { findActionlint } from './actionlint.ts';
import { temporaryFolder } from './inputs/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');
const NAMES = readdirSync(FOLDER).sort();
const ACTION = 'action.yml';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly steps: readonly Step[];
}

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parseDocument(readFileSync(join(ROOT, ACTION), 'utf8')).toJS() as Action;

it('there are workflows, and nothing else beside them', () => {
  expect(NAMES).toContain('ci.yml');
  expect(NAMES.filter((name) => !name.endsWith('.yml'))).toEqual([]);
});

describe.each([...NAMES.map((name) => `.github/workflows/${name}`), ACTION])('%s', (name) => {
  const text = readFileSync(join(ROOT, name), 'utf8');
  const document = parseDocument(text, { uniqueKeys: true });

  it('is well-formed', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it('names actions by their commit, with the version beside it', () => {
    const uses = [...text.matchAll(/\buses: *(.*)$/gm)].map(([, used]) => used ?? '').filter((used) => used !== './');
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses) expect(used).toMatch(/^[\w-]+(?:\/[\w-]+){1,2}@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('puts no expression into a line of shell', () => {
    const { jobs, runs } = document.toJS() as { jobs?: Record<string, Job>; runs?: Job };
    const steps = [...Object.values(jobs ?? {}), ...(runs ? [runs] : [])].flatMap((job) => job.steps);
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe.each(NAMES)('%s', (name) => {
  const document = parseDocument(readFileSync(join(FOLDER, name), 'utf8'));
  const { permissions, jobs, ...rest } = document.toJS() as { permissions: unknown; jobs: Record<string, Job> };

  it('has a name, an occasion and jobs', () => {
    expect(Object.keys({ ...rest, jobs })).toEqual(expect.arrayContaining(['name', 'on', 'jobs']));
  });

  it('may read this repository and do nothing else', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) expect(job).not.toHaveProperty('permissions');
  });

  it('gives every job an end', () => {
    for (const job of Object.values(jobs)) expect(job).toHaveProperty('timeout-minutes');
  });

  it('gives the action of this repository what it takes', () => {
    const used = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === './'));
    for (const step of used)
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  });
});

it('the governance workflow takes every step that the specification demands', () => {
  const { jobs } = parseDocument(readFileSync(join(FOLDER, 'protocol-governance.yml'), 'utf8')).toJS() as {
    jobs: Record<string, Job>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(steps.flatMap(({ name }) => name ?? [])).toEqual([
    'Validate the toolchain',
    'Lint',
    'Check for forbidden features',
    'Check for manual serialization',
    'Validate compatibility rules',
    'Check for the version bump',
    'Compare generated code',
    'Install the witnesses',
    'Verify golden fixtures, decoded and encoded again by every language',
  ]);
});

describe('the action', () => {
  it('hands every input on by the environment, and describes it', () => {
    const env = action.runs.steps.flatMap((step) => (step.run?.includes('run.js') ? [step.env ?? {}] : []))[0];
    const wanted = Object.keys(action.inputs).map((name) => [
      `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
      `\${{ inputs.${name} }}`,
    ]);
    expect(env).toEqual(Object.fromEntries(wanted));
    for (const input of Object.values(action.inputs)) expect(input.description).toMatch(/\S.*\.$/s);
  });

  it('is made of steps that name their shell, and of scripts that exist', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell, uses } of action.runs.steps) {
      if (uses !== undefined) continue;
      expect(shell).toBe('bash');
      const script = /^node "\$GITHUB_ACTION_PATH\/(\S+)"$/.exec(run ?? '')?.[1] ?? '';
      expect(existsSync(join(ROOT, script)), run ?? '').toBe(true);
    }
  });

  it('has its inputs and outputs told in docs/ci.md', () => {
    const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(page).toContain(`| \`${name}\``);
    }
  });
});

// actionlint knows every key, expression and event of a workflow.
it('actionlint finds nothing, in the example of docs/ci.md neither', { timeout: 300_000 }, (context) => {
  const found = findActionlint();
  if ('missing' in found) return context.skip(found.missing);
  const example = /```yaml\n(name:.*?)```/s.exec(readFileSync(join(ROOT, 'docs/ci.md'), 'utf8'))?.[1] ?? '';
  const told = join(temporaryFolder({ 'example.yml': example }), 'example.yml');
  const files = NAMES.map((name) => join('.github/workflows', name));
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', told, ...files];
  expect(execFileSync(found.program, args, { cwd: ROOT, encoding: 'utf8' })).toBe('');
});
