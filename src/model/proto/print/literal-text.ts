// Scalar values as `.proto` literals that read back as the same value. Pure; knows nothing of fields and options.

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** In double quotes; everything above ASCII stays as it is. */
export function stringLiteral(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to be escaped
  return `"${value.replace(/[\u0000-\u001f"\\\u007f]/g, (char) => ESCAPES.get(char) ?? octal(char.charCodeAt(0)))}"`;
}

export function bytesLiteral(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    const isPlain = byte >= 0x20 && byte < 0x7f;
    text += ESCAPES.get(char) ?? (isPlain ? char : octal(byte));
  }
  return `"${text}"`;
}

/** Three digits always, so that a digit after it cannot be taken for its own. */
function octal(code: number): string {
  return `\\${code.toString(8).padStart(3, '0')}`;
}

export function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  // A whole number with more digits than integers have would be out of range before it became a float.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}
