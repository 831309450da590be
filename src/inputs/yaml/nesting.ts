// Measures how deep parsed YAML tokens are nested, without recursion, so that recursive readers can be spared.

import type { CST } from 'yaml';

/** The offset of the first token found deeper than `limit` collections, or undefined. */
export function beyondDepth(tokens: readonly CST.Token[], limit: number): number | undefined {
  const pending: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (token.type === 'document') {
      if (token.value) pending.push({ token: token.value, depth });
      continue;
    }
    if (!('items' in token)) continue;
    if (depth >= limit) return token.offset;
    for (const item of token.items) {
      if (item.key) pending.push({ token: item.key, depth: depth + 1 });
      if (item.value) pending.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}
