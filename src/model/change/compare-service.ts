// What differs between two services that are taken for the same: their methods by name.

import type { MethodDescriptor, ServiceDescriptor } from '../proto/schema/descriptor.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { byName } from './compare-message.ts';
import { compareComments, compareOptions } from './compare-parts.ts';

export function compareService(pair: Pair<ServiceDescriptor>, list: ChangeList): void {
  const { before, after, pairing } = pair;
  compareOptions('service', pair, list);
  compareComments('service', pair, list);
  const then = byName(before.methods);
  const now = byName(after.methods);
  const renamed = renamedMethods(before, after);
  const origins = new Map([...renamed].map(([from, to]) => [to, from]));
  for (const method of then.values()) {
    const other = now.get(method.name);
    if (other) {
      compareMethod({ before: method, after: other, pairing }, list);
      continue;
    }
    const successor = renamed.get(method);
    list.removed(
      'method',
      method,
      after,
      pairing,
      successor && { element: successor, evidence: ['shape'], likeness: 1 },
    );
  }
  for (const method of now.values()) {
    if (then.has(method.name)) continue;
    const origin = origins.get(method);
    list.added('method', method, pairing, origin && { element: origin, evidence: ['shape'], likeness: 1 });
  }
}

/** A method that is gone became the new one with the same types, where there is one of each only. */
function renamedMethods(
  before: ServiceDescriptor,
  after: ServiceDescriptor,
): ReadonlyMap<MethodDescriptor, MethodDescriptor> {
  const then = byName(before.methods);
  const now = byName(after.methods);
  const sole = new Map<string, MethodDescriptor | undefined>();
  for (const method of after.methods) {
    if (then.has(method.name)) continue;
    const key = signatureOf(method);
    sole.set(key, sole.has(key) ? undefined : method);
  }
  const gone = before.methods.filter(({ name }) => !now.has(name));
  const counts = new Map<string, number>();
  for (const method of gone) counts.set(signatureOf(method), (counts.get(signatureOf(method)) ?? 0) + 1);
  return new Map(
    gone.flatMap((method) => {
      const other = sole.get(signatureOf(method));
      return other && counts.get(signatureOf(method)) === 1 ? [[method, other]] : [];
    }),
  );
}

function signatureOf({ input, output, clientStreaming, serverStreaming }: MethodDescriptor): string {
  return [input?.fullName, output?.fullName, clientStreaming, serverStreaming].join();
}

function compareMethod(pair: Pair<MethodDescriptor>, list: ChangeList): void {
  const { before, after } = pair;
  const streamWord = (streams: boolean) => (streams ? 'stream' : undefined);
  compareOptions('method', pair, list);
  compareComments('method', pair, list);
  const { node: then } = before;
  const { node: now } = after;
  if (!isRenamed(before.input, after.input, pair, list)) {
    const nameOf = (method: MethodDescriptor, text: string) => method.input?.fullName ?? text;
    list.changed('method', pair, 'request', nameOf(before, then.input.type.text), nameOf(after, now.input.type.text));
  }
  if (!isRenamed(before.output, after.output, pair, list)) {
    const nameOf = (method: MethodDescriptor, text: string) => method.output?.fullName ?? text;
    list.changed(
      'method',
      pair,
      'response',
      nameOf(before, then.output.type.text),
      nameOf(after, now.output.type.text),
    );
  }
  list.changed(
    'method',
    pair,
    'client-streaming',
    streamWord(before.clientStreaming),
    streamWord(after.clientStreaming),
  );
  list.changed(
    'method',
    pair,
    'server-streaming',
    streamWord(before.serverStreaming),
    streamWord(after.serverStreaming),
  );
}

function isRenamed(from: unknown, to: unknown, { pairing }: Pair<MethodDescriptor>, list: ChangeList): boolean {
  return pairing === 'succession' && from !== undefined && list.successors.get(from)?.element === to;
}
