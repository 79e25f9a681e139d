/** Posts the planted problems on their days, and notes the ids of what they consist of. */
import { addDays } from '../ledger/calendar.js';
import type { PartyRef, PlantedRef, PostInput, Txn } from '../ledger/types.js';
import { exactly, type Book } from './book.js';
import { emailOf } from './names.js';
import { PLANTED_PROBLEMS, type RuleId } from './plantedProblems.js';
import { clearingBalance, journalOnControlAccount, negativeBalance, negativeBank } from './plantingAccounts.js';
import {
  billPaidAsExpense,
  duplicateAmount,
  duplicateExpense,
  duplicateInvoice,
  duplicateNumber,
  duplicateVendor,
  invoicePaidAsDeposit,
} from './plantingPairs.js';
import { bill, billedCost, invoiceFor, lastCustomer, purchase, ref, size } from './plantingParts.js';

type Planter = (book: Book) => PlantedRef[];

const STRANGER = 'Quentin Ashgrove';

/** Plants what is due on the book's day. */
export function plant(book: Book): void {
  for (const problem of PLANTED_PROBLEMS) {
    if (problem.company !== book.spec.name || addDays(book.founding.origin, -problem.daysBefore) !== book.date)
      continue;
    const refs = PLANTERS[problem.rule](book);
    book.company.notePlanted(problem.key, refs, book.at());
    book.hold(refs);
  }
}

function uncategorised(book: Book): PlantedRef[] {
  const memo = 'What was this?';
  const found = [
    purchase(book, 'uncategorised', size(book, 0.013), { memo }),
    purchase(book, 'uncategorised', size(book, 0.021), { memo }),
    purchase(book, 'askAccountant', size(book, 0.034), { memo }),
    book.post({
      type: 'Deposit',
      accountId: book.account('checking'),
      memo,
      lines: [{ accountId: book.account('uncategorisedIncome'), amount: size(book, 0.03) }],
    }),
  ];
  return found.map(ref);
}

function creditedStranger(book: Book): PlantedRef[] {
  const customer = book.company.addParty(
    { kind: 'Customer', name: STRANGER, currency: book.company.profile.homeCurrency, email: emailOf(STRANGER) },
    book.at(),
  );
  const party: PartyRef = { kind: 'Customer', id: customer.id, name: customer.name };
  const income = book.accountNamed(book.spec.trade.incomeAccounts[0] ?? '');
  const memo = book.post({
    type: 'CreditMemo',
    number: 'CM-9',
    party,
    memo: 'Goodwill',
    lines: [{ accountId: income, amount: size(book, 0.02) }],
  });
  return [ref(memo), { kind: 'Customer', id: customer.id }];
}

function untaxedContractor(book: Book): PlantedRef[] {
  const name = 'Corwin Hale';
  const vendor = book.company.addParty(
    { kind: 'Vendor', name, currency: book.company.profile.homeCurrency, vendor1099: true },
    book.at(),
  );
  const party: PartyRef = { kind: 'Vendor', id: vendor.id, name };
  const paid = [84_500, 71_250, 66_075].map((amount) =>
    purchase(book, 'subcontractors', amount, { party, memo: 'Contract help' }),
  );
  return [{ kind: 'Vendor', id: vendor.id }, ...paid.map(ref)];
}

function lateAdjustment(book: Book): PlantedRef[] {
  const date = addDays(book.company.profile.bookCloseDate ?? book.date, -12);
  const entry = book.post({
    type: 'JournalEntry',
    date,
    number: `J${book.company.txns('JournalEntry').length + 1}`,
    memo: 'Late adjustment',
    lines: [
      { accountId: book.account('repairs'), amount: size(book, 0.02), side: 'debit' },
      { accountId: book.account('supplies'), amount: size(book, 0.02), side: 'credit' },
    ],
  });
  return [ref(entry)];
}

