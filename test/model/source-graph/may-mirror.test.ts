// Which texts are parsed for types that could repeat a contract: all in which one does, and few others.

import { describe, expect, it } from 'vitest';
import { contractTypes } from '../../../src/model/contract-mirror.ts';
import { linkFiles } from '../../../src/model/proto/schema/link.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import { mirrorLook } from '../../../src/model/source-graph/may-mirror.ts';

const PROTO = `syntax = "proto3";
package acme.v1;
message SeedState {
  string seed_id = 1;
  int32 stage = 2;
}
enum SeedStage {
  SEED_STAGE_UNKNOWN = 0;
  SEED_STAGE_GERMINATED = 1;
  SEED_STAGE_FOSSILIZED = 2;
}
`;
const node = parseFile({ path: 'acme/v1/seed.proto', text: PROTO });
const linked = linkFiles([{ node, importPath: node.source.path, imports: new Map() }]);
const mayMirror = mirrorLook(contractTypes(linked.files.values()));

describe('a text', () => {
  it.each([
    'interface SeedState { seedId: string; stage: number }',
    'type ISeedStateDto = { seed_id: string; stage: number };',
    'class SeedState { constructor(readonly seedId: string, readonly stage: number) {} }',
    'const seedState = z.object({ "seed-id": z.string(), stage: z.number() });',
    'const seedStage = z\n  .enum(["germinated", "fossilized"]);',
    'const enum SeedStage { Germinated, Fossilized }',
    'type SeedStage = "SEED_STAGE_GERMINATED" | "SEED_STAGE_FOSSILIZED";',
    'interface SeedState { \\u0073eedId: string; st\\u0061ge: number }',
  ])('may repeat a contract: %s', (text) => {
    expect(mayMirror(text, false)).toBe(true);
  });

  it.each([
    'interface SeedState { open: boolean; stage: number }',
    'interface Stage { seedId: string; stage: number }',
    'const seedState = new SeedBed(seedId, stage);',
    'const seedState = read(seedId, stage);',
    'for (const seedState of z.object(seedId, stage)) use(seedState);',
  ])('does not: %s', (text) => {
    expect(mayMirror(text, false)).toBe(false);
  });

  it.each([
    ['class SeedState:\n    seed_id: str\n    stage: int\n', true],
    ['SeedState = namedtuple("SeedState", "seed_id stage")\n', true],
    ['def f():\n    seed_state = read(seed_id, stage)\n', false],
  ])('of Python: %j: %s', (text, may) => {
    expect(mayMirror(text, true)).toBe(may);
  });
});
