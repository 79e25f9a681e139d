/**
 * What a browser cleared on one device while decisions waited there, time by time, and what the device told of it. Two
 * promises are judged (docs/offline.md, G11). Where local storage stays, the device's own count covers all that waited. Where
 * the server was told of what waited and the cookie stays, the server's answer covers what it was told of and never got,
 * of all clearings until then. What neither covers nobody can know.
 */
export interface Clearing {
  /** The decisions that waited, as any tab had them. */
  readonly ids: Iterable<string>;
  /** Of those, whatever the server was certainly told of. */
  readonly told?: Iterable<string>;
  /** Local storage was not cleared: it counts what waited. */
  readonly keepsCount: boolean;
}

interface Eviction {
  readonly ids: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
  keepsCount: boolean;
  /** By the device's own count; null: it was not looked at since. */
  counted: number | null;
  /** By the server's newest answer before the next clearing; null: it was not asked since. */
  answered: number | null;
}

export class Evictions {
  private readonly all: Eviction[] = [];

  /** The storage was cleared. */
  began({ ids, told = [], keepsCount }: Clearing): void {
    this.all.push({ ids: new Set(ids), told: new Set(told), keepsCount, counted: null, answered: null });
  }

  /** Whether the decision waited in storage that was cleared. */
  has(id: string): boolean {
    return this.all.some(({ ids }) => ids.has(id));
  }

  /** The device says by its own count that so many are gone: of the newest clearing. */
  counted(lost: number): void {
    const newest = this.all.at(-1);
    if (newest !== undefined) newest.counted = Math.max(newest.counted ?? 0, lost);
  }

  /** The server answered that so many never arrived: of all clearings. */
  answered(lost: number): void {
    const newest = this.all.at(-1);
    if (newest !== undefined) newest.answered = lost;
  }

  /** The browser died: what local storage counted just before may be gone with it, where no page has read it yet. */
  crashed(): void {
    const newest = this.all.at(-1);
    if (newest?.counted === 0 || newest?.counted === null) newest.keepsCount = false;
  }

  get newestCounted(): number {
    return this.all.at(-1)?.counted ?? 0;
  }

  get newestAnswered(): number {
    return this.all.at(-1)?.answered ?? 0;
  }

  /** Whether all that the device can say of the newest clearing was said. */
  get isHeard(): boolean {
    const newest = this.all.at(-1);
    if (newest === undefined) return true;
    // The server's answer is of all clearings: one after which nothing new was told of is answered for those before.
    const isOwed = this.all.some(({ told }) => told.size > 0);
    return (!newest.keepsCount || newest.counted !== null) && (!isOwed || newest.answered !== null);
  }

  /** @param gone decisions that are nowhere. Answers in words where fewer were told of, clearing by clearing. */
  untold(gone: ReadonlySet<string>): readonly string[] {
    return this.all.flatMap((_, nth) => [...this.uncounted(nth, gone), ...this.unanswered(nth, gone)]);
  }

  /** Of those that are gone, how many no promise covers. */
  unknowable(gone: ReadonlySet<string>): number {
    const isCovered = (id: string): boolean =>
      this.all[this.lastOf(id)]?.keepsCount === true || this.all.some(({ told }) => told.has(id));
    return [...gone].filter((id) => this.has(id) && !isCovered(id)).length;
  }

  private uncounted(nth: number, gone: ReadonlySet<string>): readonly string[] {
    const eviction = this.all[nth];
    if (eviction?.keepsCount !== true) return [];
    const missing = [...gone].filter((id) => this.lastOf(id) === nth);
    return say(nth, missing, eviction.counted ?? 0, 'the device counted');
  }

  /** One whose answer came only after the next clearing is judged with that. */
  private unanswered(nth: number, gone: ReadonlySet<string>): readonly string[] {
    const until = this.all.slice(0, nth + 1);
    const answered = until.at(-1)?.answered ?? null;
    if (answered === null && nth < this.all.length - 1) return [];
    const missing = [...gone].filter((id) => until.some(({ told }) => told.has(id)));
    return say(nth, missing, answered ?? 0, 'of what the server was told of until then it answered');
  }

  /** What came back to the device after one clearing waited in the next as well. */
  private lastOf(id: string): number {
    return this.all.findLastIndex(({ ids }) => ids.has(id));
  }
}

function say(nth: number, missing: readonly string[], told: number, teller: string): readonly string[] {
  if (missing.length <= told) return [];
  return [`clearing ${nth + 1}: ${missing.length} are gone, ${teller} ${told}: ${missing.slice(0, 6).join(' ')}`];
}
