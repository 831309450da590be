// The fixes of layout rules move text about. Whatever state a file is in, afterwards it must compile to the same
// schema, and every comment must still be the one of its declaration.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { sortFindings } from '../../src/diagnostics/finding.ts';
import { fixLoop } from '../../src/engine/fix-loop.ts';
import { createPolicy } from '../../src/engine/policy.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import type { FileDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { toDescriptorJson } from '../../src/model/proto/schema/descriptor-json.ts';
import type { JsonValue } from '../../src/model/proto/schema/option-json.ts';
import { stringTokens } from '../../src/model/proto/syntax/string-tokens.ts';
import { applyEdits } from '../../src/text/edit.ts';
import { linkTexts } from '../engine/link-texts.ts';
import { sourceLocations } from '../model/proto/source-locations.ts';

const LAYOUT = ['statement-order', 'imports-sorted', 'quote-consistent', 'indent'];
const ROOT = join(import.meta.dirname, '../..');

type Texts = Readonly<Record<string, string>>;

/** Ways in which a file gets out of shape without meaning anything else. */
const manglings: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'four spaces': (text) => text.replace(/^ +/gm, '$&$&'),
  tabs: (text) => text.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
  'no indentation': (text) => text.replace(/^[ \t]+/gm, ''),
  'carriage returns': (text) => text.replace(/^ +/gm, '$& ').replace(/\n/g, '\r\n'),
  'single quotes': (text) =>
    applyEdits(
      text,
      stringTokens(text)
        .filter(({ start, end }) => !text.slice(start, end).includes("'"))
        .flatMap(({ start, end }) => [start, end - 1].map((at) => ({ start: at, end: at + 1, text: "'" }))),
    ),
  'imports backwards': (text) => text.replace(/(?:^import [^\n]*\n)+/gm, (list) => `${reversed(list)}\n`),
  'imports backwards, with comments': (text) =>
    text.replace(
      /(?:^import [^\n]*\n)+/gm,
      (list) => `${reversed(list).replace(/^import "(.*)";/gm, '// For $1.\n$&')}\n`,
    ),
  'package and imports at the end': atEnd,
  'all of it, with carriage returns': (text) =>
    atEnd(text)
      .replace(/^(import .*)$/gm, '$1 // Trailing.')
      .replace(/^ +/gm, '$& ')
      .replace(/\n/g, '\r\n'),
};

function atEnd(text: string): string {
  const moved = text.match(/^(?:package|import) [^\n]*\n/gm) ?? [];
  const rest = moved.reduce((left, line) => left.replace(line, ''), text);
  return `${rest}\n${moved.reverse().join('\n// A remark.\n')}`;
}

function reversed(lines: string): string {
  return lines.trimEnd().split('\n').reverse().join('\n');
}

/** Trees of real contracts: those that are shipped, and each fixture that is right as it stands. */
function trees(): [string, Texts][] {
  const contracts = join(ROOT, 'contracts');
  const shipped = protosIn(contracts).map((path) => [path, readFileSync(join(contracts, path), 'utf8')] as const);
  const fixtures = join(ROOT, 'fixtures');
  const good = protosIn(fixtures).filter((path) => /^[^/]+\/good[^/]*\.proto$/.test(path));
  return [
    ['contracts', Object.fromEntries(shipped)],
    ...good.map((path): [string, Texts] => [path, { 'file.proto': readFileSync(join(fixtures, path), 'utf8') }]),
  ];
}

function protosIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith('.proto')).sort();
}

const layoutRules = rules.filter(({ id }) => LAYOUT.includes(id));
const policy = createPolicy({
  config: { extends: [], rules: new Map(), overrides: [] },
  rules: layoutRules,
  only: LAYOUT,
});

async function fixed(texts: Texts) {
  const lint = async (changed: ReadonlyMap<string, string>) => {
    const { workspace } = linkTexts({ ...texts, ...Object.fromEntries(changed) });
    const findings = sortFindings(runRules(workspace, layoutRules, policy));
    return { findings, sources: new Map(workspace.files.map(({ path, source }) => [path, source])) };
  };
  const { files, last, isSettled } = await fixLoop(lint, { suggestions: false });
  return { after: { ...texts, ...Object.fromEntries(files.map(({ path, after }) => [path, after])) }, last, isSettled };
}

/** What must stay: the schema but for the order of imports, and the comments by what they belong to. */
function meaning(texts: Texts) {
  const { workspace, compileFindings } = linkTexts(texts);
  return {
    findings: compileFindings.map(({ path, rule, message }) => [path, rule, message]).sort(),
    files: workspace.files.map((file) => ({ schema: schemaOf(file), comments: commentsIn(file) })),
  };
}

function schemaOf(file: FileDescriptor): JsonValue {
  const imports = file.imports.map(({ path, isPublic, isWeak }) => `${path} ${isPublic} ${isWeak}`).sort();
  return { ...toDescriptorJson(file), dependency: imports, publicDependency: null, weakDependency: null };
}

function commentsIn(file: FileDescriptor): string[] {
  const texts = sourceLocations(file).flatMap(({ path, leading, trailing, detached }) => {
    if (leading === undefined && trailing === undefined && detached === undefined) return [];
    const owner = path[0] === 3 ? file.imports[path[1] ?? 0]?.path : path.join('.');
    return [JSON.stringify([owner, leading?.trim(), trailing?.trim(), detached?.map((text) => text.trim())])];
  });
  return texts.sort();
}

describe.each(Object.entries(manglings))('%s', (_, mangle) => {
  it.each(trees())('%s', async (_name, texts) => {
    const before = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, mangle(text)]));
    const { after, last, isSettled } = await fixed(before);
    expect(isSettled).toBe(true);
    expect(last.findings.filter(({ fix }) => fix)).toEqual([]);
    expect(meaning(after)).toEqual(meaning(before));
  });
});

it('has something to fix in each mangling', async () => {
  const contracts = trees()[0]?.[1] ?? {};
  const changed = await Promise.all(
    Object.entries(manglings).map(async ([name, mangle]) => {
      const before = Object.fromEntries(Object.entries(contracts).map(([path, text]) => [path, mangle(text)]));
      const { after } = await fixed(before);
      return [name, Object.keys(before).filter((path) => before[path] !== after[path]).length > 0] as const;
    }),
  );
  expect(changed).toEqual(Object.keys(manglings).map((name) => [name, name !== 'as they are']));
});
