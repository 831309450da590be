// Sample values that read like real ones, chosen by the words of a field's name. The same field always gets the same.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/sha256|digest|checksum|hash/, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  [/trace_id/, '4bf92f3577b34da6a3ce929d0e0e4736'],
  [/span_id/, '00f067aa0ba902b7'],
  [/seed_id/, 'seed-7'],
  [/run_id/, 'run-2025-01-10'],
  [/kernel.*id|artifact_id/, 'kernel-42'],
  [/blueprint.*id/, 'blueprint-conv-light'],
  [/checkpoint.*id/, 'checkpoint-120'],
  [/(?:^|_)id$/, '0b9de3a4'],
  [/uri|path|ref$/, 's3://esper/artifacts/42'],
  [/subsystem/, 'tamiyo'],
  [/version/, '2.0.0'],
  [/reason|rationale|message|description|summary|detail|warning/, 'gradient norm over its limit'],
  [/type/, 'conv_light'],
  [/unit/, 'ms'],
  [/topic/, 'telemetry.seed.health'],
  [/name|key|group/, 'layer3.conv1'],
  [/tag/, 'low-latency'],
  [/arch/, 'sm_86'],
];

export function sampleText({ name }: FieldDescriptor, index: number): string {
  const text = TEXTS.find(([words]) => words.test(name))?.[1] ?? name.replaceAll('_', '-');
  return index === 0 ? text : `${text}-${index + 1}`;
}

const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/_ns$/, 1_736_510_400_000],
  [/_ms$/, 250],
  [/bytes|params|flops/, 65_536],
  [/percent/, 75],
  [/accuracy|confidence|alpha|sparsity|share|utilization|jitter|score/, 0.875],
  [/rate|decay|lr/, 0.001],
  [/loss|drop|delta|drift|variance/, 0.125],
  [/_gb$/, 23.5],
  [/step/, 48_000],
  [/epoch/, 12],
  [/version/, 2],
];

/** Fractions only for floats. */
export function sampleNumber({ name, type }: FieldDescriptor, index: number): number {
  const wanted = NUMBERS.find(([words]) => words.test(name))?.[1] ?? 3;
  const isWhole = type !== 'float' && type !== 'double';
  const value = (isWhole ? Math.max(1, Math.round(wanted)) : wanted) + index;
  return type === 'float' ? Math.fround(value) : value;
}
