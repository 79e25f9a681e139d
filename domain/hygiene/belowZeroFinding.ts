import { addDays } from '../calendar.js';
import type { ForecastItem } from '../forecast/forecastInputs.js';
import { cents } from '../money.js';
import type { Cents } from '../units.js';
import { amountText, partyLine } from './findingLines.js';
import type { HygieneSource } from './hygieneSource.js';
import { creditsText, type PartyBalance } from './partyBalances.js';
import type { Finding, Resolution } from './rule.js';

/** The finding of a vendor or customer below zero. `beyond`: what the amount is, after the party's name. */
export function belowZeroFinding(
  source: HygieneSource,
  below: PartyBalance,
  beyond: string,
  resolutions: Finding['resolutions'],
): Finding {
  const line = partyLine(below.party, below.balance);
  const amount = amountText(source, cents(-below.balance));
  return {
    key: line.key,
    reason: `Data shows ${below.party.name} with ${amount} ${beyond}: ${creditsText(source, below)}.`,
    moneyAtStake: line.amount,
    lines: [line, ...below.credits],
    fixAt: line.place,
    resolutions,
  };
}

/** The money is settled in kind (nothing moves), or `item` moves it: the two ways such a balance can turn out. */
export function settledOrMoved(settled: string, moved: string, item: ForecastItem): [Resolution, Resolution] {
  return [
    { label: settled, changes: [] },
    { label: moved, changes: [{ kind: 'ADD', item }] },
  ];
}

/** The money of a party below zero, moving so many days after the as-of date. `amount` above zero. */
export function movingAfter(
  source: HygieneSource,
  rule: string,
  { party }: PartyBalance,
  {
    direction,
    amount,
    days,
    basis,
  }: {
    readonly direction: ForecastItem['direction'];
    readonly amount: Cents;
    readonly days: number;
    readonly basis: string;
  },
): ForecastItem {
  const date = addDays(source.asOf, days);
  return {
    key: `Added:${rule}/${party.id}:${date}`,
    kind: 'ADDED',
    direction,
    amount,
    date,
    name: party.name,
    number: null,
    documentKey: null,
    dueDate: null,
    series: null,
    basis,
  };
}
