// What the codecs of golden fixtures need to know of the machine: where their programs stand, where built ones are kept.

import { isAbsolute, join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { CODEC_NAMES, type CodecName, type CodecSettings } from '../golden/codecs/codec.ts';
import { isThere } from '../inputs/golden/read-bytes.ts';
import type { ScratchFolder } from '../inputs/golden/scratch-folder.ts';
import { nearest } from '../text/nearest.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

export function codecSettings(io: Io, scratch: ScratchFolder): CodecSettings {
  return {
    env: io.env,
    programs: programsFolder(),
    cache: cacheFolder(io.env),
    scratch: (name, bytes) => scratch.put(name, bytes),
  };
}

/** Built, this code stands in `dist/`; its programs are shipped where they stand in the source tree. */
function programsFolder(): string {
  const built = join(__dirname, '../src/golden/codecs');
  return isThere(built, 'folder') ? built : join(__dirname, '../golden/codecs');
}

function cacheFolder(env: Io['env']): string | undefined {
  const home = env['HOME'];
  const bases = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA'], home && join(home, '.cache')];
  const base = bases.find((path) => path !== undefined && isAbsolute(path));
  return base && join(base, 'leyline', `golden-${VERSION}`);
}

/** `protobufjs,go` as written behind `option`. */
export function codecNames(text: string | undefined, option: string): readonly CodecName[] {
  const words = (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  if (text !== undefined && words.length === 0)
    throw new UserError(`'${option}' names no codec`, { hint: `codecs are ${CODEC_NAMES.join(', ')}` });
  return [...new Set(words)].map((word) => {
    const name = CODEC_NAMES.find((known) => known === word);
    if (name) return name;
    const near = nearest(word, CODEC_NAMES);
    throw new UserError(`unknown codec '${word}'`, {
      hint: near === undefined ? `codecs are ${CODEC_NAMES.join(', ')}` : `did you mean '${near}'?`,
    });
  });
}
