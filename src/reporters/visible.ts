// Makes characters that a terminal would obey, or that nobody would see, visible: `\x1b`, `\u{202e}`.
// Output of a reporter that people read may contain text of strangers; it passes through here.

// Control, format (bidi overrides, zero-width, tags), lone surrogates, line and paragraph separators.
// The two joiners stay: they are part of emoji and of several scripts.
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Most texts have nothing but these, which is seen ten times as fast as what `unseen` looks for. */
const isPlain = /^[\x20-\x7e]*$/;

export function visible(text: string): string {
  if (isPlain.test(text)) return text;
  return text.replace(unseen, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const name = named[character];
  if (name) return name;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
