import { addDays, daysBetween } from '../../calendar.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openDocuments, RECEIVABLE_PARTS, type OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';

/** When an invoice is taken to be collected that was stale. */
const COLLECTED_IN_DAYS = 30;

/** An invoice still open long past its due date, or past its own where it has none. */
export const staleInvoice: Rule = {
  id: 'stale-invoice',
  title: 'Stale invoice',
  about:
    'An invoice still open long past its due date. Receivables count it in full, the forecast mostly in neither edge; whether it comes in at all is not known.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'invoice', many: 'invoices' },
  settings: ['staleInvoiceDays'],
  reads: RECEIVABLE_PARTS,
  find: (source, { staleInvoiceDays }) =>
    openDocuments(source, 'Invoice').flatMap((invoice) => {
      const { dueDate, date } = invoice.document;
      return daysBetween(dueDate ?? date, source.asOf) > staleInvoiceDays ? [findingOf(source, invoice)] : [];
    }),
};

function findingOf(source: HygieneSource, { document, home }: OpenDocument): Finding {
  const { dueDate, date } = document;
  const line = documentLine(source, document, home);
  const key = keyOf([line]);
  const due = dueDate === null ? `without a due date, of ${dayText(source, date)}` : `due ${dayText(source, dueDate)}`;
  const days = countText(daysBetween(dueDate ?? date, source.asOf), 'day');
  return {
    key,
    reason: `Data shows ${called('invoice', document)} to ${partyText(document, 'an unnamed customer')}, ${due}, open for ${amountText(source, home)} after ${days}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: [
      {
        label: `It is collected in ${COLLECTED_IN_DAYS} days`,
        changes: [{ kind: 'MOVE', key, date: addDays(source.asOf, COLLECTED_IN_DAYS) }],
      },
      { label: 'It never comes in', changes: [{ kind: 'REMOVE', key }] },
    ],
  };
}
