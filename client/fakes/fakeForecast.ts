import type { AddedEvent } from '../../domain/forecast/addedEvents.js';
import { changesOf, markedInView, markedItems, type Adjustments } from '../../domain/forecast/adjustments.js';
import { forecastFrom } from '../../domain/forecast/forecast.js';
import type { ForecastInputs, ForecastItem, ForecastKind } from '../../domain/forecast/forecastInputs.js';
import { refusalToAdd } from '../../domain/forecastAsking.js';
import type { IsoDate } from '../../domain/units.js';
import type { ForecastResultView, RitualView } from '../offline/index.js';

type Forecast = Extract<NonNullable<ForecastResultView>, { __typename: 'Forecast' }>;

const item = (
  kind: ForecastKind,
  date: string,
  name: string,
  number: string | null,
  signed: number,
  basis: string,
  series: string | null = null,
): ForecastItem =>
  ({
    key: `${kind}:${name}:${date}`,
    kind,
    direction: signed > 0 ? 'IN' : 'OUT',
    amount: Math.abs(signed),
    date,
    name,
    number,
    documentKey: null,
    dueDate: kind === 'RECURRING' ? null : date,
    series,
    basis,
  }) as ForecastItem;

const PAYROLL = ['2026-11-27', '2026-12-11', '2026-12-25', '2027-01-08', '2027-01-22', '2027-02-05', '2027-02-19'];
const RENT = ['2026-12-01', '2027-01-01', '2027-02-01'];

/** The joinery's books ahead. */
const INPUTS = {
  asOf: '2026-11-22',
  currency: 'USD',
  cashOnHand: 4_659_756,
  inTransit: 326_475,
  items: [
    item('BILL', '2026-11-23', 'Halden Equipment Leasing', 'L-0931', -139_500, 'Due 23 Nov.'),
    item('BILL', '2026-11-24', 'Cascade Hardwoods', 'B-20418', -428_640, 'Due 24 Nov.'),
    item('BILL', '2026-11-25', 'Northgate Hardware', '7731', -291_475, 'Due 25 Nov.'),
    item('INVOICE', '2026-11-25', 'Quayside Kitchens', '1046', 231_825, 'Due 13 Nov; usual delay 12 days.'),
    item('BILL', '2026-11-27', 'Pacific Edge Finishes', 'PE-88120', -162_208, 'Due 27 Nov.'),
    item('INVOICE', '2026-11-30', 'Foxglove Builders', '1043', 682_000, 'Due 16 Nov; usual delay 14 days.'),
    item('BILL', '2026-12-02', 'Tidewater Tool Service', '4409', -118_000, 'Due 2 Dec.'),
    item('INVOICE', '2026-12-16', 'Merriweather Hotels', '1038', 1_447_550, 'Due 2 Dec; usual delay 14 days.'),
    item('POSTED', '2026-12-04', 'Redwood Insurance', 'P-5521', -203_750, 'Entered with this date.'),
    ...PAYROLL.map((date) =>
      item('RECURRING', date, 'Payroll', null, -984_000, 'Every two weeks, 26 times.', 'Recurring:payroll'),
    ),
    ...RENT.map((date) =>
      item('RECURRING', date, 'Beacon Street Properties', null, -645_000, 'Every month, 12 times.', 'Recurring:rent'),
    ),
  ],
  inView: [item('INVOICE', '2026-10-12', 'Oat & Iron Coffee', '1029', 120_460, 'Due 12 Oct; usual delay 9 days.')],
  runRate: { in: 312_450, out: 148_020 },
  newBusiness: { in: 402_000, out: 210_300 },
  series: [
    {
      ...{ key: 'Recurring:payroll', name: 'Payroll', direction: 'OUT', interval: 'EVERY_TWO_WEEKS', amount: 984_000 },
      ...{ lastDate: '2026-11-13', nextDate: '2026-11-27', seen: 26, basis: '26 times every two weeks.' },
    },
    {
      ...{ key: 'Recurring:rent', name: 'Beacon Street Properties', direction: 'OUT', interval: 'MONTHLY' },
      ...{ amount: 645_000, lastDate: '2026-11-01', nextDate: '2026-12-01', seen: 12, basis: '12 times every month.' },
    },
  ],
  payers: [
    { partyId: '7', name: 'Quayside Kitchens', days: 12, of: 10 },
    { partyId: '9', name: 'Foxglove Builders', days: 14, of: 6 },
    { partyId: '11', name: 'St. Brendan’s School', days: -2, of: 4 },
  ],
  usualDelay: 13,
  assumptions: [
    'Everyday receipts and spending, and new business, are weekly means of 91 days, Mon 24 Aug to Sun 22 Nov 2026.',
    'Not expected again: Northside Van Hire, last seen on Fri 2 Oct.',
  ],
} as unknown as ForecastInputs;

