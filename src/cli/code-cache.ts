// Keeps what V8 made of our own code from one run to the next: compiling it anew is a third of a short run's time.
// Never fails a run: whatever is wrong with the cache, the code is compiled as if there were none.

import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { Script } from 'node:vm';
import { canUseCodeCache, withUsualFlags } from './engine-settings.ts';

/** Where an entry of the cache file lies behind its index. */
type Slot = readonly [offset: number, length: number];

interface Stored {
  readonly slots: ReadonlyMap<string, Slot>;
  /** Other commands' code stays unread. */
  readonly read: (slot: Slot) => Buffer | undefined;
  readonly close: () => void;
}

interface LoadingModule {
  exports: unknown;
  require(id: string): unknown;
}

type Compile = (this: LoadingModule, content: string, filename: string, ...rest: unknown[]) => unknown;

/**
 * The user's cache folder; nothing where there is none, or where NODE_DISABLE_COMPILE_CACHE says not to. Variables that
 * are empty or hold a relative path count as not set.
 */
export function codeCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE']) return undefined;
  const home = env['HOME'];
  const bases =
    platform === 'win32'
      ? [env['LOCALAPPDATA']]
      : [env['XDG_CACHE_HOME'], home && join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')];
  const base = bases.find((path) => path !== undefined && isAbsolute(path));
  return base && join(base, 'leyline');
}

/**
 * From here on, files of `folder` are compiled with what `file` remembers of them; on exit it learns the rest. What it
 * remembers is of one build: V8 takes code for that of any text of the same length.
 */
export function startCodeCache(folder: string, file: string, build: string): void {
  const prototype = Module.prototype as unknown as { _compile?: Compile };
  const compile = prototype._compile;
  if (typeof compile !== 'function') return;
  const stored = read(file, build);
  const scripts = new Map<string, Script>();
  let isStale = false;
  prototype._compile = function (content, filename, ...rest) {
    if (dirname(filename) !== folder || !canUseCodeCache()) return compile.call(this, content, filename, ...rest);
    const name = filename.slice(folder.length + sep.length);
    const cachedData = dataOf(stored, name);
    return withUsualFlags(() => {
      const script = new Script(Module.wrap(content), { filename, ...(cachedData && { cachedData }) });
      if (!cachedData || script.cachedDataRejected) isStale = true;
      scripts.set(name, script);
      return script
        .runInThisContext()
        .call(this.exports, this.exports, (id: string) => this.require(id), this, filename, folder);
    });
  };
  process.on('exit', () => {
    if (isStale && canUseCodeCache()) withUsualFlags(() => write(file, build, stored, scripts));
  });
}

function dataOf({ slots, read }: Stored, name: string): Buffer | undefined {
  const slot = slots.get(name);
  return slot && read(slot);
}

const NOTHING: Stored = { slots: new Map(), read: () => undefined, close: () => {} };
const LENGTH_BYTES = 4;

/** The file is the length of an index, the index as JSON, and the data; a file of others' making is not believed. */
function read(file: string, build: string): Stored {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const stored = readFrom(handle, build);
    if (stored) return stored;
  } catch {
    // No file, or none with an index.
  }
  if (handle !== undefined) closeSync(handle);
  return NOTHING;
}

function readFrom(handle: number, build: string): Stored | undefined {
  const { uid, mode, size } = fstatSync(handle);
  const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  const bytesAt = (position: number, length: number) => readAt(handle, position, length);
  const indexLength = isOurs ? bytesAt(0, LENGTH_BYTES)?.readUInt32LE(0) : undefined;
  if (indexLength === undefined || indexLength > size) return undefined;
  const dataAt = LENGTH_BYTES + indexLength;
  const index = JSON.parse(bytesAt(LENGTH_BYTES, indexLength)?.toString('utf8') ?? '') as {
    build: string;
    size: number;
    slots: [string, Slot][];
  };
  if (index.build !== build || dataAt + index.size !== size) return undefined;
  return {
    slots: new Map(index.slots),
    read: ([offset, length]) => bytesAt(dataAt + offset, length),
    close: () => closeSync(handle),
  };
}

function readAt(handle: number, position: number, length: number): Buffer | undefined {
  try {
    const bytes = Buffer.allocUnsafeSlow(length);
    return readSync(handle, bytes, 0, length, position) === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function write(file: string, build: string, stored: Stored, scripts: ReadonlyMap<string, Script>): void {
  try {
    const parts = new Map<string, Buffer>();
    for (const [name, slot] of stored.slots) {
      const data = stored.read(slot);
      if (data) parts.set(name, data);
    }
    for (const [name, script] of scripts) parts.set(name, script.createCachedData());
    let size = 0;
    const slots = [...parts].map(([name, part]): [string, Slot] => {
      size += part.length;
      return [name, [size - part.length, part.length]];
    });
    const index = Buffer.from(JSON.stringify({ build, size, slots }));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(index.length);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([length, index, ...parts.values()]), { mode: 0o600 });
    // Windows does not replace what is open.
    stored.close();
    renameSync(temporary, file);
  } catch {
    // A full disk or a read-only home costs the next run some milliseconds, and this one nothing.
  }
}
