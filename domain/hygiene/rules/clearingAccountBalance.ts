import type { Account, Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import type { IsoDate } from '../../units.js';
import { passesThrough } from '../accountRoles.js';
import { accountLine, amountText, dayText } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { leftNetted, type Entry } from '../netting.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Rule } from '../rule.js';

/** How far back the day of an entry is told. */
const DAY_TOLD_DAYS = 400;

/** Something was left on an account that money only passes through. */
export const clearingAccountBalance: Rule = {
  id: 'clearing-account-balance',
  title: 'Clearing account not zero',
  about:
    'A clearing, suspense or wash account, by its name or QuickBooks’ kind of account, with amounts that nothing has taken off for longer than the days set. What goes the other way is set against an entry of the same amount, else against the oldest. What is left on it belongs on another account.',
  severity: 'DISTORTS',
  minutes: 15,
  counted: { one: 'account', many: 'accounts' },
  settings: ['clearingDays', 'leastAmount'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, values) => {
    const accounts = [...source.accounts.values()].filter(passesThrough);
    if (accounts.length === 0) return [];
    const before = addDays(source.asOf, -values.clearingDays);
    const entries = entriesOn(source, new Set(accounts.map(({ id }) => id)));
    return accounts.flatMap((account) => {
      const old = leftNetted(entries.get(account.id) ?? []).filter(({ date }) => date < before);
      const stuck = old.reduce((total, { amount }) => total + amount, 0);
      const [oldest] = old;
      return oldest === undefined || isTrifle(stuck, values) ? [] : [findingOf(source, account, stuck, oldest.date)];
    });
  },
};

/** What each document did to each of the accounts up to the as-of date, sums of condensed books included. */
function entriesOn(source: HygieneSource, ids: ReadonlySet<string>): ReadonlyMap<string, readonly Entry[]> {
  const byDocument = source.ofLedger('entries on clearing accounts', (legs, key) => netsOf(source, legs, key, ids), {
    summaries: true,
  });
  const entries = new Map<string, Entry[]>();
  for (const nets of byDocument.values()) {
    for (const [accountId, entry] of nets) {
      const known = entries.get(accountId);
      if (known) known.push(entry);
      else entries.set(accountId, [entry]);
    }
  }
  return entries;
}

function netsOf(
  source: HygieneSource,
  legs: readonly Posting[],
  key: string,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, Entry> | null {
  let nets: Map<string, Entry> | null = null;
  for (const { accountId, date, debit, credit } of legs) {
    if (!ids.has(accountId) || date > source.asOf) continue;
    nets ??= new Map();
    nets.set(accountId, { key, date, amount: (nets.get(accountId)?.amount ?? 0) + debit - credit });
  }
  if (nets === null) return null;
  for (const [accountId, { amount }] of nets) if (amount === 0) nets.delete(accountId);
  return nets.size === 0 ? null : nets;
}

function findingOf(source: HygieneSource, account: Account, stuck: number, since: IsoDate): Finding {
  const line = accountLine(account, stuck);
  const now = source.balance(account.id);
  const inAll = now === stuck ? '' : `, of ${amountText(source, now)} in all`;
  // Of what is older, condensed books know the amount and no longer the day.
  const long = since < addDays(source.asOf, -DAY_TOLD_DAYS) ? 'for over a year' : `since ${dayText(source, since)}`;
  return {
    key: line.key,
    reason: `Data shows ${amountText(source, cents(stuck))} on ${account.fullName} that nothing has taken off ${long}${inAll}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: null,
  };
}
