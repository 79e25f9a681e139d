/** One predicate a situation, computed from the ledger by code of its own: none of it asks the simulator. */
import type { Company } from '../../sandbox/ledger/company.js';
import { addDays, daysBetween } from '../../sandbox/ledger/calendar.js';
import type { Account, Entry, Txn, TxnType } from '../../sandbox/ledger/types.js';

type Leg = { account: Account; amount: number };

/** What a predicate may look at: a company on a day, with shorthands. */
export class View {
  readonly start: string;

  constructor(
    readonly company: Company,
    readonly today: string,
  ) {
    const first = addDays(today, -90);
    this.start = first < company.profile.startDate ? company.profile.startDate : first;
  }

  legs(txn: Txn): Leg[] {
    return this.company.entries(txn).map((entry: Entry) => ({
      account: this.company.account(entry.accountId) as Account,
      amount: entry.debit - entry.credit,
    }));
  }
  living(type: TxnType): Txn[] {
    return this.company.txns(type).filter((txn) => !txn.voided && !txn.deleted);
  }
  recent(type: TxnType): Txn[] {
    return this.living(type).filter(({ date }) => date >= this.start && date <= this.today);
  }
  banks(): Account[] {
    return this.company.accounts().filter(({ type }) => type === 'Bank');
  }
  counted(account: Account): boolean {
    return (
      account.type === 'Bank' &&
      account.currency === this.company.profile.homeCurrency &&
      !/trust|escrow/i.test(account.name)
    );
  }
  cash(): number {
    return this.banks()
      .filter((account) => this.counted(account))
      .reduce((sum, { id }) => sum + this.company.balance(id, this.today), 0);
  }
  /** Income of the `days` days that end `ago` days before today, minor units. */
  income(ago: number, days: number): number {
    let sum = 0;
    for (const { entry } of this.company.entriesBetween(addDays(this.today, 1 - ago - days), addDays(this.today, -ago)))
      if (this.company.account(entry.accountId)?.type === 'Income') sum += entry.credit - entry.debit;
    return sum;
  }
  /** Weeks of cash: change of counted cash over the window, less what owners and lenders put in and what moved to uncounted accounts. */
  runway(): number | 'gaining' {
    const cash = this.cash();
    if (cash <= 0) return 0;
    let burn = 0;
    for (const type of ALL_TYPES) for (const txn of this.recent(type)) burn -= this.operating(this.legs(txn));
    const weeks = (daysBetween(this.start, this.today) + 1) / 7;
    return burn <= 0 ? 'gaining' : cash / (burn / weeks);
  }
  private operating(legs: readonly Leg[]): number {
    if (legs.some(({ account }) => account.subType === 'OpeningBalanceEquity')) return 0;
    let cash = 0;
    let uncounted = 0;
    let lent = 0;
    let came = 0;
    for (const { account, amount } of legs) {
      if (this.counted(account)) {
        cash += amount;
        came += Math.max(0, amount);
      } else if (account.type === 'Bank') uncounted += amount;
      else if (
        account.type === 'Equity' ||
        account.type === 'Long Term Liability' ||
        account.subType === 'LineOfCredit'
      )
        lent += Math.max(0, -amount);
    }
    return cash === 0 && came === 0 ? 0 : cash + uncounted - Math.min(came, lent);
  }
}

const ALL_TYPES: readonly TxnType[] = [
  'Bill',
  'BillPayment',
  'VendorCredit',
  'Invoice',
  'Payment',
  'CreditMemo',
  'SalesReceipt',
  'RefundReceipt',
  'Purchase',
  'CreditCardPayment',
  'TaxPayment',
  'Deposit',
  'Transfer',
  'JournalEntry',
  'Paycheck',
  'PayrollTaxPayment',
  'PayrollAdjustment',
];

const within = (value: number | 'gaining', low: number, high: number): boolean =>
  value !== 'gaining' && value >= low && value < high;
const ratio = (view: View): number =>
  view.income(0, 150) / view.income(view.today > addDays(view.company.profile.startDate, 500) ? 390 : 150, 150);
const leg = (legs: readonly Leg[], suits: (account: Account) => boolean, sign: 1 | -1): number =>
  legs
    .filter(({ account, amount }) => suits(account) && Math.sign(amount) === sign)
    .reduce((sum, { amount }) => sum + Math.abs(amount), 0);
const is =
  (type: Account['type'], subType?: string) =>
  (account: Account): boolean =>
    account.type === type && (subType === undefined || account.subType === subType);

function monthlySwing(view: View): number {
  const months = Array.from({ length: 12 }, (_, index) => view.income(index * 30, 30));
  return Math.max(...months) / Math.min(...months);
}

