/**
 * A company of any number of documents for measurements: eighteen months of invoices, bills, their payments, deposits,
 * purchases and paychecks in a steady mix. Deterministic from the number and the last day. Nothing of it is journaled.
 */
import { addDays, weekday } from '../ledger/calendar.js';
import { Company } from '../ledger/company.js';
import type { PartyRef, PostInput, Txn } from '../ledger/types.js';
import { COMMON_ACCOUNTS, type AccountKey } from './accounts.js';
import { Random } from './random.js';

const DAYS = 548;
const TIME_ZONE = 'America/New_York';
/** One customer and one vendor for so many documents, and no more than so many. */
const DOCUMENTS_A_PARTY = 50;
const MOST_PARTIES = 900;
const INVOICE_DAYS = 30;
const BILL_DAYS = 25;
const DEPOSITED_TOGETHER = 4;
const OPENING = 25_000_000;

type Kind = 'Invoice' | 'Payment' | 'Deposit' | 'Bill' | 'BillPayment' | 'Purchase' | 'SalesReceipt' | 'Paycheck';

/** Parts of a hundred documents. */
const MIX: readonly (readonly [Kind, number])[] = [
  ['Invoice', 25],
  ['Payment', 24],
  ['Deposit', 8],
  ['Bill', 14],
  ['BillPayment', 13],
  ['Purchase', 12],
  ['SalesReceipt', 2],
  ['Paycheck', 2],
];
const KINDS: readonly Kind[] = MIX.flatMap(([kind, parts]) => Array.from({ length: parts }, () => kind));
const COSTS: readonly AccountKey[] = [
  'supplies',
  'goods',
  'software',
  'travel',
  'repairs',
  'marketing',
  'fuel',
  'rent',
];

/** The company's documents number `documents`, its opening entry among them; the newest are of `today`. */
export function bulkCompany(realmId: string, documents: number, today: string): Company {
  return new BulkCompany(realmId, documents, today).filled(documents, today);
}

class BulkCompany {
  private readonly company: Company;
  private readonly random: Random;
  private readonly accounts = new Map<string, string>();
  private readonly customers: PartyRef[] = [];
  private readonly vendors: PartyRef[] = [];
  private readonly openInvoices: Txn[] = [];
  private readonly openBills: Txn[] = [];
  private readonly undeposited: Txn[] = [];
  private date: string;

  constructor(realmId: string, documents: number, today: string) {
    const name = `Bulk Supply ${documents}`;
    this.date = addDays(today, -DAYS);
    this.random = new Random(`bulk:${documents}`);
    this.company = Company.create(
      {
        realmId,
        name,
        legalName: `${name} LLC`,
        industry: 'Wholesale',
        country: 'US',
        homeCurrency: 'USD',
        multiCurrency: false,
        fiscalYearStartMonth: 1,
        timeZone: TIME_ZONE,
        startDate: this.date,
        email: 'books@bulk.example',
      },
      {},
      this.at(),
    );
    this.openLists(Math.min(MOST_PARTIES, Math.max(5, Math.round(documents / DOCUMENTS_A_PARTY))));
  }

  filled(documents: number, today: string): Company {
    const first = this.date;
    this.post({
      type: 'JournalEntry',
      date: first,
      lines: [
        { accountId: this.account('checking'), amount: OPENING, side: 'debit' },
        { accountId: this.account('openingEquity'), amount: OPENING, side: 'credit' },
      ],
    });
    const [workdays, most] = [daysOfWork(first, today), documents - 1];
    workdays.forEach((day, place) => {
      this.date = day;
      const count = Math.floor((most * (place + 1)) / workdays.length) - Math.floor((most * place) / workdays.length);
      for (let made = 0; made < count; made += 1)
        this.write(KINDS[this.random.whole(0, KINDS.length - 1)] ?? 'Purchase');
    });
    return this.company;
  }