const TRACK: Forecast['trackRecord'] = {
  entries: [
    {
      ...{ weeks: 4, madeAsOf: '2026-10-25', forecast: 4_812_000, carryForward: 4_390_000, actual: 4_659_756 },
      ...{ error: 152_244, carryForwardError: -269_756 },
    },
    {
      ...{ weeks: 13, madeAsOf: '2026-08-23', forecast: 5_120_000, carryForward: 3_980_000, actual: 4_659_756 },
      ...{ error: 460_244, carryForwardError: -679_756 },
    },
  ],
};

const NOTHING: Adjustments = { events: [], off: [], moved: [] };

/** The answer of a server whose advisors changed this of the forecast; what the books hold can be changed too. */
export function fakeForecast(adjustments: Adjustments = NOTHING, books: Partial<ForecastInputs> = {}): Forecast {
  const inputs = { ...INPUTS, ...books };
  const made = forecastFrom(inputs, changesOf(adjustments, inputs));
  const by = { byName: 'Daniel Reyes', at: '2026-11-21T15:09:00.000Z' };
  return {
    ...made,
    __typename: 'Forecast',
    booksVersion: 3,
    weeks: made.weeks.map((week) => ({
      ...week,
      lines: week.lines.map((line) => ({ ...line, itemKeys: [...line.itemKeys] })),
    })),
    items: markedItems(inputs, adjustments).map((item) => ({ ...item, against: item.against ?? null })),
    inView: markedInView(inputs, adjustments).map((item) => ({ ...item, against: item.against ?? null })),
    series: inputs.series.map((series) => ({ ...series, off: adjustments.off.includes(series.key) })),
    payers: [...inputs.payers],
    assumptions: [...inputs.assumptions],
    added: adjustments.events.map((event) => ({ ...event, ...by })),
    trackRecord: TRACK,
  };
}

const REFUSED = { code: 'FEATURE_OFF', message: 'The 13-week forecast is not in this client’s tier.' } as const;

/** What a client without the feature gets. */
export const FAKE_FORECAST_OFF: NonNullable<ForecastResultView> = { __typename: 'Refusal', ...REFUSED };

/** Does an act to a client's forecast as the server would, and answers how it stands. */
export function actOnForecast(
  rituals: Map<string, RitualView>,
  operation: string,
  variables: Record<string, unknown>,
): object {
  const ritual = rituals.get(String(variables['clientId']));
  const forecast = ritual?.forecast;
  if (ritual === undefined || forecast?.__typename !== 'Forecast') return { client: null, refusal: REFUSED };
  const adjustments = adjustmentsOf(forecast);
  const event = variables['event'] as Adjustments['events'][number] | undefined;
  const refusal = event === undefined ? null : refusalToAdd(event, INPUTS.asOf);
  if (refusal !== null) return { client: null, refusal };
  const changed = { ...ritual, forecast: fakeForecast(acted(adjustments, operation, variables)) };
  rituals.set(ritual.id, changed);
  const { id, hygiene, flowband } = changed;
  return { client: { __typename: 'Client', id, hygiene, flowband, forecast: changed.forecast }, refusal: null };
}

function adjustmentsOf({ added, items, inView, series }: Forecast): Adjustments {
  const all = [...items, ...inView];
  const moved = all.filter(({ movedFrom }) => movedFrom !== null).map(({ key, date }) => ({ key, date }));
  const seriesOff = new Set(series.filter(({ off }) => off).map(({ key }) => key));
  const itemsOff = all.filter((one) => one.off && !seriesOff.has(one.series ?? '')).map(({ key }) => key);
  return { events: added, off: [...seriesOff, ...itemsOff], moved } as unknown as Adjustments;
}

/** The variables of the four acts together. */
interface Asked {
  readonly event: AddedEvent;
  readonly id: string;
  readonly key: string;
  readonly off: boolean;
  readonly date: IsoDate | null;
}

function acted(before: Adjustments, operation: string, variables: Record<string, unknown>): Adjustments {
  const { event, id, key, off, date } = variables as unknown as Asked;
  switch (operation) {
    case 'AddForecastEvent':
      return { ...before, events: [...before.events, event] };
    case 'RemoveForecastEvent':
      return { ...before, events: before.events.filter((one) => one.id !== id) };
    case 'SwitchForecastItem': {
      const others = before.off.filter((one) => one !== key);
      return { ...before, off: off ? [...others, key] : others };
    }
    default: {
      const others = before.moved.filter((one) => one.key !== key);
      return { ...before, moved: date === null ? others : [...others, { key, date }] };
    }
  }
}
