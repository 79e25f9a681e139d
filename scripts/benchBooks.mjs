/**
 * Books of any number of documents for `npm run bench:domain`: what a client's books hold of the last 491 days, in a steady
 * mix of invoices, bills, their payments, deposits, purchases by card and check, receipts, credits, transfers and journal
 * entries, with rent, payroll, subscriptions and card payments that come back. Deterministic from the number and the day.
 */
const DAYS = 491;
const DOCUMENTS_A_PARTY = 50;
const MOST_PARTIES = 900;
const OPENING = 90_000_000;

const ACCOUNTS = [
  ['checking', 'Bank', 'Checking'],
  ['savings', 'Bank', 'Savings'],
  ['undeposited', 'Other Current Asset', 'UndepositedFunds'],
  ['receivable', 'Accounts Receivable', 'AccountsReceivable'],
  ['payable', 'Accounts Payable', 'AccountsPayable'],
  ['card', 'Credit Card', 'CreditCard'],
  ['payrollClearing', 'Other Current Liability', 'PayrollClearing'],
  ['loan', 'Long Term Liability', 'NotesPayable'],
  ['equipment', 'Fixed Asset', 'MachineryAndEquipment'],
  ['opening', 'Equity', 'OpeningBalanceEquity'],
  ['sales', 'Income', 'SalesOfProductIncome'],
  ['services', 'Income', 'ServiceFeeIncome'],
  ['uncategorised', 'Expense', 'OtherMiscellaneousServiceCost', 'Uncategorized Expense'],
  ['goods', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
  ['rent', 'Expense', 'RentOrLeaseOfBuildings'],
  ['software', 'Expense', 'OfficeGeneralAdministrativeExpenses'],
  ['supplies', 'Expense', 'SuppliesMaterials'],
  ['travel', 'Expense', 'Travel'],
  ['wages', 'Expense', 'PayrollExpenses'],
];
const COSTS = ['goods', 'goods', 'goods', 'software', 'supplies', 'travel', 'uncategorised'];

/** Parts of a hundred documents; what comes back on a calendar comes on top and is counted too. */
const MIX = [
  ['invoice', 24],
  ['collect', 22],
  ['deposit', 7],
  ['bill', 14],
  ['pay', 12],
  ['purchase', 14],
  ['salesReceipt', 3],
  ['credit', 1],
  ['vendorCredit', 1],
  ['transfer', 1],
  ['journal', 1],
];
const KINDS = MIX.flatMap(([kind, parts]) => Array.from({ length: parts }, () => kind));

/** Books (`HygieneBooks`) with `count` documents as of a date. `addDays` is the domain's own. */
export function benchBooks(count, asOf, addDays) {
  const writer = new Writer(count, asOf, addDays);
  const before = addDays(asOf, -DAYS);
  writer.journal({ checking: OPENING, opening: -OPENING });
  for (let day = 1; day <= DAYS; day += 1) {
    writer.begin(addDays(before, day), day);
    const until = Math.floor((count * day) / DAYS);
    while (writer.documents.length < until) writer.write(KINDS[writer.whole(0, KINDS.length - 1)]);
  }
  return writer.books();
}

class Writer {
  documents = [];
  postings = [];
  attachedTo = new Set();
  enteredAt = new Map();
  openInvoices = [];
  openBills = [];
  undeposited = [];
  charged = 0;

  constructor(count, asOf, addDays) {
    this.state = count;
    this.asOf = asOf;
    this.addDays = addDays;
    this.date = addDays(asOf, -DAYS);
    this.parties = Math.min(MOST_PARTIES, Math.max(8, Math.round(count / DOCUMENTS_A_PARTY)));
  }

  /** What comes back on its day, before the day's other documents. */
  begin(date, day) {
    this.date = date;
    const ofMonth = Number(date.slice(8));
    if (ofMonth === 1) this.cheque('Vendor 1', 'rent', 420_000, 'Rent');
    if (ofMonth === 5) this.cheque('Vendor 2', 'software', 24_900, 'Subscription');
    if (ofMonth === 20 && this.charged > 0) this.payCard();
    if (day % 14 === 5) this.paycheck();
  }

  write(kind) {
    const amount = this.whole(2_000, 90_000);
    const isPast = (open, days) => open !== undefined && open.date < this.addDays(this.date, -days);
    switch (kind) {
      case 'collect':
        return isPast(this.openInvoices[0], this.whole(20, 45)) ? this.collect() : this.invoice(amount);
      case 'pay':
        return isPast(this.openBills[0], 25) ? this.pay() : this.bill(amount);
      case 'deposit':
        return this.undeposited.length > 0 ? this.deposit() : this.invoice(amount);
      case 'transfer':
        return this.add('Transfer', 'Transfer', { savings: amount, checking: -amount });
      case 'journal':
        return this.journal({ equipment: amount, loan: -amount });
      default:
        return this[kind](amount);
    }
  }

  invoice(amount) {
    const more = { party: this.customer(), dueDate: this.addDays(this.date, 30), number: true };
    this.openInvoices.push(this.add('Invoice', 'Invoice', { receivable: amount, sales: -amount }, more));
  }

  collect() {
    const { id, total, party } = this.openInvoices.shift();
    const applications = [{ type: 'Invoice', id, amount: total }];
    const payment = this.add('Payment', 'Payment', { undeposited: total, receivable: -total }, { party, applications });
    this.undeposited.push(payment);
  }

  deposit() {
    const from = this.undeposited.splice(0, 4);
    const total = from.reduce((sum, receipt) => sum + receipt.total, 0);
    const applications = from.map(({ type, id, total: amount }) => ({ type, id, amount }));
    this.add('Deposit', 'Deposit', { checking: total, undeposited: -total }, { applications });
  }

  bill(amount) {
    const dueDate = this.whole(0, 30) === 0 ? null : this.addDays(this.date, 25);
    const more = { party: this.vendor(), dueDate, number: true };
    this.openBills.push(this.add('Bill', 'Bill', { [this.cost()]: amount, payable: -amount }, more));
  }

  pay() {
    const { id, total, party } = this.openBills.shift();
    const applications = [{ type: 'Bill', id, amount: total }];
    this.add('BillPayment', 'Bill Payment (Check)', { payable: total, checking: -total }, { party, applications });
  }

  purchase(amount) {
    if (this.whole(0, 2) === 0) return this.cheque(this.vendor(), this.cost(), amount, null);
    this.charged += amount;
    const { key } = this.add('Purchase', 'Expense', { [this.cost()]: amount, card: -amount }, { party: this.vendor() });
    if (this.whole(0, 9) > 0) this.attachedTo.add(key);
  }

  cheque(party, account, amount, memo) {
    this.add('Purchase', 'Check', { [account]: amount, checking: -amount }, { party, memo, number: true });
  }

  payCard() {
    this.add('CreditCardPayment', 'Credit Card Payment', { card: this.charged, checking: -this.charged });
    this.charged = 0;
  }

  /** In the ledger alone: no entity shows it. */
  paycheck() {
    this.post(
      'Paycheck',
      null,
      { wages: 640_000, payrollClearing: -140_000, checking: -500_000 },
      { name: 'Emily Platt' },
    );
  }

  salesReceipt(amount) {
    const more = { party: this.customer(), number: true };
    this.undeposited.push(this.add('SalesReceipt', 'Sales Receipt', { undeposited: amount, services: -amount }, more));
  }

  credit(amount) {
    this.add('CreditMemo', 'Credit Memo', { sales: amount / 2, receivable: -amount / 2 }, { party: this.customer() });
  }

  vendorCredit(amount) {
    this.add('VendorCredit', 'Vendor Credit', { payable: amount / 2, goods: -amount / 2 }, { party: this.vendor() });
  }

  journal(legs) {
    this.add('JournalEntry', 'Journal Entry', legs);
  }

  add(type, label, given, { party = null, dueDate = null, number = false, applications = [], memo = null } = {}) {
    const id = String(this.documents.length + 1);
    const legs = Object.fromEntries(Object.entries(given).map(([account, amount]) => [account, Math.trunc(amount)]));
    const total = Object.values(legs).reduce((sum, amount) => sum + Math.max(0, amount), 0);
    const key = `${type}:${id}`;
    const no = number ? id : null;
    this.documents.push({
      ...{ type, id, date: this.date, dueDate, number: no, partyId: party, partyName: party, currency: 'USD' },
      ...{ total, voided: false, applications },
    });
    this.enteredAt.set(key, `${this.date}T15:00:00Z`);
    this.post(label, id, legs, { name: party, memo, number: no });
    return { key, type, id, date: this.date, total, party };
  }

  post(documentType, documentId, legs, { name = null, memo = null, number = null } = {}) {
    const documentKey = `${documentType}:${documentId ?? `${number ?? ''}|${this.date}|${name}`}`;
    const cleared = this.date < this.addDays(this.asOf, -30);
    for (const [accountId, amount] of Object.entries(legs)) {
      const [debit, credit] = [Math.max(0, amount), Math.max(0, -amount)];
      this.postings.push({
        ...{ documentKey, documentType, documentId, date: this.date, accountId },
        ...{ debit, credit, number, name, memo, cleared },
      });
    }
  }

  books() {
    const parties = ['Customer', 'Vendor'].flatMap((kind) =>
      Array.from({ length: this.parties }, (_, place) => {
        const name = `${kind} ${place + 1}`;
        return { kind, id: name, name, active: true, vendor1099: place % 5 === 0, hasTaxIdentifier: place % 10 === 0 };
      }),
    );
    const accounts = ACCOUNTS.map(([id, type, subType, name = id]) => ({
      ...{ id, name, fullName: name, type, subType, number: null, currency: 'USD', active: true },
    }));
    return {
      ...{ homeCurrency: 'USD', fiscalYearStartMonth: 1, accounts, documents: this.documents, postings: this.postings },
      ...{ condensedBefore: null, parties, attachedTo: this.attachedTo, enteredAt: this.enteredAt },
      closedThrough: this.addDays(this.asOf, -60),
    };
  }

  customer() {
    return `Customer ${this.whole(1, this.parties)}`;
  }

  vendor() {
    return `Vendor ${this.whole(1, this.parties)}`;
  }

  cost() {
    return COSTS[this.whole(0, COSTS.length - 1)];
  }

  /** From `least` to `most`, both included (Park and Miller's minimal standard). */
  whole(least, most) {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return least + (this.state % (most - least + 1));
  }
}
