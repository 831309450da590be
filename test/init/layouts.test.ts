// What `leyline init` makes of the files that it finds: where contracts are, which are somebody else's, what is generated.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProtoFacts, protoLayout } from '../../src/init/proto-layout.ts';
import { shortestRows } from '../../src/init/rule-rows.ts';
import { mayBeGenerated, sourceLayout } from '../../src/init/source-layout.ts';

/** `path package import…`, blanks between. */
function facts(...lines: readonly string[]): ProtoFacts[] {
  return lines.map((line) => {
    const [path = '', name = '', ...imports] = line.split(' ');
    return { path, package: name === '-' ? '' : name, imports };
  });
}

describe('where contracts are', () => {
  it.each<[what: string, lines: string[], root: string | undefined, thirdParty?: string[], versions?: string[]]>([
    ['no file', [], undefined],
    ['a file at the top', ['a.proto a.v1'], ''],
    ['folders like packages', ['proto/acme/a/v1/a.proto acme.a.v1', 'proto/acme/b/v1/b.proto acme.b.v1'], 'proto'],
    ['packages at the top', ['acme/a/v1/a.proto acme.a.v1'], ''],
    [
      'a folder per version',
      ['c/v1/a.proto a.v1', 'c/v2/a.proto a.v2', 'c/v10/a.proto a.v10'],
      'c',
      [],
      ['v1', 'v2', 'v10'],
    ],
    ['imports that show it', ['api/x/a.proto - x/b.proto', 'api/x/b.proto -'], 'api'],
    ['imports beside each other', ['api/a.proto - b.proto', 'api/b.proto -'], 'api'],
    ['two roots', ['s/a/proto/acme/a/a.proto acme.a', 's/b/proto/acme/b/b.proto acme.b'], undefined],
    ['nothing that shows it', ['api/x/a.proto -', 'api/y/b.proto -'], 'api'],
    [
      "other people's files",
      ['proto/a.proto - google/api/h.proto', 'third_party/googleapis/google/api/h.proto google.api'],
      'proto',
      ['third_party/googleapis'],
    ],
    [
      "other people's files among one's own",
      ['proto/acme/a.proto acme google/api/h.proto', 'proto/google/api/h.proto google.api'],
      'proto',
      ['proto/google'],
    ],
    ['vendored files without a package', ['p/a.proto -', 'vendor/x/y.proto -'], 'p', ['vendor']],
  ])('%s', (_, lines, root, thirdParty = [], versions = []) => {
    expect(protoLayout(facts(...lines))).toMatchObject({ root, thirdParty, versions });
  });

  it.each<[what: string, lines: string[], roots: string[]]>([
    ['one', ['proto/acme/a/a.proto acme.a'], ['proto']],
    ['several', ['s/b/acme/b/b.proto acme.b', 's/a/acme/a/a.proto acme.a'], ['s/a', 's/b']],
    ['one in another', ['s/acme/a/a.proto acme.a', 's/b/acme/b/b.proto acme.b'], []],
    ['files beside them', ['s/a/acme/a/a.proto acme.a', 's/b/acme/b/b.proto acme.b', 'c.proto -'], []],
  ])('roots: %s', (_, lines, roots) => {
    expect(protoLayout(facts(...lines)).roots).toEqual(roots);
  });

  it('a manifest knows better', () => {
    const files = facts('set/v1/acme/a/a.proto acme.a');
    expect(protoLayout(files, ['set/build/versions.yaml'])).toMatchObject({ root: 'set', versions: ['v1'] });
  });

  it('a root that somebody names is taken', () => {
    const files = facts('a/v1/a.proto a.v1', 'b/v1/b.proto b.v1');
    expect(protoLayout(files, [], 'b')).toMatchObject({ root: 'b', versions: ['v1'], own: [{ path: 'b/v1/b.proto' }] });
  });

  it('is told of any files, and holds them all', () => {
    const name = fc.constantFrom('a', 'v1', 'v2', 'google', 'vendor', 'x');
    const file = fc.record({
      path: fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.proto`),
      package: fc.array(name, { maxLength: 3 }).map((names) => names.join('.')),
      imports: fc.array(fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `${names.join('/')}.proto`)),
    });
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: ({ path }) => path }), (files) => {
        const { root, own, thirdParty } = protoLayout(files);
        for (const { path } of own) expect(root === undefined || root === '' || path.startsWith(`${root}/`)).toBe(true);
        for (const folder of thirdParty) expect(files.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('which sources there are', () => {
  it.each<[what: string, files: Record<string, string>, entries: object[]]>([
    ['none', {}, []],
    [
      'typescript, with stubs',
      { 'src/a.ts': '', 'src/gen/a_pb.ts': '', 'vite.config.ts': '' },
      [{ language: 'typescript', include: ['src/**'], generated: ['**/*_pb.ts'] }],
    ],
    [
      'javascript',
      { 'src/a.js': '', 'dist/a.js': '' },
      [{ language: 'javascript', include: ['src/**'], generated: [] }],
    ],
    [
      'python, at the top too',
      { 'main.py': '', 'app/a_pb2.py': '', 'app/a_pb2_grpc.py': '', 'app/b.py': '' },
      [{ language: 'python', include: ['app/**', '*.py'], generated: ['**/*_pb2.py', '**/*_pb2_grpc.py'] }],
    ],
    [
      'a static module of protobufjs',
      { 'src/proto.js': 'import * as $protobuf from "protobufjs/minimal";', 'src/a.ts': '' },
      [{ language: 'typescript', include: ['src/**'], generated: ['src/proto.js'] }],
    ],
    [
      'a folder of generated files',
      { 'src/gen/a.ts': '// @generated by x', 'src/gen/b.ts': '// Code generated by x. DO NOT EDIT.', 'src/c.ts': '' },
      [{ language: 'typescript', include: ['src/**'], generated: ['src/gen/*'] }],
    ],
  ])('%s', (_, files, entries) => {
    const heads = new Map(Object.entries(files).filter(([path]) => mayBeGenerated(path)));
    expect(sourceLayout(Object.keys(files), heads)).toEqual(entries);
  });
});

it('rules over presets are the rules that are wanted', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd');
  const severities = fc.constantFrom('error', 'warning');
  const rules = fc.array(fc.tuple(ids, severities)).map((entries) => new Map(entries));
  fc.assert(
    fc.property(rules, rules, rules, (wanted, one, two) => {
      const presets = new Map([
        ['one', one],
        ['two', two],
      ]);
      const rows = new Map([...wanted].map(([id, severity]) => [id, { severity }]));
      const result = shortestRows(rows, presets, [
        ['', 'one'],
        ['', 'two'],
      ]);
      const all = new Map<string, string>(result.presets.flatMap((name) => [...(presets.get(name) ?? [])]));
      for (const [id, { severity }] of result.rows) {
        if (severity === 'off') all.delete(id);
        else all.set(id, severity);
      }
      expect(new Map([...all].sort())).toEqual(new Map([...wanted].sort()));
      expect(result.rows.size + result.presets.length).toBeLessThanOrEqual(wanted.size);
    }),
  );
});
