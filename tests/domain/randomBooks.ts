/** Random but balanced books: any mix of accounts in a document, deposits of payments, bills and invoices part paid. */
import fc from 'fast-check';
import type { BookDocument, Books, Posting } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import { books, CHART, day, document, entry, money } from './company.js';

const START = day('2026-03-02');
export const LAST_DAY = addDays(START, 200);

const amount = fc.integer({ min: 1, max: 5_000_000 });
export const dateInBooks = fc.integer({ min: 0, max: 200 }).map((days) => addDays(START, days));
const accountId = fc.constantFrom(...CHART.map(({ id }) => id), 'checking', 'checking', 'savings', 'sales', 'rent');

/** Debits on some accounts, credits on others, the last credit balancing. */
const journal = fc
  .record({
    date: dateInBooks,
    debits: fc.array(fc.tuple(accountId, amount), { minLength: 1, maxLength: 4 }),
    creditAccounts: fc.array(accountId, { minLength: 1, maxLength: 4 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ date, debits, creditAccounts, cuts }) => {
    const legs: Record<string, number> = {};
    debits.forEach(([id, size], position) => (legs[`${id}#${position}`] = size));
    let rest = debits.reduce((total, [, size]) => total + size, 0);
    creditAccounts.forEach((id, position) => {
      const isLast = position === creditAccounts.length - 1;
      const size = isLast ? rest : Math.floor(rest * (cuts[position] ?? 0));
      rest -= size;
      legs[`${id}#${position + 10}`] = -size;
    });
    return { date, legs };
  });

const invoice = fc.record({
  date: dateInBooks,
  total: amount,
  dueIn: fc.option(fc.integer({ min: -5, max: 60 }), { nil: null }),
  payments: fc.array(fc.record({ after: fc.integer({ min: -10, max: 90 }), share: fc.integer({ min: 1, max: 90 }) }), {
    maxLength: 3,
  }),
  isBill: fc.boolean(),
});

interface Made {
  readonly postings: Posting[];
  readonly documents: BookDocument[];
}

type InvoiceSeed = typeof invoice extends fc.Arbitrary<infer Seed> ? Seed : never;

function settled(seed: InvoiceSeed, position: number): Made {
  const id = `i${position}`;
  const type = seed.isBill ? 'Bill' : 'Invoice';
  const dueDate = seed.dueIn === null ? null : addDays(seed.date, seed.dueIn);
  const made: Made = {
    postings: entry(
      type,
      seed.date,
      seed.isBill ? { rent: seed.total, payable: -seed.total } : { receivable: seed.total, sales: -seed.total },
      { documentId: id },
    ),
    documents: [document(type, id, seed.date, { total: money(seed.total), dueDate })],
  };
  let rest = seed.total;
  seed.payments.forEach((payment, number) => {
    const size = Math.floor((rest * payment.share) / 100);
    if (size === 0) return;
    rest -= size;
    const date = addDays(seed.date, payment.after);
    const paymentId = `${id}p${number}`;
    const applications = [{ type, id, amount: money(size) }] as const;
    if (seed.isBill) {
      made.postings.push(
        ...entry('Bill Payment (Check)', date, { payable: size, checking: -size }, { documentId: paymentId }),
      );
      made.documents.push(document('BillPayment', paymentId, date, { total: money(size), applications }));
      return;
    }
    made.postings.push(...entry('Payment', date, { undeposited: size, receivable: -size }, { documentId: paymentId }));
    made.documents.push(document('Payment', paymentId, date, { total: money(size), applications }));
    const depositId = `${paymentId}d`;
    const depositDate = addDays(date, 3);
    made.postings.push(
      ...entry('Deposit', depositDate, { checking: size, undeposited: -size }, { documentId: depositId }),
    );
    made.documents.push(
      document('Deposit', depositId, depositDate, {
        total: money(size),
        applications: [{ type: 'Payment', id: paymentId, amount: money(size) }],
      }),
    );
  });
  return made;
}

export const randomBooks: fc.Arbitrary<Books> = fc
  .record({
    journals: fc.array(journal, { maxLength: 25 }),
    invoices: fc.array(invoice, { maxLength: 10 }),
    fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ journals, invoices, fiscalYearStartMonth }) => {
    const made = invoices.map(settled);
    return books(
      [
        ...journals.flatMap(({ date, legs }, position) =>
          entry('Journal Entry', date, legs, { documentId: `j${position}` }),
        ),
        ...made.flatMap(({ postings }) => postings),
      ],
      made.flatMap(({ documents }) => documents),
      { fiscalYearStartMonth },
    );
  });
