/** What a company sells on a day: counter receipts, invoices, memberships, gifts, payouts. */
import { addDays, daysBetween } from '../../ledger/calendar.js';
import type { PartyRef, TxnLine } from '../../ledger/types.js';
import { minor, type Book } from '../book.js';
import type { CounterSales, Gifts, InvoicedSales, Memberships, Payouts } from '../companySpec.js';
import { emailOf } from '../names.js';
import { weekNumber } from '../levels.js';
import type { Random } from '../random.js';
import { foreignRate } from './foreign.js';

const CARD_PART = 0.65;
/** Cash is counted and entered on a weekday on which every shop is open; it is deposited with the next run. */
const CASH_WEEKDAY = 6;
const WEEKS_A_MONTH = 52 / 12;

export function sell(book: Book): void {
  for (const channel of book.spec.trade.sales) {
    switch (channel.kind) {
      case 'counter':
        sellOverTheCounter(book, channel);
        break;
      case 'invoices':
        sendInvoices(book, channel);
        break;
      case 'memberships':
        chargeMembers(book, channel);
        break;
      case 'gifts':
        receiveGifts(book, channel);
        break;
      case 'payouts':
        receivePayout(book, channel);
        break;
    }
  }
}

/** Lines for some items that sum to `units`, plus sales tax where the trade charges it. */
function saleLines(book: Book, units: number, random: Random, most: number): TxnLine[] {
  const items = book.company.items();
  const count = Math.min(random.whole(1, most), items.length);
  const first = random.whole(0, items.length - 1);
  const parts = Array.from({ length: count }, () => random.between(0.4, 1));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const lines = parts.map((part, index): TxnLine => {
    const item = items[(first + index) % items.length];
    if (!item) throw new RangeError(`${book.spec.name} sells nothing`);
    return {
      accountId: item.incomeAccountId,
      itemId: item.id,
      amount: Math.max(100, minor((units * part) / whole)),
      description: item.name,
    };
  });
  const rate = book.spec.trade.salesTax ?? 0;
  if (rate === 0) return lines;
  const net = lines.reduce((sum, line) => sum + line.amount, 0);
  return [
    ...lines,
    { accountId: book.account('salesTax'), amount: Math.round(net * rate), description: 'Sales tax', tax: true },
  ];
}

function sellOverTheCounter(book: Book, channel: CounterSales): void {
  const settles = book.isRunDay();
  if (!settles && book.weekday() !== CASH_WEEKDAY) return;
  const random = book.random('counter');
  const week = book.weeklyIn() * channel.share;
  const walkIn = book.customers()[0];
  const party = walkIn ? { party: walkIn } : {};
  const number = (): string => `R-${book.company.txns('SalesReceipt').length + 2001}`;
  if (settles)
    book.post({
      type: 'SalesReceipt',
      number: number(),
      ...party,
      accountId: book.account('checking'),
      lines: saleLines(
        book,
        week * CARD_PART * cardPart(book.weekday(), channel.open) * random.around(1, 0.1),
        random,
        3,
      ),
      memo: 'Card takings',
    });
  else
    book.post({
      type: 'SalesReceipt',
      number: number(),
      ...party,
      lines: saleLines(book, week * (1 - CARD_PART) * random.around(1, 0.1), random, 2),
      memo: 'Cash takings',
    });
  if (random.chance(0.04))
    book.post({
      type: 'RefundReceipt',
      number: `RF-${book.company.txns('RefundReceipt').length + 1}`,
      ...party,
      accountId: book.account('checking'),
      lines: saleLines(book, week * 0.006, random, 1),
    });
}

/** Card takings arrive on Tuesdays and Fridays: the part of the week's that the days between bring. */
function cardPart(weekday: number, open: readonly number[]): number {
  const days = weekday === 2 ? [5, 6, 0, 1] : [2, 3, 4];
  return days.filter((day) => open.includes(day)).length / open.length;
}

function billingAddress(book: Book, party: PartyRef): string {
  return book.company.party(party.id, 'Customer')?.email ?? emailOf(party.name);
}

