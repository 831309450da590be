// Our front end against buf, which knows editions 2023 and 2024: descriptors, and what is accepted.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toDescriptorJson } from '../../../src/model/proto/schema/descriptor-json.ts';
import { isWellKnownPath } from '../../../src/model/proto/schema/link.ts';
import { judgeByBuf, readSet, runBuf, withFolder } from './compilers.ts';
import { findingsOf, invalidRoot, lineOf, readCases } from './invalid-cases.ts';
import { fileOf, linkTree } from './link-tree.ts';

const editionsRoot = fileURLToPath(new URL('../../../fixtures/parser/editions/', import.meta.url));
const paths = readdirSync(editionsRoot, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.proto'),
);

describe('files of editions', () => {
  const schema = linkTree([editionsRoot], paths);

  it('are without flaws', () => {
    expect(schema.findings).toEqual([]);
  });

  it('have the descriptors that buf makes of them', () => {
    const compiled = readSet(runBuf(editionsRoot));
    expect([...compiled.keys()]).toEqual(expect.arrayContaining(paths));
    for (const [name, { json }] of compiled) {
      const file = fileOf(schema, name);
      if (!isWellKnownPath(file.path)) expect(toDescriptorJson(file), name).toEqual(json);
    }
  });
});

/** Accepted by buf, and rejected here and by protoc. */
const STRICTER: Readonly<Record<string, string>> = {
  'default with implicit presence': 'the default would never be seen',
  'visibility twice': 'a declaration is either exported or local',
};

describe('buf rejects what we reject', () => {
  it('in files of editions, and first at the same line', () => {
    const cases = readCases('editions.proto').map((example, i) => ({ example, name: letters(i) }));
    const found = withFolder((folder) => {
      cpSync(join(invalidRoot, 'sub'), join(folder, 'sub'), { recursive: true });
      cpSync(join(invalidRoot, 'extendable.proto'), join(folder, 'extendable.proto'));
      mkdirSync(join(folder, 'cases'));
      for (const { example, name } of cases) {
        // They are compiled together, so each needs a package of its own.
        const text = example.text.replace(';', `; package cases.${name};`);
        writeFileSync(join(folder, `cases/${name}.proto`), text);
      }
      return judgeByBuf(folder);
    });
    const said = cases.flatMap(({ example, name }) => {
      const ours = Math.min(...findingsOf(example).map((finding) => lineOf(example, finding)));
      const theirs = Math.min(...(found.get(`${name}.proto`) ?? []));
      if (theirs === Number.POSITIVE_INFINITY) return example.name in STRICTER ? [] : [`'${example.name}' is accepted`];
      return ours === theirs ? [] : [`'${example.name}' is rejected at line ${theirs}, not ${ours}`];
    });
    expect(said).toEqual([]);
  });
});

/** Package parts of edition 2024 may not end in digits after an underscore; letters are safe. */
function letters(index: number): string {
  return String.fromCharCode(0x61 + Math.floor(index / 26), 0x61 + (index % 26));
}
