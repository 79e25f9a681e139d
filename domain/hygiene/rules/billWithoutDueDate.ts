import { addDays } from '../../calendar.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openDocuments, PAYABLE_PARTS, type OpenDocument } from '../openDocuments.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** Usual terms: when a bill is taken to be due whose day is not known. */
const USUAL_TERMS_DAYS = 30;

/** An open bill without a due date. */
export const billWithoutDueDate: Rule = {
  id: 'bill-without-due-date',
  title: 'Bill without due date',
  about:
    'An open bill that has no due date. It is missing from what is due in 14 days and from what is overdue, and the forecast does not know its day.',
  severity: 'DISTORTS',
  minutes: 2,
  counted: { one: 'bill', many: 'bills' },
  settings: [],
  reads: PAYABLE_PARTS,
  find: (source) =>
    openDocuments(source, 'Bill')
      .filter(({ document }) => document.dueDate === null)
      .map((bill) => findingOf(source, bill)),
};

function findingOf(source: HygieneSource, { document, home }: OpenDocument): Finding {
  const line = documentLine(source, document, home);
  const key = keyOf([line]);
  const due = (label: string, days: number): Resolution => ({
    label,
    changes: [{ kind: 'MOVE', key, date: addDays(source.asOf, days) }],
  });
  return {
    key,
    reason: `Data shows ${called('bill', document)} from ${partyText(document, 'an unnamed vendor')} of ${dayText(source, document.date)} open for ${amountText(source, home)} without a due date.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: [due('It is due now', 1), due(`It is due in ${USUAL_TERMS_DAYS} days`, USUAL_TERMS_DAYS)],
  };
}
