import { daysBetween } from '../../calendar.js';
import { entityKey } from '../../documentTypes.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { familyOf, openByFamily, openDocuments, PAYABLE_PARTS, RECEIVABLE_PARTS } from '../openDocuments.js';
import type { OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';
import { withoutCredit } from '../withoutCredit.js';

const SIDES = {
  VendorCredit: { against: 'Bill', what: 'vendor credit', link: 'from', nobody: 'an unnamed vendor', open: 'bill' },
  CreditMemo: { against: 'Invoice', what: 'credit memo', link: 'to', nobody: 'an unnamed customer', open: 'invoice' },
} as const;

/** A vendor credit or credit memo with an amount left after a long time. */
export const unappliedCredit: Rule = {
  id: 'unapplied-credit',
  title: 'Credit not applied',
  about:
    'A vendor credit or credit memo of which something is left after a long time. Until it is used, payables or receivables look higher than they are.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'credit', many: 'credits' },
  settings: ['unappliedCreditDays'],
  reads: [...new Set([...PAYABLE_PARTS, ...RECEIVABLE_PARTS])],
  find: (source, { unappliedCreditDays }) =>
    (['VendorCredit', 'CreditMemo'] as const).flatMap((type) => {
      const open = openByFamily(source, SIDES[type].against);
      return openDocuments(source, type)
        .filter(({ document }) => daysBetween(document.date, source.asOf) > unappliedCreditDays)
        .map((credit) => {
          const against = open.get(familyOf(source, credit.document)) ?? [];
          return source.remember(`open ${type} ${credit.document.id}`, [credit, against.length], () =>
            findingOf(source, type, credit, against),
          );
        });
    }),
};

function findingOf(
  source: HygieneSource,
  type: keyof typeof SIDES,
  { document, open, home }: OpenDocument,
  against: readonly OpenDocument[],
): Finding {
  const { what, link, nobody, open: opened } = SIDES[type];
  const line = documentLine(source, document, home);
  const ofTotal = open < document.total && document.currency === source.books.homeCurrency;
  const part = ofTotal ? `, of ${amountText(source, document.total)}` : '';
  const days = countText(daysBetween(document.date, source.asOf), 'day');
  return {
    key: keyOf([line]),
    reason: `Data shows ${amountText(source, home)}${part} left of ${called(what, document)} ${link} ${partyText(document, nobody)} of ${dayText(source, document.date)}, ${days} old.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions:
      against.length === 0 || home === 0
        ? null
        : [
            { label: `It is set against the open ${opened}s`, changes: [] },
            { label: 'It is never used', changes: withoutCredit(entityKey(type, document.id)) },
          ],
  };
}
