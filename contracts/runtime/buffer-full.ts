// How writing says that there is no room. Knows nothing of what is written.

/** Thrown where the buffer is so small that going on makes no sense. Never leaves `encodeMessage`. */
export const BUFFER_FULL = Symbol('buffer full');
