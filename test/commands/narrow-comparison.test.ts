// `leyline breaking` understands only those files that can hold a change. It must find what is found when all are understood:
// over trees of generated contracts with types that move, imports that change, options that are declared anew, files that
// come and go, against a folder and against a commit.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { judgeChanges } from '../../src/commands/breaking.ts';
import { breakingPolicy } from '../../src/commands/breaking-policy.ts';
import { compareWith } from '../../src/commands/compare-with.ts';
import { openProject } from '../../src/commands/open-project.ts';
import { commitAll, git, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { recordingIo } from './recording-io.ts';

const FILES = ['a/one.proto', 'a/two.proto', 'b/three.proto', 'b/four.proto', 'c/five.proto'] as const;
type File = (typeof FILES)[number];
/** Handed on by `o/hub.proto`. */
const LAST = FILES[4];
const SCALARS = ['int32', 'int64', 'string', 'bytes', 'map<string, int32>'] as const;
const TYPES = ['Ant', 'Bee', 'Cat', 'Dog', 'Eel'] as const;

const ALL = rules.filter(({ visit }) => visit.change).map(({ id }) => id);

interface Field {
  readonly name: string;
  /** A scalar, or the place of a type in the list. */
  readonly type: string | number;
  readonly option: boolean;
}

interface Type {
  readonly name: (typeof TYPES)[number];
  readonly kind: 'message' | 'enum';
  readonly file: File;
  readonly fields: readonly Field[];
}

interface Contracts {
  /** At most one of each name. */
  readonly types: readonly Type[];
  readonly gone: readonly File[];
  /** What the custom option of `o/options.proto` takes. */
  readonly option: 'string' | 'int32';
  /** Whether the option's file, and the last one, are imported through `o/hub.proto`. */
  readonly throughHub: boolean;
  readonly comment: boolean;
  readonly service: boolean;
}

const field: fc.Arbitrary<Field> = fc.record({
  name: fc.constantFrom('x', 'y', 'z'),
  type: fc.oneof(fc.constantFrom(...SCALARS), fc.nat(TYPES.length - 1)),
  option: fc.boolean(),
});

const type: fc.Arbitrary<Type> = fc.record({
  name: fc.constantFrom(...TYPES),
  kind: fc.constantFrom('message', 'enum'),
  file: fc.constantFrom(...FILES),
  fields: fc.uniqueArray(field, { maxLength: 3, selector: ({ name }) => name }),
});

const contracts: fc.Arbitrary<Contracts> = fc.record({
  types: fc.uniqueArray(type, { minLength: 2, maxLength: 5, selector: ({ name }) => name }),
  gone: fc.subarray([...FILES], { maxLength: 1 }),
  option: fc.constantFrom('string', 'int32'),
  throughHub: fc.boolean(),
  comment: fc.boolean(),
  service: fc.boolean(),
});

/** With planes, and with the option as a third party's. */
const PLANES = `contracts: { root: own, imports: [third] }
planes: { first: { packages: [a] }, second: { packages: [b, c] } }
`;

function laidOut(texts: Record<string, string>, hasPlanes: boolean): Record<string, string> {
  if (!hasPlanes) return texts;
  const moved = Object.entries(texts).map(([path, text]) => {
    if (path === 'leyline.yaml') return [path, PLANES + text];
    return [path.startsWith('o/') ? `third/${path}` : `own/${path}`, text];
  });
  return Object.fromEntries(moved);
}

type Edit = (contracts: Contracts) => Contracts;

/** Of one type, in place. */
function ofType(index: number, change: (type: Type) => readonly Type[]): Edit {
  return (whole) => ({ ...whole, types: whole.types.flatMap((one, i) => (i === index ? change(one) : one)) });
}

const index = fc.nat(TYPES.length - 1);
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(index, type).map(([at, { fields }]) => ofType(at, (one) => [{ ...one, fields }])),
  fc
    .tuple(index, field)
    .map(([at, last]) =>
      ofType(at, (one) => [{ ...one, fields: [...one.fields.filter(({ name }) => name !== last.name), last] }]),
    ),
  index.map((at) => ofType(at, (one) => [{ ...one, kind: one.kind === 'enum' ? 'message' : 'enum' }])),
  fc.tuple(index, fc.constantFrom(...FILES)).map(([at, file]) => ofType(at, (one) => [{ ...one, file }])),
  index.map((at) => ofType(at, () => [])),
  contracts.map(
    ({ types: _, ...others }): Edit =>
      (whole) => ({ ...whole, ...others }),
  ),
);

/** A version and a later one. */
const versions = fc
  .tuple(contracts, fc.array(edits, { minLength: 1, maxLength: 2 }))
  .map(([before, changes]) => [before, changes.reduce((one, change) => change(one), before)] as const);

