// topics.yaml

import { describe, expect, test } from 'vitest';
import { readTopics } from '../../src/inputs/contract-set/read-topics.ts';
import { at, source, told } from './manifest-places.ts';

describe('topics.yaml', () => {
  const text = `topics:
  - name: telemetry.seed.health
    publisher: Kasmina
    consumers: [Tamiyo, nissa]
    payload: .esper.telemetry.v2.SeedTelemetry
    purpose: State of every seed
    partitions: 12
  - { name: b, publishers: [karn, urza], consumers: [], payload: B }
`;

  test('gives channels with subsystems in lower case and payloads without a leading dot', async () => {
    const { value, findings } = await readTopics(source(text));
    expect(findings).toEqual([]);
    const read = value?.map(({ name, publishers, consumers, payload }) => [
      at(text, name),
      publishers.map((located) => at(text, located)),
      consumers.map((located) => at(text, located)),
      at(text, payload),
    ]);
    expect(read).toEqual([
      ['telemetry.seed.health', ['kasmina'], ['tamiyo', 'nissa'], 'esper.telemetry.v2.SeedTelemetry'],
      ['b', ['karn', 'urza'], [], 'B'],
    ]);
  });

  test.each([
    ['topics: {}', "1:9 {} | 'topics' must be a list, not a map"],
    ['topics: [3]', "1:10 3 | item 1 of 'topics' must be a map ('key: value' lines), not the number 3"],
    [
      'topics: [{ nme: q, payload: A, publisher: a, consumer: b }]',
      "1:12 nme | unknown key 'nme' | did you mean 'name'?",
    ],
    [
      'topics: [{ name: q, payload: A, consumers: [] }]',
      "1:12 name | 'publishers' is missing | add 'publishers:' to this part",
    ],
    [
      'topics: [{ name: q, payload: A, publishers: [], consumers: [] }]',
      "1:45 [] | 'publishers' must not be an empty list",
    ],
    [
      'topics: [{ name: q, payload: A, publisher: 3, consumers: [] }]',
      "1:44 3 | 'publisher' must be a list or text, not the number 3",
    ],
    [
      'topics: [{ name: q, payload: a/b, publisher: a, consumers: [] }]',
      '1:30 a/b | a payload is the full name of a message, such as esper.telemetry.v1.Packet',
    ],
    [
      'topics: [{ name: a b, payload: A, publisher: a, consumers: [] }]',
      '1:18 a b | the name of a topic has no spaces',
    ],
    [
      'topics:\n  - &t { name: q, payload: A, publisher: a, consumers: [] }\n  - *t\n',
      "2:16 q | topic 'q' is listed twice | a channel has one row: join the two, or rename one",
    ],
  ])('%j', async (broken, ...expected) => {
    expect(told(broken, (await readTopics(source(broken))).findings)).toEqual(expected);
  });
});
