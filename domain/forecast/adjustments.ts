import { addDays } from '../calendar.js';
import type { IsoDate } from '../units.js';
import { addedItems, type AddedEvent } from './addedEvents.js';
import type { ForecastChange, ForecastInputs, ForecastItem } from './forecastInputs.js';
import { wholesOf } from './itemTies.js';
import { keptKeys } from './seriesKeys.js';

/** What an advisor changed in a client's forecast. Kept apart from the books, which stay as they are. */
export interface Adjustments {
  readonly events: readonly AddedEvent[];
  /** Keys of series and of items that are left out. */
  readonly off: readonly string[];
  /** Items expected on another day. */
  readonly moved: readonly { readonly key: string; readonly date: IsoDate }[];
}

export const NO_ADJUSTMENTS: Adjustments = { events: [], off: [], moved: [] };

/** An item as a list of the forecast shows it. */
export interface MarkedItem extends ForecastItem {
  /** It, or its series, is left out. */
  readonly off: boolean;
  /** The day it had before it was moved; null where it was not. */
  readonly movedFrom: IsoDate | null;
}

/**
 * The adjustments by the keys that the inputs have now: a series' days shift as its history grows. What they do not know
 * any more stays as it is, and changes nothing.
 */
export function currentAdjustments(adjustments: Adjustments, inputs: ForecastInputs): Adjustments {
  const keys = [...adjustments.off, ...adjustments.moved.map(({ key }) => key)];
  if (!keys.some((key) => key.startsWith('Recurring:'))) return adjustments;
  const now = keptKeys(inputs);
  return {
    events: adjustments.events,
    off: adjustments.off.map((key) => now(key) ?? key),
    moved: adjustments.moved.map(({ key, date }) => ({ key: now(key) ?? key, date })),
  };
}

/**
 * An advisor's adjustments as changes of the inputs: events added, then items and series left out, then items moved. What
 * the inputs do not know any more changes nothing.
 */
export function changesOf(given: Adjustments, inputs: ForecastInputs): ForecastChange[] {
  const adjustments = currentAdjustments(given, inputs);
  return [
    ...addedItems(adjustments, inputs).map((item) => ({ kind: 'ADD' as const, item })),
    ...adjustments.off.map((key) => ({ kind: 'REMOVE' as const, key })),
    ...movesAhead(adjustments, inputs).map(({ key, date }) => ({ kind: 'MOVE' as const, key, date })),
  ];
}

/** Moves to a day that is still to come. One that is over has lapsed: the item stands as the books say. */
export function movesAhead({ moved }: Adjustments, { asOf }: Pick<ForecastInputs, 'asOf'>): Adjustments['moved'] {
  return moved.filter(({ date }) => date > asOf);
}

/**
 * Every dated item with what an advisor did to it, by date, then key: what is left out stays in this list and in no sum;
 * what was in view and is expected on a day now is among them. Credits go with what they are set against.
 */
export function markedItems(inputs: ForecastInputs, given: Adjustments): MarkedItem[] {
  const adjustments = currentAdjustments(given, inputs);
  const dated = inputs.inView.filter(isGivenADay(adjustments, inputs));
  const items = [...inputs.items, ...dated, ...addedItems(adjustments, inputs)];
  return items.map(markedBy(adjustments, inputs, items)).sort(byDate);
}

/** What is in view without a date, with what an advisor left out marked: it is in no total. */
export function markedInView(inputs: ForecastInputs, given: Adjustments): MarkedItem[] {
  const adjustments = currentAdjustments(given, inputs);
  const isDated = isGivenADay(adjustments, inputs);
  return inputs.inView
    .filter((item) => !isDated(item))
    .map(markedBy(adjustments, inputs, inputs.inView))
    .sort(byDate);
}

/** Whether an advisor expects it on a day, by itself or with what it is set against. */
function isGivenADay(adjustments: Adjustments, inputs: ForecastInputs): (item: ForecastItem) => boolean {
  const moved = new Set(movesAhead(adjustments, inputs).map(({ key }) => key));
  return ({ key, against }) => moved.has(key) || moved.has(against ?? '');
}

function markedBy(
  adjustments: Adjustments,
  inputs: ForecastInputs,
  items: readonly ForecastItem[],
): (item: ForecastItem) => MarkedItem {
  const left = new Set(adjustments.off);
  const days = movedDays(movesAhead(adjustments, inputs), items);
  const first = addDays(inputs.asOf, 1);
  return (item) => {
    const to = days.get(item.key);
    const date = to ?? item.date;
    return {
      ...item,
      date: date < first ? first : date,
      off: [item.key, ...wholesOf(item), item.against].some(
        (key) => key !== undefined && key !== null && left.has(key),
      ),
      movedFrom: to === undefined ? null : item.date,
    };
  };
}

/** The new day of each item that is moved, and of the credits that go with it; the later of two moves counts. */
function movedDays(moves: Adjustments['moved'], items: readonly ForecastItem[]): ReadonlyMap<string, IsoDate> {
  const credits = Map.groupBy(items, ({ against }) => against ?? null);
  const days = new Map<string, IsoDate>();
  for (const { key, date } of moves) {
    days.set(key, date);
    for (const credit of credits.get(key) ?? []) days.set(credit.key, date);
  }
  return days;
}

function byDate(a: ForecastItem, b: ForecastItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
