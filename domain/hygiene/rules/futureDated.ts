import type { Posting } from '../../books.js';
import { cents } from '../../money.js';
import { cashAheadOf, documentOf, withoutPosted } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** An entry whose date has not come yet. */
export const futureDated: Rule = {
  id: 'future-dated',
  title: 'Dated in the future',
  about:
    'An entry of the ledger dated after the as-of date. Balances in QuickBooks may count it already while figures as of today do not; often the date is a slip.',
  severity: 'DISTORTS',
  minutes: 3,
  counted: { one: 'entry', many: 'entries' },
  settings: [],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source) => {
    const ahead = source.ofLedger('ahead', (legs) => {
      const later = legs.filter(({ date }) => date > source.asOf);
      return later.length === 0 ? null : later;
    });
    return [...ahead.values()].flatMap((legs) => {
      const amount = legs.reduce((total, { debit }) => total + debit, 0);
      return amount > 0 ? [findingOf(source, legs, amount)] : [];
    });
  },
};

function findingOf(source: HygieneSource, legs: readonly Posting[], amount: number): Finding {
  const line = ledgerLine(legs, amount);
  const what = [line.type, line.number, line.name && `(${line.name})`].filter(Boolean).join(' ');
  return {
    key: keyOf([line]),
    reason: `Data shows ${what} of ${amountText(source, amount)} dated ${line.date === null ? '' : dayText(source, line.date)}, which has not come yet.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(source, legs),
  };
}

/** The forecast has what moves cash on its date: it happens then, or it has happened. */
function resolutionsOf(source: HygieneSource, legs: readonly Posting[]): [Resolution, Resolution] | null {
  const [first] = legs;
  const cash = cashAheadOf(source, legs);
  if (!first || cash === 0) return null;
  const happened = { kind: 'CASH', amount: cents(cash), of: documentOf(first) } as const;
  return [
    { label: 'It happens on its date', changes: [] },
    { label: 'It has happened, the date is a slip', changes: [...withoutPosted(source, legs), happened] },
  ];
}
