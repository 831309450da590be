// Puts the header on generated files whose language has line comments; leaves all others as they are. Pure.

import { withGeneratedHeader } from '../model/generated-header.ts';

const HASH = ['.py', '.pyi', '.rb', '.sh', '.yaml', '.yml', '.toml'];
const SLASHES = [
  ...['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.go', '.java', '.kt', '.swift', '.dart', '.rs'],
  ...['.c', '.cc', '.cpp', '.h', '.hpp', '.m', '.cs', '.scala'],
];

/** `source` is the digest of what the file is made from. */
export function markGenerated(path: string, bytes: Uint8Array, source: string): Uint8Array {
  const comment = commentOf(path);
  if (comment === undefined) return bytes;
  const text = textOf(bytes);
  // The system reads the first line of these itself.
  if (text === undefined || text.startsWith('#!') || text.startsWith('\ufeff')) return bytes;
  return new TextEncoder().encode(withGeneratedHeader(text, source, comment));
}

function commentOf(path: string): '//' | '#' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase();
  if (HASH.includes(ending)) return '#';
  return SLASHES.includes(ending) ? '//' : undefined;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
