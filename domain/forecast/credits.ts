import type { BookDocument } from '../books.js';
import { entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import type { Cents } from '../units.js';
import type { ForecastItem } from './forecastInputs.js';

/** An open bill or invoice with the event it is expected as. */
export interface OpenDocument {
  readonly document: BookDocument;
  readonly item: ForecastItem;
}

/** What is left of a credit or of a payment, in home currency, above zero. */
export interface OpenCredit {
  readonly document: BookDocument;
  readonly amount: Cents;
}

export interface NettedCredits {
  /** On the days of the bills or invoices they are set against. */
  readonly items: readonly ForecastItem[];
  /** Credits that found nothing, or not enough, to be set against. */
  readonly rest: readonly OpenCredit[];
}

const WORDS = {
  VendorCredit: 'Vendor credit',
  BillPayment: 'Payment not applied to a bill',
  CreditMemo: 'Credit memo',
  Payment: 'Payment not applied to an invoice',
} as const;

/**
 * Sets open credits against the open documents of the same party, the earliest expected first, never more than is open:
 * what is expected is then the net (domain: "open bills, net of open credits"). A credit over several days has an event
 * for each; the first bears the credit's own key, the others `<key>/2`, `<key>/3` …
 * `direction` IN: an outflow that does not happen; OUT: an inflow that does not happen.
 */
export function netCredits(
  open: readonly OpenDocument[],
  credits: readonly OpenCredit[],
  direction: 'IN' | 'OUT',
): NettedCredits {
  const parties = new Set(credits.map(({ document }) => partyOf(document)));
  const against = open.filter(({ document }) => parties.has(partyOf(document))).sort(byDate);
  const byParty = Map.groupBy(against, ({ document }) => partyOf(document));
  const left = new Map(against.map(({ item }) => [item.key, item.amount as number]));
  const items: ForecastItem[] = [];
  const rest: OpenCredit[] = [];
  for (const credit of [...credits].sort(byAge)) {
    const party = partyOf(credit.document);
    let amount: number = credit.amount;
    let part = 0;
    for (const { item } of party === null ? [] : (byParty.get(party) ?? [])) {
      const taken = Math.min(amount, left.get(item.key) ?? 0);
      if (taken <= 0) continue;
      left.set(item.key, (left.get(item.key) ?? 0) - taken);
      amount -= taken;
      part += 1;
      items.push(creditItem(credit.document, item, cents(taken), direction, part));
    }
    if (amount > 0) rest.push({ document: credit.document, amount: cents(amount) });
  }
  return { items, rest };
}

function creditItem(
  document: BookDocument,
  against: ForecastItem,
  amount: Cents,
  direction: 'IN' | 'OUT',
  part: number,
): ForecastItem {
  const documentKey = entityKey(document.type, document.id);
  const what = document.type in WORDS ? WORDS[document.type as keyof typeof WORDS] : 'Credit';
  const target = direction === 'IN' ? 'bill' : 'invoice';
  return {
    key: part === 1 ? documentKey : `${documentKey}/${part}`,
    kind: 'CREDIT',
    direction,
    amount,
    date: against.date,
    name: against.name,
    number: document.number,
    documentKey,
    dueDate: null,
    series: null,
    basis: `${what}, set against ${target}${against.number === null ? '' : ` ${against.number}`}.`,
  };
}

/** Credits count only in the currency they are in. */
function partyOf({ partyId, currency }: BookDocument): string | null {
  return partyId === null ? null : `${currency} ${partyId}`;
}

function byAge({ document: a }: OpenCredit, { document: b }: OpenCredit): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return entityKey(a.type, a.id) < entityKey(b.type, b.id) ? -1 : 1;
}

function byDate(a: OpenDocument, b: OpenDocument): number {
  if (a.item.date !== b.item.date) return a.item.date < b.item.date ? -1 : 1;
  return a.item.key < b.item.key ? -1 : 1;
}
