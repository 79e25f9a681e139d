/** Of a label in 600 11px, a little more than the widest digits take. */
const CHARACTER_PX = 6.5;
const GAP_PX = 6;

/** A label that may stand over a bar, and how much it matters. */
export interface BarLabel {
  readonly text: string;
  /** The larger goes first where two do not fit. */
  readonly weight: number;
}

/**
 * Which labels can be drawn over bars that stand `band` pixels apart without touching one another: the largest first.
 * Null where a bar has none. The list has every figure, so what does not fit is only not repeated.
 */
export function labelsThatFit(labels: readonly (BarLabel | null)[], band: number): readonly (string | null)[] {
  const placed: { from: number; to: number }[] = [];
  const drawn: (string | null)[] = labels.map(() => null);
  const byWeight = labels
    .flatMap((label, index) => (label === null ? [] : [{ ...label, index }]))
    .sort((a, b) => b.weight - a.weight);
  for (const { text, index } of byWeight) {
    const half = (text.length * CHARACTER_PX + GAP_PX) / 2;
    const [from, to] = [index * band - half, index * band + half];
    if (placed.some((other) => from < other.to && other.from < to)) continue;
    placed.push({ from, to });
    drawn[index] = text;
  }
  return drawn;
}
