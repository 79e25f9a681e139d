import type { BookDocument, DocumentType } from '../../books.js';
import { daysBetween } from '../../calendar.js';
import { entityKey } from '../../documentTypes.js';
import { controlCredits } from '../../forecast/controlCredits.js';
import type { OpenCredit } from '../../forecast/credits.js';
import { sum } from '../../money.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import {
  familyOf,
  familyOfParty,
  openByFamily,
  openDocuments,
  PAYABLE_PARTS,
  RECEIVABLE_PARTS,
} from '../openDocuments.js';
import type { OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';
import { withoutCredit } from '../withoutCredit.js';

/**
 * A payment of a customer that settles no invoice, in whole or in part; and one to a vendor whose bills are still open.
 * A vendor without open bills is `negative-payables`; what journal entries do there is `journal-on-control-account`.
 */
export const unappliedPayment: Rule = {
  id: 'unapplied-payment',
  title: 'Payment not applied',
  about:
    "A customer's payment that is applied to no invoice, in whole or in part, or a payment to a vendor applied to none of its open bills; likewise a check booked to accounts payable or a deposit booked to accounts receivable beside open bills or invoices. What was paid still counts as open.",
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'payment', many: 'payments' },
  settings: ['unappliedPaymentDays'],
  reads: [...new Set([...RECEIVABLE_PARTS, ...PAYABLE_PARTS, 'Purchase' as const, 'Deposit' as const])],
  find: (source, { unappliedPaymentDays }) => {
    const isOld = ({ document }: Pick<Unapplied, 'document'>): boolean =>
      daysBetween(document.date, source.asOf) > unappliedPaymentDays;
    const bySide = (['Customer', 'Vendor'] as const).map((side) => {
      const { payment, against } = SIDES[side];
      const open = openByFamily(source, against);
      const beside = (family: string): readonly OpenDocument[] => open.get(family) ?? [];
      return [
        ...openDocuments(source, payment)
          .map((one) => ({ ...one, side, beside: beside(familyOf(source, one.document)) }))
          .filter((one) => side === 'Customer' || one.beside.length > 0),
        ...bookedPast(source, side, beside),
      ];
    });
    return bySide.flat().flatMap((one) => (isOld(one) ? [findingOf(source, one)] : []));
  },
};

const SIDES = {
  Customer: {
    ...({ payment: 'Payment', against: 'Invoice', ledger: 'receivable' } as const),
    ...{ link: 'from', what: 'invoice', other: 'It paid something else, and the invoices still come in' },
  },
  Vendor: {
    ...({ payment: 'BillPayment', against: 'Bill', ledger: 'payable' } as const),
    ...{ link: 'to', what: 'bill', other: 'It paid something else, and the bills are still owed' },
  },
} as const;

type Side = keyof typeof SIDES;

/** A payment of which something is applied to nothing, with what is open of its party. */
interface Unapplied extends OpenDocument {
  readonly side: Side;
  readonly beside: readonly OpenDocument[];
  /** Where the ledger alone names it. */
  readonly name?: string | null;
}

/** Checks on accounts payable and deposits on accounts receivable, where the party has something open. */
function bookedPast(
  source: HygieneSource,
  side: Side,
  beside: (family: string) => readonly OpenDocument[],
): readonly Unapplied[] {
  const { ledger, against } = SIDES[side];
  const day = { asOf: source.asOf, knownThrough: source.asOf };
  const credits = Map.groupBy(controlCredits(source.snapshots, ledger, day), ({ of }) => of.key);
  return [...credits].flatMap(([key, parts]): Unapplied[] => {
    const document = source.snapshots.index.documents.get(key);
    const [first] = parts;
    if (!first || !isPayment(document)) return [];
    const families = new Set(parts.map(({ of }) => familyOfParty(source, against, of)));
    const open = [...families].flatMap(beside);
    if (open.length === 0) return [];
    const home = totalOf(parts);
    return [{ document, open: home, home, side, beside: open, name: first.of.partyName }];
  });
}

function isPayment(document: BookDocument | undefined): document is BookDocument {
  const types: readonly (DocumentType | undefined)[] = ['Purchase', 'Deposit'];
  return document !== undefined && !document.voided && types.includes(document.type);
}

function findingOf(source: HygieneSource, payment: Unapplied): Finding {
  const { document, home, side, beside, name } = payment;
  const { link, what, other } = SIDES[side];
  const line = documentLine(source, document, home);
  const whom = name ?? partyText(document, side === 'Customer' ? 'an unnamed customer' : 'an unnamed vendor');
  const open =
    beside.length === 0
      ? `no ${what} of theirs is open`
      : `${countText(beside.length, what)} of theirs ${beside.length === 1 ? 'is' : 'are'} open for ${amountText(source, homeOf(beside))}`;
  return {
    key: keyOf([line]),
    reason: `Data shows ${partOf(source, payment)} ${link} ${whom} of ${dayText(source, document.date)} applied to nothing; ${open}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions:
      beside.length === 0 || home === 0
        ? null
        : [
            { label: 'It paid what is open', changes: [] },
            { label: other, changes: withoutCredit(entityKey(document.type, document.id)) },
          ],
  };
}

function partOf(source: HygieneSource, { document, open, home, side }: Unapplied): string {
  const called = document.type === SIDES[side].payment ? 'payment' : document.type === 'Deposit' ? 'deposit' : 'check';
  const isHome = document.currency === source.books.homeCurrency;
  if (open === document.total || !isHome) return `a ${called} of ${amountText(source, home)}`;
  return `${amountText(source, home)} of a ${called} of ${amountText(source, document.total)}`;
}

function homeOf(open: readonly OpenDocument[]): number {
  return open.reduce((total, { home }) => total + home, 0);
}

function totalOf(credits: readonly OpenCredit[]): OpenCredit['amount'] {
  return sum(credits.map(({ amount }) => amount));
}
