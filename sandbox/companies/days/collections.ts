/** Customers paying: at their own usual delay, sometimes in parts; credit memos and what becomes of them. */
import { addDays, daysBetween } from '../../ledger/calendar.js';
import type { Txn } from '../../ledger/types.js';
import type { Book } from '../book.js';
import { foreignRate } from './foreign.js';

const FORGOTTEN_CHANCE = 0.025;
const EARLY_DAYS = 12;
const LONG_LATE_DAYS = 30;
const RUNS_EVENED = 4;
const DAYS_OF_THREE_RUNS = 11;
const PAYMENTS_AT_MOST = 60;

/** When an invoice is paid, and which part of it first. Follows from the invoice alone, whenever it is asked. */
function payPlan(book: Book, invoice: Txn): { date: string; part: number } {
  const known = book.payPlans.get(invoice.id);
  if (known) return known;
  const [promptest, slowest] = book.spec.customersPayLate ?? (book.spec.tidy === true ? [-10, 3] : [-6, 18]);
  const habit = book.randomOf(`habit:${invoice.party?.id ?? ''}`).between(promptest, slowest);
  const random = book.randomOf(`pays:${invoice.number ?? invoice.id}`);
  let late = Math.round(habit + random.between(-4, 5));
  if (book.spec.tidy !== true && random.chance(FORGOTTEN_CHANCE)) late += random.whole(35, 75);
  const due = invoice.dueDate ?? invoice.date;
  const date = addDays(due, Math.max(late, daysBetween(due, invoice.date) + 1));
  const plan = { date, part: book.spec.partialPayments === true && random.chance(0.08) ? random.between(0.3, 0.6) : 1 };
  book.payPlans.set(invoice.id, plan);
  return plan;
}

export function collect(book: Book): void {
  if (!book.isRunDay()) return;
  applyCreditMemos(book);
  receiveDue(book);
  if (book.spec.creditMemos === true) giveCredit(book);
}

/**
 * What comes due in lumps is chased evenly: over four runs, invoices bring in about what they usually bring; what is
 * long late is taken whenever it comes.
 */
function receiveDue(book: Book): void {
  const usual = usualCollections(book);
  const wanted = Math.min(1.7 * usual, Math.max(0.4 * usual, RUNS_EVENED * usual - receivedLately(book)));
  const longLate = addDays(book.date, -LONG_LATE_DAYS);
  let received = 0;
  for (const invoice of inOrderOfPayment(book, addDays(book.date, EARLY_DAYS))) {
    const plan = payPlan(book, invoice);
    const open = book.company.openBalance(invoice);
    if (plan.date > longLate && received + open / 2 > wanted) break;
    const firstPart = plan.part < 1 && open === invoice.total;
    if (plan.part < 1 && !firstPart && addDays(plan.date, 14) > book.date) continue;
    const amount = firstPart ? Math.max(1, Math.round(open * plan.part)) : open;
    receive(book, invoice, amount);
    received += amount;
  }
}

/** Payments on invoices of the three runs before this one, minor units of their currencies. */
function receivedLately(book: Book): number {
  const since = addDays(book.date, -DAYS_OF_THREE_RUNS);
  return book.company
    .txns('Payment')
    .slice(-PAYMENTS_AT_MOST)
    .filter((txn) => txn.date >= since && txn.date < book.date && !txn.voided && !txn.deleted)
    .reduce((sum, { total }) => sum + total, 0);
}

/** What invoices bring in a run, minor units, when they bring what they usually do. */
function usualCollections(book: Book): number {
  const share = book.spec.trade.sales
    .filter((channel) => channel.kind === 'invoices' || (channel.kind === 'memberships' && channel.invoiced))
    .reduce((sum, channel) => sum + channel.share, 0);
  return Math.round((book.usualWeeklyIn() * share * (1 + (book.spec.trade.salesTax ?? 0)) * 100) / 2);
}

/** Open invoices that are to be paid by `through`, the earliest first. */
function inOrderOfPayment(book: Book, through: string): Txn[] {
  return book.company
    .openDocuments('Invoice')
    .filter(
      (invoice) => !book.held.has(invoice.id) && invoice.date < book.date && payPlan(book, invoice).date <= through,
    )
    .sort((a, b) => payPlan(book, a).date.localeCompare(payPlan(book, b).date));
}

function receive(book: Book, invoice: Txn, amount: number): void {
  const random = book.random(`receive:${invoice.number ?? invoice.id}`);
  const foreign = invoice.currency !== book.company.profile.homeCurrency;
  const straight = foreign || random.chance(0.45);
  const bank = foreign ? book.accountNamed(book.spec.foreign?.bank ?? '') : book.account('checking');
  book.post({
    type: 'Payment',
    ...(invoice.party ? { party: invoice.party } : {}),
    ...(straight ? { accountId: bank } : { number: String(random.whole(1000, 9999)) }),
    ...(foreign ? { rate: foreignRate(book, book.date) } : {}),
    total: amount,
    links: [{ type: 'Invoice', id: invoice.id, amount }],
  });
}

function giveCredit(book: Book): void {
  const random = book.random('credit');
  if (!random.chance(0.04)) return;
  const invoice = book.company
    .openDocuments('Invoice')
    .find(
      (open) => open.total > 20_000 && open.currency === book.company.profile.homeCurrency && !book.held.has(open.id),
    );
  const line = invoice?.lines[0];
  if (!invoice?.party || !line) return;
  book.post({
    type: 'CreditMemo',
    number: `CM-${book.company.txns('CreditMemo').length + 101}`,
    party: invoice.party,
    lines: [
      {
        ...line,
        amount: Math.max(100, Math.round(line.amount * random.between(0.05, 0.15))),
        description: 'Price adjustment',
      },
    ],
  });
}

/** A zero payment that links a credit to an invoice of the same customer, as QuickBooks makes it by itself. */
function applyCreditMemos(book: Book): void {
  for (const memo of book.company.openDocuments('CreditMemo')) {
    if (book.held.has(memo.id) || memo.date >= book.date) continue;
    const invoice = book.company
      .openDocuments('Invoice')
      .find((open) => open.party?.id === memo.party?.id && open.currency === memo.currency && !book.held.has(open.id));
    if (!invoice?.party) continue;
    const amount = Math.min(book.company.openBalance(memo), book.company.openBalance(invoice));
    book.post({
      type: 'Payment',
      party: invoice.party,
      total: 0,
      memo: 'Created by QB Online to link credits to charges.',
      links: [
        { type: 'Invoice', id: invoice.id, amount },
        { type: 'CreditMemo', id: memo.id, amount },
      ],
    });
  }
}
