// The version of this very package, as reports and `--version` name it.

import { version } from '../../package.json';

export const VERSION: string = version;
