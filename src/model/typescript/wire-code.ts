// Protobuf's wire format written by hand: tags put together by shifting, numbers cut into groups of seven bits.
// Tells what it looks like; whether it is about protobuf depends on what stands around it.

import type { Node } from 'oxc-parser';
import { namePath } from './read-type.ts';

const WIRE_TYPES = new Set([0, 1, 2, 3, 4, 5]);

/** `(field << 3) | 2`; with names that say what they are, `telling`. */
export function tagArithmetic(node: Node): 'telling' | 'possible' | undefined {
  if (node.type !== 'BinaryExpression' || (node.operator !== '|' && node.operator !== '+')) return undefined;
  const [shift, wireType] = [bare(node.left), bare(node.right)];
  if (shift.type !== 'BinaryExpression' || shift.operator !== '<<' || numberOf(shift.right) !== 3) return undefined;
  const written = numberOf(wireType);
  if (written !== undefined) return WIRE_TYPES.has(written) ? 'possible' : undefined;
  const name = namePath(wireType).join('.');
  if (/wire_?type/i.test(name)) return 'telling';
  return /wire|type/i.test(name) ? 'possible' : undefined;
}

/** A loop with `& 0x7f` or `| 0x80`, and `>>> 7` or `/ 128`. */
export function isVarintLoop(text: string, { start, end }: Node): boolean {
  if (end - start > 2000) return false;
  const code = text.slice(start, end);
  const group = /&\s*(?:0x7f|127)\b|\|\s*(?:0x80|128)\b|%\s*(?:0x80|128)\b/i;
  return group.test(code) && /(?:>>>?=?\s*7n?\b|\/=?\s*(?:0x80|128)n?\b)/i.test(code);
}

function bare(node: Node): Node {
  let at = node;
  while (at.type === 'ParenthesizedExpression' || at.type === 'TSAsExpression') at = at.expression;
  return at;
}

function numberOf(node: Node): number | undefined {
  const at = bare(node);
  return at.type === 'Literal' && typeof at.value === 'number' ? at.value : undefined;
}
