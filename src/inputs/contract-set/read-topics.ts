// Reads `build/topics.yaml`: the bus channels with their publishers, consumers and payload.

import * as z from 'zod/mini';
import type { Located, Topic } from '../../model/contract-set.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { nodeAt, type YamlNode } from '../yaml/yaml-node.ts';
import {
  filledText,
  locatedText,
  locatedTexts,
  type ManifestFile,
  type ReadManifest,
  readManifest,
  tolerantObject,
} from './manifest-file.ts';

export function readTopics(source: SourceFile): Promise<ReadManifest<readonly Topic[]>> {
  return readManifest(source, topicsSchema(), (root, file) => {
    const list = nodeAt(root, ['topics']);
    const topics = list?.kind === 'list' ? list.items.flatMap((item) => readTopic(item, file) ?? []) : [];
    reportRepeatedNames(topics, file);
    return topics;
  });
}

function topicsSchema() {
  const fullName = /^\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
  const topic = tolerantObject({
    name: z.string().check(z.regex(/^\S+$/, 'the name of a topic has no spaces')),
    publishers: z.exactOptional(subsystems(1)),
    publisher: z.exactOptional(subsystems(1)),
    consumers: z.exactOptional(subsystems(0)),
    consumer: z.exactOptional(subsystems(0)),
    payload: z
      .string()
      .check(z.regex(fullName, 'a payload is the full name of a message, such as esper.telemetry.v1.Packet')),
    purpose: z.exactOptional(z.string()),
  });
  return tolerantObject({
    topics: z.array(topic.check(oneOf('publishers', 'publisher'), oneOf('consumers', 'consumer'))),
  });
}

function subsystems(least: number) {
  return z.union([z.array(filledText()).check(z.minLength(least)), filledText()]);
}

function oneOf(plural: string, singular: string): z.core.$ZodCheck<Record<string, unknown>> {
  return z.check(
    ({ value, issues }) => {
      if (plural in value || singular in value) return;
      issues.push({ code: 'invalid_type', expected: 'array', path: [plural], input: undefined });
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
}

function readTopic(node: YamlNode, file: ManifestFile): Topic | undefined {
  const name = locatedText(file, node, ['name']);
  const payload = locatedText(file, node, ['payload']);
  if (!name || !payload) return undefined;
  return {
    name,
    publishers: subsystemsAt(node, ['publishers', 'publisher'], file),
    consumers: subsystemsAt(node, ['consumers', 'consumer'], file),
    payload: { ...payload, value: payload.value.replace(/^\./, '') },
  };
}

function subsystemsAt(node: YamlNode, keys: readonly string[], file: ManifestFile): Located<string>[] {
  return keys
    .flatMap((key) => locatedTexts(file, nodeAt(node, [key])))
    .map(({ value, place }) => ({ value: value.toLowerCase(), place }));
}

function reportRepeatedNames(topics: readonly Topic[], file: ManifestFile): void {
  const seen = new Set<string>();
  for (const { name } of topics) {
    if (seen.has(name.value)) {
      const hint = 'a channel has one row: join the two, or rename one';
      file.report({ message: `topic '${name.value}' is listed twice`, hint, span: name.place });
    }
    seen.add(name.value);
  }
}
