// The gates of `leyline check`, by the names that the configuration and the command line have for them.

export const GATE_NAMES = ['lint', 'breaking', 'bump', 'golden', 'toolchain', 'generate', 'register', 'seal'] as const;
export type GateName = (typeof GATE_NAMES)[number];
