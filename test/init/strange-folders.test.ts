// Folders whose names mean something else in YAML or in a pattern: what is written still means them, or leaves them out.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { init } from '../../src/commands/init.ts';
import { openProject } from '../../src/commands/open-project.ts';
import { recordingIo } from '../commands/recording-io.ts';
import { GOOD, proto } from '../e2e/protos.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';

const SAYABLE = ['no', '1.0', "it's [x]", '- *', '{a,b}', 'ö ü'];
const NOT_SAYABLE = ['a\\b', '~x', '!y', 'c:', ' b '];

it.each([...SAYABLE, ...NOT_SAYABLE])('a folder may be called %j', async (name) => {
  const root = temporaryFolder({
    [`${name}/v1/a.proto`]: proto('a', GOOD),
    [`${name}/a_pb2.py`]: '',
    [`${name}/gen/b.py`]: '# @generated\n',
  });
  const io = recordingIo();
  expect(await init({ cwd: root, yes: true }, io)).toBe(0);
  const { loaded, contractRoot } = await openProject({ cwd: root }, io);
  expect(contractRoot).toBe(SAYABLE.includes(name) ? name : undefined);
  expect(loaded.config.sources?.length ?? 0).toBe(SAYABLE.includes(name) ? 1 : 0);
  expect(existsSync(join(root, name, 'build/contracts.lock.json'))).toBe(SAYABLE.includes(name));
  expect(readFileSync(join(root, 'leyline.yaml'), 'utf8')).toContain('extends: recommended');
});
