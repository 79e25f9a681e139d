import { roundHalfUp } from '../money.js';

/** The middle of whole numbers, in any order; of an even count the mean of the two in the middle, half up. Null without any. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : roundHalfUp(lower + upper, 2);
}
