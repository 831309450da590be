// Which modules a text may ask for, without parsing it. Tells too many rather than too few: what stands in comments and
// strings counts as well.

/** White space, brackets and comments that may stand before a specifier. Every one matches in one way only. */
const GAP = String.raw`(?:[\s()!?.]|\/\*(?:[^*]|\*(?!\/)){0,200}\*\/|\/\/[^\n]{0,200}\n)*`;
const QUOTED = ['"', "'", '`'].map((quote) => `${quote}([^${quote}\\n]*)${quote}`).join('|');
// nothing but the word is consumed: a quote in a string must not hide what follows
const SCRIPT = new RegExp(String.raw`\b(?:from|import|require)\b(?=(?:<[^<>()]*>)?${GAP}(?:${QUOTED}))`, 'g');

/** Of TypeScript and JavaScript; nothing when they cannot be told. */
export function scriptSpecifiers(text: string): readonly string[] | undefined {
  const found = new Set<string>();
  for (const [, double, single, template] of text.matchAll(SCRIPT)) {
    found.add(double ?? single ?? template ?? '');
  }
  const specifiers = [...found];
  return specifiers.some((each) => /^\S*\\\S*$/.test(each)) ? undefined : specifiers;
}
