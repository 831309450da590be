// Other compilers, as oracles: run protoc and buf over files and read back the descriptors they make, as ProtoJSON.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileRegistry, fromBinary, type JsonValue, toJson } from '@bufbuild/protobuf';
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import type { TestContext } from 'vitest';

/** Not the launchers that packages bring along: those start Node, and fetch a compiler where there is none. */
const searched = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));

/** Where protoc is; just its name where it is not. */
export const PROTOC = searched.map((folder) => join(folder, 'protoc')).find((path) => existsSync(path)) ?? 'protoc';

/** The reason why protoc cannot be run here, or undefined when it can. */
function protocMissing(): string | undefined {
  return PROTOC === 'protoc' ? 'protoc is not installed' : undefined;
}

/** Skips the test where protoc is missing; where it is demanded, its absence fails. */
export function needProtoc(context: TestContext): void {
  const reason = protocMissing();
  if (reason === undefined) return;
  const isRequired = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes('protoc');
  if (isRequired) throw new Error(`LEYLINE_REQUIRE_TOOLS demands protoc, but ${reason}`);
  context.skip(reason);
}

/** Compiles files, named relative to one of the roots; imports and source locations are included. */
export function runProtoc(roots: readonly string[], files: readonly string[]): FileDescriptorSet {
  return withFolder((folder) => {
    const out = join(folder, 'set.binpb');
    const options = [...roots.map((root) => `-I${root}`), '--include_imports', '--include_source_info', `-o${out}`];
    execFileSync(PROTOC, [...options, ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
    return fromBinary(FileDescriptorSetSchema, readFileSync(out));
  });
}

export interface CompileError {
  readonly path: string;
  /** From 1; not every error has one. */
  readonly line: number | undefined;
  readonly message: string;
}

export interface Verdict {
  readonly accepted: boolean;
  readonly errors: readonly CompileError[];
}

/** What protoc says about one file, and about what it imports; warnings are left out. */
export function judgeByProtoc(roots: readonly string[], file: string): Verdict {
  const options = [...roots.map((root) => `-I${root}`), '-o/dev/null', file];
  const { status, stderr } = spawnSync(PROTOC, options, { encoding: 'utf8' });
  return readVerdict(status, stderr);
}

export function readVerdict(status: number | null, stderr: string): Verdict {
  const errors = stderr.split('\n').flatMap((said) => {
    const [, path = '', line, message = ''] = /^([^:]+):(?:(\d+):\d+:)? (.*)$/.exec(said) ?? [];
    return path === '' || message.startsWith('warning: ')
      ? []
      : [{ path, line: line === undefined ? undefined : Number(line), message }];
  });
  return { accepted: status === 0, errors };
}

export function linesOf({ errors }: Verdict): readonly number[] {
  return errors.flatMap(({ line }) => (line === undefined ? [] : [line]));
}

const buf = fileURLToPath(new URL('../../../node_modules/.bin/buf', import.meta.url));

/** Compiles all files of a folder with buf, which knows editions. */
export function runBuf(root: string): FileDescriptorSet {
  return withFolder((folder) => {
    const out = join(folder, 'set.binpb');
    execFileSync(buf, ['build', root, '-o', out], { stdio: ['ignore', 'ignore', 'pipe'] });
    return fromBinary(FileDescriptorSetSchema, readFileSync(out));
  });
}

/** Lines of the errors that buf finds in a folder, by file name. */
export function judgeByBuf(root: string): ReadonlyMap<string, readonly number[]> {
  const { stderr } = spawnSync(buf, ['build', root, '-o', '/dev/null'], { encoding: 'utf8' });
  const found = new Map<string, number[]>();
  for (const [, path = '', line] of stderr.matchAll(/^(?:.*\/)?([^/:]+):(\d+):\d+:/gm)) {
    const lines = found.get(path);
    if (lines) lines.push(Number(line));
    else found.set(path, [Number(line)]);
  }
  return found;
}

/** Also for work that goes on: the folder stays until it is done. */
export async function withFolderUntil<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-proto-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-proto-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface CompiledFile {
  readonly proto: FileDescriptorProto;
  /** ProtoJSON, custom options by name; without source locations, and without options that say nothing. */
  readonly json: JsonValue;
}

export function readSet(set: FileDescriptorSet): ReadonlyMap<string, CompiledFile> {
  const registry = createFileRegistry(set);
  const files = set.file.map((proto) => {
    const { sourceCodeInfo: _, ...rest } = proto;
    return [
      proto.name,
      { proto, json: withoutEmptyOptions(toJson(FileDescriptorProtoSchema, rest, { registry })) },
    ] as const;
  });
  return new Map(files);
}

/** `rpc … {}` makes protoc write options with nothing in them. */
function withoutEmptyOptions(json: JsonValue): JsonValue {
  if (Array.isArray(json)) return json.map(withoutEmptyOptions);
  if (json === null || typeof json !== 'object') return json;
  const kept = Object.entries(json).filter(([key, value]) => key !== 'options' || Object.keys(value ?? {}).length > 0);
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutEmptyOptions(value)]));
}