  private openLists(parties: number): void {
    const parents = new Map<string, string>();
    for (const [key, definition] of Object.entries(COMMON_ACCOUNTS)) {
      const { name, type, subType } = definition;
      const parentId = 'under' in definition ? parents.get(definition.under ?? '') : undefined;
      const parent = parentId === undefined ? {} : { parentId };
      const { id } = this.company.addAccount({ name, type, subType, currency: 'USD', ...parent }, this.at());
      parents.set(key, id);
      this.accounts.set(key, id);
    }
    for (let index = 1; index <= parties; index += 1) {
      for (const kind of ['Customer', 'Vendor'] as const) {
        const name = `${kind} ${String(index).padStart(4, '0')}`;
        const { id } = this.company.addParty({ kind, name, currency: 'USD' }, this.at());
        (kind === 'Customer' ? this.customers : this.vendors).push({ kind, id, name });
      }
    }
  }

  /** Writes a document of a kind, or the one that has to come before it. */
  private write(kind: Kind): void {
    const { date } = this;
    const [invoice, bill] = [this.openInvoices[0], this.openBills[0]];
    const amount = this.random.whole(2_000, 90_000);
    const cost = { accountId: this.account(this.random.pick(COSTS)), amount };
    const checking = this.account('checking');
    switch (kind) {
      case 'Payment':
        if (invoice && invoice.date < addDays(date, -INVOICE_DAYS)) return this.collect(invoice);
        return this.invoice(amount);
      case 'Deposit':
        return this.undeposited.length > 0 ? this.deposit() : this.invoice(amount);
      case 'BillPayment':
        if (bill && bill.date < addDays(date, -BILL_DAYS)) return this.pay(bill);
        return this.bill(cost);
      case 'Bill':
        return this.bill(cost);
      case 'Purchase':
        return void this.post({
          type: kind,
          date,
          payType: 'Check',
          party: this.random.pick(this.vendors),
          accountId: checking,
          lines: [cost],
        });
      case 'SalesReceipt':
        return void this.undeposited.push(
          this.post({ type: kind, date, party: this.random.pick(this.customers), lines: [this.sold(amount)] }),
        );
      case 'Paycheck':
        return void this.post({
          type: kind,
          date,
          party: { kind: 'Employee', id: '1', name: 'Emily Platt' },
          accountId: checking,
          lines: [{ accountId: this.account('wages'), amount, side: 'debit' }],
        });
      case 'Invoice':
        return this.invoice(amount);
    }
  }

  private invoice(amount: number): void {
    const dueDate = addDays(this.date, INVOICE_DAYS);
    const party = this.random.pick(this.customers);
    this.openInvoices.push(this.post({ type: 'Invoice', date: this.date, dueDate, party, lines: [this.sold(amount)] }));
  }

  private collect(invoice: Txn): void {
    this.openInvoices.shift();
    const links = [{ type: invoice.type, id: invoice.id, amount: invoice.total }];
    this.undeposited.push(
      this.post({ type: 'Payment', date: this.date, party: invoice.party, total: invoice.total, links }),
    );
  }

  private deposit(): void {
    const links = this.undeposited
      .splice(0, DEPOSITED_TOGETHER)
      .map(({ type, id, total }) => ({ type, id, amount: total }));
    this.post({ type: 'Deposit', date: this.date, accountId: this.account('checking'), links });
  }

  private bill(cost: { accountId: string; amount: number }): void {
    const dueDate = addDays(this.date, BILL_DAYS);
    const party = this.random.pick(this.vendors);
    this.openBills.push(this.post({ type: 'Bill', date: this.date, dueDate, party, lines: [cost] }));
  }

  private pay(bill: Txn): void {
    this.openBills.shift();
    this.post({
      type: 'BillPayment',
      date: this.date,
      payType: 'Check',
      party: bill.party,
      accountId: this.account('checking'),
      total: bill.total,
      links: [{ type: 'Bill', id: bill.id, amount: bill.total }],
    });
  }

  private sold(amount: number): { accountId: string; amount: number } {
    return { accountId: this.account('uncategorisedIncome'), amount };
  }

  private post(input: PostInput): Txn {
    return this.company.post(input, this.at());
  }

  private account(key: AccountKey): string {
    const id = this.accounts.get(key);
    if (id === undefined) throw new RangeError(`A bulk company has no account ${key}`);
    return id;
  }

  /** Early in the day, so that nothing is stamped in the future. */
  private at(): string {
    return `${this.date}T05:00:00.000Z`;
  }
}

function daysOfWork(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (weekday(day) !== 0 && weekday(day) !== 6) days.push(day);
  return days;
}
