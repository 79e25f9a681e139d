import type { Posting } from '../books.js';
import { addDays } from '../calendar.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import type { OpenCredit } from './credits.js';

const SIDES = {
  payable: { account: 'Accounts Payable', documents: ['Bill', 'BillPayment', 'VendorCredit'], sign: 1 },
  receivable: { account: 'Accounts Receivable', documents: ['Invoice', 'Payment', 'CreditMemo'], sign: -1 },
} as const;

type Side = keyof typeof SIDES;

type ControlBooks = Pick<SnapshotSource, 'index' | 'applications' | 'results'>;

/** How old they may be: what is older is one sum an account in the books that are kept. */
const POSTED_WITHIN_DAYS = 400;

/** The day that credits are told for. */
interface CreditDay {
  readonly asOf: IsoDate;
  /** The last day that counts; null: all. */
  readonly knownThrough: IsoDate | null;
}

/**
 * What was paid or credited past the documents: checks to accounts payable, deposits and journal lines to accounts
 * receivable that name the party and are applied to nothing. The bill or invoice they paid stands open beside them.
 */
export function controlCredits(books: ControlBooks, side: Side, day: CreditDay): OpenCredit[] {
  const name = `${side} credits of the ledger, on ${day.asOf}, known through ${day.knownThrough ?? 'all'}`;
  const found = books.results.ofLedger(name, (legs) => {
    const credits = creditsOf(books, side, day, legs);
    return credits.length === 0 ? null : credits;
  });
  return [...found.values()].flat();
}

function creditsOf(
  { index, applications }: ControlBooks,
  side: Side,
  { asOf, knownThrough }: CreditDay,
  legs: readonly Posting[],
): OpenCredit[] {
  const { account, documents, sign } = SIDES[side];
  const lines = legs.filter(({ accountId }) => index.accounts.get(accountId)?.type === account);
  const [first] = lines;
  if (!first || first.date < addDays(asOf, -POSTED_WITHIN_DAYS)) return [];
  if (knownThrough !== null && first.date > knownThrough) return [];
  const type = documentTypeOf(first.documentType);
  if ((documents as readonly (string | null)[]).includes(type)) return [];
  const key = type === null || first.documentId === null ? first.documentKey : entityKey(type, first.documentId);
  let applied = 0;
  for (const { date, amount } of applications.appliedTo.get(key) ?? [])
    if (knownThrough === null || date <= knownThrough) applied += amount;
  const byName = Map.groupBy(lines, (line) => line.name);
  // What is applied cannot be told apart between two parties of one entry.
  if (applied !== 0 && byName.size > 1) return [];
  return [...byName].flatMap(([partyName, of]): OpenCredit[] => {
    const amount = of.reduce((total, { debit, credit }) => total + sign * (debit - credit), 0) - applied;
    if (partyName === null || amount <= 0) return [];
    const { date, number, documentType } = first;
    const what = `${documentType} on ${account.toLowerCase()}`;
    const document = { key, what, date, number, currency: index.books.homeCurrency, partyId: null, partyName };
    return [{ of: document, amount: cents(amount) }];
  });
}
