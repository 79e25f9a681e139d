import { isUndepositedFunds } from '../accountKinds.js';
import type { BooksIndex } from '../booksIndex.js';
import type { CashClass, CashDirection, CashMovement, CashPart } from '../cashMovement.js';
import { entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import type { Cents } from '../units.js';

/** What a piece of a movement settles: an invoice of a customer, a bill of a vendor, or neither. */
export type Settles = 'INVOICE' | 'BILL' | null;

/** A part of a cash movement that is wholly one thing; the pieces of a movement sum to its parts. */
export interface CashPiece {
  readonly movement: CashMovement;
  readonly direction: CashDirection;
  readonly class: CashClass;
  readonly accountId: string;
  readonly amount: Cents;
  readonly settles: Settles;
}

/**
 * Splits a movement into what settles invoices (the other side is a receivable account), what settles bills (a payable
 * account) and all else. Of a deposit out of undeposited funds, the share of its payments settles invoices; money changed
 * from another currency stands for its customers' payments.
 */
export function cashPieces(index: BooksIndex, movement: CashMovement): CashPiece[] {
  return movement.parts.flatMap((part) => piecesOf(index, movement, part));
}

function piecesOf(index: BooksIndex, movement: CashMovement, part: CashPart): CashPiece[] {
  const account = index.accounts.get(part.accountId);
  const piece = (amount: number, settles: Settles): CashPiece => ({
    movement,
    ...part,
    amount: cents(amount),
    settles,
  });
  if (isConverted(index, part)) return [piece(part.amount, 'INVOICE')];
  if (part.class !== 'OPERATING') return [piece(part.amount, null)];
  if (account?.type === 'Accounts Receivable') return [piece(part.amount, 'INVOICE')];
  if (account?.type === 'Accounts Payable') return [piece(part.amount, 'BILL')];
  if (part.direction === 'OUT' || !isUndepositedFunds(account)) return [piece(part.amount, null)];
  const settled = depositedPayments(index, movement, part.amount);
  return [piece(settled, 'INVOICE'), piece(part.amount - settled, null)].filter(({ amount }) => amount > 0);
}

/**
 * Money changed into home currency: customers paid it into an account in another currency, which is never counted, and
 * their open invoices are expected at home amounts. In the counted accounts it is this that arrives.
 */
function isConverted(index: BooksIndex, { class: kind, direction, accountId }: CashPart): boolean {
  const currency = index.accounts.get(accountId)?.currency ?? index.books.homeCurrency;
  return kind === 'OWN_TRANSFER' && direction === 'IN' && currency !== index.books.homeCurrency;
}

/** What of the money a deposit took out of undeposited funds came from customers' payments; the rest from sales. */
function depositedPayments(index: BooksIndex, movement: CashMovement, amount: Cents): Cents {
  const deposit = movement.id === null ? undefined : index.documents.get(entityKey('Deposit', movement.id));
  let payments = 0;
  let whole = 0;
  for (const application of deposit?.applications ?? []) {
    if (application.amount <= 0) continue;
    whole += application.amount;
    if (application.type === 'Payment') payments += application.amount;
  }
  if (payments === 0) return cents(0);
  if (whole <= amount) return cents(payments);
  return cents(Number((BigInt(amount) * BigInt(payments)) / BigInt(whole)));
}
