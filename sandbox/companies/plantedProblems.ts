/**
 * The planted hygiene problems: which company, which rule of the product's list, what, where, and what a check is
 * expected to find. `planting.ts` posts them; each company's ledger tells the ids (`Company.planted()`, by key).
 * Companies whose spec says `tidy` have none.
 */
export type RuleId =
  | 'uncategorised-transaction'
  | 'undeposited-funds-ageing'
  | 'bill-without-due-date'
  | 'overdue-bill'
  | 'duplicate-bill-number'
  | 'duplicate-bill-amount'
  | 'duplicate-invoice'
  | 'duplicate-expense'
  | 'duplicate-vendor'
  | 'bill-paid-as-expense'
  | 'invoice-paid-as-deposit'
  | 'negative-bank'
  | 'negative-payables'
  | 'negative-receivables'
  | 'negative-balance'
  | 'stale-invoice'
  | 'unapplied-payment'
  | 'unapplied-credit'
  | 'missing-receipt'
  | 'expense-without-payee'
  | 'dormant-bank-account'
  | 'uncleared-entry'
  | 'opening-balance-equity'
  | 'clearing-account-balance'
  | 'journal-on-control-account'
  | 'future-dated'
  | 'closed-period-entry'
  | 'unusual-entry'
  | 'vendor-without-tax-id';

export interface PlantedProblem {
  /** Unique; the key under which the ledger keeps the ids. */
  key: string;
  company: string;
  rule: RuleId;
  /** Days before the origin at which it is entered. */
  daysBefore: number;
  what: string;
  /** Kind of document, and how to recognise it without the id. */
  where: string;
  expected: string;
}

interface Kind {
  what: string;
  where: string;
  expected: string;
}

