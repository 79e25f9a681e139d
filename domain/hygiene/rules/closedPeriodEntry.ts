import type { BookDocument, Posting } from '../../books.js';
import { addDays, isoDate } from '../../calendar.js';
import { DOCUMENT_TYPES } from '../documentParts.js';
import type { IsoDate } from '../../units.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';

/** An entry made after the books were closed, with a date before. */
export const closedPeriodEntry: Rule = {
  id: 'closed-period-entry',
  title: 'Entry in the closed period',
  about:
    'A document dated on or before the closing date that was entered well after it, within the days set. Figures that were reported for the closed period have changed. When the books were closed is not in QuickBooks’ data: the days after the closing date are taken as part of the close.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'entry', many: 'entries' },
  settings: ['closedPeriodDays', 'closingDays'],
  lookBack: 'closedPeriodDays',
  reads: [...DOCUMENT_TYPES, 'POSTINGS', 'COMPANY', 'AS_OF'],
  find: (source, { closedPeriodDays, closingDays }) => {
    const { closedThrough, enteredAt } = source.books;
    if (closedThrough === null) return [];
    const latest =
      [addDays(closedThrough, closingDays), addDays(source.asOf, -closedPeriodDays - 1)].sort().at(-1) ?? '';
    const { documents } = source.snapshots.index;
    const findings: Finding[] = [];
    for (const [key, at] of enteredAt) {
      if (at <= latest || at.slice(0, 10) === latest) continue;
      const document = documents.get(key);
      if (document && !document.voided && document.date <= closedThrough)
        findings.push(...findingsOf(source, document, isoDate(at.slice(0, 10)), closedThrough));
    }
    return findings;
  },
};

function findingsOf(
  source: HygieneSource,
  document: BookDocument,
  entered: IsoDate,
  closedThrough: IsoDate,
): Finding[] {
  const line = documentLine(source, document, postedBy(source.legs(document)));
  if (line.amount === 0) return [];
  const what = [line.type, line.number, line.name && `(${line.name})`].filter(Boolean).join(' ');
  return [
    {
      key: keyOf([line]),
      reason: `Data shows ${what} of ${amountText(source, line.amount)} dated ${dayText(source, document.date)}, entered on ${dayText(source, entered)}; the books are closed through ${dayText(source, closedThrough)}.`,
      moneyAtStake: line.amount,
      lines: [line],
      fixAt: line.place,
      resolutions: null,
    },
  ];
}

function postedBy(legs: readonly Posting[]): number {
  return legs.reduce((total, { debit }) => total + debit, 0);
}
