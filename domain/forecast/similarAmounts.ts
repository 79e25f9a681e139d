import type { Cents } from '../units.js';

/** Whether two amounts, both above zero, may be of one thing: they differ by at most a quarter of the larger. */
export function areSimilar(a: Cents, b: Cents): boolean {
  return 4 * Math.abs(a - b) <= Math.max(a, b);
}
