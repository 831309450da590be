// Reads one file as text, or says why not. Never blocks on what is no regular file and never follows a symbolic link:
// whoever calls has resolved links and knows that the path may be read.

import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { SourceFile } from '../../text/source-file.ts';
import { errorCode, errorWords } from './file-errors.ts';
import { missing, notAFile, type ReadFailure, type TreeLimits, tooLarge } from './file-tree.ts';

// Windows has neither flag, and no FIFO that an open could wait for.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;
const FLAGS = constants.O_RDONLY | NO_FOLLOW | NO_WAIT;

/** Reused from file to file: allocating a buffer each would cost more than reading small files. */
let scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** `path` is what the text and all messages are named by. */
export function readText(absolute: string, path: string, limits: TreeLimits): SourceFile | ReadFailure {
  const read = readBytes(absolute, path, limits);
  return Buffer.isBuffer(read) ? decode(read, path) : read;
}

/** What the file holds, until the next is read. */
export function readBytes(absolute: string, path: string, limits: TreeLimits): Buffer | ReadFailure {
  let descriptor: number;
  try {
    if (NO_FOLLOW === 0 && lstatSync(absolute).isSymbolicLink()) return notAFile(path, 'a symbolic link');
    descriptor = openSync(absolute, FLAGS);
  } catch (error) {
    return openFailure(path, error);
  }
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return notAFile(path, 'a folder');
    if (!status.isFile()) return notAFile(path, 'a pipe or device');
    if (status.size > limits.largestFile) return tooLarge(path, status.size, limits);
    return readAll(descriptor, status.size);
  } catch (error) {
    return unreadable(path, error);
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes as text; a byte order mark is kept, so that offsets stay those of the file. */
export function decode(bytes: Buffer, path: string): SourceFile | ReadFailure {
  // Nearly all files are ASCII, and Latin-1 decodes it a tenth faster.
  if (isAscii(bytes)) return { path, text: bytes.toString('latin1') };
  if (isUtf8(bytes)) return { path, text: bytes.toString('utf8') };
  const isUtf16 = bytes.length > 1 && (bytes.readUInt16BE(0) === 0xfeff || bytes.readUInt16BE(0) === 0xfffe);
  const offset = firstBadByte(bytes);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  const message = isUtf16
    ? `${path} is UTF-16 text; save it as UTF-8`
    : `${path} is not UTF-8 text: byte 0x${byte} at offset ${offset}`;
  return { kind: 'not-utf8', message, offset };
}

function readAll(descriptor: number, size: number): Buffer {
  const bytes = size <= scratch.length ? scratch : Buffer.allocUnsafe(size);
  if (bytes !== scratch && size < 8 * 1024 * 1024) scratch = bytes;
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** Decoding puts U+FFFD where bytes are wrong; the first that the bytes do not spell out themselves marks the place. */
function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  for (let at = text.indexOf('\ufffd'), offset = 0, from = 0; at !== -1; at = text.indexOf('\ufffd', at + 1)) {
    offset += Buffer.byteLength(text.slice(from, at));
    from = at;
    const isWritten = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isWritten) return offset;
  }
  return 0;
}

function openFailure(path: string, error: unknown): ReadFailure {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(path);
  if (code === 'ELOOP') return notAFile(path, 'a symbolic link');
  if (code === 'ENXIO') return notAFile(path, 'a socket or device');
  return unreadable(path, error);
}

export function unreadable(path: string, error: unknown): ReadFailure {
  return { kind: 'unreadable', message: `${path} cannot be read: ${errorWords(error)}` };
}
