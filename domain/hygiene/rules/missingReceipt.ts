import type { BookDocument } from '../../books.js';
import { addDays } from '../../calendar.js';
import { entityKey } from '../../documentTypes.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import { partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';

/** A card purchase above an amount without a file attached. */
export const missingReceipt: Rule = {
  id: 'missing-receipt',
  title: 'Missing receipt',
  about: 'A purchase by card above the amount set, with no file attached in QuickBooks. No figure depends on it.',
  severity: 'TIDY',
  minutes: 3,
  counted: { one: 'receipt', many: 'receipts' },
  settings: ['receiptDays', 'receiptAbove'],
  lookBack: 'receiptDays',
  reads: ['Purchase', 'POSTINGS', 'ACCOUNTS', 'ATTACHMENTS', 'COMPANY', 'AS_OF'],
  find: (source, { receiptDays, receiptAbove }) => {
    const from = addDays(source.asOf, -receiptDays);
    return source.documents('Purchase').flatMap((purchase) => {
      if (purchase.date < from || purchase.date > source.asOf) return [];
      if (source.books.attachedTo.has(entityKey('Purchase', purchase.id))) return [];
      const charged = chargedToCard(source, purchase);
      return charged > receiptAbove ? [findingOf(source, purchase, charged)] : [];
    });
  },
};

/** In home currency; below zero for a refund to the card, zero where no card paid. */
function chargedToCard(source: HygieneSource, purchase: BookDocument): number {
  let charged = 0;
  for (const { accountId, debit, credit } of source.legs(purchase)) {
    if (source.account(accountId)?.type === 'Credit Card') charged += credit - debit;
  }
  return charged;
}

function findingOf(source: HygieneSource, purchase: BookDocument, charged: number): Finding {
  const line = documentLine(source, purchase, charged);
  return {
    key: keyOf([line]),
    reason: `Data shows ${amountText(source, charged)} charged to a card on ${dayText(source, purchase.date)} for ${partyText(purchase, line.name ?? 'an unnamed payee')} without a file attached.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: null,
  };
}
