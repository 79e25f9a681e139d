import type { BookDocument, Posting } from '../books.js';
import { addDays } from '../calendar.js';
import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart } from './rule.js';

/** What receipts booked as income are read from. */
export const INCOME_RECEIPT_PARTS: readonly BooksPart[] = [
  'Deposit',
  'SalesReceipt',
  'POSTINGS',
  'ACCOUNTS',
  'COMPANY',
  'AS_OF',
];

/** Money of a customer that was booked as income: a sales receipt, or a deposit's lines that name the customer. */
export interface IncomeReceipt {
  readonly document: BookDocument;
  /** The customer's name as the document or its legs bear it. */
  readonly name: string;
  /** In the document's currency, above zero. */
  readonly amount: Cents;
}

/** Sales receipts and deposits on income accounts of the last `days` up to the as-of date, by date then id. */
export function incomeReceipts(source: HygieneSource, days: number): readonly IncomeReceipt[] {
  const from = addDays(source.asOf, -days);
  return source.once(`income receipts ${days}`, INCOME_RECEIPT_PARTS, () =>
    (['SalesReceipt', 'Deposit'] as const)
      .flatMap((type) => source.documents(type))
      .filter(({ date }) => date >= from && date <= source.asOf)
      .flatMap((document) => receiptsOf(source, document))
      .sort(byDateThenId),
  );
}

function receiptsOf(source: HygieneSource, document: BookDocument): IncomeReceipt[] {
  if (document.type === 'SalesReceipt') {
    if (document.partyName === null || document.total <= 0) return [];
    return [{ document, name: document.partyName, amount: document.total }];
  }
  // Lines of a deposit in another currency are known in home currency alone.
  if (document.currency !== source.books.homeCurrency) return [];
  return [...Map.groupBy(source.legs(document).filter(isIncome), ({ name }) => name ?? '')].flatMap(([name, lines]) => {
    const amount = lines.reduce((total, { debit, credit }) => total + credit - debit, 0);
    return name === '' || amount <= 0 ? [] : [{ document, name, amount: cents(amount) }];
  });

  function isIncome({ accountId }: Posting): boolean {
    const type = source.account(accountId)?.type;
    return type === 'Income' || type === 'Other Income';
  }
}

function byDateThenId({ document: a }: IncomeReceipt, { document: b }: IncomeReceipt): number {
  const order = (one: BookDocument): [IsoDate, string] => [one.date, `${one.type} ${one.id}`];
  const [left, right] = [order(a), order(b)];
  if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1;
  return left[1] < right[1] ? -1 : 1;
}
