// How many terminal columns a character takes: none, one or two.

// Combining marks, the two joiners, and the vowels and finals that complete a Hangul syllable.
const combining = /^(?:\p{Mn}|\p{Me}|\u200c|\u200d|[\u1160-\u11ff])$/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;

/** Blocks whose characters are two columns wide (East Asian Wide and Fullwidth), as first and last code point. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
];

/** The columns of one grapheme cluster. */
export function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (combining.test(character)) return 0;
  return wideBlocks.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