/** Always valid: what is used is imported, and what is gone is not used. */
function textsOf({ types, gone, option, throughHub, comment, service }: Contracts): Record<string, string> {
  const there = types.filter(({ file }) => !gone.includes(file));
  const texts: Record<string, string> = {
    'leyline.yaml': SETTINGS,
    'o/options.proto': `syntax = "proto2";\npackage o;\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FieldOptions { optional ${option} tag = 50000; }\n`,
    'o/hub.proto': `syntax = "proto3";\npackage o;\nimport public "o/options.proto";\n${gone.includes(LAST) ? '' : `import public "${LAST}";\n`}`,
  };
  for (const path of FILES) {
    if (gone.includes(path)) continue;
    const own = there.filter(({ file }) => file === path);
    const imports = new Set<string>();
    const blocks = own.map(({ name, kind, fields }) => {
      if (kind === 'enum') {
        const values = fields.map((value, i) => `  ${name.toUpperCase()}_${value.name.toUpperCase()} = ${i + 1};\n`);
        return `enum ${name} {\n  ${name.toUpperCase()}_NONE = 0;\n${values.join('')}}\n`;
      }
      const lines = fields.map((each, i) => {
        const named = typeof each.type === 'number' ? there[each.type] : undefined;
        // imports lead on in the list, so that there are no circles
        const target = named && FILES.indexOf(named.file) >= FILES.indexOf(path) ? named : undefined;
        if (target && target.file !== path)
          imports.add(throughHub && target.file === LAST ? 'o/hub.proto' : target.file);
        if (each.option) imports.add(throughHub && path !== LAST ? 'o/hub.proto' : 'o/options.proto');
        const written = target
          ? `${target.file[0]}.${target.name}`
          : typeof each.type === 'string'
            ? each.type
            : 'bool';
        const set = each.option ? ` [(o.tag) = ${option === 'string' ? '"t"' : '7'}]` : '';
        return `  ${written} ${each.name} = ${i + 1}${set};\n`;
      });
      return `message ${name} {\n${lines.join('')}}\n`;
    });
    if (service && path === FILES[0])
      blocks.push(`message None {}\nservice Things { rpc Get(None) returns (None); }\n`);
    if (comment && path === FILES[2]) blocks.push('// leyline-ignore field-no-delete: agreed\nmessage Kept {}\n');
    const head = `syntax = "proto3";\npackage ${path[0]};\n${[...imports].map((one) => `import "${one}";\n`).join('')}`;
    texts[path] = head + blocks.join('');
  }
  return texts;
}

async function found(root: string, spec: string, isNarrow: boolean) {
  const project = await openProject({ cwd: root }, recordingIo());
  try {
    const compared = await compareWith(spec, project, { say() {}, done() {} }, { isNarrow });
    const policy = breakingPolicy(project, {});
    const { findings } = judgeChanges(compared, { project, policy, isComplete: true, today: '2025-06-15' });
    return { findings, count: compared.current.workspace.files.length };
  } finally {
    await project.tree.close();
  }
}

const SETTINGS = `rules: { ${ALL.map((id) => `${id}: error`).join(', ')} }\n`;
const HEAD = 'syntax = "proto3";\n';
const USER = `${HEAD}package b;\nimport "a.proto";\nmessage User { a.Thing thing = 1; }\n`;

describe('what is found in the files that matter is what is found in all', () => {
  it.each([
    [
      'in a file that imports what became something else',
      { 'a.proto': 'message Thing {}\n', 'b.proto': USER },
      { 'a.proto': 'enum Thing { THING_NONE = 0; }\n' },
      ['b.proto', 'changed-presence'],
    ],
    [
      'in a file that imports it through another',
      {
        'a.proto': 'message Thing {}\n',
        'hub.proto': `${HEAD}package hub;\nimport public "a.proto";\n`,
        'b.proto': USER.replace('a.proto', 'hub.proto'),
      },
      { 'a.proto': 'enum Thing { THING_NONE = 0; }\n' },
      ['b.proto', 'changed-presence'],
    ],
    [
      'where another plane uses it',
      {
        'leyline.yaml': `${SETTINGS}planes: { first: { packages: [a] }, second: { packages: [b] } }\n`,
        'a.proto': 'message Thing {}\n',
        'b.proto': USER,
      },
      { 'a.proto': 'message Thing { map<string, int32> counts = 1; }\n' },
      ['a.proto', 'map-added-to-cross-plane-message'],
    ],
  ])('%s', async (_, before, change, [path, rule]) => {
    const whole = (texts: Readonly<Record<string, string>>) => ({
      'leyline.yaml': SETTINGS,
      ...texts,
      'a.proto': `${HEAD}package a;\n${texts['a.proto']}`,
    });
    const old = temporaryFolder(whole(before));
    const root = temporaryFolder(whole({ ...before, ...change }));
    const { findings } = await found(root, old, true);
    expect(findings).toContainEqual(expect.objectContaining({ path, rule }));
    expect(findings).toEqual((await found(root, old, false)).findings);
  });

  it('against a folder', { timeout: 60_000 }, async () => {
    let narrower = 0;
    await fc.assert(
      fc.asyncProperty(versions, fc.boolean(), async ([before, after], hasPlanes) => {
        const root = temporaryFolder(laidOut(textsOf(after), hasPlanes));
        const old = temporaryFolder(laidOut(textsOf(before), hasPlanes));
        const [narrow, whole] = [await found(root, old, true), await found(root, old, false)];
        if (narrow.count < whole.count) narrower += 1;
        expect(narrow.findings).toEqual(whole.findings);
      }),
      { numRuns: 80 },
    );
    expect(narrower).toBeGreaterThan(20);
  });

  it('against a commit', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(versions, async ([before, after]) => {
        const root = temporaryFolder(textsOf(before));
        git(root, 'init', '--quiet', '--initial-branch=main');
        commitAll(root, 'before');
        for (const path of FILES) if (!(path in textsOf(after))) git(root, 'rm', '--quiet', '--ignore-unmatch', path);
        writeInto(root, textsOf(after));
        const [narrow, whole] = [await found(root, 'main', true), await found(root, 'main', false)];
        expect(narrow.findings).toEqual(whole.findings);
      }),
      { numRuns: 5 },
    );
  });
});
