// Types in the source that repeat a message or an enum of the contracts. What matches is a fact of the model.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { mirrorOf } from '../../src/model/contract-mirror.ts';
import { listed } from '../../src/text/listed.ts';

export default defineRule({
  id: 'no-shadow-contract',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an interface, type, class, schema or enum that repeats a message or an enum of the contracts',
  why:
    'A copy of a contract starts out equal and stays behind with the first field that is added or renamed. Data then goes ' +
    'through both shapes, and what the copy does not know is lost on the way. A type that is derived from the generated ' +
    'one changes with it.',
  source: 'I4, ADR-006',
  messages: {
    mirror: "{kind} '{name}' repeats the {contractKind} {contract}: {matching} of its {members} {what} match ({names})",
  },
  options: z.strictObject({
    /** Least share of matching members, of the members of both together, from which a type counts as a copy. */
    threshold: z._default(z.number().check(z.gt(0), z.lte(1)), 0.7),
  }),
  visit: {
    source({ role, module, derived }, ctx) {
      const contracts = ctx.workspace.contractTypes;
      if (role === 'generated' || !module || !contracts) return;
      module.types.forEach((declaration, i) => {
        if (derived.has(i)) return;
        const mirror = mirrorOf(declaration, contracts);
        if (!mirror || mirror.share < ctx.options.threshold) return;
        const { descriptor, matching, missing } = mirror;
        const isEnum = descriptor.kind === 'enum';
        const { path } = descriptor.file;
        const name = isEnum ? descriptor.node.name : descriptor.nameSpan;
        ctx.report({
          message: 'mirror',
          data: {
            kind: WORDS[declaration.kind],
            name: declaration.name,
            contractKind: descriptor.kind,
            contract: descriptor.fullName,
            matching: matching.length,
            members: matching.length + missing.length,
            what: isEnum ? 'values' : 'fields',
            names: listed(matching),
          },
          at: declaration,
          related: [{ path, start: name.start, end: name.end, message: `${descriptor.kind} ${descriptor.fullName}` }],
          help: 'use the generated type, or derive this one from it',
        });
      });
    },
  },
});

const WORDS = {
  interface: 'interface',
  alias: 'type',
  union: 'type',
  class: 'class',
  enum: 'enum',
  schema: 'schema',
} as const;
