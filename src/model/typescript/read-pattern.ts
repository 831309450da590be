// Binds names: plain ones, and those of destructuring as members of what is taken apart.

import type { Node } from 'oxc-parser';
import type { Expression, TypeReference } from '../source-module.ts';
import { keyName, type PatternUse, type Reader } from './reader.ts';
import { bind } from './reading.ts';

export function readPattern(
  reader: Reader,
  node: Node,
  value: Expression | undefined,
  how: PatternUse,
  annotated?: TypeReference,
): void {
  switch (node.type) {
    case 'Identifier': {
      const type = annotated ?? reader.type(node.typeAnnotation);
      bind(reader, {
        name: node.name,
        scope: how.scope,
        kind: how.kind,
        values: value ? [value] : [],
        start: node.start,
        end: node.start + node.name.length,
        ...(type && { type }),
      });
      return;
    }
    case 'ObjectPattern': {
      const whole = partsOf(value, reader.type(node.typeAnnotation) ?? annotated, node);
      for (const property of node.properties) {
        if (property.type === 'RestElement') {
          readPattern(reader, property.argument, whole, how);
          continue;
        }
        if (property.computed) reader.expression(property.key);
        const name = keyName(property.key, property.computed);
        const { start, end } = property.key;
        const part: Expression | undefined =
          whole && name !== undefined
            ? { kind: 'member', object: whole, name, nameStart: start, start, end }
            : undefined;
        readPattern(reader, property.value, part, how);
      }
      return;
    }
    case 'ArrayPattern': {
      const whole = partsOf(value, reader.type(node.typeAnnotation) ?? annotated, node);
      node.elements.forEach((element, i) => {
        if (!element) return;
        const item = whole?.kind === 'list' ? whole.items[i] : undefined;
        const { start, end } = element;
        const part: Expression | undefined = item ?? (whole && { kind: 'element', of: whole, start, end });
        if (element.type === 'RestElement') readPattern(reader, element.argument, whole, how);
        else readPattern(reader, element, part, how);
      });
      return;
    }
    case 'AssignmentPattern': {
      const preset = reader.expression(node.right);
      const { start, end } = node;
      const both: Expression = value ? { kind: 'choice', of: [value, preset], start, end } : preset;
      readPattern(reader, node.left, both, how);
      return;
    }
    case 'RestElement': {
      const type = reader.type(node.typeAnnotation);
      readPattern(reader, node.argument, value, how, type);
      return;
    }
    case 'TSParameterProperty':
      readPattern(reader, node.parameter, value, how);
      return;
    default:
      return;
  }
}

/** The value that is taken apart; an annotation says more about it than the value does. */
function partsOf(
  value: Expression | undefined,
  type: TypeReference | undefined,
  { start, end }: Node,
): Expression | undefined {
  return type ? { kind: 'cast', type, of: value ?? { kind: 'other', start, end }, start, end } : value;
}