const KINDS: Record<RuleId, Kind> = {
  'uncategorised-transaction': {
    what: 'Three expenses and one receipt that nobody has categorised',
    where:
      'Purchases on Uncategorized Expense and Ask My Accountant, memo "What was this?"; Deposit on Uncategorized Income',
    expected: 'Four transactions on uncategorised accounts; money at stake is their sum',
  },
  'undeposited-funds-ageing': {
    what: 'A customer payment that was never deposited',
    where: 'Payment to Undeposited Funds, memo "Check in the drawer", linked by no Deposit',
    expected: 'One payment older than 30 days in undeposited funds',
  },
  'bill-without-due-date': {
    what: 'A bill entered without a due date',
    where: 'Bill without dueDate, memo "No terms given"',
    expected: 'One open bill without due date',
  },
  'overdue-bill': {
    what: 'A bill left unpaid long after its due date',
    where: 'Bill, memo "Disputed"',
    expected: 'One open bill more than 30 days overdue',
  },
  'duplicate-bill-number': {
    what: 'The same bill entered twice, four days apart',
    where: 'Two Bills of one vendor with one number, memo "Scanned"; the second is open',
    expected: 'Two bills of one vendor with the same number',
  },
  'duplicate-bill-amount': {
    what: 'A bill entered again under another number',
    where: 'Two Bills of one vendor, date and amount with different numbers, memo "From e-mail"; both open',
    expected: 'Two bills of one vendor with the same amount and date',
  },
  'duplicate-invoice': {
    what: 'The same invoice sent twice',
    where: 'Two Invoices to one customer, memo "Sent again", with one number three days apart or on one day; both open',
    expected: 'Two invoices to one customer with the same number, or the same amount and date',
  },
  'duplicate-expense': {
    what: 'One expense entered twice, two days apart',
    where: 'Two Purchases on Supplies to one vendor, memo "Printer and toner"',
    expected: 'Two expenses with the same account, payee, amount and memo',
  },
  'duplicate-vendor': {
    what: 'One vendor kept twice, with Inc. and without',
    where: 'Vendor whose name is another vendor name with ", Inc."',
    expected: 'Two vendors that are one',
  },
  'bill-paid-as-expense': {
    what: 'A bill paid by a check that was entered as an expense',
    where: 'Bill P-5510, memo "Paid by check", open; Purchase to its vendor of the same amount, memo "P-5510"',
    expected: 'One open bill with an expense to its vendor of the same amount',
  },
  'invoice-paid-as-deposit': {
    what: 'An invoice whose payment was entered as a sale of its own',
    where:
      'Invoice, memo "Paid at the counter", open; SalesReceipt or Deposit on income of the same amount from its customer, six days later',
    expected: 'One open invoice with money of the same amount from its customer booked as income',
  },
  'negative-bank': {
    what: 'Petty cash spent that was never put in',
    where: 'Bank account Petty Cash, balance below zero',
    expected: 'One bank account with a negative balance',
  },
  'negative-payables': {
    what: 'A vendor paid without a bill',
    where: 'BillPayment without links, memo "Paid on statement"',
    expected: 'One vendor with a negative balance owed',
  },
  'negative-receivables': {
    what: 'A customer credited with nothing to set it against',
    where: 'CreditMemo of a customer without invoices, memo "Goodwill"',
    expected: 'One customer with a negative balance',
  },
  'negative-balance': {
    what: 'An asset credited with more than was ever on it',
    where: 'Account Prepaid Expenses or Security Deposits with a credit balance',
    expected: 'One asset account with a credit balance',
  },
  'stale-invoice': {
    what: 'An invoice nobody has chased',
    where: 'Invoice, memo "Old job", open',
    expected: 'One invoice more than 90 days past due',
  },
  'unapplied-payment': {
    what: 'A payment not applied to any invoice',
    where: 'Payment without links, memo "On account"',
    expected: 'One payment with an unapplied amount',
  },
  'unapplied-credit': {
    what: 'A vendor credit never used',
    where: 'VendorCredit, memo "Returned pallets", open',
    expected: 'One vendor credit older than 60 days with a remaining balance',
  },
  'missing-receipt': {
    what: 'A large card purchase without a receipt',
    where: 'Purchase by card over 250, memo "Receipt to follow"',
    expected: 'One purchase over the threshold without an attachment',
  },
  'expense-without-payee': {
    what: 'An expense that names nobody',
    where: 'Purchase without payee, memo "Cash machine"',
    expected: 'One expense above the threshold without a payee',
  },
  'dormant-bank-account': {
    what: 'A bank account without a posting since its opening balance',
    where: 'Account Former Bank Checking',
    expected: 'One active bank account without a posting for more than 90 days',
  },
  'uncleared-entry': {
    what: 'A check that nobody cashed',
    where: 'Check 2917, memo "Lost in the mail"; the general ledger does not say C',
    expected: 'One bank entry not cleared for more than 60 days',
  },
  'opening-balance-equity': {
    what: 'Opening balances never moved to equity',
    where: 'Account Opening Balance Equity',
    expected: 'Opening Balance Equity is not zero',
  },
  'clearing-account-balance': {
    what: 'An account through which money only passes, with something left on it',
    where: 'Account Payroll Clearing or Suspense',
    expected: 'One clearing account that is not at zero',
  },
  'journal-on-control-account': {
    what: 'A journal entry on receivables or payables',
    where: 'JournalEntry, memo "Late fee by journal" or "Accrued by journal"',
    expected: 'One journal entry with a line on receivables or payables',
  },
  'future-dated': {
    what: 'A check dated weeks ahead',
    where: 'Purchase dated after the day it was entered, memo "Post-dated"',
    expected: 'One entry dated in the future',
  },
  'closed-period-entry': {
    what: 'An entry made into a closed period',
    where: 'JournalEntry dated before the closing date, memo "Late adjustment"',
    expected: 'One entry created after the close and dated before it',
  },
  'unusual-entry': {
    what: 'A large round amount out of line with its account',
    where: 'Purchase on Supplies, memo "Estimate"',
    expected: 'One large round-number entry',
  },
  'vendor-without-tax-id': {
    what: 'A contractor paid well over the 1099 threshold without a tax id',
    where: 'Vendor marked 1099 without tax identifier, three Purchases, memo "Contract help"',
    expected: 'One 1099 vendor without tax id',
  },
};

