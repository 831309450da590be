// Tells which code that shifts bits is protobuf's wire format, by what stands around it.

import type { SourceModule } from '../source-module.ts';
import type { ProtobufUse } from './protobuf-use.ts';
import { isOfWireFormat } from './runtimes.ts';
import type { SourceGraph } from './source-graph.ts';

/** Shifting bits is nothing special; beside protobuf's types it is the wire format. */
export function wireCodeUses(module: SourceModule, uses: readonly ProtobufUse[], graph: SourceGraph): ProtobufUse[] {
  if (module.wireCode.length === 0) return [];
  const beside = module.imports.find(({ specifier }) => {
    const meant = graph.imported(module, specifier, false);
    return meant.kind === 'generated' || (meant.kind === 'runtime' && isOfWireFormat(meant.runtime));
  });
  const kinds = new Set(module.wireCode.map(({ kind }) => kind));
  const around = beside
    ? `the file imports ${beside.specifier}`
    : uses.length > 0
      ? 'the file handles protobuf messages'
      : kinds.size > 1
        ? 'the file makes both tags and varints'
        : undefined;
  return module.wireCode.flatMap(({ kind, isTelling, start, end }): ProtobufUse[] => {
    const known = around ?? (isTelling ? 'nothing else joins a field number and a wire type' : undefined);
    if (known === undefined) return [];
    const written = kind === 'tag' ? 'a tag' : 'a varint';
    return [{ kind: 'wire-code', start, end, written, known, confidence: 'likely' }];
  });
}
