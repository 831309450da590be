// Where implementations of protobuf may differ and be right all the same, each with the name by which a fixture allows it.
// docs/canonical-bytes.md is its twin in prose.

import type { FlawKind } from './wire-field.ts';

export interface Zone {
  readonly name: string;
  readonly kinds: readonly FlawKind[];
  readonly summary: string;
}

export const ZONES: readonly Zone[] = [
  {
    name: 'unknown-fields',
    kinds: ['unknown-field'],
    summary: 'decoders keep or drop fields that they do not know, and write them back in their place or at the end',
  },
  {
    name: 'unknown-enum-values',
    kinds: ['unknown-enum-value'],
    summary: 'a number without a name is kept by an open enum, and is an unknown field to a closed one',
  },
  {
    name: 'duplicate-map-keys',
    kinds: ['duplicate-map-key'],
    summary: 'the last of several entries wins, and the others are gone once the bytes are written again',
  },
  {
    name: 'map-order',
    kinds: ['map-order', 'map-key-order'],
    summary:
      'the order of map entries is open: JavaScript has one of its own for keys like 10, Python for numbers and for keys that begin alike',
  },
  {
    name: 'nan-bits',
    kinds: ['nan-bits'],
    summary: 'a NaN has many bit patterns, and hardware and languages replace one by another',
  },
  {
    name: 'repeated-oneof',
    kinds: ['repeated-oneof'],
    summary: 'the last member of a oneof wins, and the others are gone once the bytes are written again',
  },
  {
    name: 'go-order',
    kinds: ['go-order'],
    summary: 'Go writes members of oneofs behind all other fields, and extensions before them',
  },
];

export const ZONE_NAMES: readonly string[] = ZONES.map(({ name }) => name);

export function zoneOf(kind: FlawKind): Zone | undefined {
  return ZONES.find(({ kinds }) => kinds.includes(kind));
}
