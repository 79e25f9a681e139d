import { isUndepositedFunds } from '../accountKinds.js';
import type { Posting } from '../books.js';
import { countedIds } from '../countedAccounts.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import type { ForecastChange, WeeklyFlow } from '../forecast/forecastInputs.js';
import { cents } from '../money.js';
import type { Cents } from '../units.js';
import type { HygieneSource } from './hygieneSource.js';
import { runRateShare } from './runRateShares.js';

/** The ids of the bank accounts that are counted as cash on the as-of date: the same set as long as they are the same. */
export function countedCash(source: HygieneSource): ReadonlySet<string> {
  return source.once('counted cash', ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'], () => {
    const ids = [...countedIds(source.snapshots.banksAt(source.asOf))].sort();
    return source.remember('counted cash', ids, () => new Set(ids));
  });
}

/** What legs of one document did to the counted cash accounts together; above zero where money came in. */
export function cashOf(source: HygieneSource, legs: readonly Posting[]): Cents {
  const counted = countedCash(source);
  let net = 0;
  for (const { accountId, debit, credit } of legs) if (counted.has(accountId)) net += debit - credit;
  return cents(net);
}

/**
 * The same with undeposited funds, which the forecast takes as cash too: what a document dated ahead will bring, or takes.
 */
export function cashAheadOf(source: HygieneSource, legs: readonly Posting[]): Cents {
  const pool = forecastCash(source);
  let net = 0;
  for (const { accountId, debit, credit } of legs) if (pool.has(accountId)) net += debit - credit;
  return cents(net);
}

/** The document as changes of the forecast name it: the entity's key where there is one, else the ledger's. */
export function documentOf({ documentType, documentId, documentKey }: Posting): string {
  const type = documentId === null ? null : documentTypeOf(documentType);
  return type !== null && documentId !== null ? entityKey(type, documentId) : documentKey;
}

/** The events of an entry dated ahead do not happen: one it has, or one each way. */
export function withoutPosted(source: HygieneSource, legs: readonly Posting[]): readonly ForecastChange[] {
  const [first] = legs;
  if (!first) return [];
  const pool = forecastCash(source);
  const moves = (side: 'debit' | 'credit'): boolean => legs.some((leg) => pool.has(leg.accountId) && leg[side] > 0);
  const key = `Posted:${first.documentKey}`;
  const both = moves('debit') && moves('credit');
  return [{ kind: 'REMOVE', key }, ...(both ? [{ kind: 'REMOVE', key: `${key}:IN` } as const] : [])];
}

/** What the forecast is made of without a document: cash as if it were not there, its open balance and its part in the weekly mean gone. */
export function withoutDocument(source: HygieneSource, legs: readonly Posting[]): readonly ForecastChange[] {
  const [first] = legs;
  if (!first) return [];
  const of = documentOf(first);
  const type = documentTypeOf(first.documentType);
  if (first.documentId !== null && (type === 'Bill' || type === 'Invoice')) return [{ kind: 'REMOVE', key: of }];
  if (first.date > source.asOf) return withoutPosted(source, legs);
  const cash = cashOf(source, legs);
  if (cash === 0) return [];
  const share = runRateShare(source, first.documentKey);
  const rate = withoutShare(share, of);
  return [{ kind: 'CASH', amount: cents(-cash), of }, ...(rate ? [rate] : [])];
}

/** The run-rate without a share of it; null where the share is nothing. */
export function withoutShare(share: WeeklyFlow, of: string): ForecastChange | null {
  if (share.in === 0 && share.out === 0) return null;
  return { kind: 'RUN_RATE', in: cents(-share.in), out: cents(-share.out), of };
}

function forecastCash(source: HygieneSource): ReadonlySet<string> {
  return source.once('forecast cash', ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'], () => {
    const undeposited = source.books.accounts.filter(isUndepositedFunds).map(({ id }) => id);
    return new Set([...countedCash(source), ...undeposited]);
  });
}
