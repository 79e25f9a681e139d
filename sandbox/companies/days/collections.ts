/** Customers paying: at their own usual delay, sometimes in parts; credit memos and what becomes of them. */
import { addDays, daysBetween } from '../../ledger/calendar.js';
import type { Txn } from '../../ledger/types.js';
import type { Book } from '../book.js';
import { foreignRate } from './foreign.js';

const FORGOTTEN_CHANCE = 0.025;

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
  if (!book.isBusinessDay()) return;
  applyCreditMemos(book);
  for (const invoice of book.company.openDocuments('Invoice')) {
    if (book.held.has(invoice.id) || invoice.date >= book.date) continue;
    const plan = payPlan(book, invoice);
    if (plan.date > book.date) continue;
    const open = book.company.openBalance(invoice);
    const firstPart = plan.part < 1 && open === invoice.total;
    if (plan.part < 1 && !firstPart && addDays(plan.date, 14) > book.date) continue;
    receive(book, invoice, firstPart ? Math.max(1, Math.round(open * plan.part)) : open);
  }
  if (book.spec.creditMemos === true) giveCredit(book);
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
