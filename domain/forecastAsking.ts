import { addDays } from './calendar.js';
import { addedItems, addedSeriesKey, type AddedEvent } from './forecast/addedEvents.js';
import type { Adjustments } from './forecast/adjustments.js';
import type { ForecastInputs } from './forecast/forecastInputs.js';
import { horizonOf } from './forecast/horizon.js';
import { keptKeys } from './forecast/seriesKeys.js';
import { refuse, type Refusal } from './refusal.js';
import type { IsoDate } from './units.js';

/** Events that one client's forecast may have beside its books. */
export const MOST_EVENTS = 200;
/** Items and series that one client's forecast may have left out or moved. */
const MOST_CHANGES = 1_000;

const LONGEST_NAME = 100;
/** Ten thousand million in a currency of two decimals: sums of all of them stay exact. */
const LARGEST_AMOUNT = 1_000_000_000_000;
/** A date that is further ahead than this is a slip of the pen. */
const FURTHEST_DAYS = 3_660;

/** What is said where issues were judged and a forecast could never be made. */
export const NO_FORECAST = 'No forecast could be made of these books yet.';

/** Why there is no forecast, typed NO_DATA with the sentence of its inputs; null where there is one. */
export function forecastRefusal({ missing }: ForecastInputs): Refusal | null {
  return typeof missing === 'string' ? refuse('NO_DATA', null, missing) : null;
}

/** Why an event cannot be added to the forecast of the as-of date; null where it can. */
export function refusalToAdd(event: AddedEvent, asOf: IsoDate): Refusal | null {
  const { name, amount, date, interval, until } = event;
  const { length } = name.trim();
  if (length === 0 || name.includes('\0')) return refuse('INVALID_INPUT', 'event.name', 'A name is needed.');
  if (length > LONGEST_NAME)
    return refuse('OUT_OF_RANGE', 'event.name', `A name has at most ${LONGEST_NAME} characters.`);
  if (amount <= 0 || amount > LARGEST_AMOUNT) {
    return refuse('OUT_OF_RANGE', 'event.amount', 'The amount is above zero and at most ten thousand million.');
  }
  if (date <= asOf || date > addDays(asOf, FURTHEST_DAYS)) {
    return refuse('OUT_OF_RANGE', 'event.date', 'The day lies after the as-of date and within ten years.');
  }
  if (until === null) return null;
  if (interval === null) return refuse('INVALID_INPUT', 'event.until', 'What happens once has no last day.');
  return until < date ? refuse('OUT_OF_RANGE', 'event.until', 'The last day lies before the first.') : null;
}

/** Why an item or series cannot be left out: the forecast has none of that key. Null where it can. */
export function refusalToSwitch(key: string, inputs: ForecastInputs, adjustments: Adjustments): Refusal | null {
  return switchableKeys(inputs, adjustments).has(key) ? null : unknownKey();
}

/**
 * Keys of what was left out or moved that the forecast has no item, series or event of; each once. A series whose days have
 * shifted is known by its key of before.
 */
export function keysUnknown(adjustments: Adjustments, inputs: ForecastInputs): string[] {
  const known = switchableKeys(inputs, adjustments);
  const now = keptKeys(inputs);
  return [...new Set([...adjustments.off, ...adjustments.moved.map(({ key }) => key)])].filter(
    (key) => !known.has(now(key) ?? key),
  );
}

/** Why no more items can be left out or moved; what the forecast has no item of does not count. Null where they can. */
export function refusalOfChanges(adjustments: Adjustments, inputs: ForecastInputs): Refusal | null {
  const { off, moved } = adjustments;
  const changed = new Set([...off, ...moved.map(({ key }) => key)]);
  if (changed.size - keysUnknown(adjustments, inputs).length < MOST_CHANGES) return null;
  return refuse('OUT_OF_RANGE', 'key', `A forecast has at most ${MOST_CHANGES} changed items.`);
}

/** Why an item cannot be expected on another day; null where it can. */
export function refusalToMove(
  key: string,
  date: IsoDate,
  inputs: ForecastInputs,
  adjustments: Adjustments,
): Refusal | null {
  if (!itemKeys(inputs, adjustments).has(key)) return unknownKey();
  const { first, last } = horizonOf(inputs.asOf);
  if (date >= first && date <= last) return null;
  return refuse('OUT_OF_RANGE', 'date', 'The day lies after the as-of date and within the 13 weeks.');
}

/** What is in view without a day has a day once an advisor gives it one. */
function itemKeys(inputs: ForecastInputs, adjustments: Adjustments): Set<string> {
  // As the forecast counts them: what was left out is no item that could stand in an event's place.
  const added = addedItems(adjustments, inputs);
  return new Set([...inputs.items, ...inputs.inView, ...added].map(({ key }) => key));
}

function switchableKeys(inputs: ForecastInputs, adjustments: Adjustments): Set<string> {
  const series = inputs.series.map(({ key }) => key);
  const events = adjustments.events.map(({ id }) => addedSeriesKey(id));
  return new Set([...itemKeys(inputs, adjustments), ...series, ...events]);
}

function unknownKey(): Refusal {
  return refuse('INVALID_INPUT', 'key', 'The forecast has no such item.');
}
