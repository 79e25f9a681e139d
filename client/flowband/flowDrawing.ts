import { daysBetween } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import type { FlowbandView } from '../offline/index.js';
import { labelsThatFit, linearScale, niceTicks, reachOf, spreadApart, type AxisLabel } from './scales.js';

type FlowEvent = FlowbandView['events'][number];

/** An event of the band: it has a date and balances. */
export interface DatedEvent extends FlowEvent {
  readonly date: string;
  readonly ifPaid: number;
  readonly ifNot: number;
}

/** The room of a drawing in CSS pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** An event as it is drawn: its bar in the lower lane, and the band's two edges after it. */
export interface DrawnEvent {
  readonly event: DatedEvent;
  readonly x: number;
  readonly barTop: number;
  readonly barHeight: number;
  readonly numberY: number;
  readonly upperY: number;
  readonly lowerY: number;
}

export interface FlowDrawing {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly events: readonly DrawnEvent[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly days: readonly (AxisLabel & { readonly date: string })[];
  readonly startY: number;
  /** SVG paths. */
  readonly upper: string;
  readonly lower: string;
  readonly band: string;
  readonly upperWord: Place | null;
  readonly lowerWord: Place | null;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const UPPER_WORDS = 'all paid at the usual delay';
export const LOWER_WORDS = 'none of the invoices paid';

const LEFT = 44;
const RIGHT = 48;
const PLOT_TOP = 22;
const LANE = { tall: 118, low: 92 };
const MOST_BAR = { tall: 30, low: 22 };
const DAY_ROW = 4;
const EVENT_GAP = 19;
const EDGE = 14;
const LEAST_BAR = 2;
const DAY_LABEL_WIDTH = 38;
/** Of 11 px type, in the mean. */
const LETTER = 5.4;

/** The events that have a day, in their order. */
export function datedEvents(flowband: FlowbandView): readonly DatedEvent[] {
  return flowband.events.filter(
    (event): event is DatedEvent => event.date !== null && event.ifPaid !== null && event.ifNot !== null,
  );
}

/** Where everything of the band stands in a room. `opening` in minor units, as the events' balances. */
export function drawFlow(events: readonly DatedEvent[], opening: number, { width, height }: Room): FlowDrawing {
  const size = height < 240 ? 'low' : 'tall';
  const [left, right] = [LEFT, width - RIGHT];
  const plotBottom = height - LANE[size];
  const baseline = plotBottom + LANE[size] - MOST_BAR[size] - 34;
  const values = [opening, ...events.flatMap(({ ifPaid, ifNot }) => [ifPaid, ifNot])];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const ticks = niceTicks(low, high, size === 'low' ? 2 : 3);
  const y = linearScale(reachOf(ticks, low, high), [plotBottom, PLOT_TOP]);
  const largest = Math.max(1, ...events.map(({ amount }) => amount));
  const places = placesOf(events, left + EDGE, right - EDGE);
  const drawn = events.map((event, index): DrawnEvent => {
    const barHeight = Math.max(LEAST_BAR, (event.amount / largest) * MOST_BAR[size]);
    const isIn = event.direction === 'IN';
    return {
      event,
      x: places[index] ?? left,
      barHeight,
      barTop: isIn ? baseline - barHeight : baseline,
      numberY: isIn ? baseline - barHeight - 4 : baseline + barHeight + 12,
      upperY: y(event.ifPaid),
      lowerY: y(event.ifNot),
    };
  });
  const startY = y(opening);
  const edges = { left, right, startY };
  const [upper, lower] = [stepsOf(drawn, 'upperY', edges), stepsOf(drawn, 'lowerY', edges)];
  const isOpen = drawn.some(({ upperY, lowerY }) => lowerY - upperY >= 1);
  return {
    ...edges,
    baseline,
    events: drawn,
    ticks: ticks.map((value) => ({ value, y: y(value) })),
    days: dayLabels(drawn, height - DAY_ROW),
    upper: pathOf(upper),
    lower: pathOf(lower),
    band: `${pathOf(upper)}${pathOf([...lower].reverse()).replace('M', 'L')}Z`,
    upperWord: wordPlace(upper, UPPER_WORDS, -1, [10, plotBottom]),
    lowerWord: isOpen ? wordPlace(lower, LOWER_WORDS, 1, [PLOT_TOP, plotBottom + 13]) : null,
  };
}

/** By day; events of one day, or of days too near, beside each other. */
function placesOf(events: readonly DatedEvent[], left: number, right: number): readonly number[] {
  const first = events[0]?.date as IsoDate | undefined;
  if (first === undefined) return [];
  const days = events.map(({ date }) => daysBetween(first, date as IsoDate));
  const scale = linearScale([0, days.at(-1) ?? 0], [left, right]);
  return spreadApart(days.map(scale), EVENT_GAP, left - EDGE / 2, right + EDGE / 2);
}

function stepsOf(
  drawn: readonly DrawnEvent[],
  edge: 'upperY' | 'lowerY',
  { left, right, startY }: { left: number; right: number; startY: number },
): readonly Place[] {
  const points: Place[] = [{ x: left, y: startY }];
  let y = startY;
  for (const event of drawn) {
    points.push({ x: event.x, y }, { x: event.x, y: event[edge] });
    y = event[edge];
  }
  return [...points, { x: right, y }];
}

function pathOf(points: readonly Place[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function dayLabels(drawn: readonly DrawnEvent[], y: number): FlowDrawing['days'] {
  const byDate = Map.groupBy(drawn, ({ event }) => event.date);
  const labels = [...byDate].map(([date, some]) => ({
    date,
    at: some.reduce((sum, { x }) => sum + x, 0) / some.length,
    width: DAY_LABEL_WIDTH,
    y,
  }));
  return labelsThatFit(labels, 6);
}

/** Where a line's name has the most air on one side of it (-1 above, 1 below), within limits; null without room. */
export function wordPlace(
  line: readonly Place[],
  words: string,
  side: -1 | 1,
  [least, most]: readonly [number, number],
): Place | null {
  const half = (words.length * LETTER) / 2;
  const [first, last] = [line[0]?.x ?? 0, line.at(-1)?.x ?? 0];
  let best: { place: Place; air: number } | null = null;
  // The first label of the line stands at its start: the name keeps clear of it.
  for (let x = first + half + 44; x <= last - half; x += 8) {
    const near = heightsOver(line, x - half - 4, x + half + 4);
    const nearest = side < 0 ? Math.min(...near) - 7 : Math.max(...near) + 14;
    const air = side < 0 ? nearest - least : most - nearest;
    if (air >= 0 && (best === null || air > best.air)) best = { place: { x, y: nearest }, air };
  }
  return best === null ? null : best.place;
}

function heightsOver(line: readonly Place[], from: number, to: number): readonly number[] {
  return line.flatMap((point, index) => {
    const next = line[index + 1];
    if (next === undefined || next.x < from || point.x > to) return [];
    return [point.y, next.y];
  });
}
