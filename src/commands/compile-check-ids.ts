// The ids of what stops a file from being read or understood: always checked, never excused, no rule's name.

import { INPUT_CHECKS } from '../inputs/input-checks.ts';
import { COMPILE_CHECKS } from '../model/proto/schema/compile-checks.ts';

export const COMPILE_CHECK_IDS: ReadonlySet<string> = new Set([...COMPILE_CHECKS, ...INPUT_CHECKS].map(({ id }) => id));
