// Finds the name that was probably meant, by typing distance. Knows nothing of what the names stand for.

const LONGEST_COMPARED = 80;
const SHORTEST_ABBREVIATION = 3;

/** The candidate nearest to `name`, or undefined when none is near enough to be worth saying. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  const wanted = fold(name);
  if (wanted === '' || wanted.length > LONGEST_COMPARED) return undefined;
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? abbreviated(wanted, candidates);
}

function abbreviated(wanted: string, candidates: readonly string[]): string | undefined {
  if (wanted.length < SHORTEST_ABBREVIATION) return undefined;
  for (const candidate of candidates) if (fold(candidate).startsWith(wanted)) return candidate;
  return undefined;
}

// Case and the choice between - and _ are the commonest slips; they must not use up the allowance.
function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** Damerau-Levenshtein distance (adjacent letters swapped count once); `limit` when it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(limit, at(last, b.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
