import { daysBetween } from '../../calendar.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openByParty, openDocuments, partyKey, PAYABLE_PARTS, RECEIVABLE_PARTS } from '../openDocuments.js';
import type { OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';
import { withoutCredit } from '../withoutCredit.js';

/**
 * A payment of a customer that settles no invoice, in whole or in part; and one to a vendor whose bills are still open.
 * A vendor without open bills is `negative-payables`.
 */
export const unappliedPayment: Rule = {
  id: 'unapplied-payment',
  title: 'Payment not applied',
  about:
    "A customer's payment that is applied to no invoice, in whole or in part, or a payment to a vendor applied to none of its open bills. What was paid still counts as open.",
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'payment', many: 'payments' },
  settings: ['unappliedPaymentDays'],
  reads: [...new Set([...RECEIVABLE_PARTS, ...PAYABLE_PARTS])],
  find: (source, { unappliedPaymentDays }) => {
    const isOld = ({ document }: OpenDocument): boolean =>
      daysBetween(document.date, source.asOf) > unappliedPaymentDays;
    const invoices = openByParty(source, 'Invoice');
    const bills = openByParty(source, 'Bill');
    const toVendors = openDocuments(source, 'BillPayment').filter(({ document }) => bills.has(partyKey(document)));
    return [
      ...openDocuments(source, 'Payment')
        .filter(isOld)
        .map((payment) => fromCustomer(source, payment, invoices.get(partyKey(payment.document)) ?? [])),
      ...toVendors
        .filter(isOld)
        .map((payment) => toVendor(source, payment, bills.get(partyKey(payment.document)) ?? [])),
    ];
  },
};

function fromCustomer(source: HygieneSource, payment: OpenDocument, invoices: readonly OpenDocument[]): Finding {
  const { document, home } = payment;
  const beside =
    invoices.length === 0
      ? 'no invoice of theirs is open'
      : `${countText(invoices.length, 'invoice')} of theirs ${invoices.length === 1 ? 'is' : 'are'} open for ${amountText(source, homeOf(invoices))}`;
  return {
    ...findingOf(source, payment),
    reason: `Data shows ${partOf(source, payment)} from ${partyText(document, 'an unnamed customer')} of ${dayText(source, document.date)} applied to nothing; ${beside}.`,
    resolutions:
      invoices.length === 0 || home === 0
        ? null
        : [
            { label: 'It paid what is open', changes: [] },
            {
              label: 'It paid something else, and the invoices still come in',
              changes: withoutCredit(document, invoices),
            },
          ],
  };
}

function toVendor(source: HygieneSource, payment: OpenDocument, bills: readonly OpenDocument[]): Finding {
  const { document, home } = payment;
  return {
    ...findingOf(source, payment),
    reason: `Data shows ${partOf(source, payment)} to ${partyText(document, 'an unnamed vendor')} of ${dayText(source, document.date)} applied to nothing; ${countText(bills.length, 'bill')} of theirs ${bills.length === 1 ? 'is' : 'are'} open for ${amountText(source, homeOf(bills))}.`,
    resolutions:
      home === 0
        ? null
        : [
            { label: 'It paid what is open', changes: [] },
            { label: 'It paid something else, and the bills are still owed', changes: withoutCredit(document, bills) },
          ],
  };
}

function findingOf(source: HygieneSource, { document, home }: OpenDocument): Omit<Finding, 'reason' | 'resolutions'> {
  const line = documentLine(source, document, home);
  return { key: keyOf([line]), moneyAtStake: line.amount, lines: [line], fixAt: line.place };
}

function partOf(source: HygieneSource, { document, open, home }: OpenDocument): string {
  const isHome = document.currency === source.books.homeCurrency;
  if (open === document.total || !isHome) return `a payment of ${amountText(source, home)}`;
  return `${amountText(source, home)} of a payment of ${amountText(source, document.total)}`;
}

function homeOf(open: readonly OpenDocument[]): number {
  return open.reduce((total, { home }) => total + home, 0);
}
