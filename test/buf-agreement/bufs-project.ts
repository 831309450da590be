// Which file of Buf's makes a folder a project.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUF_NAMES } from '../../src/inputs/buf/find-buf.ts';

export function configurationOf(folder: string): string | undefined {
  return BUF_NAMES.find((name) => existsSync(join(folder, name)));
}
