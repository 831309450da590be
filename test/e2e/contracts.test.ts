// The shipped contracts: clean as they are, and found out when what they forbid is put into them.

import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { findings, leyline, REPOSITORY } from './leyline.ts';

const OWNER = 'data-architect';
const REASON = 'architecture configs are still pickled; a typed message replaces them in v3';
const PICKLE = /bytes serialized_config = /;

const LOCK = 'contracts/build/contracts.lock.json';

/** Without the lock, so that what is planted is judged for itself and not as a change. */
function copyOfContracts(): string {
  const root = temporaryFolder();
  for (const name of ['contracts', 'leyline.yaml'])
    cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
  rmSync(join(root, LOCK));
  const settings = readFileSync(join(root, 'leyline.yaml'), 'utf8');
  writeFileSync(
    join(root, 'leyline.yaml'),
    settings.replace(/extends: recommended$/m, '$&\n  version-bump-required: off'),
  );
  return root;
}

/** 1-based. */
function lineOf(root: string, path: string, pattern: RegExp): number {
  const at = readFileSync(join(root, path), 'utf8')
    .split('\n')
    .findIndex((line) => pattern.test(line));
  if (at === -1) throw new Error(`${path} has no ${pattern}`);
  return at + 1;
}

/** Puts a line behind the one that matches; returns its number. */
function insertAfter(root: string, path: string, pattern: RegExp, line: string): number {
  const before = lineOf(root, path, pattern);
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  lines.splice(before, 0, line);
  writeFileSync(join(root, path), lines.join('\n'));
  return before + 1;
}

describe('the contracts as they are', () => {
  it('are clean, but for the pickle that somebody answers for', () => {
    const line = lineOf(REPOSITORY, 'contracts/v2/adaptation.proto', PICKLE);
    const run = leyline(REPOSITORY, ['lint']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      new RegExp(
        `^excused contracts/v2/adaptation.proto:${line}:3 opaque-payload: bytes field 'serialized_config' .* \\(${REASON}, ${OWNER}\\)\n\nno findings in \\d+ files \\(1 excused\\)\n$`,
      ),
    );
  });

  it('are governed by their lock', () => {
    expect(leyline(REPOSITORY, ['bump', '--check']).code).toBe(0);
    const root = copyOfContracts();
    cpSync(join(REPOSITORY, LOCK), join(root, LOCK));
    const line = insertAfter(root, 'contracts/v2/pause.proto', /^message PauseRequest/, '  string note = 777;');
    const [found, ...others] = findings(
      leyline(root, ['lint', '--rule', 'version-bump-required', '--format', 'compact']),
    );
    expect(found).toMatch(
      new RegExp(`^contracts/v2/pause.proto:${line}:10: error: minor: field 'note' .* still 2.0.0`),
    );
    expect(others).toEqual([]);
  });

  it('show the excuse to machines', () => {
    const json = JSON.parse(leyline(REPOSITORY, ['lint', '--format', 'json']).stdout);
    expect(json.findings).toMatchObject([
      { rule: 'opaque-payload', excused: { by: 'exception', owner: OWNER, reason: REASON, until: null } },
    ]);
    const sarif = JSON.parse(leyline(REPOSITORY, ['lint', '--format', 'sarif']).stdout);
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'opaque-payload',
        suppressions: [{ kind: 'external', justification: REASON, properties: { by: 'exception', owner: OWNER } }],
      },
    ]);
  });

  it('are not clean without the excuse', () => {
    const root = copyOfContracts();
    const config = readFileSync(join(root, 'leyline.yaml'), 'utf8');
    writeFileSync(join(root, 'leyline.yaml'), config.slice(0, config.indexOf('exceptions:')));
    const line = lineOf(root, 'contracts/v2/adaptation.proto', PICKLE);
    const run = leyline(root, ['lint', '--format', 'compact']);
    expect(run.code).toBe(1);
    expect(findings(run)).toEqual([
      expect.stringMatching(`^contracts/v2/adaptation.proto:${line}:3: error: .* \\[opaque-payload\\]$`),
    ]);
  });
});

