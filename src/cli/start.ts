// The first code that runs: switches the code cache on, then loads the program.

import { join } from 'node:path';
import { version } from '../../package.json';
import { codeCacheFolder, startCodeCache } from './code-cache.ts';
import { optimizeLate } from './engine-settings.ts';

/** What tells this build from all others; esbuild.config.ts writes it. */
declare const BUILD: string;

const folder = codeCacheFolder(process.env, process.platform);
if (folder !== undefined) {
  startCodeCache(__dirname, join(folder, `code-${version}-${process.version}-${process.arch}`), BUILD);
}

void import('./main.ts').then(optimizeLate);
