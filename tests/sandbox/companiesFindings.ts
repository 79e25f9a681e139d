/** What a check of each hygiene rule finds in a ledger, by code of its own; enough to prove planted problems and clean books. */
import type { Company } from '../../sandbox/ledger/company.js';
import { addDays, daysBetween } from '../../sandbox/ledger/calendar.js';
import { ATTACHABLE } from '../../sandbox/http/entities/attachable.js';
import { clearing } from '../../sandbox/http/reports/clearing.js';
import type { RuleId } from '../../sandbox/companies/plantedProblems.js';
import type { Txn, TxnType } from '../../sandbox/ledger/types.js';

/** Ids of documents, accounts or parties that a rule finds, as `Kind:id`. */
type Finder = (company: Company, today: string) => string[];

const living = (company: Company, ...types: TxnType[]): Txn[] =>
  types.flatMap((type) => company.txns(type)).filter((txn) => !txn.voided && !txn.deleted);
const name = (txn: Txn): string => `${txn.type}:${txn.id}`;
const open = (company: Company, type: TxnType): Txn[] =>
  living(company, type).filter((txn) => company.openBalance(txn) > 0);

function sameBy(txns: readonly Txn[], key: (txn: Txn) => string | undefined): string[] {
  const groups = Map.groupBy(
    txns.filter((txn) => key(txn) !== undefined),
    key,
  );
  return [...groups.values()].filter((group) => group.length > 1).flatMap((group) => group.map(name));
}

function partyBalances(company: Company, accountType: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { entry } of company.entriesBetween('', '9999')) {
    if (company.account(entry.accountId)?.type !== accountType || !entry.party) continue;
    sums.set(entry.party.id, (sums.get(entry.party.id) ?? 0) + entry.debit - entry.credit);
  }
  return sums;
}

function lastPosting(company: Company): Map<string, string> {
  const last = new Map<string, string>();
  for (const { txn, entry } of company.entriesBetween('', '9999')) last.set(entry.accountId, txn.date);
  return last;
}

const attachments = new WeakMap<Company, { of: number; to: ReadonlySet<string> }>();
function attachedTo(company: Company): ReadonlySet<string> {
  const of = company.txns().length;
  const known = attachments.get(company);
  if (known?.of === of) return known.to;
  const records = ATTACHABLE.records(company);
  const found = new Set(records.flatMap((record) => record.attachedTo.map(({ type, id }) => `${type}:${id}`)));
  attachments.set(company, { of, to: found });
  return found;
}

const plainName = (text: string): string => text.toLowerCase().replace(/,? (inc|llc|ltd)\.?$/, '');

