// Which elements of a list have changed their place: the fewest whose going and coming explains the new order.

/** Elements of `after` that stand out of the order of `before`; both hold the same elements. */
export function displaced<Element>(before: readonly Element[], after: readonly Element[]): ReadonlySet<Element> {
  const rank = new Map(before.map((element, i) => [element, i]));
  const ranks = after.map((element) => rank.get(element) ?? 0);
  // longest rising run, by patience: `tops[k]` is where the best run of length k + 1 ends
  const tops: number[] = [];
  const previous = new Map<number, number>();
  ranks.forEach((value, at) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranks[tops[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous.set(at, tops[low - 1] as number);
    tops[low] = at;
  });
  const stays = new Set<number>();
  for (let at = tops.at(-1); at !== undefined; at = previous.get(at)) stays.add(at);
  return new Set(after.filter((_, at) => !stays.has(at)));
}
