import { daysBetween } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { labelsThatFit, linearScale, niceTicks, reachOf, type AxisLabel } from '../flowband/scales.js';
import type { Place } from '../flowband/flowDrawing.js';
import type { ForecastView } from './forecastParts.js';

/** The thirteen weeks as they are drawn: balances at the weeks' ends, the low point on its day. */
export interface WeeksDrawing {
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly weeks: readonly (AxisLabel & { readonly date: string })[];
  readonly upper: string;
  readonly lower: string;
  readonly band: string;
  readonly ends: { readonly upper: number; readonly lower: number };
  readonly low: Place;
  readonly lowerLow: Place;
  /** The middle of the first week below zero; null when there is none. */
  readonly belowZero: number | null;
}

export interface WeeksRoom {
  readonly width: number;
  readonly height: number;
}

const LEFT = 44;
const RIGHT = 48;
const TOP = 20;
const BOTTOM = 30;
const WEEK_LABEL_WIDTH = 42;

/** Where everything of the thirteen weeks stands in a room of CSS pixels. */
export function drawWeeks(forecast: ForecastView, { width, height }: WeeksRoom): WeeksDrawing {
  const { weeks, cashOnHand, inTransit, lowPoint, lowerLowPoint, asOf } = forecast;
  const [left, right, bottom] = [LEFT, width - RIGHT, height - BOTTOM];
  const opening = cashOnHand + inTransit;
  const values = [opening, lowPoint.amount, lowerLowPoint.amount];
  for (const { closing, lowerClosing } of weeks) values.push(closing, lowerClosing);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const ticks = niceTicks(least, most, 3);
  const y = linearScale(reachOf(ticks, least, most), [bottom, TOP]);
  const day = (date: string): number => daysBetween(asOf as IsoDate, date as IsoDate);
  const x = linearScale([0, day(weeks.at(-1)?.to ?? asOf)], [left, right]);
  const start = { x: left, y: y(opening) };
  const edge = (of: (week: ForecastView['weeks'][number]) => number, low: ForecastView['lowPoint']): readonly Place[] =>
    // The low point lies inside a week: the line goes through it.
    [start, ...weeks.map((week) => ({ x: x(day(week.to)), y: y(of(week)) })), at(low, x, y, day)]
      .sort((a, b) => a.x - b.x)
      .filter((place, index, all) => index === 0 || place.x !== all[index - 1]?.x);
  const upper = edge(({ closing }) => closing, lowPoint);
  const lower = edge(({ lowerClosing }) => lowerClosing, lowerLowPoint);
  const below = weeks.find(({ to }) => forecast.firstWeekBelowZero !== null && forecast.firstWeekBelowZero <= to);
  return {
    left,
    right,
    ticks: ticks.map((value) => ({ value, y: y(value) })),
    weeks: labelsThatFit(
      weeks.map(({ to }) => ({ date: to, at: x(day(to)), width: WEEK_LABEL_WIDTH })),
      8,
    ),
    upper: pathOf(upper),
    lower: pathOf(lower),
    band: `${pathOf(upper)}${pathOf([...lower].reverse()).replace('M', 'L')}Z`,
    ends: { upper: upper.at(-1)?.y ?? 0, lower: lower.at(-1)?.y ?? 0 },
    low: at(lowPoint, x, y, day),
    lowerLow: at(lowerLowPoint, x, y, day),
    belowZero: below === undefined ? null : (x(day(below.from) - 1) + x(day(below.to))) / 2,
  };
}

function at(
  { amount, date }: ForecastView['lowPoint'],
  x: (days: number) => number,
  y: (amount: number) => number,
  day: (date: string) => number,
): Place {
  return { x: x(day(date)), y: y(amount) };
}

function pathOf(points: readonly Place[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
