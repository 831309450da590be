// The first code that runs: switches the code cache on, then loads the program.

import { join } from 'node:path';
import { version } from '../../package.json';
import { codeCacheFolder, startCodeCache } from './code-cache.ts';

const folder = codeCacheFolder(process.env, process.platform);
if (folder !== undefined) startCodeCache(__dirname, join(folder, `code-${version}-${process.version}-${process.arch}`));

void import('./main.ts');
