// Says in plain words what the YAML parser complains about, and what to do. Decides nothing.

import type { ErrorCode, YAMLError } from 'yaml';
import type { Problem } from './yaml-node.ts';

/** One mistake makes many complaints; the first few of them tell what is wrong. */
export const MOST_SYNTAX_PROBLEMS = 10;

interface Words {
  readonly message: string;
  readonly hint: string;
}

/** The words for a complaint; `found` is the text that it points at, `complaint` the parser's own sentence. */
type Wording = Words | ((found: string, complaint: string) => Words);

const QUOTE_IT = 'put the whole text in quotes';

const WORDS = {
  ALIAS_PROPS: { message: 'an alias cannot have an anchor or a tag of its own', hint: 'remove the anchor or the tag' },
  BAD_ALIAS: {
    message: "a '*' or '&' without a name stands here",
    hint: "put text that begins with '*' in quotes, such as '**/*.proto'; without them YAML reads an alias",
  },
  BAD_COLLECTION_TYPE: { message: 'this tag does not fit the value after it', hint: 'remove the tag' },
  BAD_DIRECTIVE: { message: "a line that begins with '%' is a YAML directive", hint: 'remove it, or quote the text' },
  BAD_DQ_ESCAPE: {
    message: 'an unknown escape in a double-quoted text',
    hint: "use single quotes, where a backslash is only a backslash, or write '\\\\'",
  },
  BAD_INDENT: (_found, complaint) =>
    complaint.startsWith('Flow')
      ? unclosed(complaint)
      : {
          message: 'the indentation of this line fits none of the lines above',
          hint: 'indent everything that belongs together by the same number of spaces',
        },
  BAD_PROP_ORDER: { message: 'an anchor or tag stands before its indicator', hint: 'move it behind the indicator' },
  BAD_SCALAR_START: (found) => ({ message: `an unquoted text cannot begin with '${found}'`, hint: QUOTE_IT }),
  BLOCK_AS_IMPLICIT_KEY: {
    message: "a second ': ' on one line, or a list beside a key",
    hint: "put text that contains ': ' in quotes, or begin the inner value on a new, deeper line",
  },
  BLOCK_IN_FLOW: {
    message: 'an indented list or map inside [ ] or { }',
    hint: 'write it with brackets too, or remove the outer brackets',
  },
  DUPLICATE_KEY: { message: 'a key is given twice', hint: 'keep one of them' },
  IMPOSSIBLE: { message: 'this cannot be read as YAML', hint: 'write the line anew' },
  KEY_OVER_1024_CHARS: { message: 'a key longer than 1024 characters', hint: "a ':' or a quote is probably misplaced" },
  MISSING_CHAR: (_found, complaint) => missing(complaint),
  MULTILINE_IMPLICIT_KEY: {
    message: "this is not written as 'key: value'",
    hint: "give every key a ':' and a space after it, on the same line",
  },
  MULTIPLE_ANCHORS: { message: 'two anchors on one value', hint: 'keep one of them' },
  MULTIPLE_DOCS: { message: 'a second YAML document', hint: 'keep one document in a file' },
  MULTIPLE_TAGS: { message: 'two tags on one value', hint: 'keep one of them' },
  NON_STRING_KEY: { message: 'a list or map is used as a key', hint: 'use plain text as key' },
  RESOURCE_EXHAUSTION: { message: 'this is nested too deep to be read', hint: 'use fewer levels' },
  TAB_AS_INDENT: { message: 'a tab is used as indentation', hint: 'YAML indents with spaces only; replace the tab' },
  TAG_RESOLVE_FAILED: (found) => ({
    message: `'${found}' is read as a YAML tag, and there is no such tag`,
    hint: "put text that begins with '!' in quotes",
  }),
  UNEXPECTED_TOKEN: (found) => ({
    message: found.trim() === '' ? 'something is out of place here' : `'${found}' is out of place here`,
    hint: "look for a quote, bracket, comma or ':' that is missing or too many just before",
  }),
} satisfies Record<ErrorCode, Wording>;

export function syntaxProblem(error: YAMLError, text: string): Problem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.max(start, Math.min(error.pos[1], text.length));
  const found = (text.slice(start, end).split('\n', 1)[0] ?? '').slice(0, 40);
  // A newer parser may know a code that this table does not.
  const wording: Wording = WORDS[error.code] ?? WORDS.IMPOSSIBLE;
  const words = typeof wording === 'function' ? wording(found, error.message) : wording;
  return { ...words, span: { start, end: start + Math.max(found.length, end > start ? 1 : 0) } };
}

export function isUnclosedQuote({ code, message }: YAMLError): boolean {
  return code === 'MISSING_CHAR' && message.includes('quote');
}

function missing(complaint: string): Words {
  if (complaint.startsWith('Flow')) return unclosed(complaint);
  if (complaint.includes('quote')) {
    return { message: 'a quote is opened and never closed', hint: 'close it, or remove the opening quote' };
  }
  if (complaint.startsWith('Missing ,')) {
    return { message: 'a comma is missing here', hint: 'separate the parts inside [ ] or { } by commas' };
  }
  if (complaint.includes('Comments'))
    return { message: "a '#' stuck to the text before it", hint: 'put a space before it' };
  if (complaint.includes('followed by map values')) {
    return { message: "a key without ':'", hint: "write 'key: value', with a space after the colon" };
  }
  if (complaint.startsWith('Sequence item')) {
    return { message: "a line of this list does not begin with '- '", hint: "begin it with '- ', or indent it less" };
  }
  return { message: 'a YAML indicator is missing here', hint: "look for a missing '-', ':' or space just before" };
}

function unclosed(complaint: string): Words {
  const bracket = complaint.includes('map') ? '}' : ']';
  return {
    message: `the closing '${bracket}' is missing or indented too little`,
    hint: `add '${bracket}' before this`,
  };
}
