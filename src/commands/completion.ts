// What completion knows beside the command line itself: the ids of all rules.

import { rules } from '../../rules/index.ts';
import { ENGINE_CHECKS } from '../engine/engine-checks.ts';

export function ruleIds(): readonly string[] {
  return [...rules, ...ENGINE_CHECKS].map(({ id }) => id).sort();
}
