import type { Company } from '../../ledger/company.js';
import type { AccountType, Entry, Txn } from '../../ledger/types.js';
import { toHome } from '../amount.js';
import { accrualView, type LedgerView, type ReportAccount } from './ledgerView.js';

const UNAPPLIED_INCOME: ReportAccount = {
  key: 'unapplied-income',
  name: 'Unapplied Cash Payment Income',
  fullName: 'Unapplied Cash Payment Income',
  type: 'Income',
  subType: 'UnappliedCashPaymentIncome',
};
const UNAPPLIED_EXPENSE: ReportAccount = {
  key: 'unapplied-expense',
  name: 'Unapplied Cash Bill Payment Expense',
  fullName: 'Unapplied Cash Bill Payment Expense',
  type: 'Expense',
  subType: 'UnappliedCashBillPaymentExpense',
};

const CONTROL: readonly AccountType[] = ['Accounts Receivable', 'Accounts Payable'];
const DEFERRED = ['Invoice', 'Bill', 'CreditMemo', 'VendorCredit'];

/** Net amounts by account and date. */
class Ledger {
  private readonly nets = new Map<string, Map<string, number>>();

  add(key: string, date: string, net: number): void {
    let days = this.nets.get(key);
    if (!days) this.nets.set(key, (days = new Map()));
    days.set(date, (days.get(date) ?? 0) + net);
  }

  balance(key: string, asOf: string): number {
    let sum = 0;
    for (const [date, net] of this.nets.get(key) ?? []) if (date <= asOf) sum += net;
    return sum;
  }
}

/** `share` of each leg that is not on a control account, summing to exactly `-settled`; the largest leg takes the rounding. */
function recognise(legs: readonly Entry[], share: number, settled: number): { key: string; net: number }[] {
  const made = legs.map((leg) => ({ key: leg.accountId, net: Math.round((leg.debit - leg.credit) * share) }));
  const off = -settled - made.reduce((sum, { net }) => sum + net, 0);
  const largest = made.reduce<(typeof made)[number] | undefined>(
    (a, b) => (a && Math.abs(a.net) >= Math.abs(b.net) ? a : b),
    undefined,
  );
  if (largest) largest.net += off;
  return made;
}

/** What a document was for: its entries, but for what is on a control account, and an invoice's deposit. */
function earning(company: Company, txn: Txn, isControl: (id: string) => boolean): readonly Entry[] {
  const deposited = txn.deposit === undefined ? undefined : txn.toAccountId;
  return company.entries(txn).filter(({ accountId }) => !isControl(accountId) && accountId !== deposited);
}

/** An invoice's deposit is paid at once: it counts for what the invoice was for, on its date. */
function postDeposit(company: Company, txn: Txn, ledger: Ledger, isControl: (id: string) => boolean): void {
  const { deposit, toAccountId, date, total, rate } = txn;
  if (deposit === undefined || toAccountId === undefined || txn.voided || txn.deleted) return;
  const settled = toHome(deposit, rate);
  ledger.add(toAccountId, date, settled);
  for (const { key, net } of recognise(earning(company, txn, isControl), deposit / total, settled))
    ledger.add(key, date, net);
}

/** A payment: its cash goes to the unapplied account, and from there, when the later of the two documents is dated, to what the paid document was for. */
function postPayment(company: Company, txn: Txn, ledger: Ledger, isControl: (id: string) => boolean): void {
  const unapplied = txn.type === 'Payment' ? UNAPPLIED_INCOME.key : UNAPPLIED_EXPENSE.key;
  for (const entry of company.entries(txn)) {
    ledger.add(isControl(entry.accountId) ? unapplied : entry.accountId, txn.date, entry.debit - entry.credit);
  }
  for (const link of txn.links) {
    const target = company.txn(link.type, link.id);
    if (!target || target.voided || target.deleted || target.total === 0) continue;
    const date = target.date > txn.date ? target.date : txn.date;
    const legs = earning(company, target, isControl);
    const debitOnControl = target.type === 'Invoice' || target.type === 'VendorCredit';
    const settled = (debitOnControl ? 1 : -1) * toHome(link.amount, target.rate);
    ledger.add(unapplied, date, settled);
    for (const { key, net } of recognise(legs, link.amount / target.total, settled)) ledger.add(key, date, net);
  }
}

/**
 * The ledger on a cash basis: an invoice or bill counts when it is paid, in proportion; what is paid and not applied
 * stands on QuickBooks' two "unapplied" accounts. Journal entries on receivables and payables stay where they are.
 */
export function cashView(company: Company): LedgerView {
  const control = new Set(
    company
      .accounts()
      .filter((a) => CONTROL.includes(a.type))
      .map((a) => a.id),
  );
  const isControl = (id: string): boolean => control.has(id);
  const ledger = new Ledger();
  for (const txn of company.txns()) {
    if (DEFERRED.includes(txn.type)) postDeposit(company, txn, ledger, isControl);
    else if (txn.type === 'Payment' || txn.type === 'BillPayment') postPayment(company, txn, ledger, isControl);
    else for (const entry of company.entries(txn)) ledger.add(entry.accountId, txn.date, entry.debit - entry.credit);
  }
  const accounts = [...accrualView(company).accounts(), UNAPPLIED_INCOME, UNAPPLIED_EXPENSE];
  return { accounts: () => accounts, balance: (key, asOf) => ledger.balance(key, asOf) };
}
