import { daysBetween } from '../../calendar.js';
import { entityKey } from '../../documentTypes.js';
import { plainNumber } from '../duplicates.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { INCOME_RECEIPT_PARTS, incomeReceipts, type IncomeReceipt } from '../incomeReceipts.js';
import { openDocuments, RECEIVABLE_PARTS, type OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';
import { topName } from '../topName.js';

/** Money that comes later than this pays something else. */
const DAYS_AFTER = 180;
/** A customer with so many more equal receipts than open invoices buys without invoices as a rule. */
const MORE_RECEIPTS = 2;
const CALLED = { Deposit: 'deposit', SalesReceipt: 'sales receipt' } as const;

/** An open invoice, and money of its amount from its customer booked as income: most likely its payment. */
export const invoicePaidAsDeposit: Rule = {
  id: 'invoice-paid-as-deposit',
  title: 'Invoice paid as a deposit',
  about:
    'An open invoice and a sales receipt, or a deposit on an income account, of the same customer for the same amount, dated on the invoice’s day or up to half a year after it. If the money paid the invoice, the sale is in the books twice, and the invoice still counts as to come in.',
  severity: 'BLOCKS',
  minutes: 5,
  counted: { one: 'invoice', many: 'invoices' },
  settings: [],
  reads: [...new Set([...RECEIVABLE_PARTS, ...INCOME_RECEIPT_PARTS])],
  find: (source) => {
    const invoices = Map.groupBy(openDocuments(source, 'Invoice'), ({ document, open }) =>
      alike(document.currency, document.partyName ?? '', open),
    );
    if (invoices.size === 0) return [];
    const receipts = Map.groupBy(incomeReceipts(source, 2 * DAYS_AFTER), ({ document, name, amount }) =>
      alike(document.currency, name, amount),
    );
    return [...invoices].flatMap(([key, equal]) =>
      pairs(source, equal, receipts.get(key) ?? []).map(([invoice, receipt]) => findingOf(source, invoice, receipt)),
    );
  },
};

/** Jobs of a customer are the customer. */
function alike(currency: string, name: string, amount: number): string {
  return `${currency} ${amount} ${topName(name)}`;
}

/** Each invoice with the first receipt in its time that no earlier one has; one that names the invoice's number goes first. */
function pairs(
  source: HygieneSource,
  invoices: readonly OpenDocument[],
  receipts: readonly IncomeReceipt[],
): [OpenDocument, IncomeReceipt][] {
  const paired = new Map<OpenDocument, IncomeReceipt>();
  const used = new Set<IncomeReceipt>();
  const pair = (invoice: OpenDocument, fits: (receipt: IncomeReceipt) => boolean): void => {
    if (invoice.document.partyName === null) return;
    const receipt = receipts.find((one) => !used.has(one) && isInTime(invoice, one) && fits(one));
    if (!receipt) return;
    used.add(receipt);
    paired.set(invoice, receipt);
  };
  for (const invoice of invoices) pair(invoice, (receipt) => names(source, receipt, invoice));
  if (receipts.length - invoices.length >= MORE_RECEIPTS) return [...paired];
  for (const invoice of invoices) if (!paired.has(invoice)) pair(invoice, () => true);
  return [...paired];
}

function isInTime({ document: invoice }: OpenDocument, { document }: IncomeReceipt): boolean {
  const after = daysBetween(invoice.date, document.date);
  return after >= 0 && after <= DAYS_AFTER;
}

/** Whether the receipt's number or memo says the invoice's number. */
function names(source: HygieneSource, { document }: IncomeReceipt, { document: invoice }: OpenDocument): boolean {
  const number = plainNumber(invoice.number);
  if (number.length < 3) return false;
  const words = source.legs(document).flatMap(({ memo }) => (memo ?? '').split(/[\s|,;:#]+/));
  return [document.number, ...words].some((word) => plainNumber(word) === number);
}

function findingOf(source: HygieneSource, { document, home }: OpenDocument, receipt: IncomeReceipt): Finding {
  const what = CALLED[receipt.document.type as keyof typeof CALLED];
  const lines = [documentLine(source, document, home), documentLine(source, receipt.document, home)];
  return {
    key: keyOf(lines),
    reason: `Data shows ${called('invoice', document)} to ${partyText(document, 'an unnamed customer')} of ${dayText(source, document.date)} open for ${amountText(source, home)}, and a ${what} of the same amount from them on ${dayText(source, receipt.document.date)}, booked as income.`,
    moneyAtStake: home,
    lines,
    fixAt: { kind: receipt.document.type, id: receipt.document.id },
    resolutions: [
      {
        label: `The ${what} paid the invoice`,
        changes: [{ kind: 'REMOVE', key: entityKey('Invoice', document.id) }],
      },
      { label: 'The invoice still comes in', changes: [] },
    ],
  };
}
