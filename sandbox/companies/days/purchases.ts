/** What a company buys on a day: bills from vendors, the card, and payments straight from the bank. */
import { addDays, daysBetween } from '../../ledger/calendar.js';
import { minor, type Book } from '../book.js';
import type { Cadence, Cost } from '../companySpec.js';
import { weekNumber } from '../levels.js';
import type { Random } from '../random.js';
import { TAX_OFFICE } from '../trades/shared.js';

const WEEKS: Record<Cadence, number> = { often: 3, week: 1, twoWeeks: 2, month: 52 / 12, asAfforded: 0.5 };
const OFTEN_CHANCE = 1 / 15;
const UNNAMED_CHANCE = 0.03;

function habitOf(book: Book, cost: Cost): { weekday: number; monthDay: number } {
  let habit = book.costHabits.get(cost.role);
  if (!habit) {
    const random = book.randomOf(`cadence:${cost.role}`);
    const weekday = random.whole(1, 5);
    habit = { weekday, monthDay: cost.account === 'rent' ? random.whole(1, 6) : random.whole(2, 27) };
    book.costHabits.set(cost.role, habit);
  }
  return habit;
}

/** Whether a cost falls on the day; its weekday or day of the month is its own. */
function fallsToday(book: Book, cost: Cost): boolean {
  const { weekday, monthDay } = habitOf(book, cost);
  const place = book.spec.trade.costs.indexOf(cost);
  switch (cost.every) {
    case 'often':
      return book.isBusinessDay() && book.random(`often:${cost.role}`).chance(OFTEN_CHANCE);
    case 'week':
      return book.weekday() === weekday;
    case 'twoWeeks':
      return book.weekday() === weekday && (weekNumber(book.date) + place) % 2 === 0;
    case 'month':
      return cost.pay === 'bank' ? book.isRunFor(monthDay) : book.dayOfMonth() === monthDay;
    case 'asAfforded':
      return false;
  }
}

function units(book: Book, cost: Cost, random: Random): number {
  const spread = cost.fixed === true ? 0 : (cost.spread ?? 0.12);
  return Math.max(4, book.weeklyOut(cost.share, cost.fixed) * WEEKS[cost.every] * random.around(1, spread));
}

export function buy(book: Book): void {
  for (const cost of book.spec.trade.costs) {
    if (!fallsToday(book, cost)) continue;
    const random = book.random(`cost:${cost.role}`);
    if (cost.pay === 'bill') enterBill(book, cost, minor(units(book, cost, random)), random);
    else payAtOnce(book, cost, minor(units(book, cost, random)), random);
  }
  if (book.spec.vendorCredits === true) receiveVendorCredit(book);
}

function enterBill(book: Book, cost: Cost, amount: number, random: Random): void {
  const entered = cost.every === 'week' && random.chance(0.15) ? 1 : 0;
  const date = addDays(book.date, -entered);
  if (date < book.company.profile.startDate) return;
  book.post({
    type: 'Bill',
    date,
    party: book.vendor(cost),
    number: `${cost.role.slice(0, 2).toUpperCase()}-${1000 + daysBetween('2020-01-01', book.date)}`,
    dueDate: addDays(date, cost.termDays ?? 30),
    lines: [{ accountId: book.account(cost.account), amount, description: cost.role }],
  });
}

function payAtOnce(book: Book, cost: Cost, amount: number, random: Random): void {
  const onCard = cost.pay === 'card' && book.spec.card === true;
  const fromEscrow = cost.role === TAX_OFFICE && book.spec.taxEscrow === true;
  const accountId = book.account(onCard ? 'card' : fromEscrow ? 'escrow' : 'checking');
  if (fromEscrow && book.company.balance(accountId) < amount) return;
  book.post({
    type: 'Purchase',
    payType: onCard ? 'CreditCard' : random.chance(0.5) ? 'Check' : 'Cash',
    accountId,
    ...(isUnnamed(book, cost) ? {} : { party: book.vendor(cost) }),
    lines: [{ accountId: book.account(cost.account), amount, description: cost.role }],
  });
  if (onCard && cost.every === 'often' && random.chance(0.03))
    book.post({
      type: 'Purchase',
      payType: 'CreditCard',
      credit: true,
      accountId,
      party: book.vendor(cost),
      lines: [
        {
          accountId: book.account(cost.account),
          amount: Math.max(100, Math.round(amount * 0.5)),
          description: 'Returned',
        },
      ],
    });
}

/** Small purchases are now and then entered without saying from whom. */
function isUnnamed(book: Book, cost: Cost): boolean {
  return (
    book.spec.tidy !== true && cost.every === 'often' && book.random(`unnamed:${cost.role}`).chance(UNNAMED_CHANCE)
  );
}

function receiveVendorCredit(book: Book): void {
  const random = book.random('vendor credit');
  if (!book.isBusinessDay() || !random.chance(0.05)) return;
  const bill = book.company.openDocuments('Bill').find((open) => open.total > 10_000 && !book.held.has(open.id));
  const line = bill?.lines[0];
  if (!bill?.party || !line) return;
  book.post({
    type: 'VendorCredit',
    party: bill.party,
    number: `VC-${book.company.txns('VendorCredit').length + 1}`,
    lines: [
      {
        ...line,
        amount: Math.max(100, Math.round(bill.total * random.between(0.05, 0.2))),
        description: 'Goods returned',
      },
    ],
  });
}
