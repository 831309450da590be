// Tells loops that cut numbers into the seven-bit groups of protobuf's wire format. Looks at tokens only.

import * as T from './tokens.ts';

export interface LoopTokens {
  readonly kinds: Uint8Array;
  /** The text of the token at an index of `kinds`. */
  textAt(index: number): string;
}

/** Whether the loop masks seven bits, shifts by seven, and knows the bit that says that more will come. */
export function isVarintLoop({ kinds, textAt }: LoopTokens): boolean {
  let masks = false;
  let shifts = false;
  let continues = false;
  for (let i = 1; i < kinds.length; i++) {
    if (kinds[i] !== T.NUMBER) continue;
    const value = Number(textAt(i));
    if (value === 0x7f) masks ||= kinds[i - 1] === T.AMPERSAND || kinds[i - 1] === T.COMPARE;
    else if (value === 0x80) continues = true;
    else if (value === 7) {
      const before = kinds[i - 1];
      shifts ||= before === T.RIGHT_SHIFT || before === T.LEFT_SHIFT || before === T.AUGMENTED;
    }
  }
  return masks && shifts && continues;
}
