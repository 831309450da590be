// The kinds of Python tokens. Punctuation of one character has its char code as kind; these are the others.

export const END = 0;
export const NEWLINE = 1;
export const INDENT = 2;
export const DEDENT = 3;
export const NAME = 4;
export const NUMBER = 5;
export const STRING = 6;
/** Around the fields of an f-string: `f"…{`, then FIELD … FIELD_END for each, then the end. */
export const FORMAT = 7;
export const FORMAT_END = 8;
export const FIELD = 9;
export const FIELD_END = 10;
export const UNKNOWN = 11;

export const OPEN_ROUND = 0x28;
export const CLOSE_ROUND = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const AT = 0x40;
export const OPEN_SQUARE = 0x5b;
export const CLOSE_SQUARE = 0x5d;
export const OPEN_CURLY = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_CURLY = 0x7d;
export const TILDE = 0x7e;
export const SLASH = 0x2f;
export const AMPERSAND = 0x26;

/** `+=` and its like. */
export const AUGMENTED = 128;
export const WALRUS = 129;
export const ARROW = 130;
export const COMPARE = 131;
export const DOUBLE_STAR = 132;
export const LEFT_SHIFT = 133;
export const RIGHT_SHIFT = 134;
/** `/`, `//`, `%`, `^`. */
export const OPERATOR = 135;
export const ELLIPSIS = 136;

const WORDS = [
  'False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if',
  'import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield',
].flatMap((row) => row.split('|'));
const FIRST_WORD = 160;

const kindOf = new Map(WORDS.map((word, i) => [word, FIRST_WORD + i]));

/** The kind of a keyword; of another word, NAME. */
export function wordKind(word: string): number {
  return kindOf.get(word) ?? NAME;
}

export function isKeyword(kind: number): boolean {
  return kind >= FIRST_WORD;
}

export const FALSE = wordKind('False');
export const NONE = wordKind('None');
export const TRUE = wordKind('True');
export const AND = wordKind('and');
export const AS = wordKind('as');
export const ASSERT = wordKind('assert');
export const ASYNC = wordKind('async');
export const AWAIT = wordKind('await');
export const BREAK = wordKind('break');
export const CLASS = wordKind('class');
export const CONTINUE = wordKind('continue');
export const DEF = wordKind('def');
export const DEL = wordKind('del');
export const ELIF = wordKind('elif');
export const ELSE = wordKind('else');
export const EXCEPT = wordKind('except');
export const FINALLY = wordKind('finally');
export const FOR = wordKind('for');
export const FROM = wordKind('from');
export const GLOBAL = wordKind('global');
export const IF = wordKind('if');
export const IMPORT = wordKind('import');
export const IN = wordKind('in');
export const IS = wordKind('is');
export const LAMBDA = wordKind('lambda');
export const NONLOCAL = wordKind('nonlocal');
export const NOT = wordKind('not');
export const OR = wordKind('or');
export const PASS = wordKind('pass');
export const RAISE = wordKind('raise');
export const RETURN = wordKind('return');
export const TRY = wordKind('try');
export const WHILE = wordKind('while');
export const WITH = wordKind('with');
export const YIELD = wordKind('yield');

/** No expression holds one of these: at the beginning of a line, they tell that a bracket was left open. */
export const STATEMENT_ONLY: ReadonlySet<number> = new Set([
  ...[ASSERT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, EXCEPT, FINALLY, GLOBAL, IMPORT, NONLOCAL, PASS, RAISE, RETURN],
  ...[TRY, WHILE, WITH],
]);
