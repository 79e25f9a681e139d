/** What planted problems are made of: one document each, of a size that hardly moves a company's figures. */
import { addDays } from '../ledger/calendar.js';
import type { PartyRef, PlantedRef, PostInput, Txn } from '../ledger/types.js';
import type { AccountKey } from './accounts.js';
import { minor, type Book } from './book.js';
import type { Cost } from './companySpec.js';

/** A document as the ledger notes it. */
export function ref(txn: Txn): PlantedRef {
  return { kind: txn.type, id: txn.id };
}

/** A part of a usual week's money, minor units, with odd cents. */
export function size(book: Book, part: number): number {
  return minor(book.spec.weeklyIn * part) + 37;
}

/** A cost that is billed. */
export function billedCost(book: Book): Cost {
  const cost = book.spec.trade.costs.find(
    ({ pay, account }) => pay === 'bill' && (account === 'goods' || account === 'subcontractors'),
  );
  if (!cost) throw new RangeError(`${book.spec.name} has no vendor who bills`);
  return cost;
}

/** The last customer in home currency. */
export function lastCustomer(book: Book): PartyRef {
  const home = book.company.profile.homeCurrency;
  const customer = book.customers().findLast(({ id }) => book.company.party(id, 'Customer')?.currency === home);
  if (!customer) throw new RangeError(`${book.spec.name} has no customers`);
  return customer;
}

/** A bill of a vendor who bills. */
export function bill(book: Book, more: Partial<PostInput>): Txn {
  const cost = billedCost(book);
  return book.post({
    type: 'Bill',
    party: book.vendor(cost),
    lines: [{ accountId: book.account(cost.account), amount: size(book, 0.06) }],
    ...more,
  });
}

/** A check from checking, unless told otherwise. */
export function purchase(book: Book, key: AccountKey, amount: number, more: Partial<PostInput>): Txn {
  return book.post({
    type: 'Purchase',
    payType: 'Check',
    accountId: book.account('checking'),
    lines: [{ accountId: book.account(key), amount }],
    ...more,
  });
}

/** An invoice to the last customer, due in thirty days. */
export function invoiceFor(book: Book, part: number, more: Partial<PostInput>): Txn {
  const item = book.company.items()[0];
  if (!item) throw new RangeError(`${book.spec.name} sells nothing`);
  return book.post({
    type: 'Invoice',
    number: String(book.company.txns('Invoice').length + 1001),
    party: lastCustomer(book),
    dueDate: addDays(book.date, 30),
    lines: [{ accountId: item.incomeAccountId, itemId: item.id, amount: size(book, part), description: item.name }],
    ...more,
  });
}
