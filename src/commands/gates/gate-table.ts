// All gates of `leyline check`, in the order in which they are shown. Adding a gate is a row here and its name in the
// schema of the configuration.

import { breakingGate } from './breaking-gate.ts';
import { bumpGate } from './bump-gate.ts';
import type { Gate } from './gate.ts';
import { generateGate } from './generate-gate.ts';
import { goldenGate } from './golden-gate.ts';
import { lintGate } from './lint-gate.ts';
import { registerGate } from './register-gate.ts';
import { sealGate } from './seal-gate.ts';
import { toolchainGate } from './toolchain-gate.ts';

export const GATES: readonly Gate[] = [
  lintGate,
  breakingGate,
  bumpGate,
  goldenGate,
  toolchainGate,
  generateGate,
  registerGate,
  sealGate,
];
