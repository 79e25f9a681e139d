/**
 * Random books with all that condensing could lose: credits, payments applied to journal entries and to other payments,
 * documents in other currencies, deposits of opening balances, documents no entity shows, several bank accounts.
 */
import fc from 'fast-check';
import type { Application, BookDocument, Books, DocumentType, Posting } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import { document, entry, money } from '../../domain/company.js';
import { dateInBooks, randomBooks } from '../../domain/randomBooks.js';

const amount = fc.integer({ min: 1, max: 900_000 });
/** Long enough for a payment after every date that is asked for, or before the document it settles. */
const later = fc.integer({ min: -240, max: 260 });
const currency = fc.constantFrom('USD', 'USD', 'USD', 'EUR');

interface Made {
  readonly postings: readonly Posting[];
  readonly documents: readonly BookDocument[];
}

type Draft = fc.Arbitrary<(id: string) => Made>;

interface Side {
  readonly bill: DocumentType;
  readonly credit: DocumentType;
  readonly payment: DocumentType;
  readonly label: string;
  readonly control: string;
  readonly other: string;
  /** +1 where the bill or invoice debits the control account. */
  readonly sign: 1 | -1;
}

const SIDES: readonly Side[] = [
  {
    bill: 'Invoice',
    credit: 'CreditMemo',
    payment: 'Payment',
    label: 'Payment',
    control: 'receivable',
    other: 'sales',
    sign: 1,
  },
  {
    bill: 'Bill',
    credit: 'VendorCredit',
    payment: 'BillPayment',
    label: 'Bill Payment (Check)',
    control: 'payable',
    other: 'rent',
    sign: -1,
  },
];

/** A bill or invoice, a credit, and payments that use up the one and settle the other, wholly or in part. */
const settledWithCredit: Draft = fc
  .record({
    side: fc.constantFrom(...SIDES),
    date: dateInBooks,
    total: amount,
    credit: amount,
    currency,
    paidAfter: later,
    creditAfter: later,
    whole: fc.boolean(),
    voided: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
    recorded: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0),
  })
  .map((seed) => (id: string) => {
    const { side, date, total, currency: code } = seed;
    const used = Math.min(seed.credit, total);
    const paid = seed.whole ? total - used : Math.floor((total - used) / 2);
    const legs = (size: number) => ({ [side.control]: side.sign * size, [side.other]: -side.sign * size });
    const more = (key: string) => ({ documentId: key });
    const [creditDate, paidDate] = [addDays(date, seed.creditAfter), addDays(date, seed.paidAfter)];
    const applications: Application[] = [
      { type: side.bill, id, amount: money(paid + used) },
      { type: side.credit, id: `${id}c`, amount: money(used) },
    ];
    const bank = { checking: side.sign * paid, [side.control]: -side.sign * paid };
    return {
      postings: [
        ...entry(side.bill, date, legs(total), more(id)),
        ...entry(side.credit, creditDate, legs(-seed.credit), more(`${id}c`)),
        ...(seed.voided ? [] : entry(side.label, paidDate, bank, more(`${id}p`))),
      ],
      documents: [
        // What the ledger knows and the API does not show.
        ...(seed.recorded ? [document(side.bill, id, date, { total: money(total), currency: code })] : []),
        document(side.credit, `${id}c`, creditDate, { total: money(seed.credit), currency: code }),
        document(side.payment, `${id}p`, paidDate, {
          total: money(paid),
          currency: code,
          applications,
          voided: seed.voided,
        }),
      ],
    };
  });

/** A journal entry or an expense on a control account that a payment settles or uses up. */
const beside: Draft = fc
  .record({
    side: fc.constantFrom(...SIDES),
    date: dateInBooks,
    size: amount,
    isCredit: fc.boolean(),
    isJournal: fc.boolean(),
    after: later,
    part: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ side, date, size, isCredit, isJournal, after, part }) => (id: string) => {
    const sign = (isCredit ? -1 : 1) * side.sign;
    const [label, type] = isJournal ? (['Journal Entry', 'JournalEntry'] as const) : (['Expense', 'Purchase'] as const);
    const applied = Math.max(1, Math.floor((size * part) / 100));
    const paidDate = addDays(date, after);
    const total = isCredit ? 0 : applied;
    return {
      postings: [
        ...entry(label, date, { [side.control]: sign * size, owner: -sign * size }, { documentId: id }),
        ...entry(
          side.label,
          paidDate,
          { savings: side.sign * total, [side.control]: -side.sign * total },
          { documentId: `${id}p` },
        ),
      ],
      documents: [
        document(type, id, date),
        document(side.payment, `${id}p`, paidDate, {
          total: money(total),
          applications: [{ type, id, amount: money(applied) }],
        }),
      ],
    };
  });

/** Money deposited out of undeposited funds, from sales, from owners or from opening balances. */
const deposited: Draft = fc
  .record({
    date: dateInBooks,
    size: amount,
    after: fc.integer({ min: 0, max: 100 }),
    source: fc.constantFrom('sales', 'opening', 'owner', 'loan'),
    linked: fc.integer({ min: 0, max: 100 }),
    bank: fc.constantFrom('checking', 'savings', 'Client Trust'),
  })
  .map(({ date, size, after, source, linked, bank }) => (id: string) => {
    const depositDate = addDays(date, after);
    const named = Math.floor((size * linked) / 100);
    const applications: Application[] = named === 0 ? [] : [{ type: 'SalesReceipt', id, amount: money(named) }];
    return {
      postings: [
        ...entry('Sales Receipt', date, { undeposited: size, [source]: -size }, { documentId: id }),
        ...entry('Deposit', depositDate, { [bank]: size, undeposited: -size }, { documentId: `${id}d` }),
      ],
      documents: [
        document('SalesReceipt', id, date, { total: money(size) }),
        document('Deposit', `${id}d`, depositDate, { total: money(size), applications }),
      ],
    };
  });

/** What no entity shows, and entries that balance to nothing. */
const ledgerOnly: Draft = fc
  .record({ date: dateInBooks, size: amount, account: fc.constantFrom('checking', 'savings', 'Client Trust') })
  .map(({ date, size, account }) => () => ({
    postings: entry(
      'Paycheck',
      date,
      { wages: size, [account]: -size, 'not in the chart': 5, 'not in the chart#2': -5 },
      { documentId: null },
    ),
    documents: [],
  }));

/** Books as above with the plainer ones of the figures' own tests among them. */
export const intricateBooks: fc.Arbitrary<Books> = fc
  .tuple(randomBooks, fc.array(fc.oneof(settledWithCredit, beside, deposited, ledgerOnly), { maxLength: 14 }))
  .map(([plain, drafts]) => {
    const made = drafts.map((draft, position) => draft(`x${position}`));
    return {
      ...plain,
      postings: [...plain.postings, ...made.flatMap(({ postings }) => postings)],
      documents: [...plain.documents, ...made.flatMap(({ documents }) => documents)],
    };
  });
