// Fields and enum values that are gone since the last release, and whose number or name could be used again.

import type { Fix } from '../../src/diagnostics/finding.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import { isReserved } from '../../src/model/change/ranges.ts';
import type { SchemaChange } from '../../src/model/change/schema-change.ts';
import type { EnumDescriptor, MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { isFrozenVersion } from '../../src/model/release/release-state.ts';

export default defineRule({
  id: 'removed-field-not-reserved',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fixable: 'safe',
  summary: 'a field or enum value was removed, and its number or name can be used again',
  why:
    'Old bytes still carry the number, and old JSON and configuration the name. A field that takes one of them over ' +
    'reads what another one has written, with no error anywhere. `reserved` makes the compiler refuse both for good, ' +
    'and tells the next reader that something was here.',
  source: 'I1, §8.4',
  messages: {
    field: "field '{name}' = {number} was removed from '{owner}', and {missing} not reserved",
    value: "value '{name}' = {number} was removed from '{owner}', and {missing} not reserved",
  },
  visit: {
    workspace({ release }, ctx) {
      for (const state of release?.versions ?? []) {
        if (isFrozenVersion(state)) continue;
        for (const { change, released } of state.changes) {
          const loss = lossIn(change);
          if (!loss) continue;
          const { owner, name, number } = loss;
          const open = openIn(loss);
          if (open.length === 0) continue;
          const statements = open.map((what) => (what === 'number' ? `${number}` : writtenName(name, owner)));
          const missing = open.length === 2 ? 'number and name are' : `its ${open[0]} is`;
          const { start, end } = owner.kind === 'message' ? owner.nameSpan : owner.node.name;
          ctx.report({
            message: owner.kind === 'message' ? 'field' : 'value',
            data: { name, number, owner: owner.fullName, missing },
            at: { path: owner.file.path, start, end },
            help: `write ${statements.map((what) => `reserved ${what};`).join(' ')}`,
            related: released && [{ ...released, message: 'as released' }],
            fix: fixFor(owner, statements),
          });
        }
      }
    },
  },
});

interface Loss {
  /** As it is now. */
  readonly owner: MessageDescriptor | EnumDescriptor;
  readonly name: string;
  readonly number: number;
}

function lossIn(change: SchemaChange): Loss | undefined {
  if (change.kind !== 'field-removed' && change.kind !== 'enum-value-removed') return undefined;
  const { before, survivor } = change;
  const owner = survivor?.kind === 'message' || survivor?.kind === 'enum' ? survivor : undefined;
  if (owner?.fullName !== before.parent?.fullName || !owner) return undefined;
  return { owner, name: before.name, number: before.number };
}

/** What can be used again; what is in use already cannot be reserved. */
function openIn({ owner, name, number }: Loss): ('number' | 'name')[] {
  const members = owner.kind === 'message' ? owner.fields : owner.values;
  const isNumberOpen = !isReserved(owner.reservedRanges, number) && !members.some((member) => member.number === number);
  const isNameOpen =
    !owner.reservedNames.some((reserved) => reserved.name === name) && !members.some((member) => member.name === name);
  return [...(isNumberOpen ? (['number'] as const) : []), ...(isNameOpen ? (['name'] as const) : [])];
}

function writtenName(name: string, { file }: MessageDescriptor | EnumDescriptor): string {
  return file.syntax === 'editions' ? name : `"${name}"`;
}

/** New lines after the opening brace. */
function fixFor(owner: MessageDescriptor | EnumDescriptor, statements: readonly string[]): Fix | undefined {
  const { source, path } = owner.file;
  const { node } = owner;
  if (node.kind === 'field') return undefined;
  const { end } = node.name;
  const brace = source.text.indexOf('{', end);
  if (brace === -1 || /\S/.test(source.text.slice(end, brace))) return undefined;
  const line = source.text.slice(source.text.lastIndexOf('\n', node.start - 1) + 1, node.start);
  const indent = `${/^[ \t]*$/.test(line) ? line : ''}${indentOf(source.text, brace)}`;
  const text = statements.map((what) => `\n${indent}reserved ${what};`).join('');
  const edits = [{ path, start: brace + 1, end: brace + 1, text }];
  return { kind: 'safe', title: `reserve ${statements.join(' and ')}`, edits };
}

/** What the first line inside has more than the line of the brace; two blanks where there is none. */
function indentOf(text: string, brace: number): string {
  return /^[ \t]*\n\t/.test(text.slice(brace + 1, brace + 80)) ? '\t' : '  ';
}
