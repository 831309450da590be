// The codecs that are programs of their own: found on this machine, or demanded by LEYLINE_REQUIRE_TOOLS. Test support.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { type Codec, type CodecName, type CodecSettings, isAbsent } from '../../src/golden/codecs/codec.ts';
import { findCodecs } from '../../src/golden/codecs/find-codecs.ts';
import { REPOSITORY } from './golden-texts.ts';

/** What goes to the user's cache elsewhere stays below `node_modules` here. */
export const CACHE = join(REPOSITORY, 'node_modules/.cache/leyline-golden');

export function settings(env: CodecSettings['env'] = process.env): CodecSettings {
  const folder = mkdtempSync(join(tmpdir(), 'leyline-codecs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    env,
    programs: join(REPOSITORY, 'src/golden/codecs'),
    cache: CACHE,
    scratch(name, bytes) {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    },
  };
}

/** Skips the test where the codec is missing; where it is demanded, its absence fails. */
export async function codecOrSkip(context: TestContext, name: CodecName): Promise<Codec> {
  const isInProcess = name === 'protobufjs' || name === 'protobuf-es';
  const isRequired = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').split(',').includes(name);
  const { codecs, absent } = await findCodecs([name], isRequired || isInProcess ? [name] : [], settings());
  const [codec] = codecs;
  if (codec && !isAbsent(codec)) return codec;
  return context.skip(`${name}: ${absent[0]?.reason}`);
}
