import { daysBetween } from '../../calendar.js';
import type { IsoDate } from '../../units.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openDocuments, PAYABLE_PARTS, type OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';

/** A bill still open long past its due date. */
export const overdueBill: Rule = {
  id: 'overdue-bill',
  title: 'Overdue bill',
  about:
    'A bill still open long past its due date: disputed, forgotten, or paid without being marked so. The forecast takes it as paid the next day.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'bill', many: 'bills' },
  settings: ['overdueBillDays'],
  reads: PAYABLE_PARTS,
  find: (source, { overdueBillDays }) =>
    openDocuments(source, 'Bill').flatMap((bill) => {
      const { dueDate } = bill.document;
      if (dueDate === null || daysBetween(dueDate, source.asOf) <= overdueBillDays) return [];
      return [source.remember(`overdue bill ${bill.document.id}`, [bill], () => findingOf(source, bill, dueDate))];
    }),
};

function findingOf(source: HygieneSource, { document, open, home }: OpenDocument, dueDate: IsoDate): Finding {
  const line = documentLine(source, document, home);
  const key = keyOf([line]);
  const part = open < document.total ? ` of ${amountText(source, document.total)}` : '';
  const days = countText(daysBetween(dueDate, source.asOf), 'day');
  return {
    key,
    reason: `Data shows ${called('bill', document)} from ${partyText(document, 'an unnamed vendor')}, due ${dayText(source, dueDate)}, open for ${amountText(source, home)}${document.currency === source.books.homeCurrency ? part : ''}, ${days} overdue.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: [
      { label: 'It is still owed', changes: [] },
      { label: 'It is not owed, or was paid already', changes: [{ kind: 'REMOVE', key }] },
    ],
  };
}
