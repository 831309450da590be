// Circles of packages, compared with a search that is too plain to be wrong.

import { expect, it } from 'vitest';
import { packageCycle } from '../../src/model/package-cycles.ts';
import { linkTexts } from '../engine/link-texts.ts';
import { dice } from '../rules/buf-lint.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Two files for each package: one that all may import, one that imports; so files never make a circle. */
function textsOf(edges: readonly (readonly [from: string, to: string])[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of NAMES) {
    texts[`${name}/base.proto`] = `syntax = "proto3";\npackage ${name};\n`;
    const imports = edges.filter(([from]) => from === name).map(([, to]) => `import "${to}/base.proto";\n`);
    texts[`${name}/user.proto`] = `syntax = "proto3";\npackage ${name};\n${imports.join('')}`;
  }
  return texts;
}

/** Steps on a shortest way between any two packages. */
function distances(edges: readonly (readonly [from: string, to: string])[]): (from: string, to: string) => number {
  const known = new Map(NAMES.map((name) => [name + name, 0]));
  for (const [from, to] of edges) known.set(from + to, Math.min(1, known.get(from + to) ?? 1));
  const between = (from: string, to: string) => known.get(from + to) ?? Number.POSITIVE_INFINITY;
  for (const via of NAMES)
    for (const from of NAMES)
      for (const to of NAMES) known.set(from + to, Math.min(between(from, to), between(from, via) + between(via, to)));
  return between;
}

it('tells a shortest way back for exactly the imports that have one', () => {
  const { chance, below } = dice(20_260_403);
  let circles = 0;
  for (let round = 0; round < 200; round += 1) {
    const density = (1 + below(4)) / 10;
    const edges = NAMES.flatMap((from) => NAMES.map((to) => [from, to] as const)).filter(() => chance(density));
    const { workspace, compileFindings } = linkTexts(textsOf(edges));
    expect(compileFindings).toEqual([]);
    const distance = distances(edges);
    for (const file of workspace.files) {
      for (const imported of file.imports) {
        const to = imported.file?.package as string;
        const wayBack = distance(to, file.package);
        const steps = packageCycle(workspace, file, imported);
        if (to === file.package || wayBack === Number.POSITIVE_INFINITY) {
          expect(steps).toBeUndefined();
          continue;
        }
        circles += 1;
        expect(steps?.map(({ from }) => from)).toEqual([
          file.package,
          ...(steps ?? []).slice(0, -1).map((step) => step.to),
        ]);
        expect(steps?.[0]).toMatchObject({ to, file, imported });
        expect(steps?.at(-1)?.to).toBe(file.package);
        expect(steps).toHaveLength(1 + wayBack);
        for (const step of steps ?? []) {
          expect([step.file.package, step.imported.file?.package]).toEqual([step.from, step.to]);
          expect(step.file.imports).toContain(step.imported);
        }
      }
    }
  }
  expect(circles).toBeGreaterThan(200);
});
