// Values as text in a YAML file that is written for people. One line each; knows nothing of what the file is for.

/** A plain scalar needs no quotes: nothing that YAML takes for another type, an indicator, or the end of a flow. */
const PLAIN = /^\.?[A-Za-z_/][\w./-]*$/;
const OTHER_TYPE = /^(?:true|false|null|yes|no|on|off|y|n|\.inf|\.nan)$/i;

export function yamlText(text: string): string {
  if (PLAIN.test(text) && !OTHER_TYPE.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only double quotes have escapes for them
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
}

export function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(', ')}]`;
}

/** A value that came out of YAML, in flow style. */
export function yamlValue(value: unknown): string {
  if (typeof value === 'string') return yamlText(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${yamlText(key)}: ${yamlValue(inner)}`);
  return `{ ${pairs.join(', ')} }`;
}
