/**
 * A company's cash and its movement over a window, as far as calibration needs them: counted are home-currency bank
 * accounts not named for trust or escrow; transfers between accounts and opening balances are neither in nor out.
 */
import type { Company } from '../ledger/company.js';
import type { Account, Entry } from '../ledger/types.js';

const NOT_COUNTED = /trust|escrow/i;
const BORROWINGS = ['LineOfCredit', 'LoanPayable'];

export interface CashFlow {
  /** Operating inflows, minor units. */
  in: number;
  /** All outflows, minor units. */
  out: number;
}

/** Bank accounts whose money counts as cash. */
export function countedAccounts(company: Company): Account[] {
  return company
    .accounts()
    .filter(
      (account) =>
        account.type === 'Bank' && account.currency === company.profile.homeCurrency && !NOT_COUNTED.test(account.name),
    );
}

/** Counted cash at the end of a date, minor units. */
export function cashOn(company: Company, date: string): number {
  return countedAccounts(company).reduce((sum, account) => sum + company.balance(account.id, date), 0);
}

type Kind = 'ownTransfer' | 'opening' | 'financing' | 'other';

function kindOf(account: Account): Kind {
  if (account.type === 'Bank') return 'ownTransfer';
  if (account.subType === 'OpeningBalanceEquity') return 'opening';
  const borrowed = account.type === 'Long Term Liability' || BORROWINGS.includes(account.subType);
  return borrowed || account.type === 'Equity' ? 'financing' : 'other';
}

function part(other: readonly { kind: Kind; amount: number }[], wanted: readonly Kind[]): number {
  const whole = other.reduce((sum, { amount }) => sum + amount, 0);
  return whole === 0
    ? 0
    : other.filter(({ kind }) => wanted.includes(kind)).reduce((sum, { amount }) => sum + amount, 0) / whole;
}

/** Cash in and out over the dates [start, end]. */
export function cashFlow(company: Company, start: string, end: string): CashFlow {
  const counted = new Set(countedAccounts(company).map(({ id }) => id));
  const kinds = new Map(company.accounts().map((account) => [account.id, kindOf(account)]));
  const byTxn = new Map<string, Entry[]>();
  for (const { txn, entry } of company.entriesBetween(start, end))
    byTxn.set(txn.id, [...(byTxn.get(txn.id) ?? []), entry]);
  const flow: CashFlow = { in: 0, out: 0 };
  for (const entries of byTxn.values()) {
    const ours = entries.filter(({ accountId }) => counted.has(accountId));
    if (ours.length === 0) continue;
    const others = entries
      .filter(({ accountId }) => !counted.has(accountId))
      .map((entry) => ({ ...entry, kind: kinds.get(entry.accountId) ?? 'other' }));
    if (others.some(({ kind }) => kind === 'opening')) continue;
    const sum = (list: readonly Entry[], side: 'debit' | 'credit'): number =>
      list.reduce((total, entry) => total + entry[side], 0);
    const came = Math.min(sum(ours, 'debit'), sum(others, 'credit'));
    const went = Math.min(sum(ours, 'credit'), sum(others, 'debit'));
    flow.in +=
      came *
      part(
        others.map(({ kind, credit }) => ({ kind, amount: credit })),
        ['other'],
      );
    flow.out +=
      went *
      part(
        others.map(({ kind, debit }) => ({ kind, amount: debit })),
        ['other', 'financing'],
      );
  }
  return { in: Math.round(flow.in), out: Math.round(flow.out) };
}