describe("v1's map in a message of v2", () => {
  const path = 'contracts/v2/system_state.proto';
  const v1 = /^ *map<string, float> training_metrics = 7;$/m;
  const field = v1.exec(readFileSync(join(REPOSITORY, 'contracts/v1/system_state.proto'), 'utf8'))?.[0] ?? '';

  function withMap(message: string): { root: string; line: number } {
    const root = copyOfContracts();
    const line = insertAfter(root, path, new RegExp(`^message ${message} {`), field.replace('= 7;', '= 777;'));
    return { root, line };
  }

  it('is found at its type, with the suggestion', () => {
    const { root, line } = withMap('SeedState');
    const compact = leyline(root, ['lint', '--format', 'compact']);
    expect(compact.code).toBe(1);
    expect(findings(compact)).toEqual([
      expect.stringMatching(
        `^${path}:${line}:3: error: map field 'training_metrics' in .*SeedState.* \\[no-map-fields\\]$`,
      ),
    ]);
    const json = JSON.parse(leyline(root, ['lint', '--format', 'json', path]).stdout);
    expect(json.findings).toMatchObject([
      { start: { line, column: 3 }, end: { line, column: 3 + 'map<string, float>'.length } },
    ]);
    const text = leyline(root, ['lint']).stdout;
    expect(text).toContain(`--> ${path}:${line}:3\n`);
    expect(text).toMatch(
      /^ *= suggestion: replace the map with repeated TrainingMetricsEntry, which changes generated code/m,
    );
    expect(text).toContain(`+   repeated TrainingMetricsEntry training_metrics = 777;`);
  });

  it('is also found where a field has that name already', () => {
    const { root, line } = withMap('SystemStatePacket');
    const run = leyline(root, ['lint', '--format', 'compact']);
    expect(findings(run)).toEqual([
      expect.stringMatching(`^${path}:${line}:3: error: .* \\[no-map-fields\\]$`),
      expect.stringMatching(
        `^${path}:\\d+:\\d+: error: field 'training_metrics' is declared twice \\[duplicate-name\\]$`,
      ),
    ]);
  });

  it('is not made good by --fix, which changes no generated code', () => {
    const { root } = withMap('SeedState');
    const before = readFileSync(join(root, path), 'utf8');
    expect(leyline(root, ['lint', '--fix']).code).toBe(1);
    expect(readFileSync(join(root, path), 'utf8')).toBe(before);
  });

  it('is made good by --fix-suggestions, and protoc still takes it', (context) => {
    const { root } = withMap('SeedState');
    // The entry is a new message, for which there are no golden bytes and no release yet.
    const rule = ['--rule', 'no-map-fields'];
    const run = leyline(root, ['lint', '--fix-suggestions', ...rule]);
    expect(run).toMatchObject({ code: 0, stderr: 'leyline: made 1 fix in 1 file\n' });
    expect(leyline(root, ['lint', ...rule])).toEqual({ ...run, stderr: '' });
    const text = readFileSync(join(root, path), 'utf8');
    expect(text).toContain('  repeated TrainingMetricsEntry training_metrics = 777;\n');
    expect(text).not.toContain('map<');
    const missing = protocMissing();
    const isRequired = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes('protoc');
    if (missing !== undefined && !isRequired) context.skip(missing);
    expect(missing, 'LEYLINE_REQUIRE_TOOLS demands protoc').toBeUndefined();
    const files = readdirSync(join(root, 'contracts/v2')).map((name) => `v2/${name}`);
    execFileSync('protoc', ['-I.', '-o', join(root, 'set.binpb'), ...files], { cwd: join(root, 'contracts') });
  });
});

function protocMissing(): string | undefined {
  try {
    execFileSync('protoc', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'protoc is not installed, so nobody saw whether the fixed contracts compile';
  }
}

describe('a counter', () => {
  it.each([
    ['float retry_count', true],
    ['double total_errors', true],
    ['float num_seeds', true],
    ['uint64 retry_count', false],
    ['double discount', false],
    ['double account_balance', false],
    ['float country', false],
  ])('%s: %s', (field, isFound) => {
    const root = copyOfContracts();
    const path = 'contracts/v2/system_state.proto';
    const line = insertAfter(root, path, /^message SeedState {/, `  ${field} = 777;`);
    const run = leyline(root, ['lint', '--format', 'compact']);
    expect(run.code).toBe(isFound ? 1 : 0);
    const found = expect.stringMatching(`^${path}:${line}:3: error: counter .* \\[no-float-counters\\]$`);
    expect(findings(run)).toEqual(isFound ? [found] : []);
  });
});

describe('a toolchain whose digests are elided', () => {
  const TOOLCHAIN = `# Protocol toolchain with exact versions and digests
toolchain:
  name: "esper-protocol-toolchain"
  version: "2025.1.0"

containers:
  protoc:
    image: "protobuf/protoc:3.21.12"
    digest: "sha256:a1b2c3d4e5f6..."
    command: ["protoc", "--version"]

  python_generator:
    image: "grpcio/protoc-gen-python:4.24.4"
    digest: "sha256:f6e5d4c3b2a1..."

  go_generator:
    image: "golang/protoc-gen-go:1.31.0"
    digest: "sha256:1a2b3c4d5e6f..."
`;

  it.each([[[]], [['contracts/build']], [['contracts/build/toolchain.yaml']]])(
    'is unpinned, tool by tool %j',
    (args) => {
      const root = copyOfContracts();
      const path = 'contracts/build/toolchain.yaml';
      writeFileSync(join(root, path), TOOLCHAIN);
      const run = leyline(root, ['lint', '--format', 'compact', ...args]);
      expect(run.code).toBe(1);
      expect(findings(run)).toEqual([
        `${path}:9:13: error: digest of container 'protoc' is elided [unpinned-toolchain]`,
        `${path}:14:13: error: digest of container 'python_generator' is elided [unpinned-toolchain]`,
        `${path}:18:13: error: digest of container 'go_generator' is elided [unpinned-toolchain]`,
      ]);
    },
  );
});

describe('a manifest with a mistake', () => {
  it('is told to every run, because every rule relies on it', () => {
    const root = copyOfContracts();
    const path = 'contracts/build/versions.yaml';
    const line = lineOf(root, path, /status: frozen/);
    const text = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), text.replace('status: frozen', 'status: frzen'));
    for (const args of [[], ['contracts/v2/signing.proto'], ['--fix-suggestions']]) {
      const run = leyline(root, ['lint', '--format', 'compact', ...args]);
      expect(run.code).toBe(1);
      expect(findings(run)[0]).toMatch(new RegExp(`^${path}:${line}:\\d+: error: .* \\[invalid-manifest\\]$`));
    }
  });
});
