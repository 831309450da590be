// Our front end against protoc 3.21: descriptors, every source location and comment, and what is accepted.

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toDescriptorJson } from '../../../src/model/proto/schema/descriptor-json.ts';
import { isWellKnownPath } from '../../../src/model/proto/schema/link.ts';
import { judgeByProtoc, linesOf, needProtoc, readSet, runProtoc, withFolder } from './compilers.ts';
import { CASE_FILE, findingsOf, type InvalidCase, invalidRoot, lineOf, readCases } from './invalid-cases.ts';
import { fileOf, linkTree } from './link-tree.ts';
import { fromSourceCodeInfo, type SourceLocation, sourceLocations } from './source-locations.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const validRoot = join(projectRoot, 'fixtures/parser/valid');
const googleRoot = join(projectRoot, 'node_modules/google-proto-files');

/** Paths of the .proto files below some folders of a root, at most so many of each. */
function protosBelow(root: string, folders: readonly string[], max = Number.POSITIVE_INFINITY): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.proto'))
      .sort()
      .slice(0, max)
      .map((name) => join(folder, name)),
  );
}

/** What protoc says oddly; each is dropped on both sides. */
const ODD_LOCATIONS: readonly { readonly reason: string; readonly isOdd: (location: SourceLocation) => boolean }[] = [
  {
    reason: 'a file without statements spans from its end to its beginning',
    isOdd: ({ path, span }) => path.length === 0 && span[2] === 0 && span[3] === 0,
  },
  {
    reason: "the end of a reserved enum number with a minus sign spans the sign, without the number: 'reserved -7;'",
    isOdd: ({ path, span }) => path.at(-1) === 2 && path.at(-3) === 4 && path.at(-5) === 5 && span[0] === 35,
  },
];

function withoutOdd(locations: readonly SourceLocation[]): string[] {
  const kept = locations.filter((location) => !ODD_LOCATIONS.some(({ isOdd }) => isOdd(location)));
  return kept.map((location) => JSON.stringify(location)).sort();
}

/** Returns how much was compared, so that a comparison of nothing cannot pass. */
function expectSame(roots: readonly string[], paths: readonly string[]): { files: number; locations: number } {
  const compiled = readSet(runProtoc(roots, paths));
  const schema = linkTree(roots, paths);
  expect(schema.findings).toEqual([]);
  const compared = { files: 0, locations: 0 };
  for (const [name, { proto, json }] of compiled) {
    const file = fileOf(schema, name);
    // Built-in files are printed without comments, and may be newer than protoc's.
    if (isWellKnownPath(file.path)) continue;
    // The quick comparison first: the other one explains, and takes its time.
    if (!isDeepStrictEqual(toDescriptorJson(file), json)) expect(toDescriptorJson(file), name).toEqual(json);
    const [ours, theirs] = [sourceLocations(file), fromSourceCodeInfo(proto)].map(withoutOdd);
    if (!isDeepStrictEqual(ours, theirs)) expect(ours, name).toEqual(theirs);
    compared.files += 1;
    compared.locations += theirs?.length ?? 0;
  }
  return compared;
}

describe('descriptors, spans and comments', () => {
  it('of fixtures with every feature of the language', (context) => {
    needProtoc(context);
    expect(expectSame([validRoot], protosBelow(validRoot, ['.'])).locations).toBeGreaterThan(2500);
  });

  it.for([
    ['with Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
    ['with tabs', (text: string) => text.replaceAll(/^( {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2))],
  ] as const)('of the same fixtures %s', ([, change], context) => {
    needProtoc(context);
    withFolder((folder) => {
      cpSync(validRoot, folder, { recursive: true });
      const paths = protosBelow(folder, ['.']);
      for (const path of paths) writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
      expect(expectSame([folder], paths).locations).toBeGreaterThan(2500);
    });
  });

  it('of the contracts', (context) => {
    needProtoc(context);
    const root = join(projectRoot, 'contracts');
    expect(expectSame([root], protosBelow(root, ['v1', 'v2'])).locations).toBeGreaterThan(4000);
  });

  it("of protoc's own files", (context) => {
    needProtoc(context);
    expect(expectSame(['/usr/include'], protosBelow('/usr/include', ['google/protobuf'])).files).toBeGreaterThan(10);
  });

  it('of a large public tree', (context) => {
    needProtoc(context);
    const folders = [
      'api',
      'cloud/securitycenter',
      'cloud/dialogflow/v2',
      'cloud/aiplatform/v1',
      'home',
      'iam',
      'type',
    ];
    const paths = protosBelow(
      googleRoot,
      folders.map((folder) => `google/${folder}`),
      80,
    );
    expect(expectSame([googleRoot], [...paths, 'google/cloud/compute/v1/compute.proto']).files).toBeGreaterThan(300);
  });
});

/** Accepted by protoc 3.21, and rejected here. */
const STRICTER: Readonly<Record<string, string>> = {
  'reserved range that ends before it begins': 'it reserves nothing; newer compilers reject it',
  'reserved number too large': 'no field can have it; newer compilers reject it',
  'map entry that is written out': 'the option is documented as not to be set by hand; newer compilers reject it',
  'map entry by hand': 'the same',
};

/** Rejected by both, but at another line: ours is where the change has to be made. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'aggregate that is never closed': 'protoc reads on to the end of the file; we say where it stops being an aggregate',
  'mixed brackets in an aggregate': 'the same',
  'field number too large': 'protoc says nothing of numbers that fit in 32 bits while others do not',
  'field in an extension range': 'protoc points at the range, we at the field',
  'reserved name twice': 'protoc points at the message or enum, we at the name',
  'map whose entry has the name of another message': 'protoc points at the whole message too',
  'two maps with one entry name': 'protoc points at the whole message',
  'value with the name of its enum': 'protoc points at the enum, we at the value',
  'alias allowed where there is none': 'protoc points at the last value, we at the option',
  'alias forbidden by name': 'protoc points at the last value, we at the option',
};

describe('protoc rejects what we reject', () => {
  const files = ['syntax', 'fields', 'enums', 'names', 'extensions', 'options'];
  it.for(files)('%s, and first at the same line', (file, context) => {
    needProtoc(context);
    withFolder((folder) => {
      const said = readCases(`${file}.proto`).map((example) => judge(folder, example));
      expect(said.filter((line) => line !== undefined)).toEqual([]);
    });
  });
});

/** A sentence where protoc is of another opinion than we are, and it is not known why. */
function judge(folder: string, example: InvalidCase): string | undefined {
  writeFileSync(join(folder, CASE_FILE), example.text);
  const verdict = judgeByProtoc([folder, invalidRoot], CASE_FILE);
  if (verdict.accepted) return example.name in STRICTER ? undefined : `'${example.name}' is accepted`;
  const ours = Math.min(...findingsOf(example).map((finding) => lineOf(example, finding)));
  const lines = linesOf(verdict);
  const theirs = Math.min(...lines);
  if (lines.length === 0 || ours === theirs || example.name in ELSEWHERE) return undefined;
  return `'${example.name}' is rejected at line ${theirs}, not ${ours}`;
}
