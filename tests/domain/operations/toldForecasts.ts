/** Forecasts as a server tells them, and decisions that are on their way. */
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.js';
import type { WeighedDecision } from '../../../domain/decision/impact.js';
import { changesOf, markedInView, markedItems, type Adjustments } from '../../../domain/forecast/adjustments.js';
import { forecastFrom, type Forecast } from '../../../domain/forecast/forecast.js';
import type { ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import type { ViewedItem } from '../../../domain/forecast/inputsOfForecast.js';
import type { IsoDate } from '../../../domain/units.js';
import { randomInputs } from '../forecast/inputs.js';

export const ACCOUNTS = [
  { id: 'checking', counted: true },
  { id: 'trust', counted: false },
];
export const NO_ADJUSTMENTS: Adjustments = { events: [], off: [], moved: [] };

export type Server = Omit<Forecast, 'items' | 'inView'> & {
  readonly items: readonly ViewedItem[];
  readonly inView: readonly ViewedItem[];
};

/** A forecast as the server tells it; what is against nothing says so, as the contract does. */
export function server(made: ForecastInputs, adjustments: Adjustments = NO_ADJUSTMENTS): Server {
  const contract = (list: readonly ViewedItem[]): ViewedItem[] =>
    list.map((one) => ({ ...one, against: one.against ?? null }));
  return {
    ...forecastFrom(made, changesOf(adjustments, made)),
    items: contract(markedItems(made, adjustments)),
    inView: contract(markedInView(made, adjustments)),
  };
}

export const payment = (documentKey: string, amount: number, accountId = 'checking'): WeighedDecision => ({
  ...{ kind: 'RECORD_PAYMENT', documentKey, amount, accountId, plannedFor: null },
});
export const plan = (documentKey: string, plannedFor: string): WeighedDecision => ({
  ...{ kind: 'PLAN', documentKey, amount: null, accountId: null, plannedFor },
});

/** Days of the books are ahead, as the server gives them. */
const ahead = (list: ForecastInputs['items'], asOf: IsoDate): ForecastInputs['items'] =>
  list.map((one) => (one.date > asOf ? one : { ...one, date: addDays(asOf, 1) }));

/** Books with what advisors changed of them, credits apart: they go with their bills. */
export const adjusted = randomInputs.chain((random) => {
  const made = { ...random, items: ahead(random.items, random.asOf) };
  const keys = [...made.items, ...made.inView].map(({ key }) => key);
  const own = keys.filter((key) => !key.startsWith('VendorCredit'));
  const date = fc.integer({ min: 1, max: 100 }).map((days) => addDays(made.asOf, days));
  const ofOwn = fc.constantFrom('Bill:unknown', ...own);
  return fc.record({
    made: fc.constant(made),
    adjustments: fc.record({
      events: fc.constant([]),
      off: fc.array(fc.constantFrom('Bill:unknown', ...keys), { maxLength: 3 }),
      moved: fc.uniqueArray(fc.record({ key: ofOwn, date }), { selector: ({ key }) => key, maxLength: 3 }),
    }),
    plans: fc.uniqueArray(fc.record({ key: ofOwn, date }), { selector: ({ key }) => key, maxLength: 4 }),
  });
});
