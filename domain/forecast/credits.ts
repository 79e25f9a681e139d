import type { BookDocument } from '../books.js';
import { entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastItem } from './forecastInputs.js';
import { PartyNames } from './partyNames.js';

/** An open bill or invoice with the event it is expected as. */
export interface OpenDocument {
  readonly document: BookDocument;
  readonly item: ForecastItem;
}

/** What is left of a credit or of a payment. */
export interface OpenCredit {
  readonly of: CreditDocument;
  /** In home currency, above zero. */
  readonly amount: Cents;
}

/** The document, or the entry of the ledger, that a credit comes from. */
export interface CreditDocument {
  readonly key: string;
  /** What it is, in words. */
  readonly what: string;
  readonly date: IsoDate;
  readonly number: string | null;
  readonly currency: string;
  readonly partyId: string | null;
  readonly partyName: string | null;
}

export interface NettedCredits {
  /** On the days of the bills or invoices they are set against, those in view included. */
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

/** A vendor credit, a credit memo or a payment as what its credit comes from. */
export function creditDocument(document: BookDocument): CreditDocument {
  const { type, id, date, number, currency, partyId, partyName } = document;
  const what = type in WORDS ? WORDS[type as keyof typeof WORDS] : 'Credit';
  return { key: entityKey(type, id), what, date, number, currency, partyId, partyName };
}

/**
 * Sets open credits against the open documents of the same party, the oldest due first, never more than is open: what is
 * expected is then the net (domain: "open bills, net of open credits"). A credit over several documents has an event for
 * each; the first bears the credit's own key, the others `<key>/2`, `<key>/3` …
 * `direction` IN: an outflow that does not happen; OUT: an inflow that does not happen.
 * Every document and every credit is used up once: the work grows with their number.
 */
export function netCredits(
  open: readonly OpenDocument[],
  credits: readonly OpenCredit[],
  direction: 'IN' | 'OUT',
): NettedCredits {
  if (credits.length === 0) return { items: [], rest: [] };
  const queues = queuesOf(open, credits);
  const parts = new Map<string, number>();
  const items: ForecastItem[] = [];
  const rest: OpenCredit[] = [];
  for (const { of, amount, party } of queues.credits.sort(byAge)) {
    let left: number = amount;
    const queue = party === null ? undefined : queues.byParty.get(party);
    for (let next = queue?.next(); left > 0 && next; next = queue?.next()) {
      const taken = Math.min(left, next.open);
      left -= taken;
      next.open -= taken;
      const part = (parts.get(of.key) ?? 0) + 1;
      parts.set(of.key, part);
      items.push(creditItem(of, next.item, cents(taken), direction, part));
    }
    if (left > 0) rest.push({ of, amount: cents(left) });
  }
  return { items, rest };
}

interface QueuedDocument {
  readonly item: ForecastItem;
  readonly due: IsoDate;
  open: number;
}

/** A party's open documents, the oldest due first. */
class Queue {
  private place = 0;

  constructor(private readonly documents: readonly QueuedDocument[]) {}

  /** The first of which something is left. */
  next(): QueuedDocument | undefined {
    while (this.documents[this.place]?.open === 0) this.place += 1;
    return this.documents[this.place];
  }
}

type CreditOfParty = OpenCredit & { readonly party: string | null };

/** Only the documents of parties that have a credit are put in order. */
function queuesOf(
  open: readonly OpenDocument[],
  credits: readonly OpenCredit[],
): { credits: CreditOfParty[]; byParty: ReadonlyMap<string, Queue> } {
  const names = new PartyNames([...open.map(({ document }) => document), ...credits.map(({ of }) => of)]);
  const ofParties = credits.map((credit) => ({ ...credit, party: names.keyOf(credit.of) }));
  const parties = new Set(ofParties.flatMap(({ party }) => party ?? []));
  const documents = new Map<string, QueuedDocument[]>();
  for (const { document, item } of open) {
    const party = names.keyOf(document);
    if (party === null || !parties.has(party)) continue;
    const queued = { item, due: document.dueDate ?? document.date, open: item.amount };
    const known = documents.get(party);
    if (known) known.push(queued);
    else documents.set(party, [queued]);
  }
  const queues = [...documents].map(([party, of]): [string, Queue] => [party, new Queue(of.sort(byDue))]);
  return { credits: ofParties, byParty: new Map(queues) };
}

function creditItem(
  { key, what, number }: CreditDocument,
  against: ForecastItem,
  amount: Cents,
  direction: 'IN' | 'OUT',
  part: number,
): ForecastItem {
  return {
    key: part === 1 ? key : `${key}/${part}`,
    kind: 'CREDIT',
    direction,
    amount,
    date: against.date,
    name: against.name,
    number,
    documentKey: key,
    dueDate: null,
    series: null,
    basis: `${what}${againstWords(against)}`,
    against: against.key,
  };
}

const SET_AGAINST = ', set against ';

function againstWords({ kind, number }: Pick<ForecastItem, 'kind' | 'number'>): string {
  return `${SET_AGAINST}${kind === 'INVOICE' ? 'invoice' : 'bill'}${number === null ? '' : ` ${number}`}.`;
}

/** A credit's basis once it is set against another bill or invoice. */
export function basisAgainst(basis: string, target: Pick<ForecastItem, 'kind' | 'number'>): string {
  const end = basis.indexOf(SET_AGAINST);
  return end < 0 ? basis : `${basis.slice(0, end)}${againstWords(target)}`;
}

function byAge({ of: a, party: partyA }: CreditOfParty, { of: b, party: partyB }: CreditOfParty): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return (partyA ?? '') < (partyB ?? '') ? -1 : 1;
}

function byDue(a: QueuedDocument, b: QueuedDocument): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1;
  return a.item.key < b.item.key ? -1 : 1;
}
