import { cashHistory } from '../forecast/inputsOf.js';
import type { WeeklyFlow } from '../forecast/forecastInputs.js';
import { cents, NO_MONEY, roundHalfUp } from '../money.js';
import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart } from './rule.js';

/** What is in the run-rate is told from these. */
export const RUN_RATE_PARTS: readonly BooksPart[] = [
  'POSTINGS',
  'ACCOUNTS',
  'COMPANY',
  'AS_OF',
  'Deposit',
  'Payment',
  'SalesReceipt',
  'RefundReceipt',
];

/** Minor units in the window, by the account on the other side. */
interface Share {
  readonly in: Map<string, number>;
  readonly out: Map<string, number>;
}

/**
 * What a document of the ledger is in the forecast's weekly run-rate, above zero or zero: the part of its cash that settles
 * no invoice or bill and belongs to no series, as a mean over the days of history there are. `accountIds`: only what is on
 * these accounts.
 */
export function runRateShare(
  source: HygieneSource,
  documentKey: string,
  accountIds?: ReadonlySet<string>,
  most = Infinity,
): WeeklyFlow {
  const { days, shares } = sharesOf(source);
  const share = shares.get(documentKey);
  const weekly = (of: ReadonlyMap<string, number> | undefined): WeeklyFlow['in'] => {
    let amount = 0;
    for (const [accountId, part] of of ?? []) if (accountIds?.has(accountId) ?? true) amount += part;
    return days === 0 ? NO_MONEY : cents(roundHalfUp(BigInt(Math.min(amount, most)) * 7n, days));
  };
  return { in: weekly(share?.in), out: weekly(share?.out) };
}

function sharesOf(source: HygieneSource): { days: number; shares: ReadonlyMap<string, Share> } {
  return source.once('run-rate shares', RUN_RATE_PARTS, () => {
    const { uses, window } = cashHistory(source.snapshots, source.asOf);
    const shares = new Map<string, Share>();
    for (const [{ movement, direction, accountId, amount }, use] of uses) {
      if (use !== 'RUN_RATE') continue;
      const share = shares.get(movement.documentKey) ?? {
        in: new Map<string, number>(),
        out: new Map<string, number>(),
      };
      const parts = direction === 'IN' ? share.in : share.out;
      parts.set(accountId, (parts.get(accountId) ?? 0) + amount);
      shares.set(movement.documentKey, share);
    }
    return { days: window?.days ?? 0, shares };
  });
}