/** By situation id. */
export const SHOWS: Record<string, (view: View) => boolean> = {
  steady: (view) => view.company.txns().length < 200 || (ratio(view) > 0.75 && ratio(view) < 1.35),
  growing: (view) => ratio(view) > 1.12,
  seasonal: (view) => monthlySwing(view) > 1.4,
  sliding: (view) => ratio(view) < 0.95,
  'insolvent-within-weeks': (view) => within(view.runway(), 1, 5),
  tight: (view) => within(view.runway(), 5, 13),
  clear: (view) => within(view.runway(), 13, 50),
  'over-fifty': (view) => within(view.runway(), 50, Infinity),
  'not-burning': (view) => view.runway() === 'gaining',
  overdrawn: (view) => view.cash() < 0,
  'three-weeks-old': (view) => daysBetween(view.company.profile.startDate, view.today) + 1 < 28,
  'loan-in-window': (view) =>
    view.recent('Deposit').some((txn) => leg(view.legs(txn), is('Long Term Liability'), -1) > 1_000_000),
  'several-bank-accounts': (view) =>
    view.recent('Transfer').some((txn) => view.legs(txn).every(({ account }) => view.counted(account))),
  'trust-account': (view) =>
    view.banks().some((account) => /trust/i.test(account.name) && view.company.balance(account.id) > 0),
  'uncounted-transfers': (view) =>
    view
      .recent('Transfer')
      .some((txn) => view.legs(txn).some(({ account, amount }) => !view.counted(account) && amount > 0)),
  'cards-paid-monthly': (view) => view.recent('CreditCardPayment').length >= 2,
  'drawn-credit-line': (view) => view.company.balance(view.company.accountBySubType('LineOfCredit').id) < 0,
  'owner-draws': (view) => view.recent('Purchase').some((txn) => leg(view.legs(txn), is('Equity'), 1) > 0),
  'undeposited-funds': (view) =>
    view.recent('Deposit').some((txn) => leg(view.legs(txn), is('Other Current Asset', 'UndepositedFunds'), -1) > 0),
  'payroll-only-in-reports': (view) =>
    view.recent('Paycheck').length > 0 && view.recent('PayrollTaxPayment').length > 0,
  'vendor-credits': (view) => view.living('VendorCredit').some((txn) => view.company.openBalance(txn) < txn.total),
  'credit-memos': (view) =>
    view.living('Payment').some((txn) => txn.total === 0 && txn.links.some(({ type }) => type === 'CreditMemo')),
  'partial-payments': (view) =>
    view.living('Invoice').some((txn) => view.company.appliedTo(txn).filter(({ from }) => from.total > 0).length > 1),
  'voided-and-deleted': (view) =>
    view.company.txns().some((txn) => txn.voided && txn.total === 0) &&
    view.company.txns().some(({ deleted }) => deleted),
  'late-entries': (view) =>
    view.living('Purchase').some((txn) => daysBetween(txn.date, txn.createdAt.slice(0, 10)) > 3),
  'future-dated': (view) => ALL_TYPES.some((type) => view.living(type).some(({ date }) => date > view.today)),
  'account-opened-in-window': (view) => view.banks().some(({ createdAt }) => createdAt.slice(0, 10) >= view.start),
  'inactive-account': (view) =>
    view.banks().some((account) => !account.active && view.company.balance(account.id) === 0),
  'foreign-account': (view) =>
    view.company.profile.multiCurrency &&
    view
      .banks()
      .some(({ id, currency }) => currency !== view.company.profile.homeCurrency && view.company.balance(id) > 0) &&
    view.company.balance(view.company.accountBySubType('ExchangeGainOrLoss').id) !== 0,
  'opening-balance': (view) =>
    view.legs(view.company.txns()[0] as Txn).some(({ account }) => account.subType === 'OpeningBalanceEquity'),
  'vehicle-on-loan': (view) =>
    view.recent('JournalEntry').some((txn) => {
      const legs = view.legs(txn);
      return (
        leg(legs, is('Fixed Asset'), 1) === leg(legs, is('Long Term Liability'), -1) + leg(legs, is('Bank'), -1) &&
        leg(legs, is('Bank'), -1) > 0
      );
    }),
  'loan-and-rent': (view) =>
    view
      .recent('JournalEntry')
      .some(
        (txn) =>
          leg(view.legs(txn), is('Long Term Liability'), -1) > 0 &&
          leg(view.legs(txn), is('Expense'), 1) === leg(view.legs(txn), is('Bank'), -1),
      ),
  'fiscal-year': (view) => view.company.profile.fiscalYearStartMonth !== 1,
  'other-home-currency': (view) => view.company.profile.homeCurrency !== 'USD',
};
