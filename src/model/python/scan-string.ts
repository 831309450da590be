// Strings of Python, and what is formatted into them: an f-string becomes tokens of its texts and of its fields.

import { BACKSLASH, LINE_FEED, lineEnd, RETURN } from './characters.ts';
import { MAX_BRACKETS, type Scan } from './scan.ts';
import { CLOSE_CURLY, COLON, FIELD, FIELD_END, FORMAT, FORMAT_END, STRING } from './tokens.ts';

const MAX_FORMATS = 20;
const LONGEST_CHARACTER_NAME = 120;

export function scanString(scan: Scan, start: number, quoteAt: number, prefix: string): void {
  const text = scan.text;
  const quote = text[quoteAt] as string;
  const isLong = text.startsWith(quote.repeat(3), quoteAt);
  scan.at = quoteAt + (isLong ? 3 : 1);
  const isFormat = (prefix.includes('f') || prefix.includes('t')) && scan.formats < MAX_FORMATS;
  if (isFormat) {
    const abandoned = scan.abandoned;
    scan.formats += 1;
    scan.tokens.push(FORMAT, start, scan.at);
    scanFormatted(scan, start, quote, isLong, prefix.includes('r'));
    // an abandoned string has left its line
    if (scan.abandoned === abandoned) scan.tokens.push(FORMAT_END, scan.at, scan.at);
    scan.formats -= 1;
    return;
  }
  skipText(scan, start, quote.charCodeAt(0), isLong);
  scan.tokens.push(STRING, start, scan.at);
}

/** To the end of a string without fields. */
function skipText(scan: Scan, start: number, quote: number, isLong: boolean): void {
  const text = scan.text;
  let at = scan.at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += text.charCodeAt(at + 1) === RETURN && text.charCodeAt(at + 2) === LINE_FEED ? 2 : 1;
    else if (code === quote) {
      if (!isLong) break;
      if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) break;
    } else if (!isLong && (code === LINE_FEED || code === RETURN)) break;
  }
  if (at < text.length && text.charCodeAt(at) === quote) scan.at = at + (isLong ? 3 : 1);
  else unclosed(scan, start, Math.min(at, text.length));
}

function unclosed(scan: Scan, start: number, end: number): void {
  scan.tokens.complain(start, Math.min(end, lineEnd(scan.text, start)), 'the string is never closed');
  scan.at = end;
}

/** The texts and fields of an f-string, from behind its quote. */
function scanFormatted(scan: Scan, start: number, quote: string, isLong: boolean, isRaw: boolean): void {
  const text = scan.text;
  const ending = isLong ? quote.repeat(3) : quote;
  while (scan.at < text.length) {
    const at = scan.at;
    const char = text[at] as string;
    if (char === quote && text.startsWith(ending, at)) {
      scan.at = at + ending.length;
      return;
    }
    if (char === '{' && text[at + 1] !== '{') {
      const abandoned = scan.abandoned;
      if (!scanField(scan, isLong, ending)) {
        if (scan.abandoned === abandoned) unclosed(scan, start, scan.at);
        return;
      }
    } else if (!isLong && (char === '\n' || char === '\r')) {
      unclosed(scan, start, at);
      return;
    } else scan.at = at + formatStep(text, at, isRaw);
  }
  unclosed(scan, start, text.length);
}

/** `{expression!r:format}`; false when it has no end. */
function scanField(scan: Scan, isLong: boolean, ending: string): boolean {
  const text = scan.text;
  const open = scan.tokens.count;
  const depth = scan.brackets.length + 1;
  scan.brackets.push(open);
  scan.tokens.push(FIELD, scan.at, scan.at + 1);
  scan.at += 1;
  while (scan.at < text.length && scan.brackets.length >= depth && scan.brackets[depth - 1] === open) {
    const code = text.charCodeAt(scan.at);
    const isOutermost = scan.brackets.length === depth;
    if (isOutermost && code === CLOSE_CURLY) return endField(scan);
    if (isOutermost && code === COLON) {
      scan.at += 1;
      return scanFormat(scan, isLong, ending) && endField(scan);
    }
    if (isOutermost && !isLong && text[scan.at] === ending && !closesInLine(text, scan.at)) {
      scan.at += 1;
      break;
    }
    if (isOutermost && code === 0x21 && text[scan.at + 1] !== '=') scan.at += 2;
    else scan.step();
  }
  if (scan.brackets[depth - 1] === open) scan.brackets.length = depth - 1;
  return false;
}

function endField(scan: Scan): boolean {
  scan.brackets.pop();
  scan.tokens.push(FIELD_END, scan.at, scan.at + 1);
  scan.at += 1;
  return true;
}

/** What follows the colon, up to the brace that ends the field. */
function scanFormat(scan: Scan, isLong: boolean, ending: string): boolean {
  const text = scan.text;
  for (; scan.at < text.length; ) {
    const char = text[scan.at] as string;
    if (char === '}') return true;
    if (text.startsWith(ending, scan.at) || (!isLong && (char === '\n' || char === '\r'))) break;
    if (char !== '{') scan.at += 1;
    else if (scan.brackets.length >= MAX_BRACKETS || !scanField(scan, isLong, ending)) break;
  }
  scan.brackets.pop();
  return false;
}

/** Whether the quote at `at` has a partner in its line: then it begins a string, and else it ends one. */
function closesInLine(text: string, at: number): boolean {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || code === RETURN) return false;
    if (text[i] === text[at]) return true;
  }
  return false;
}

/** How many characters of an f-string's text belong together. */
function formatStep(text: string, at: number, isRaw: boolean): number {
  const char = text[at];
  const next = text[at + 1];
  if (char === '{') return 2;
  if (char !== '\\') return 1;
  if (next === 'N' && text[at + 2] === '{' && !isRaw) {
    const close = text.slice(at, at + LONGEST_CHARACTER_NAME).indexOf('}');
    return close === -1 ? 2 : close + 1;
  }
  return next === '{' || next === '}' ? 1 : 2;
}
