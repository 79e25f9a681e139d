/** Changes of a map: what a key now stands for; undefined where it is gone. */
export type MapChanges<K, V> = ReadonlyMap<K, V | undefined>;

/** A layer is laid into a new map once it is larger than this part of what lies under it, and than `SMALL`. */
const LARGEST_PART = 8;
const SMALL = 64;

/** A map as it was before, with changes laid over it. Neither is copied or touched. */
class RevisedMap<K, V extends NonNullable<unknown>> implements ReadonlyMap<K, V> {
  readonly size: number;

  constructor(
    readonly under: ReadonlyMap<K, V>,
    readonly over: MapChanges<K, V>,
  ) {
    let size = under.size;
    for (const [key, value] of over) size += Number(value !== undefined) - Number(under.has(key));
    this.size = size;
  }

  get(key: K): V | undefined {
    return this.over.get(key) ?? (this.over.has(key) ? undefined : this.under.get(key));
  }

  has(key: K): boolean {
    return this.over.has(key) ? this.over.get(key) !== undefined : this.under.has(key);
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }

  *entries(): MapIterator<[K, V]> {
    for (const entry of this.under) if (!this.over.has(entry[0])) yield entry;
    for (const [key, value] of this.over) if (value !== undefined) yield [key, value];
    return undefined;
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
    return undefined;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}

/**
 * The map with the changes; the one before stays as it is. What did not change is shared, so that it costs as much as the
 * changes since the map was last laid flat. The order of the entries is another than that of a map made anew.
 */
export function revisedMap<K, V extends NonNullable<unknown>>(
  before: ReadonlyMap<K, V>,
  changes: MapChanges<K, V>,
): ReadonlyMap<K, V> {
  if (changes.size === 0) return before;
  const layered = before instanceof RevisedMap ? (before as RevisedMap<K, V>) : null;
  const under = layered?.under ?? before;
  const over = layered ? new Map([...layered.over, ...changes]) : changes;
  const revised = new RevisedMap(under, over);
  return over.size > SMALL && over.size * LARGEST_PART > under.size ? new Map(revised) : revised;
}
