/** Planted problems in which something is in the books twice. */
import { addDays } from '../ledger/calendar.js';
import type { PartyRef, PlantedRef, PostInput, TxnLine } from '../ledger/types.js';
import type { Book } from './book.js';
import { emailOf } from './names.js';
import { variantOf } from './plantedProblems.js';
import { bill, billedCost, invoiceFor, lastCustomer, purchase, ref, size } from './plantingParts.js';

/** A company's supplier of small things. */
const OFFICE_SUPPLY = 'Office Supply';

/** One bill, four days apart. */
export function duplicateNumber(book: Book): PlantedRef[] {
  const common: Partial<PostInput> = { number: 'S-20417', memo: 'Scanned', dueDate: addDays(book.date, 30) };
  const first = bill(book, { ...common, date: addDays(book.date, -4) });
  const second = bill(book, common);
  return [ref(first), ref(second)];
}

/** One bill under two numbers. */
export function duplicateAmount(book: Book): PlantedRef[] {
  const common: Partial<PostInput> = { memo: 'From e-mail', dueDate: addDays(book.date, 30) };
  return [ref(bill(book, { ...common, number: 'E-7731' })), ref(bill(book, { ...common, number: '7731' }))];
}

/** One vendor under two names. */
export function duplicateVendor(book: Book): PlantedRef[] {
  const known = book.vendor(billedCost(book));
  const name = `${known.name}, Inc.`;
  const vendor = book.company.addParty(
    { kind: 'Vendor', name, currency: book.company.profile.homeCurrency, email: emailOf(name) },
    book.at(),
  );
  return [
    { kind: 'Vendor', id: known.id },
    { kind: 'Vendor', id: vendor.id },
  ];
}

/** One invoice twice, both open: under one number three days apart, or on one day under two. */
export function duplicateInvoice(book: Book): PlantedRef[] {
  const common: Partial<PostInput> = { memo: 'Sent again', dueDate: addDays(book.date, 30) };
  const first = invoiceFor(book, 0.05, {
    ...common,
    ...(variantOf(book.spec.name, 'duplicate-invoice') === 0 ? { date: addDays(book.date, -3) } : {}),
  });
  const again = variantOf(book.spec.name, 'duplicate-invoice') === 0 ? { number: first.number ?? '' } : {};
  return [ref(first), ref(invoiceFor(book, 0.05, { ...common, ...again }))];
}

/** One expense entered from the receipt and again from the bank. */
export function duplicateExpense(book: Book): PlantedRef[] {
  const party = book.namedVendor(OFFICE_SUPPLY);
  const common: Partial<PostInput> = { party, memo: 'Printer and toner' };
  const first = purchase(book, 'supplies', 21_846, { ...common, date: addDays(book.date, -2) });
  return [ref(first), ref(purchase(book, 'supplies', 21_846, common))];
}

/** A bill that was paid by a check entered as an expense; the bill stays open. */
export function billPaidAsExpense(book: Book): PlantedRef[] {
  const cost = billedCost(book);
  const party: PartyRef = book.vendor(cost);
  const lines: TxnLine[] = [{ accountId: book.account(cost.account), amount: size(book, 0.03) }];
  const owed = bill(book, {
    date: addDays(book.date, -6),
    number: 'P-5510',
    memo: 'Paid by check',
    dueDate: addDays(book.date, 24),
    lines,
  });
  return [ref(owed), ref(purchase(book, cost.account, size(book, 0.03), { party, memo: 'P-5510' }))];
}

/** An invoice whose payment was entered as a sales receipt, or as a deposit on income; the invoice stays open. */
export function invoicePaidAsDeposit(book: Book): PlantedRef[] {
  const party = lastCustomer(book);
  const owed = invoiceFor(book, 0.045, { date: addDays(book.date, -6), memo: 'Paid at the counter' });
  const item = book.company.items()[0];
  if (!item) throw new RangeError(`${book.spec.name} sells nothing`);
  const isReceipt = variantOf(book.spec.name, 'invoice-paid-as-deposit') === 0;
  const money = book.post({
    ...(isReceipt ? { type: 'SalesReceipt' as const, party } : { type: 'Deposit' as const }),
    accountId: book.account('checking'),
    lines: [
      {
        accountId: item.incomeAccountId,
        amount: owed.total,
        ...(isReceipt ? { itemId: item.id, description: item.name } : { receivedFrom: party }),
      },
    ],
  });
  return [ref(owed), ref(money)];
}
