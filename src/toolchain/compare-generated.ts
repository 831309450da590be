// What was generated against what lies in the project, byte for byte: which files are missing, extra or different. Pure.

import { readGeneratedHeader } from '../model/generated-header.ts';

/** What lies at a path; nothing but a plain file has bytes. */
export type Committed = Uint8Array | 'link' | 'other';

export type FileState = 'same' | 'missing' | 'different' | 'extra';

export interface ComparedFile {
  /** Project path. */
  readonly path: string;
  readonly state: FileState;
  /** How it differs, where there is more to say. */
  readonly detail?: string;
  /** An extra file that was generated once and not touched since. */
  readonly isLeftOver?: boolean;
}

/** In order of their paths. `there` holds everything that lies in the output folders. */
export function compareGenerated(
  made: ReadonlyMap<string, Uint8Array>,
  there: ReadonlyMap<string, Committed>,
): readonly ComparedFile[] {
  const paths = [...new Set([...made.keys(), ...there.keys()])].sort();
  return paths.map((path) => compare(path, made.get(path), there.get(path)));
}

function compare(path: string, wanted: Uint8Array | undefined, found: Committed | undefined): ComparedFile {
  if (!wanted) return { path, state: 'extra', isLeftOver: found instanceof Uint8Array && isUntouched(found) };
  if (found === undefined) return { path, state: 'missing' };
  if (!(found instanceof Uint8Array)) {
    return { path, state: 'different', detail: found === 'link' ? 'it is a symbolic link' : 'it is not a file' };
  }
  if (Buffer.compare(wanted, found) === 0) return { path, state: 'same' };
  const detail = differenceOf(wanted, found);
  return { path, state: 'different', ...(detail !== undefined && { detail }) };
}

function isUntouched(bytes: Uint8Array): boolean {
  return readGeneratedHeader(new TextDecoder().decode(bytes))?.isIntact === true;
}

function differenceOf(wanted: Uint8Array, found: Uint8Array): string | undefined {
  const [after, before] = [wanted, found].map((bytes) => new TextDecoder().decode(bytes).replaceAll('\r\n', '\n'));
  if (after === undefined || before === undefined) return undefined;
  if (after === before) return 'line ends only';
  const [made, header] = [readGeneratedHeader(after), readGeneratedHeader(before)];
  if (header && !header.isIntact) return 'edited by hand';
  if (!made || !header) return undefined;
  if (made.body === header.body) return 'same code, made from other contracts';
  return made.source === header.source
    ? 'made from the same contracts by another generator'
    : 'made from other contracts';
}
