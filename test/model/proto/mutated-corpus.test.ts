// Real files with a change or two, some thousand of them: protoc and we accept the same, and see the first flaw on the
// same line. Where protoc names another line, a class says why, and has an example that proves it.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/diagnostics/finding.ts';
import { positionAt } from '../../../src/text/source-file.ts';
import { needProtoc, type Verdict, withFolderUntil } from './compilers.ts';
import { CASE_FILE, invalidRoot, readCases } from './invalid-cases.ts';
import { linkTexts } from './link-tree.ts';
import { judgeMany } from './mutated-corpus.ts';
import { mutatedFile, type ProtoText, readTokens, realFiles } from './mutated-files.ts';
import { aggregatesOf, ELSEWHERE, type Elsewhere, stepOf } from './protoc-lines.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const soundRoots = [join(projectRoot, 'fixtures/parser/valid'), join(projectRoot, 'contracts')];
const roots = [...soundRoots, invalidRoot];

/** Broken ones, too: they stand on the other side of the border, and close to it. */
const broken = ['syntax', 'fields', 'enums', 'names', 'extensions', 'options']
  .flatMap((file) => readCases(`${file}.proto`))
  .map(({ text }) => readTokens({ path: CASE_FILE, text }))
  .filter(({ tokens }) => tokens.length > 0);

describe('protoc accepts what we accept, and sees the first flaw on the same line', () => {
  it.for([
    ['files without a flaw', realFiles(soundRoots), 1600],
    ['files that have one', broken, 600],
  ] as const)('%s, after a change or two', async ([, files, count], context) => {
    needProtoc(context);
    const corpus = fc.sample(mutatedFile(files, 2), count);
    const verdicts = await withFolderUntil((folder) => judgeMany(roots, folder, corpus));
    const disagreements = corpus.flatMap((file, i) => {
      const opinion = compare(file, verdicts[i] as Verdict);
      if (opinion.isSame || opinion.reason !== undefined) return [];
      return [`${file.path}: ${file.changes.join(', ')}\n${opinion.said}`];
    });
    expect(disagreements).toEqual([]);
  });

  it.for(Object.entries(ELSEWHERE))('but %s', async ([name, { example }], context) => {
    needProtoc(context);
    const file = { path: CASE_FILE, text: example };
    const [verdict] = await withFolderUntil((folder) => judgeMany(roots, folder, [file]));
    expect(compare(file, verdict as Verdict)).toMatchObject({ isSame: false, reason: name });
  });
});

interface Opinion {
  readonly isSame: boolean;
  /** The class that explains the difference. */
  readonly reason: string | undefined;
  /** Both verdicts, in words. */
  readonly said: string;
}

function compare(file: ProtoText, { accepted, errors }: Verdict): Opinion {
  const schema = linkTexts({ [file.path]: file.text }, roots);
  const found = schema.findings.filter(({ path }) => path === file.path);
  const lineOf = ({ start }: Finding) => positionAt(file, start).line;
  const aggregates = aggregatesOf(file.text);
  const steps = found.map((finding) => stepOf(finding, aggregates));
  const ours = Math.min(...found.filter((_, i) => steps[i] === Math.min(...steps)).map(lineOf));
  const lines = errors.map(({ line }) => line ?? 0);
  const theirs = Math.min(...lines);
  const isAccepted = schema.findings.length === 0;
  // Line 0: protoc does not say where.
  const isSame = accepted === isAccepted && (accepted || theirs === 0 || errors.length === 0 || ours === theirs);
  const explains = (each: Elsewhere) =>
    (each.ours ? found.some(({ message }) => each.ours?.test(message)) : isAccepted) &&
    (each.theirs
      ? !accepted && errors.some(({ line, message }) => line === theirs && each.theirs?.test(message))
      : accepted);
  const reason = Object.entries(ELSEWHERE).find(([, each]) => explains(each))?.[0];
  const told = (list: readonly { readonly line: number | undefined; readonly message: string }[]) =>
    list
      .slice(0, 4)
      .map(({ line, message }) => `${line}: ${message}`)
      .join(' | ') || 'accepted';
  const said = `  protoc ${told(errors)}\n  we     ${told(found.map((finding) => ({ line: lineOf(finding), message: finding.message })))}`;
  return { isSame, reason, said };
}