export const FINDERS: Record<RuleId, Finder> = {
  'uncategorised-transaction': (company) =>
    living(company, 'Purchase', 'Deposit', 'JournalEntry')
      .filter((txn) =>
        txn.lines.some((line) => /^(Uncategorized|Ask My)/.test(company.account(line.accountId)?.name ?? '')),
      )
      .map(name),
  'undeposited-funds-ageing': (company, today) => {
    const funds = company.accountBySubType('UndepositedFunds').id;
    return living(company, 'Payment', 'SalesReceipt')
      .filter(
        (txn) =>
          txn.accountId === funds && txn.total > 0 && !company.depositOf(txn) && daysBetween(txn.date, today) > 14,
      )
      .map(name);
  },
  'bill-without-due-date': (company) =>
    open(company, 'Bill')
      .filter((txn) => txn.dueDate === undefined)
      .map(name),
  'overdue-bill': (company, today) =>
    open(company, 'Bill')
      .filter((txn) => txn.dueDate !== undefined && daysBetween(txn.dueDate, today) > 30)
      .map(name),
  'duplicate-bill-number': (company) =>
    sameBy(living(company, 'Bill'), (txn) => (txn.number === undefined ? undefined : `${txn.party?.id}/${txn.number}`)),
  'duplicate-bill-amount': (company) =>
    sameBy(living(company, 'Bill'), (txn) => `${txn.party?.id}/${txn.total}/${txn.date}`),
  'duplicate-invoice': (company) => [
    ...sameBy(living(company, 'Invoice'), (txn) =>
      txn.number === undefined ? undefined : `${txn.party?.id}/${txn.number}`,
    ),
    ...sameBy(living(company, 'Invoice'), (txn) => `${txn.party?.id}/${txn.total}/${txn.date}`),
  ],
  'duplicate-expense': (company) => {
    const groups = Map.groupBy(
      living(company, 'Purchase').filter(({ credit }) => credit !== true),
      (txn) =>
        `${txn.accountId}/${txn.party?.id}/${txn.total}/${txn.memo}/${txn.lines.map((line) => line.accountId).join()}`,
    );
    return [...groups.values()].flatMap((group) =>
      group
        .filter((txn) => group.some((other) => other !== txn && Math.abs(daysBetween(txn.date, other.date)) <= 3))
        .map(name),
    );
  },
  'bill-paid-as-expense': (company) =>
    open(company, 'Bill')
      .filter((bill) =>
        living(company, 'Purchase').some(
          (txn) => txn.party?.id === bill.party?.id && txn.total === bill.total && txn.date >= bill.date,
        ),
      )
      .map(name),
  'invoice-paid-as-deposit': (company) =>
    open(company, 'Invoice')
      .filter((invoice) =>
        (['SalesReceipt', 'Deposit'] as const).some((type) =>
          living(company, type).some(
            (txn) =>
              (txn.party ?? txn.lines[0]?.receivedFrom)?.id === invoice.party?.id &&
              txn.total === invoice.total &&
              txn.date >= invoice.date,
          ),
        ),
      )
      .map(name),
  'duplicate-vendor': (company) => {
    const groups = Map.groupBy(company.parties('Vendor'), (vendor) => plainName(vendor.name));
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) => group.map(({ id }) => `Vendor:${id}`));
  },
  'negative-bank': (company, today) =>
    company
      .accounts()
      .filter((account) => account.type === 'Bank' && company.balance(account.id, today) < 0)
      .map(({ id }) => `Account:${id}`),
  'negative-payables': (company) =>
    living(company, 'BillPayment')
      .filter(
        (txn) =>
          company.openBalance(txn) > 0 &&
          (partyBalances(company, 'Accounts Payable').get(txn.party?.id ?? '') ?? 0) > 0,
      )
      .map(name),
  'negative-receivables': (company) => {
    const balances = partyBalances(company, 'Accounts Receivable');
    return company
      .parties('Customer')
      .filter(({ id }) => (balances.get(id) ?? 0) < 0)
      .map(({ id }) => `Customer:${id}`);
  },
  'negative-balance': (company, today) =>
    company
      .accounts()
      .filter(({ type }) => /Asset|Credit Card|Liability/.test(type))
      .filter(({ id, type }) => (type.includes('Asset') ? 1 : -1) * company.balance(id, today) < 0)
      .map(({ id }) => `Account:${id}`),
  'stale-invoice': (company, today) =>
    open(company, 'Invoice')
      .filter((txn) => daysBetween(txn.dueDate ?? txn.date, today) > 90)
      .map(name),
  'unapplied-payment': (company, today) =>
    open(company, 'Payment')
      .filter((txn) => daysBetween(txn.date, today) > 14)
      .map(name),
  'unapplied-credit': (company, today) =>
    [...open(company, 'VendorCredit'), ...open(company, 'CreditMemo')]
      .filter((txn) => daysBetween(txn.date, today) > 60)
      .map(name),
  'missing-receipt': (company) =>
    living(company, 'Purchase')
      .filter((txn) => txn.payType === 'CreditCard' && txn.total > 25_000)
      .filter((txn) => !attachedTo(company).has(name(txn)))
      .map(name),
  'expense-without-payee': (company) =>
    living(company, 'Purchase')
      .filter((txn) => txn.total > 10_000 && txn.party === undefined)
      .map(name),
  'uncleared-entry': (company, today) => {
    const cleared = clearing(company, today);
    const old: string[] = [];
    for (const { txn, entry } of company.entriesBetween('', addDays(today, -61)))
      if (
        company.account(entry.accountId)?.type === 'Bank' &&
        entry.debit + entry.credit > 100_000 &&
        !cleared(txn, entry.accountId)
      )
        old.push(name(txn));
    return old;
  },
  'clearing-account-balance': (company, today) =>
    company
      .accounts()
      .filter((account) => /clearing|suspense/i.test(account.name) && company.balance(account.id, today) !== 0)
      .map(({ id }) => `Account:${id}`),
  'journal-on-control-account': (company) =>
    living(company, 'JournalEntry')
      .filter((txn) =>
        txn.lines.some((line) => /Accounts (Receivable|Payable)/.test(company.account(line.accountId)?.type ?? '')),
      )
      .map(name),
  'dormant-bank-account': (company, today) => {
    const last = lastPosting(company);
    return company
      .accounts()
      .filter(
        (account) => account.type === 'Bank' && account.active && (last.get(account.id) ?? '') < addDays(today, -90),
      )
      .map(({ id }) => `Account:${id}`);
  },
  'opening-balance-equity': (company) => {
    const { id } = company.accountBySubType('OpeningBalanceEquity');
    return company.balance(id) === 0 ? [] : [`Account:${id}`];
  },
  'future-dated': (company, today) =>
    company
      .txns()
      .filter((txn) => !txn.voided && !txn.deleted && txn.date > today)
      .map(name),
  'closed-period-entry': (company) => {
    const { bookCloseDate } = company.profile;
    if (bookCloseDate === undefined) return [];
    return company
      .txns()
      .filter((txn) => txn.date <= bookCloseDate && txn.createdAt.slice(0, 10) > addDays(bookCloseDate, 20))
      .map(name);
  },
  'unusual-entry': (company) =>
    living(company, 'Purchase', 'JournalEntry', 'Bill')
      .filter((txn) => txn.lines.length === 1 && txn.total >= 500_000 && txn.total % 100_000 === 0)
      .map(name),
  'vendor-without-tax-id': (company) =>
    company
      .parties('Vendor')
      .filter((vendor) => vendor.vendor1099 === true && vendor.taxIdentifier === undefined)
      .filter(
        (vendor) =>
          living(company, 'Purchase', 'BillPayment').reduce(
            (sum, txn) => sum + (txn.party?.id === vendor.id ? txn.total : 0),
            0,
          ) > 200_000,
      )
      .map(({ id }) => `Vendor:${id}`),
};
