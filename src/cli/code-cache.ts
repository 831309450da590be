// Keeps what V8 made of our own code from one run to the next: compiling it anew is a third of a short run's time.
// Never fails a run: whatever is wrong with the cache, the code is compiled as if there were none.

import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import Module from 'node:module';
import { dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

/** Where an entry of the cache file lies behind its index. */
type Slot = readonly [offset: number, length: number];

interface Stored {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly data: Buffer;
}

interface LoadingModule {
  exports: unknown;
  require(id: string): unknown;
}

type Compile = (this: LoadingModule, content: string, filename: string, ...rest: unknown[]) => unknown;

/** The user's cache folder; nothing where there is none, or where NODE_DISABLE_COMPILE_CACHE says not to. */
export function codeCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE']) return undefined;
  const home = env['HOME'];
  const base =
    platform === 'win32'
      ? env['LOCALAPPDATA']
      : (env['XDG_CACHE_HOME'] ??
        (home === undefined ? undefined : join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')));
  return base ? join(base, 'leyline') : undefined;
}

/** From here on, files of `folder` are compiled with what `file` remembers of them; on exit it learns the rest. */
export function startCodeCache(folder: string, file: string): void {
  const prototype = Module.prototype as unknown as { _compile?: Compile };
  const compile = prototype._compile;
  if (typeof compile !== 'function') return;
  const stored = read(file);
  const scripts = new Map<string, Script>();
  let isStale = false;
  prototype._compile = function (content, filename, ...rest) {
    if (dirname(filename) !== folder) return compile.call(this, content, filename, ...rest);
    const name = filename.slice(folder.length + sep.length);
    const cachedData = dataOf(stored, name);
    const script = new Script(Module.wrap(content), { filename, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) isStale = true;
    scripts.set(name, script);
    return script
      .runInThisContext()
      .call(this.exports, this.exports, (id: string) => this.require(id), this, filename, folder);
  };
  process.on('exit', () => {
    if (isStale) write(file, known(stored, folder), scripts);
  });
}

function dataOf({ slots, data }: Stored, name: string): Buffer | undefined {
  const slot = slots.get(name);
  return slot && data.subarray(slot[0], slot[0] + slot[1]);
}

const NOTHING: Stored = { slots: new Map(), data: Buffer.alloc(0) };
const LENGTH_BYTES = 4;

/** The file is the length of an index, the index as JSON, and the data; a file of others' making is not believed. */
function read(file: string): Stored {
  try {
    const handle = openSync(file, 'r');
    try {
      const { uid, mode } = fstatSync(handle);
      const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      if (!isOurs) return NOTHING;
      const bytes = readFileSync(handle);
      const dataAt = LENGTH_BYTES + bytes.readUInt32LE(0);
      const index = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, dataAt)) as {
        size: number;
        slots: [string, Slot][];
      };
      const data = bytes.subarray(dataAt);
      return data.length === index.size ? { slots: new Map(index.slots), data } : NOTHING;
    } finally {
      closeSync(handle);
    }
  } catch {
    return NOTHING;
  }
}

/** Without what an earlier build has left behind. */
function known(stored: Stored, folder: string): Stored {
  return { slots: new Map([...stored.slots].filter(([name]) => existsSync(join(folder, name)))), data: stored.data };
}

function write(file: string, stored: Stored, scripts: ReadonlyMap<string, Script>): void {
  try {
    const parts = new Map<string, Buffer>();
    for (const name of stored.slots.keys()) parts.set(name, dataOf(stored, name) as Buffer);
    for (const [name, script] of scripts) parts.set(name, script.createCachedData());
    let size = 0;
    const slots = [...parts].map(([name, part]): [string, Slot] => {
      size += part.length;
      return [name, [size - part.length, part.length]];
    });
    const index = Buffer.from(JSON.stringify({ size, slots }));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(index.length);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([length, index, ...parts.values()]), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // A full disk or a read-only home costs the next run some milliseconds, and this one nothing.
  }
}
