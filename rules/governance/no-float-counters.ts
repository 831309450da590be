// Counters that are floating-point. A name is judged by its words, never by a substring: `discount` counts nothing.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { valueField } from '../../src/model/schema-graph.ts';
import { splitWords, wordSet } from '../../src/model/words.ts';

const WORDS = [
  ...['count', 'counts', 'counter', 'counters', 'num', 'number', 'total', 'totals', 'tally', 'occurrences'],
  ...['attempts', 'crashes', 'errors', 'failures', 'hits', 'iterations', 'misses', 'restarts', 'retries', 'successes'],
];

/** What makes a name speak of a quantity that has fractions: statistics, money, units, sizes. */
const MEASURES = [
  ...['approx', 'approximate', 'average', 'avg', 'deviation', 'entropy', 'estimated', 'expected', 'mean', 'median'],
  ...['normalized', 'percentile', 'predicted', 'quantile', 'smoothed', 'std', 'stddev', 'variance', 'weighted'],
  ...['factor', 'fraction', 'frequency', 'hz', 'multiplier', 'per', 'percent', 'percentage', 'pct', 'proportion'],
  ...['probability', 'rate', 'rates', 'ratio', 'scale', 'share', 'threshold', 'utilization', 'value', 'values'],
  ...['accuracy', 'confidence', 'gradient', 'loss', 'losses', 'norm', 'precision', 'recall', 'score', 'scores'],
  ...['amount', 'balance', 'cost', 'costs', 'credits', 'earnings', 'expenses', 'fees', 'price', 'prices', 'revenue'],
  ...['sales', 'savings', 'shares', 'spend', 'tax', 'taxes', 'weight', 'weights', 'dollars', 'euros', 'cents'],
  ...['days', 'duration', 'hours', 'latency', 'minutes', 'ms', 'ns', 'sec', 'seconds', 'secs', 'time', 'us', 'weeks'],
  ...[
    'cores',
    'cpu',
    'cpus',
    'ocpu',
    'vcpu',
    'memory',
    'size',
    'gb',
    'gbs',
    'gib',
    'kb',
    'kib',
    'mb',
    'mib',
    'tb',
    'tib',
  ],
  ...['area', 'calories', 'degrees', 'distance', 'energy', 'grams', 'joules', 'kg', 'km', 'kwh', 'length', 'lengths'],
  ...['liters', 'mass', 'meters', 'metres', 'miles', 'power', 'speed', 'temperature', 'volume', 'watts'],
];

export default defineRule({
  id: 'no-float-counters',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a floating-point counter loses counts and differs between languages',
  why:
    'A float holds whole numbers exactly only up to 2^24, a double up to 2^53; beyond that adding one changes ' +
    'nothing, and the counter stands still without an error. Before that it invites values that no counter has: ' +
    '2.9999999, NaN, -0. Languages round and print these differently, so two services that agree on the count ' +
    'disagree on the bytes. An integer varint is exact, and for small counts also smaller.',
  source: '§8.0.2, §8.0.5',
  messages: {
    counter: "counter '{name}' is a {type}",
    mapped: "counters '{name}' are a map of {type} values",
  },
  options: z.strictObject({
    /** Words that count; a name needs one of them. */
    words: z._default(z.array(z.string()), WORDS),
    /** Words that make a name a measurement after all. */
    measures: z._default(z.array(z.string()), MEASURES),
  }),
  visit: {
    field(field, ctx) {
      const { type } = valueField(field);
      if (type !== 'double' && type !== 'float') return;
      const { words, measures } = ctx.options;
      if (!counts(splitWords(field.name), wordSet(words), wordSet(measures))) return;
      const written = field.node.type;
      ctx.report({
        message: field.isMap ? 'mapped' : 'counter',
        at: written.kind === 'map' ? written.value : written,
        data: { name: field.name, type },
        help: 'use uint64, or int64 where it can be negative; if the field is released, add a new one and reserve this number',
      });
    },
  },
});

/**
 * `number`, `num` and `total` are only half a statement. A number counts when it is the number of something, a total
 * when it adds up things in the plural (`total_requests`): a bare `total` may as well be money.
 */
function counts(name: readonly string[], words: ReadonlySet<string>, measures: ReadonlySet<string>): boolean {
  if (name.some((word) => measures.has(word))) return false;
  return name.some((word) => {
    if (!words.has(word)) return false;
    const others = name.filter((other) => other !== word && /^[a-z]/.test(other));
    if (word === 'num' || word === 'number') return others.length > 0;
    if (word === 'total' || word === 'totals') return others.some((other) => /[^s]s$/.test(other));
    return true;
  });
}
