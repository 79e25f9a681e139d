import type { Posting } from '../books.js';
import { addDays } from '../calendar.js';
import { countedIds } from '../countedAccounts.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import type { ForecastChange } from '../forecast/forecastInputs.js';
import { cents, roundHalfUp } from '../money.js';
import { WINDOW_DAYS } from '../window.js';
import type { Cents } from '../units.js';
import type { HygieneSource } from './hygieneSource.js';

/** Weeks of the window that weekly means are taken of. */
const WINDOW_WEEKS = WINDOW_DAYS / 7;

/** Entries that settle what a bill or an invoice says already, or move money between own accounts: no running cost or sale. */
const NO_RUN_RATE: ReadonlySet<string> = new Set(['Payment', 'BillPayment', 'CreditCardPayment', 'Transfer']);

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

/** What the forecast is made of without a document: cash as if it were not there, its open balance and its part in the weekly mean gone. */
export function withoutDocument(source: HygieneSource, legs: readonly Posting[]): readonly ForecastChange[] {
  const [first] = legs;
  if (!first) return [];
  const type = documentTypeOf(first.documentType);
  const key = type !== null && first.documentId !== null ? entityKey(type, first.documentId) : null;
  if (key !== null && (type === 'Bill' || type === 'Invoice')) return [{ kind: 'REMOVE', key }];
  if (first.date > source.asOf) return [{ kind: 'REMOVE', key: `Posted:${first.documentKey}` }];
  const cash = cashOf(source, legs);
  if (cash === 0) return [];
  const changes: ForecastChange[] = [{ kind: 'CASH', amount: cents(-cash) }];
  const inWindow = first.date > addDays(source.asOf, -WINDOW_DAYS);
  if (inWindow && (type === null || !NO_RUN_RATE.has(type))) {
    const weekly = cents(-roundHalfUp(Math.abs(cash), WINDOW_WEEKS));
    changes.push({ kind: 'RUN_RATE', in: cash > 0 ? weekly : cents(0), out: cash > 0 ? cents(0) : weekly });
  }
  return changes;
}