/** Sends one invoice of `units` (home currency) to a customer; foreign customers get it in their currency. */
export function sendInvoice(book: Book, party: PartyRef, units: number, termDays: number, random: Random): void {
  const currency = book.company.party(party.id, 'Customer')?.currency ?? book.company.profile.homeCurrency;
  const foreign = currency !== book.company.profile.homeCurrency;
  const rate = foreign ? foreignRate(book, book.date) : 1;
  const emailed = random.chance(0.8);
  book.post({
    type: 'Invoice',
    number: String(book.company.txns('Invoice').length + 1001),
    party,
    currency,
    rate,
    dueDate: addDays(book.date, termDays),
    lines: saleLines(book, units / rate, random, 3).filter((line) => !foreign || line.tax !== true),
    billEmail: billingAddress(book, party),
    emailStatus: emailed ? 'EmailSent' : 'NotSet',
    ...(emailed ? { deliveryTime: book.at() } : {}),
  });
}

function sendInvoices(book: Book, channel: InvoicedSales): void {
  if (!book.isBusinessDay()) return;
  const random = book.random('invoices');
  const customers = book.customers();
  const perWeek = book.isLongAgo() ? channel.perWeek / 2 : channel.perWeek;
  const perDay = perWeek / 5;
  const day = weekNumber(book.date) * 5 + book.weekday();
  for (let left = Math.floor(day * perDay) - Math.floor((day - 1) * perDay); left > 0; left -= 1) {
    const units = ((book.weeklyIn() * channel.share) / perWeek) * random.around(1, 0.25);
    sendInvoice(book, random.pickSkewed(customers), units, channel.termDays, random);
  }
}

function chargeMembers(book: Book, channel: Memberships): void {
  const customers = book.customers().slice(0, channel.members);
  const fee = (book.weeklyIn() * channel.share * WEEKS_A_MONTH) / Math.max(1, customers.length);
  customers.forEach((party, index) => {
    if (((index * 5) % 28) + 1 !== book.dayOfMonth()) return;
    const random = book.random(`member:${index}`);
    if (channel.invoiced) sendInvoice(book, party, fee * random.around(1, 0.1), 14, random);
    else
      book.post({
        type: 'SalesReceipt',
        number: `M-${book.company.txns('SalesReceipt').length + 5001}`,
        party,
        lines: saleLines(book, fee * random.around(1, 0.1), random, 1),
        memo: 'Monthly membership',
      });
  });
}

function receiveGifts(book: Book, channel: Gifts): void {
  if (!book.isRunDay()) return;
  const random = book.random('gifts');
  const count = Math.max(1, Math.round(channel.perWeek / 2));
  const donors = book.customers();
  const income = book.accountNamed(book.spec.trade.incomeAccounts[0] ?? '');
  const lines = Array.from({ length: count }, (): TxnLine => {
    const units = ((book.weeklyIn() * channel.share) / channel.perWeek) * random.around(1, 0.3);
    return {
      accountId: income,
      amount: Math.max(500, minor(units)),
      description: 'Gift',
      receivedFrom: random.pickSkewed(donors),
    };
  });
  book.post({ type: 'Deposit', accountId: book.account('checking'), lines, memo: 'Gifts received' });
}

function receivePayout(book: Book, channel: Payouts): void {
  if (book.weekday() !== channel.weekday || daysBetween(book.company.profile.startDate, book.date) < 4) return;
  const random = book.random('payout');
  const net = book.weeklyIn() * channel.share * random.around(1, 0.12);
  const gross = minor(net / (1 - channel.feeRate));
  const income = book.accountNamed(book.spec.trade.incomeAccounts[0] ?? '');
  book.post({
    type: 'Deposit',
    accountId: book.account('checking'),
    memo: 'Weekly payout',
    lines: [
      { accountId: income, amount: gross, description: 'Sales of the week' },
      { accountId: book.account('fees'), amount: -Math.round(gross * channel.feeRate), description: 'Processing fees' },
    ],
  });
}
