// Which names say the same, and how much of a contract a type repeats.

import { describe, expect, it } from 'vitest';
import { contractTypes, mirrorOf, nearName } from '../../src/model/contract-mirror.ts';
import { linkFiles } from '../../src/model/proto/schema/link.ts';
import { parseFile } from '../../src/model/proto/syntax/parse-file.ts';
import { loadTypeScriptReader } from '../../src/model/typescript/read-module.ts';

const read = await loadTypeScriptReader();

const PROTO = `syntax = "proto3";
package acme.v1;
message SeedState {
  string seed_id = 1;
  int32 stage = 2;
  double loss = 3;
  message Inner { string a = 1; string b = 2; }
}
enum SeedStage {
  SEED_STAGE_UNKNOWN = 0;
  SEED_STAGE_GERMINATED = 1;
  SEED_STAGE_FOSSILIZED = 2;
}
`;
const node = parseFile({ path: 'acme/v1/seed.proto', text: PROTO });
const linked = linkFiles([{ node, importPath: node.source.path, imports: new Map() }]);
const CONTRACTS = contractTypes(linked.files.values());

function mirror(text: string) {
  const [type] = read({ path: 'a.ts', text }).types;
  const found = type && mirrorOf(type, CONTRACTS);
  return found && [found.descriptor.fullName, Number(found.share.toFixed(2))];
}

describe('names that are near', () => {
  it.each<[a: string, b: string]>([
    ['SeedState', 'ISeedState'],
    ['SeedState', 'SeedStateDto'],
    ['SeedState', 'seedStateSchema'],
    ['SeedState', 'SEED_STATE'],
    ['SeedState', 'SeedStateMessage'],
  ])('%s and %s', (a, b) => {
    expect(nearName(a)).toBe(nearName(b));
  });

  it.each<[a: string, b: string]>([
    ['SeedState', 'SeedStates'],
    ['SeedState', 'StateSeed'],
    ['SeedState', 'SeedStateReport'],
    ['Data', 'Model'],
  ])('not %s and %s', (a, b) => {
    expect(nearName(a)).not.toBe(nearName(b));
  });
});

describe('a mirror', () => {
  it.each<[what: string, text: string, found: [string, number] | undefined]>([
    [
      'the same fields',
      'interface SeedState { seedId: string; stage: number; loss: number }',
      ['acme.v1.SeedState', 1],
    ],
    ['one more', 'interface SeedState { seed_id: 1; stage: 1; loss: 1; x: 1 }', ['acme.v1.SeedState', 0.86]],
    ['one less', 'type SeedStateDto = { seed_id: 1; stage: 1 }', ['acme.v1.SeedState', 0.8]],
    ['one in common', 'interface SeedState { stage: 1; x: 1 }', undefined],
    ['another name', 'interface Seed { seedId: string; stage: number; loss: number }', undefined],
    ['methods only', 'interface SeedState { seedId(): 1; stage(): 1; loss(): 1 }', undefined],
    ['a nested message', 'interface Inner { a: string; b: string }', ['acme.v1.SeedState.Inner', 1]],
    ['an enum without its zero', 'enum SeedStage { Germinated, Fossilized }', ['acme.v1.SeedStage', 1]],
    [
      'an enum as it is generated',
      'enum SeedStage { SEED_STAGE_GERMINATED, SEED_STAGE_FOSSILIZED }',
      ['acme.v1.SeedStage', 1],
    ],
    ['literals', "type SeedStage = 'germinated' | 'fossilized' | 'dead'", ['acme.v1.SeedStage', 0.8]],
    ['an enum that is a message', 'enum SeedState { seedId, stage, loss }', undefined],
  ])('has %s', (_, text, found) => {
    expect(mirror(text)).toEqual(found);
  });
});
