// What is checked while reading files: the ids under which flaws are reported. They cannot be switched off.

import type { RuleInfo } from '../diagnostics/report.ts';
import { INVALID_MANIFEST } from './contract-set/manifest-file.ts';

export const UNREADABLE_FILE = 'unreadable-file';

export const INPUT_CHECKS: readonly RuleInfo[] = [
  {
    id: UNREADABLE_FILE,
    group: 'compile',
    severity: 'error',
    summary: 'a file or folder cannot be read, or is not UTF-8 text',
    why: 'What cannot be read cannot be checked, and a run that passes it over would look clean.',
  },
  {
    id: INVALID_MANIFEST,
    group: 'compile',
    severity: 'error',
    summary: 'a file below build/ does not have the shape that it needs',
    why: 'Versions, topics and pins are facts that rules rely on; a misspelt key would silently switch a check off.',
  },
];
