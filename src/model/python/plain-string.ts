// The text of a Python string literal, where it can be told without reading escapes.

/** Nothing for bytes, strings cut short, and those with escapes. */
export function plainString(literal: string): string | undefined {
  const first = literal[0];
  const isUsual = (first === '"' || first === "'") && literal[1] !== first;
  const inside = isUsual && literal.endsWith(first) ? { start: 1, end: literal.length - 1 } : stringInside(literal);
  if (!inside || /^[bB]|^[^'"][bB]/.test(literal)) return undefined;
  const text = literal.slice(inside.start, inside.end);
  return text.includes('\\') ? undefined : text;
}

/** Where the text stands between the quotes. */
export function stringInside(literal: string): { readonly start: number; readonly end: number } | undefined {
  const opening = /^[A-Za-z]{0,2}("""|'''|"|')/.exec(literal);
  const quote = opening?.[1];
  if (!opening || !quote || !literal.endsWith(quote) || literal.length < opening[0].length + quote.length)
    return undefined;
  return { start: opening[0].length, end: literal.length - quote.length };
}

/** A docstring as people read it: indentation and surrounding blanks gone. */
export function docstringText(literal: string): string | undefined {
  const inside = stringInside(literal);
  if (!inside) return undefined;
  const text = literal.slice(inside.start, inside.end);
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.join('\n').trim();
}
