import type { CsvLine } from '../../domain/forecast/forecastTable.js';
import type { Cents } from '../../domain/units.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { nameOf, type PayingAccount } from '../console/console.js';
import { changedParts } from './changedParts.js';
import type { CountedForecast } from './countedForecast.js';
import { INTERVAL_WORDS, type ForecastItemView, type ForecastView } from './forecastParts.js';
import { itemName } from './ItemRows.js';

/** `larkspur-joinery-13-weeks-2026-11-22.csv`: files of several clients stand apart. */
export function savedName(client: string | null, asOf: string): string {
  const name = (client ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return `${[...name.trim().split(' '), '13-weeks', asOf].filter((part) => part !== '').join('-')}.csv`;
}

const NOTHING_COMING = { coming: [], marks: new Map(), why: null } as const;

/** What is said of the forecast below its table: decisions on their way that it is with or without, what advisors changed in it, and what is in view without a day. */
export function savedLines(
  forecast: ForecastView,
  { coming, marks, why }: Pick<CountedForecast, 'coming' | 'marks' | 'why'> = NOTHING_COMING,
  accounts: readonly PayingAccount[] = [],
): CsvLine[] {
  const { added, series, items } = changedParts(forecast, marks);
  const onTheirWay = coming.map((decision) => ({
    label: `${nameOf(decision)}, ${comingWords(decision, accounts)}`,
    amount: decision.amount ?? decision.openBalance,
  }));
  const changed = [
    ...added.map(({ name, direction, amount, date, interval, until, byName }) => {
      const when = interval === null ? `once on ${date}` : `${INTERVAL_WORDS[interval]} from ${date}`;
      const end = until === null ? '' : ` to ${until}`;
      return { label: `${name}, ${direction.toLowerCase()}, ${when}${end}, added by ${byName}`, amount };
    }),
    ...series.map(({ name, interval, amount }) => ({
      label: `${name}, ${INTERVAL_WORDS[interval]}, left out`,
      amount,
    })),
    ...items.map((item) => ({ label: `${itemName(item)}${changeWords(item)}`, amount: item.amount })),
  ];
  const inView = forecast.inView
    .filter(({ off }) => !off)
    .map((item) => ({ label: itemName(item), amount: item.kind === 'CREDIT' ? -item.amount : item.amount }));
  return [
    ...headed(why === null ? 'With a decision on its way' : 'Without a decision on its way', onTheirWay),
    ...headed('Changed by advisors', changed),
    ...headed('In view, not in the forecast', inView),
  ];
}

function comingWords({ kind, plannedFor, accountId }: DecisionShown, accounts: readonly PayingAccount[]): string {
  if (kind === 'PLAN') return `planned for ${plannedFor ?? 'no day'}`;
  return accounts.some(({ id, counted }) => id === accountId && counted)
    ? 'payment'
    : 'payment from an account not counted as cash';
}

function changeWords({ off, movedFrom, date }: ForecastItemView): string {
  const moved = movedFrom === null ? '' : `, moved from ${movedFrom} to ${date}`;
  return `${moved}${off ? ', left out' : ''}`;
}

function headed(head: string, lines: readonly { label: string; amount: number }[]): CsvLine[] {
  return lines.map(({ label, amount }) => ({ label: `${head}: ${label}`, amount: amount as Cents }));
}