const PLACES: readonly [company: string, rule: RuleId, daysBefore: number][] = [
  ['Saltbox Table', 'overdue-bill', 75],
  ['Saltbox Table', 'uncategorised-transaction', 40],
  ['Saltbox Table', 'negative-bank', 60],
  ['Driftwood Outfitters', 'duplicate-bill-number', 33],
  ['Driftwood Outfitters', 'unapplied-credit', 110],
  ['Brightline Creative', 'stale-invoice', 160],
  ['Brightline Creative', 'unapplied-payment', 35],
  ['Brightline Creative', 'vendor-without-tax-id', 80],
  ['Ironbark Builders', 'undeposited-funds-ageing', 48],
  ['Ironbark Builders', 'bill-without-due-date', 27],
  ['Ironbark Builders', 'vendor-without-tax-id', 66],
  ['Sable & Crumb Bakery', 'missing-receipt', 22],
  ['Larkspur Joinery', 'duplicate-bill-amount', 26],
  ['Larkspur Joinery', 'uncategorised-transaction', 18],
  ['Larkspur Joinery', 'undeposited-funds-ageing', 37],
  ['Cobalt Ridge Cycles', 'duplicate-vendor', 140],
  ['Cobalt Ridge Cycles', 'unapplied-credit', 88],
  ['Northgate Family Clinic', 'stale-invoice', 145],
  ['Northgate Family Clinic', 'negative-receivables', 52],
  ['Umber Valley Brewing', 'negative-payables', 41],
  ['Umber Valley Brewing', 'unusual-entry', 30],
  ['Tallgrass Analytics', 'opening-balance-equity', 548],
  ['Tallgrass Analytics', 'missing-receipt', 16],
  ['Cutwater Print Works', 'dormant-bank-account', 548],
  ['Cutwater Print Works', 'overdue-bill', 95],
  ['Stonecrop Plumbing', 'vendor-without-tax-id', 120],
  ['Stonecrop Plumbing', 'future-dated', 4],
  ['Meridian Row Architects', 'stale-invoice', 190],
  ['Blue Heron Advisory', 'unapplied-payment', 58],
  ['Gaslight Cleaning', 'negative-bank', 34],
  ['Wrenfield Toys', 'duplicate-bill-number', 21],
  ['Juniper Veterinary', 'unapplied-payment', 24],
  ['Harbor & Pine Law', 'future-dated', 6],
  ['Lodestar Freight', 'duplicate-vendor', 200],
  ['Lodestar Freight', 'bill-without-due-date', 31],
  ['Riverbend Provisions', 'duplicate-bill-amount', 19],
  ['Riverbend Provisions', 'unusual-entry', 44],
  ['Crosswind Imports', 'negative-payables', 29],
  ['Greenbriar Landscapes', 'undeposited-funds-ageing', 63],
  ['Bedrock Contracting', 'closed-period-entry', 25],
  ['Bedrock Contracting', 'overdue-bill', 82],
  ['Tidewater Wholesale', 'uncategorised-transaction', 28],
  ['Tidewater Wholesale', 'duplicate-bill-number', 46],
  ['Bramble Lane Vets', 'opening-balance-equity', 548],
  ['Mosswood Consulting', 'negative-receivables', 39],
  ['Granite State Cycles', 'dormant-bank-account', 548],
  ['Kestrel Web Studio', 'duplicate-invoice', 24],
  ['Lightwell Studio', 'duplicate-invoice', 18],
  ['Meridian Row Architects', 'duplicate-invoice', 31],
  ['Pennywhistle Café', 'duplicate-expense', 12],
  ['Plover Payments', 'duplicate-expense', 39],
  ['Fernhill Florists', 'bill-paid-as-expense', 17],
  ['Foundry Row Brewing', 'bill-paid-as-expense', 23],
  ['Northgate Family Clinic', 'invoice-paid-as-deposit', 15],
  ['Brightline Creative', 'invoice-paid-as-deposit', 21],
  ['Quillfeather Books', 'negative-balance', 70],
  ['Echo Canyon Fitness', 'negative-balance', 55],
  ['Smokestack Grill', 'expense-without-payee', 31],
  ['Little Finch Music', 'expense-without-payee', 14],
  ['Vantage Point Physio', 'expense-without-payee', 44],
  ['Iron Anchor Gym', 'uncleared-entry', 83],
  ['Common Table Pantry', 'uncleared-entry', 97],
  ['Gaslight Cleaning', 'uncleared-entry', 71],
  ['Foxglove Software', 'clearing-account-balance', 64],
  ['Hazel Grove Daycare', 'clearing-account-balance', 77],
  ['Vantage Point Physio', 'journal-on-control-account', 36],
  ['Little Finch Music', 'journal-on-control-account', 58],
  ['Wrenfield Toys', 'journal-on-control-account', 47],
];

export const PLANTED_PROBLEMS: readonly PlantedProblem[] = PLACES.map(([company, rule, daysBefore]) => ({
  key: `${company.toLowerCase().replace(/[^a-zé]+/g, '-')}/${rule}`,
  company,
  rule,
  daysBefore,
  ...KINDS[rule],
}));

/** Whether a company has a problem of this rule planted. */
export function isPlanted(company: string, rule: RuleId): boolean {
  return PLANTED_PROBLEMS.some((problem) => problem.company === company && problem.rule === rule);
}

/** Which of the two forms of a problem a company has: they take turns in the order of the table. */
export function variantOf(company: string, rule: RuleId): 0 | 1 {
  const place = PLANTED_PROBLEMS.filter((problem) => problem.rule === rule).findIndex(
    (problem) => problem.company === company,
  );
  return place % 2 === 1 ? 1 : 0;
}
