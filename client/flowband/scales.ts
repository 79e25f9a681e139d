/** A value's place on an axis. */
export type Scale = (value: number) => number;

/** Straight from `from[0]..from[1]` to `to[0]..to[1]`; a domain without width goes to the middle. */
export function linearScale(from: readonly [number, number], to: readonly [number, number]): Scale {
  const [low, high] = from;
  const [start, end] = to;
  if (low === high) return () => (start + end) / 2;
  return (value) => start + ((value - low) / (high - low)) * (end - start);
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Of a step. */
const NEARLY = 0.25;

/**
 * Round values for an axis over `low` to `high`, zero among them, at most about `most` steps; one past an end only where
 * that end is nearly there. In the unit of the values: minor units where amounts are drawn.
 */
export function niceTicks(low: number, high: number, most: number): readonly number[] {
  const [from, to] = [Math.min(0, low), Math.max(0, high)];
  if (from === to) return [0];
  const rough = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough) ?? 10);
  const [first, last] = [Math.ceil(from / step - NEARLY), Math.floor(to / step + NEARLY)];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** What an axis reaches over: its ticks, and what is drawn beyond them. */
export function reachOf(ticks: readonly number[], low: number, high: number): readonly [number, number] {
  return [Math.min(ticks[0] ?? 0, low), Math.max(ticks.at(-1) ?? 0, high)];
}

/**
 * Moves places (rising) apart until none is nearer than `gap` to the next, staying within `least` to `most` and as near
 * to where each wants to be as that allows: neighbours in each other's way share the middle of their wishes.
 */
export function spreadApart(wanted: readonly number[], gap: number, least: number, most: number): readonly number[] {
  interface Run {
    readonly count: number;
    readonly middle: number;
  }
  const runs: Run[] = [];
  for (const place of wanted) {
    let run: Run = { count: 1, middle: place };
    for (let before = runs.at(-1); before !== undefined && overlap(before, run, gap); before = runs.at(-1)) {
      runs.pop();
      const count = before.count + run.count;
      run = { count, middle: (before.middle * before.count + run.middle * run.count) / count };
    }
    runs.push(run);
  }
  const places = runs.flatMap(({ count, middle }) =>
    Array.from({ length: count }, (_, index) => middle + (index - (count - 1) / 2) * gap),
  );
  const fromLeft = pushedFrom(places, gap, least);
  return pushedFrom(fromLeft.map((place) => 0 - place).reverse(), gap, -most)
    .map((place) => 0 - place)
    .reverse();
}

function overlap(a: { count: number; middle: number }, b: { count: number; middle: number }, gap: number): boolean {
  return a.middle + ((a.count - 1) / 2) * gap + gap > b.middle - ((b.count - 1) / 2) * gap;
}

function pushedFrom(places: readonly number[], gap: number, least: number): number[] {
  let before = least - gap;
  return places.map((place) => {
    before = Math.max(place, before + gap);
    return before;
  });
}

/** A text along an axis: where its middle is, and how wide it is. */
export interface AxisLabel {
  readonly at: number;
  readonly width: number;
}

/** The labels that fit beside each other with `gap` between: the last always, then from the first on. */
export function labelsThatFit<Label extends AxisLabel>(labels: readonly Label[], gap: number): readonly Label[] {
  const last = labels.at(-1);
  if (last === undefined) return [];
  const kept: Label[] = [];
  for (const label of labels.slice(0, -1)) {
    const before = kept.at(-1);
    const clearOfBefore = before === undefined || clear(before, label, gap);
    if (clearOfBefore && clear(label, last, gap)) kept.push(label);
  }
  return [...kept, last];
}

function clear(left: AxisLabel, right: AxisLabel, gap: number): boolean {
  return left.at + left.width / 2 + gap <= right.at - right.width / 2;
}

/** Two labels at a line's ends, moved apart evenly where they would touch. */
export function endsApart(upper: number, lower: number, gap: number): readonly [number, number] {
  const missing = gap - (lower - upper);
  return missing <= 0 ? [upper, lower] : [upper - missing / 2, lower + missing / 2];
}
