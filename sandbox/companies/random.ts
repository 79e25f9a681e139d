/** Reproducible chance: a stream per name, so that one more draw in one place changes nothing elsewhere. */

const { imul, floor } = Math;

function hash(text: string): number {
  let h = 2166136261;
  for (let index = 0; index < text.length; index += 1) h = imul(h ^ text.charCodeAt(index), 16777619);
  h = imul(h ^ (h >>> 16), 2246822507);
  h = imul(h ^ (h >>> 13), 3266489909);
  return (h ^ (h >>> 16)) >>> 0;
}

export class Random {
  private state: number;

  constructor(name: string) {
    this.state = hash(name);
  }

  /** Uniform in [0, 1). (mulberry32, public domain) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[floor(this.next() * list.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from');
    return picked;
  }

  /** Picks early list members more often: weights fall as 1, 1/2, 1/3 … */
  pickSkewed<T>(list: readonly T[]): T {
    return list[Math.min(list.length - 1, floor(list.length * this.next() ** 2))] ?? this.pick(list);
  }

  /** `mean`, varied by up to ± `spread` (a fraction). */
  around(mean: number, spread: number): number {
    return mean * this.between(1 - spread, 1 + spread);
  }

  /** How many of something that happens `mean` times on average (mean may be above 1). */
  count(mean: number): number {
    return floor(mean) + (this.chance(mean - floor(mean)) ? 1 : 0);
  }
}