const PLANTERS: Record<RuleId, Planter> = {
  'uncategorised-transaction': uncategorised,
  'undeposited-funds-ageing': (book) => [
    ref(
      book.post({
        type: 'Payment',
        party: lastCustomer(book),
        number: '4471',
        memo: 'Check in the drawer',
        ...settled(book, 0.05),
      }),
    ),
  ],
  'bill-without-due-date': (book) => [ref(bill(book, { number: 'N-118', memo: 'No terms given' }))],
  'overdue-bill': (book) => [ref(bill(book, { number: 'D-3302', memo: 'Disputed', dueDate: addDays(book.date, 15) }))],
  'duplicate-bill-number': duplicateNumber,
  'duplicate-bill-amount': duplicateAmount,
  'duplicate-invoice': duplicateInvoice,
  'duplicate-expense': duplicateExpense,
  'duplicate-vendor': duplicateVendor,
  'bill-paid-as-expense': billPaidAsExpense,
  'invoice-paid-as-deposit': invoicePaidAsDeposit,
  'negative-bank': negativeBank,
  'negative-payables': (book) => [
    ref(
      book.post({
        type: 'BillPayment',
        party: unbilledVendor(book),
        payType: 'Check',
        accountId: book.account('checking'),
        total: size(book, 0.03),
        memo: 'Paid on statement',
      }),
    ),
  ],
  'negative-receivables': creditedStranger,
  'negative-balance': negativeBalance,
  'stale-invoice': (book) => [ref(oldInvoice(book))],
  'unapplied-payment': (book) => [
    ref(
      book.post({
        type: 'Payment',
        party: lastCustomer(book),
        accountId: book.account('checking'),
        total: size(book, 0.04),
        memo: 'On account',
      }),
    ),
  ],
  'unapplied-credit': (book) => [
    ref(
      book.post({
        type: 'VendorCredit',
        party: book.vendor(billedCost(book)),
        number: 'RP-77',
        memo: 'Returned pallets',
        lines: [{ accountId: book.account('goods'), amount: size(book, 0.02) }],
      }),
    ),
  ],
  'missing-receipt': (book) => [
    ref(
      purchase(book, 'supplies', size(book, 0.03) + 40_000, {
        accountId: book.account('card'),
        payType: 'CreditCard',
        memo: 'Receipt to follow',
      }),
    ),
  ],
  'expense-without-payee': (book) => [
    ref(purchase(book, 'supplies', 16_420, { memo: 'Cash machine', payType: 'Cash' })),
  ],
  'uncleared-entry': (book) => [
    ref(
      purchase(book, 'professional', 104_380, {
        party: book.namedVendor('Accountancy'),
        number: '2917',
        memo: 'Lost in the mail',
      }),
    ),
  ],
  'clearing-account-balance': clearingBalance,
  'journal-on-control-account': journalOnControlAccount,
  'dormant-bank-account': (book) => [{ kind: 'Account', id: book.account('oldBank') }],
  'opening-balance-equity': (book) => [{ kind: 'Account', id: book.account('openingEquity') }],
  'future-dated': (book) => [
    ref(
      purchase(book, 'insurance', size(book, 0.04), {
        date: addDays(book.date, 26),
        party: book.namedVendor('Mutual Insurance'),
        memo: 'Post-dated',
      }),
    ),
  ],
  'closed-period-entry': lateAdjustment,
  'unusual-entry': (book) => [
    ref(purchase(book, 'supplies', exactly(10_000), { party: book.namedVendor('Office Supply'), memo: 'Estimate' })),
  ],
  'vendor-without-tax-id': untaxedContractor,
};

/** A fresh invoice and the payment that settles it, so that nothing is left unapplied. */
function settled(book: Book, part: number): Partial<PostInput> {
  const invoice = invoiceFor(book, part, { memo: 'Paid by check' });
  book.held.add(invoice.id);
  return { total: invoice.total, links: [{ type: 'Invoice', id: invoice.id, amount: invoice.total }] };
}

function oldInvoice(book: Book): Txn {
  return invoiceFor(book, 0.07, { memo: 'Old job' });
}

/** A vendor that never bills, so that the payment leaves its balance below zero. */
function unbilledVendor(book: Book): PartyRef {
  const cost = book.spec.trade.costs.find(({ role }) => role === 'Mutual Insurance') ?? billedCost(book);
  return book.vendor(cost);
}
