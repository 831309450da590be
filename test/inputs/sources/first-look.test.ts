// The look that decides which files are parsed: what it leaves out would not have been found by parsing it either.
// Every project of the fixtures, and thousands of changes to it, read whole and as the look says.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { sourceSettings } from '../../../src/commands/source-settings.ts';
import { PRESETS } from '../../../src/engine/policy.ts';
import { contractRoots } from '../../../src/inputs/config/contract-roots.ts';
import { parseConfig } from '../../../src/inputs/config/parse-config.ts';
import { loadProtos } from '../../../src/inputs/protos/load-protos.ts';
import { loadSources } from '../../../src/inputs/sources/load-sources.ts';
import { type SourceSettings, settingsOf } from '../../../src/inputs/sources/source-settings.ts';
import { type ContractTypes, contractTypes, mirrorOf } from '../../../src/model/contract-mirror.ts';
import { linkFiles } from '../../../src/model/proto/schema/link.ts';
import { readTexts, type Texts, treeOf } from '../../rules/fixture-project.ts';
import { readMarkers } from '../../rules/want-markers.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const GROUPS = ['projects', 'generated-stubs-only', 'no-manual-serialization', 'no-shadow-contract'];

interface Project {
  readonly folder: string;
  readonly texts: Texts;
  readonly settings: readonly SourceSettings[];
  readonly contracts: ContractTypes;
}

const projects = await Promise.all(foldersWithSources().map(openProject));

function foldersWithSources(): string[] {
  return GROUPS.flatMap((group) =>
    readdirSync(join(FIXTURES, group)).map((name) => join(FIXTURES, group, name)),
  ).filter((folder) => {
    const config = join(folder, 'leyline.yaml');
    return existsSync(config) && /^sources:/m.test(readFileSync(config, 'utf8'));
  });
}

async function openProject(folder: string): Promise<Project> {
  const texts = new Map([...readTexts(folder)].map(([path, text]) => [path, readMarkers(path, text).blanked]));
  const options = new Map(rules.map((rule) => [rule.id, rule.options] as const));
  const { config } = await parseConfig(texts.get('leyline.yaml') ?? '', 'leyline.yaml', {
    presets: PRESETS,
    rules: options,
  });
  const settings = sourceSettings(config);
  const protos = [...texts.keys()].filter((path) => path.endsWith('.proto'));
  const { inputs } = await loadProtos(treeOf(texts), protos, { roots: contractRoots(config) });
  const contracts = contractTypes(linkFiles(inputs).files.values());
  return { folder, texts, settings, contracts };
}

function sourcesIn(texts: Texts, { settings }: Project): string[] {
  return [...texts.keys()].filter((path) => settingsOf(path, settings) !== undefined).sort();
}

/** Whatever rules could report. */
async function foundIn(project: Project, texts: Texts, isWhole: boolean, paths = sourcesIn(texts, project)) {
  const { folder, settings, contracts } = project;
  const tree = treeOf(texts);
  const request = { tree, packages: tree, root: folder, settings, paths, contracts, isWhole };
  const { units } = await loadSources(request);
  const found = units.flatMap(({ path, uses, module, derived }) => [
    ...uses.map(({ kind, confidence, start, known }) => `${path}:${start} ${confidence} ${kind}: ${known}`),
    ...(module?.types ?? []).flatMap((type, i) => {
      const mirror = derived.has(i) ? undefined : mirrorOf(type, contracts);
      return mirror ? [`${path}:${type.start} repeats ${mirror.descriptor.fullName}: ${mirror.matching}`] : [];
    }),
  ]);
  return { found, read: units.filter(({ module }) => module).length, all: units.length };
}

it('leaves out no file in which something is found', async () => {
  let [found, read, all] = [0, 0, 0];
  for (const project of projects) {
    const looked = await foundIn(project, project.texts, false);
    expect(looked.found).toEqual((await foundIn(project, project.texts, true)).found);
    found += looked.found.length;
    read += looked.read;
    all += looked.all;
  }
  expect(found).toBeGreaterThan(100);
  expect(read).toBeLessThan(all);
});

it('finds in one file alone what is found in it among all', async () => {
  for (const project of projects) {
    const { found } = await foundIn(project, project.texts, false);
    for (const path of sourcesIn(project.texts, project)) {
      const alone = await foundIn(project, project.texts, false, [path]);
      expect(alone.found).toEqual(found.filter((each) => each.startsWith(`${path}:`)));
    }
  }
});

type Change = (path: string, texts: Map<string, string>) => void;

/** Of lines: one goes, two change places, one comes from another file. */
const lineChange: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom('drop', 'swap', 'borrow'), fc.nat(), fc.nat(), fc.nat())
  .map(([what, a, b, c]) => (path, texts) => {
    const lines = (texts.get(path) ?? '').split('\n');
    const [at, other] = [a % lines.length, b % lines.length];
    const others = (texts.get([...texts.keys()][c % texts.size] ?? '') ?? '').split('\n');
    if (what === 'drop') lines.splice(at, 1);
    else if (what === 'borrow') lines.splice(at, 0, others[b % others.length] ?? '');
    else [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
    texts.set(path, lines.join('\n'));
  });

const WORDS = ['encode', 'decode', 'toBinary', 'fromBinary', 'finish', 'create', 'Message', 'Packet', 'Writer', 'Root'];
const wordChange: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS, 'x'))
  .map(([from, to]) => (path, texts) => {
    texts.set(path, (texts.get(path) ?? '').replace(new RegExp(`\\b${from}\\b`), to));
  });

/** What a file says stands in another, which it hands on. */
const barrel: fc.Arbitrary<Change> = fc.constantFrom<Change>((path, texts) => {
  const [, bare = '', ending = ''] = /^(.*?)(\.[^/]*)$/.exec(path) ?? [];
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  const moved = `${bare}_moved${ending}`;
  texts.set(moved, texts.get(path) ?? '');
  const passedOn = ending.startsWith('.py') ? `from .${name}_moved import *\n` : `export * from './${name}_moved';\n`;
  texts.set(path, passedOn);
});

const changes = fc.array(fc.tuple(fc.nat(), fc.oneof({ weight: 4, arbitrary: lineChange }, wordChange, barrel)), {
  minLength: 1,
  maxLength: 6,
});

it('leaves out no file in which something is found, however a project is changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...projects), changes, async (project, made) => {
      const texts = new Map(project.texts);
      const paths = sourcesIn(texts, project);
      for (const [at, change] of made) change(paths[at % paths.length] ?? '', texts);
      const looked = await foundIn(project, texts, false);
      expect(looked.found).toEqual((await foundIn(project, texts, true)).found);
    }),
    { numRuns: 400 },
  );
});
