// A oneof that couples planes. Whose a member is follows from the package of its type; nothing here knows topics.

import type { RelatedPlace } from '../../src/diagnostics/finding.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { ContractSet, Plane } from '../../src/model/contract-set.ts';
import { planeOfPackage } from '../../src/model/plane.ts';
import type { FieldDescriptor } from '../../src/model/proto/schema/descriptor.ts';

export default defineRule({
  id: 'no-cross-plane-oneof',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a oneof over types of several planes couples those planes',
  why:
    'A oneof is one decision: whoever reads it has to know every alternative. When the alternatives belong to ' +
    'different planes, neither plane can add, drop or version its own without all readers of the other following, ' +
    'and a reader that is one release behind sees an unset oneof instead of a message that it does not know.',
  source: '§8.0.2',
  messages: {
    mixed: "oneof '{name}' spans planes {planes}",
  },
  visit: {
    oneof(oneof, ctx) {
      const { contracts } = ctx.workspace;
      if (contracts.planes.length === 0) return;
      const firstOf = new Map<Plane, FieldDescriptor>();
      for (const field of oneof.fields) {
        const plane = planeOfMember(contracts, field);
        if (plane && !firstOf.has(plane)) firstOf.set(plane, field);
      }
      if (firstOf.size < 2) return;
      const members = [...firstOf];
      ctx.report({
        message: 'mixed',
        at: oneof.node.name,
        data: { name: oneof.name, planes: listed(members.map(([plane]) => `'${plane.name}'`)) },
        help: 'give each plane a message of its own on a topic of its own, or keep to types of one plane here',
        related: members.map(([plane, field]) => memberPlace(plane, field)),
      });
    },
  },
});

/** Scalars belong to the plane of the message that has them. */
function planeOfMember(contracts: ContractSet, field: FieldDescriptor): Plane | undefined {
  if (field.type === 'unresolved') return undefined;
  return planeOfPackage(contracts, (field.message ?? field.enum ?? field).file.package);
}

function memberPlace(plane: Plane, field: FieldDescriptor): RelatedPlace {
  const { start, end } = field.node.type;
  return { path: field.file.path, start, end, message: `'${field.name}' belongs to plane '${plane.name}'` };
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
