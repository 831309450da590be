// YAML text as a tree of values that know their spans; every trouble is a Problem with a span of its own.
// Knows nothing of what the keys mean, never throws on any text, and loads `yaml` only when there is something to parse.

import type { Document } from 'yaml';
import type { Span } from '../../text/source-file.ts';
import { readTree } from './anchors.ts';
import { beyondDepth } from './nesting.ts';
import { isUnclosedQuote, MOST_SYNTAX_PROBLEMS, syntaxProblem } from './syntax-words.ts';
import type { ParsedYaml, Problem } from './yaml-node.ts';

/** In bytes of UTF-8. */
export const LARGEST_YAML = 1024 * 1024;
const DEEPEST = 100;
const START: Span = { start: 0, end: 0 };

export async function parseYaml(text: string): Promise<ParsedYaml> {
  const refused = refusal(text);
  if (refused) return failed([refused]);
  if (text.trim() === '') return { root: undefined, problems: [] };
  const yaml = await import('./yaml-library.ts');
  const tokens = [...new yaml.Parser().parse(text)];
  // The composer recurses, and Node 20 aborts the process when a regular expression is compiled on a nearly full stack.
  const tooDeep = beyondDepth(tokens, DEEPEST);
  if (tooDeep !== undefined) {
    const span = { start: tooDeep, end: tooDeep + 1 };
    return failed([{ message: `this is nested more than ${DEEPEST} levels deep`, hint: 'use fewer levels', span }]);
  }
  const options = {
    prettyErrors: false,
    // Found in `anchors.ts`: the composer compares every key with every other one.
    uniqueKeys: false,
    stringKeys: true,
    schema: 'core',
    resolveKnownTags: false,
  };
  const documents = [...new yaml.Composer(options).compose(tokens, true, text.length)];
  const problems = documentProblems(documents, text, yaml);
  const contents = documents[0]?.contents;
  if (problems.length > 0) return failed(problems);
  const isNothing = !contents || (yaml.isScalar(contents) && contents.value === null && contents.source === '');
  return isNothing ? { root: undefined, problems: [] } : readTree(contents, text, yaml);
}

function failed(problems: readonly Problem[]): ParsedYaml {
  return { root: undefined, problems };
}

function refusal(text: string): Problem | undefined {
  if (text.length > LARGEST_YAML || Buffer.byteLength(text) > LARGEST_YAML) {
    return { message: 'this file is larger than 1 MiB', hint: 'check that it is the right file', span: START };
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const hint = 'save it as UTF-8 text; UTF-16 and binary files hold such bytes';
    return { message: 'a NUL character stands here', hint, span: { start: nul, end: nul + 1 } };
  }
  const conflict = /^(?:<{7} .*|={7}|>{7} .*)$/m.exec(text);
  if (conflict?.[0].startsWith('<') === true) {
    const span = { start: conflict.index, end: conflict.index + conflict[0].length };
    return { message: 'a merge conflict begins here', hint: 'resolve it and remove its marker lines', span };
  }
  return undefined;
}

function documentProblems(
  documents: readonly Document[],
  text: string,
  yaml: typeof import('./yaml-library.ts'),
): Problem[] {
  const complaints = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (complaints.length > 0) {
    complaints.sort((a, b) => a.pos[0] - b.pos[0]);
    return complaints.slice(0, MOST_SYNTAX_PROBLEMS).map((complaint) => {
      const problem = syntaxProblem(complaint, text);
      // The parser notices at the end of the file; what the author looks for is the beginning.
      return isUnclosedQuote(complaint) ? { ...problem, span: lastQuote(documents, yaml) ?? problem.span } : problem;
    });
  }
  const second = documents[1];
  if (!second) return [];
  const start = Math.max(0, text.lastIndexOf('---', second.range?.[0] ?? 0));
  const hint = "keep one document in a file: remove the line '---' and what follows it";
  return [{ message: 'a second YAML document begins here', hint, span: { start, end: start + 3 } }];
}

function lastQuote(documents: readonly Document[], yaml: typeof import('./yaml-library.ts')): Span | undefined {
  let start: number | undefined;
  for (const document of documents) {
    yaml.visit(document, {
      Scalar(_key, { type, range }) {
        if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') start = range?.[0];
      },
    });
  }
  return start === undefined ? undefined : { start, end: start + 1 };
}
