/** Deposits of what waits in undeposited funds, the card's monthly payment, transfers, interest, fees, money in trust. */
import { addDays, monthEnd, monthOf, monthStart } from '../../ledger/calendar.js';
import { minor, type Book } from '../book.js';
import { paysCardWeekly } from '../levels.js';
import { convertForeignCash } from './foreign.js';

const CARD_WEEKDAY = 2;
/** Long ago, deposits were made once a week. */
const DEPOSITS_ONCE_ON = 5;
const TRANSFER_DAY = 26;
const FEE_DAY = 30;

export function bank(book: Book): void {
  if (book.isRunDay() && (!book.isLongAgo() || book.weekday() === DEPOSITS_ONCE_ON)) depositFunds(book);
  if (book.spec.card === true && isCardDay(book)) payCard(book);
  if ((book.spec.savings ?? 0) > 0) useSavings(book);
  if (book.spec.taxEscrow === true && book.dayOfMonth() === TRANSFER_DAY) setTaxesAside(book);
  if (book.spec.trustAccount === true) holdInTrust(book);
  if (book.dayOfMonth() === FEE_DAY) chargeFee(book);
  convertForeignCash(book);
}

function depositFunds(book: Book): void {
  const waiting = [...book.undeposited.values()].filter((txn) => !book.held.has(txn.id) && txn.date <= book.date);
  if (waiting.length === 0) return;
  const random = book.random('deposit');
  const total = waiting.reduce((sum, txn) => sum + txn.total, 0);
  const keepsCash = book.spec.tidy !== true && total > 100_000 && random.chance(0.02);
  book.post({
    type: 'Deposit',
    accountId: book.account('checking'),
    links: waiting.map((txn) => ({ type: txn.type, id: txn.id, amount: txn.total })),
    ...(keepsCash ? { cashBack: { accountId: book.account('ownerDraw'), amount: 6_000, memo: 'Cash back' } } : {}),
  });
  for (const txn of waiting) book.noteUndeposited(txn);
}

/** A card that carries much of the cost is paid every Tuesday, any other once a month. */
function isCardDay(book: Book): boolean {
  if (paysCardWeekly(book.spec)) return book.weekday() === CARD_WEEKDAY;
  return book.isRunFor(book.ownMonthDay('card', 5, 27));
}

function payCard(book: Book): void {
  const card = book.account('card');
  const through = paysCardWeekly(book.spec) ? addDays(book.date, -2) : addDays(monthStart(book.date), -1);
  const owed = -book.company.balance(card, through);
  if (owed <= 0) return;
  book.post({
    type: 'CreditCardPayment',
    accountId: book.account('checking'),
    toAccountId: card,
    total: owed,
    memo: 'Card statement',
  });
}

/** To savings in odd months, back in even ones, so that the share kept there stays; interest at each month's end. */
function useSavings(book: Book): void {
  const [checking, savings] = [book.account('checking'), book.account('savings')];
  if (book.date === monthEnd(book.date)) {
    const interest = Math.round((book.company.balance(savings) * 0.03) / 12);
    if (interest > 0)
      book.post({
        type: 'Deposit',
        accountId: savings,
        memo: 'Interest',
        lines: [{ accountId: book.account('interestIncome'), amount: interest }],
      });
  }
  if (book.dayOfMonth() !== TRANSFER_DAY) return;
  const amount = minor(book.spec.weeklyIn * 0.12);
  const out = monthOf(book.date) % 2 === 1;
  book.post({
    type: 'Transfer',
    total: amount,
    accountId: out ? checking : savings,
    toAccountId: out ? savings : checking,
    memo: 'Between own accounts',
  });
}

function setTaxesAside(book: Book): void {
  const amount = minor(book.spec.weeklyIn * 0.1);
  book.post({
    type: 'Transfer',
    total: amount,
    accountId: book.account('checking'),
    toAccountId: book.account('escrow'),
    memo: 'Set aside for taxes',
  });
}

/** Clients' money comes into trust and is paid out again for them; it never touches the firm's own accounts. */
function holdInTrust(book: Book): void {
  const random = book.random('trust');
  const [trust, liability] = [book.account('trust'), book.account('trustLiability')];
  if (book.isBusinessDay() && random.chance(0.08))
    book.post({
      type: 'Deposit',
      accountId: trust,
      memo: 'Client retainer',
      lines: [
        {
          accountId: liability,
          amount: minor(book.spec.weeklyIn * random.between(0.1, 0.4)),
          receivedFrom: random.pick(book.customers()),
        },
      ],
    });
  const held = book.company.balance(trust);
  if (book.isBusinessDay() && held > 0 && random.chance(0.06))
    book.post({
      type: 'Purchase',
      payType: 'Check',
      accountId: trust,
      memo: 'Paid out for client',
      lines: [{ accountId: liability, amount: Math.round(held * random.between(0.2, 0.5)) }],
      party: random.pick(book.customers()),
    });
}

function chargeFee(book: Book): void {
  book.post({
    type: 'Purchase',
    payType: 'Cash',
    accountId: book.account('checking'),
    ...book.toBank(),
    memo: 'Monthly account fee',
    lines: [{ accountId: book.account('fees'), amount: 1_875 }],
  });
}
