/**
 * The order a person is reading, kept while figures change under it: clients that are gone leave, new ones come last in
 * their own order. `moved` counts those that would have to be moved to reach the fresh order.
 */
export function holdOrder(held: readonly string[], fresh: readonly string[]): { ids: string[]; moved: number } {
  const place = new Map(fresh.map((id, index) => [id, index]));
  const stays = held.filter((id) => place.has(id));
  const known = new Set(stays);
  const ids = [...stays, ...fresh.filter((id) => !known.has(id))];
  const places = ids.map((id) => place.get(id) ?? 0);
  return { ids, moved: ids.length - longestRise(places) };
}

/** Length of the longest subsequence that rises: what can stay where it is. */
function longestRise(values: readonly number[]): number {
  const tails: number[] = [];
  for (const value of values) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    tails[low] = value;
  }
  return tails.length;
}
