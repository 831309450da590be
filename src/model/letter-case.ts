// Names in the letter cases of protobuf's style. Where words begin is decided exactly as buf decides it, so that both
// ask for the same name; nothing else may change a name's case. A name that already is in the case comes back as it was, without a copy.

/** `fooBar2D` → `foo_bar2D` → `foo_bar2_d`; what stands on an edge or twice of `_`, `-`, `.` and blanks goes. */
export function lowerSnakeCase(name: string): string {
  return isSnakeCase(name, isUpper) ? name : joinWords(name).toLowerCase();
}

export function upperSnakeCase(name: string): string {
  return isSnakeCase(name, isLower) ? name : joinWords(name).toUpperCase();
}

/** `foo_bar` → `FooBar`. Capitals stay, so acronyms do: `HTTPServer`. A digit begins no word: `sha2foo` → `Sha2foo`. */
export function pascalCase(name: string): string {
  if (isPascalCase(name)) return name;
  let result = '';
  let beginsWord = true;
  for (const letter of name.trim()) {
    if (isDelimiter(letter.charCodeAt(0))) {
      beginsWord = true;
      continue;
    }
    result += beginsWord ? letter.toUpperCase() : letter;
    beginsWord = false;
  }
  return result;
}

/** What a name in PascalCase had better be: `PAYMENT_METHOD` is two words, `pascalCase` sees capitals that stay. */
export function pascalCaseOfWords(name: string): string {
  return pascalCase(name.includes('_') && name === name.toUpperCase() ? name.toLowerCase() : name);
}

/** `foo_bar.v1`: each part for itself. */
export function lowerSnakeCasePackage(name: string): string {
  if (!name.includes('.')) return lowerSnakeCase(name);
  const parts = name.split('.');
  const cased = parts.map(lowerSnakeCase);
  return cased.every((part, i) => part === parts[i]) ? name : cased.join('.');
}

/** An underscore before each capital that begins a word, and no others than one between two words. */
function joinWords(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && isDelimiter(name.charCodeAt(start))) start += 1;
  while (end > start && isDelimiter(name.charCodeAt(end - 1))) end -= 1;
  let result = '';
  for (let at = start; at < end; at += 1) {
    const code = name.charCodeAt(at);
    const isOpen = result === '' || result.endsWith('_');
    if (isDelimiter(code)) {
      if (!isOpen) result += '_';
    } else {
      if (!isOpen && isUpper(code) && beginsWord(name, at, end)) result += '_';
      result += name.charAt(at);
    }
  }
  return result;
}

/** A capital after a small letter, or before one: `fooBar`, `HTTPServer`; not before a digit: `fooB2`, but `FOOB2`. */
function beginsWord(name: string, at: number, end: number): boolean {
  if (isLower(name.charCodeAt(at - 1))) return true;
  if (at + 1 >= end) return false;
  const next = name.charCodeAt(at + 1);
  return !isUpper(next) && !isDigit(next) && !isDelimiter(next);
}

function isSnakeCase(name: string, isWrong: (code: number) => boolean): boolean {
  let before = UNDERSCORE;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code > 0x7f || isWrong(code)) return false;
    if (code === UNDERSCORE ? before === UNDERSCORE : isDelimiter(code)) return false;
    before = code;
  }
  return before !== UNDERSCORE;
}

function isPascalCase(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code > 0x7f || isDelimiter(code)) return false;
  }
  return name !== '' && !isLower(name.charCodeAt(0));
}

const UNDERSCORE = 0x5f;

function isDelimiter(code: number): boolean {
  return (
    code === UNDERSCORE ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x20 ||
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  const letter = String.fromCharCode(code);
  return letter !== letter.toLowerCase();
}

function isLower(code: number): boolean {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  const letter = String.fromCharCode(code);
  return letter !== letter.toUpperCase();
}
