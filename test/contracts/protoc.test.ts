// The shipped contract set, held against protoc and against its own manifest. Reads text only: src/ is not used here.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Manifest {
  readonly versions: Readonly<Record<string, { readonly packages: readonly string[] }>>;
}

interface Topics {
  readonly topics: readonly {
    readonly name: string;
    readonly publishers: readonly string[];
    readonly consumers: readonly string[];
    readonly payload: string;
  }[];
}

interface ProtoFile {
  readonly path: string;
  readonly package: string;
  readonly messages: readonly string[];
  readonly text: string;
}

const root = fileURLToPath(new URL('../../contracts/', import.meta.url));
const versions = ['v1', 'v2'] as const;
const files = Object.fromEntries(versions.map((version) => [version, readVersion(version)]));
const manifest = parse(readFileSync(join(root, 'build/versions.yaml'), 'utf8')) as Manifest;
const { topics } = parse(readFileSync(join(root, 'build/topics.yaml'), 'utf8')) as Topics;

function readVersion(version: string): readonly ProtoFile[] {
  return readdirSync(join(root, version))
    .filter((name) => name.endsWith('.proto'))
    .sort()
    .map((name) => {
      const path = `${version}/${name}`;
      const text = readFileSync(join(root, path), 'utf8');
      return {
        path,
        package: /^package ([\w.]+);$/m.exec(text)?.[1] ?? '',
        messages: [...text.matchAll(/^message (\w+) \{/gm)].map((match) => match[1] ?? ''),
        text,
      };
    });
}

function filesOf(version: string): readonly ProtoFile[] {
  return files[version] ?? [];
}

/** The reason why protoc cannot be run here, or undefined when it can. */
function protocMissing(): string | undefined {
  try {
    execFileSync('protoc', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'protoc is not installed';
    throw error;
  }
}

/** Compiles the given files; throws unless protoc exits with 0. Its warnings are on stderr even then. */
function runProtoc(paths: readonly string[]): { stdout: string; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-protoc-'));
  const log = join(folder, 'stderr.txt');
  try {
    const fd = openSync(log, 'w');
    try {
      const stdout = execFileSync('protoc', ['-I.', '-o', join(folder, 'set.binpb'), ...paths], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', fd],
      });
      return { stdout, stderr: readFileSync(log, 'utf8') };
    } catch (error) {
      throw new Error(`protoc failed:\n${readFileSync(log, 'utf8')}`, { cause: error });
    } finally {
      closeSync(fd);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('protoc', () => {
  it('compiles both versions without a warning', (context) => {
    const reason = protocMissing();
    const required = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes('protoc');
    if (reason !== undefined && !required) context.skip(reason);
    expect(reason, 'LEYLINE_REQUIRE_TOOLS demands protoc').toBeUndefined();

    const paths = versions.flatMap((version) => filesOf(version).map((file) => file.path));
    expect(runProtoc(paths)).toEqual({ stdout: '', stderr: '' });
  });
});

describe('manifest', () => {
  it('lists the versions that there are', () => {
    expect(Object.keys(manifest.versions).sort()).toEqual([...versions]);
  });

  it.each(versions)('lists every package of %s once, and no other', (version) => {
    const packages = filesOf(version).map((file) => file.package);
    expect(packages.length).toBeGreaterThan(0);
    expect([...(manifest.versions[version]?.packages ?? [])].sort()).toEqual(packages.sort());
  });

  it.each(versions)('names each package of %s after its file and its version', (version) => {
    for (const file of filesOf(version)) {
      const name = file.path.slice(version.length + 1, -'.proto'.length);
      expect(file.package, file.path).toBe(`esper.${name}.${version}`);
    }
  });
});

describe('topics', () => {
  const messages = versions.flatMap((version) =>
    filesOf(version).flatMap((file) => file.messages.map((message) => `${file.package}.${message}`)),
  );

  it('are the seven channels of the bus, each named once', () => {
    expect(topics).toHaveLength(7);
    expect(new Set(topics.map((topic) => topic.name)).size).toBe(topics.length);
  });

  it.each(topics)('$name carries a message that exists', (topic) => {
    expect(messages).toContain(topic.payload);
  });

  it.each(topics)('$name has someone at both ends', (topic) => {
    expect(topic.publishers.length).toBeGreaterThan(0);
    expect(topic.consumers.length).toBeGreaterThan(0);
  });
});

describe('v2', () => {
  it.each(filesOf('v2').map((file) => [file.path, file.text] as const))('%s has no map field', (_path, text) => {
    expect(text).not.toMatch(/\bmap\s*</);
  });
});
