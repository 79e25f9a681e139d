/** Random edits of books, one after another, as people make them in a day: what they do not name stays the same object. */
import fc from 'fast-check';
import type { BookDocument, DocumentType, Posting } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import { documentTypeOf, entityKey } from '../../../domain/documentTypes.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import type { BooksPart } from '../../../domain/hygiene/rule.js';
import { cents } from '../../../domain/money.js';
import type { IsoDate } from '../../../domain/units.js';
import { day } from '../company.js';
import { AS_OF, booksOf, deposit, ledgerOnly, payment, purchase, transfer } from './books.js';
import { messyBooks } from './messyBooks.js';

const KINDS = [
  ...([
    'remove',
    'remove document',
    'remove legs',
    'amount',
    'date',
    'date of the document',
    'date of the document',
    'void',
    'party',
  ] as const),
  ...(['apply', 'apply', 'apply', 'deposit', 'number', 'memo', 'clear', 'currency', 'account', 'second name'] as const),
  ...([
    'add',
    'add',
    'paycheck',
    'attach',
    'rename party',
    'close account',
    'next day',
    'close period',
    'undo',
  ] as const),
];

/** What it does is told by the numbers, modulo what there is. */
export const bookEdit = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
  amount: fc.constantFrom(5_000, 10_001, 120_000, 500_000),
  days: fc.integer({ min: -120, max: 40 }),
  /** What is asked for of this state of the books. */
  asked: fc.constantFrom('both', 'both', 'findings', 'forecast', 'nothing'),
});

export type BookEdit = typeof bookEdit extends fc.Arbitrary<infer Each> ? Each : never;

/** The books on a day. */
export interface BooksOfDay {
  readonly books: HygieneBooks;
  readonly asOf: IsoDate;
}

/** Messy books in which rent, pay and customers' money come back, and deposits take what was paid. */
export const editableBooks: fc.Arbitrary<HygieneBooks> = messyBooks.map((messy) => {
  const weeks = Array.from({ length: 12 }, (_, week) => addDays(day(AS_OF), -7 * week - 3));
  const { documents, postings } = booksOf(
    weeks.flatMap((date, week) => [
      purchase(`rent${week}`, date, 30_000, { account: 'rent', party: 'v3', partyName: 'Zenith' }),
      ledgerOnly('Paycheck', date, { wages: 70_000, withheld: -10_000, checking: -60_000 }),
      payment(`p${week}`, date, 45_000, { party: 'c1', through: 'undeposited' }),
      deposit(`d${week}`, addDays(date, 1), 45_000, { applied: { [`Payment:p${week}`]: 45_000 } }),
      transfer(`t${week}`, date, 500),
    ]),
  );
  return { ...messy, documents: [...messy.documents, ...documents], postings: [...messy.postings, ...postings] };
});

/** The books after an edit; `past` are the states before, the first the oldest. */
export function edited(past: readonly BooksOfDay[], edit: BookEdit): BooksOfDay {
  const now = past.at(-1) as BooksOfDay;
  if (edit.kind === 'next day') return { ...now, asOf: addDays(now.asOf, 1) };
  if (edit.kind === 'undo') return { ...now, books: (past[edit.pick % past.length] as BooksOfDay).books };
  return { ...now, books: { ...now.books, ...changeOf(now.books, edit, past.length) } };
}

function changeOf(books: HygieneBooks, edit: BookEdit, step: number): Partial<HygieneBooks> {
  const { documents, postings, accounts, parties, attachedTo } = books;
  const of = nth(choiceOf(documents, edit), edit.pick);
  const other = nth(documents, edit.other);
  if (!of || !other) return {};
  const replace = (by: Partial<BookDocument>): readonly BookDocument[] =>
    documents.map((one) => (one === of ? { ...one, ...by } : one));
  const isLeg = (posting: Posting): boolean =>
    posting.documentId === of.id && documentTypeOf(posting.documentType) === of.type;
  const post = (by: (leg: Posting) => Partial<Posting>): readonly Posting[] =>
    postings.map((one) => (isLeg(one) ? { ...one, ...by(one) } : one));
  const date = addDays(day(AS_OF), edit.days);
  const amount = cents(edit.amount);
  switch (edit.kind) {
    case 'remove':
      return { documents: documents.filter((one) => one !== of), postings: postings.filter((one) => !isLeg(one)) };
    case 'remove document':
      return { documents: documents.filter((one) => one !== of) };
    case 'remove legs':
      return { postings: postings.filter((one) => !isLeg(one)) };
    case 'amount':
      return {
        documents: replace({ total: amount }),
        postings: post(({ debit, credit }) => ({ debit: debit && amount, credit: credit && amount })),
      };
    case 'date':
      return { documents: replace({ date }), postings: post(() => ({ date })) };
    case 'date of the document':
      return { documents: replace({ date, dueDate: addDays(date, 10) }) };
    case 'void':
      return { documents: replace({ voided: !of.voided }) };
    case 'party':
      return { documents: replace({ partyId: other.partyId, partyName: other.partyName }) };
    case 'apply': {
      const target = nth(targetsOf(documents, of), edit.other);
      if (!target) return {};
      const share = { type: target.type, id: target.id, amount: cents(Math.min(target.total, amount)) };
      return { documents: replace({ applications: [...of.applications, share] }) };
    }
    case 'deposit': {
      const receipt = nth(
        documents.filter(({ type }) => APPLIED_TO.Deposit?.includes(type)),
        edit.other,
      );
      if (!receipt) return {};
      const { type, id, total } = receipt;
      const into = deposit(`new${step}`, date, total, { applied: { [entityKey(type, id)]: total } });
      return { documents: [...documents, ...into.documents], postings: [...postings, ...into.postings] };
    }
    case 'number':
      return { documents: replace({ number: other.number }), postings: post(() => ({ number: other.number })) };
    case 'memo':
      return { postings: post(() => ({ memo: 'Edited', name: 'Quinn' })) };
    case 'clear':
      return { postings: post(({ cleared }) => ({ cleared: !cleared })) };
    case 'currency':
      return { documents: replace({ currency: of.currency === 'USD' ? 'EUR' : 'USD' }) };
    case 'account':
      return {
        postings: post(({ accountId }) => ({
          accountId: accountId === 'checking' ? 'savings' : accountId === 'rent' ? 'Suspense' : accountId,
        })),
      };
    case 'second name':
      return { postings: [...postings, ...postings.filter(isLeg).map((leg) => ({ ...leg, ...secondName(leg) }))] };
    case 'add':
      return added(books, of, `new${step}`, date);
    case 'paycheck':
      return {
        postings: [
          ...postings,
          ...ledgerOnly('Paycheck', date, { wages: edit.amount, checking: -edit.amount }).postings,
        ],
      };
    case 'attach':
      return { attachedTo: new Set([...attachedTo, entityKey(of.type, of.id)]) };
    case 'rename party':
      return {
        parties: parties.map((one, at) =>
          at === edit.pick % parties.length ? { ...one, name: 'Zenith', hasTaxIdentifier: true } : one,
        ),
      };
    case 'close account':
      return {
        accounts: accounts.map((one, at) =>
          at === edit.pick % accounts.length ? { ...one, active: !one.active } : one,
        ),
      };
    case 'close period':
      return { closedThrough: date };
    default:
      return {};
  }
}

/** What QuickBooks lets a document apply to. */
const APPLIED_TO: Partial<Record<DocumentType, readonly DocumentType[]>> = {
  Payment: ['Invoice', 'CreditMemo', 'JournalEntry'],
  BillPayment: ['Bill', 'VendorCredit', 'JournalEntry'],
  Deposit: ['Payment', 'SalesReceipt', 'RefundReceipt'],
};

function targetsOf(documents: readonly BookDocument[], { type }: BookDocument): readonly BookDocument[] {
  return documents.filter((one) => APPLIED_TO[type]?.includes(one.type));
}

/** Few documents apply to others: they and what they apply to are edited more often than not. */
function choiceOf(documents: readonly BookDocument[], { kind, other }: BookEdit): readonly BookDocument[] {
  if (kind === 'apply') return documents.filter(({ type }) => type in APPLIED_TO);
  const applied = documents.flatMap(({ applications }) => applications.map(({ type, id }) => entityKey(type, id)));
  const linked = new Set(applied);
  return other % 3 === 0
    ? documents
    : documents.filter(({ type, id, applications }) => applications.length > 0 || linked.has(entityKey(type, id)));
}

function nth<T>(list: readonly T[], number: number): T | undefined {
  return list[number % list.length];
}

/** The same document once more, under another id and on another day. */
function added(
  { documents, postings, enteredAt }: HygieneBooks,
  of: BookDocument,
  id: string,
  date: IsoDate,
): Partial<HygieneBooks> {
  const legs = postings.filter((one) => one.documentId === of.id && documentTypeOf(one.documentType) === of.type);
  const copies = legs.map((leg) => ({ ...leg, documentId: id, documentKey: `${leg.documentType}:${id}`, date }));
  return {
    documents: [...documents, { ...of, id, date }],
    postings: [...postings, ...copies],
    enteredAt: new Map([...enteredAt, [entityKey(of.type, id), `${AS_OF}T10:00:00Z`]]),
  };
}

/** As the ledger can show one expense as a check and as an expense. */
function secondName({ documentType, documentId }: Posting): Partial<Posting> {
  const label = documentType === 'Expense' ? 'Check' : `${documentType}.`;
  return { documentType: label, documentKey: `${label}:${documentId ?? ''}` };
}

/** The parts in which two states of the books differ, and no others. */
export function changedParts(before: BooksOfDay, after: BooksOfDay): Set<BooksPart> {
  const [then, now] = [before.books, after.books];
  const parts = new Set<BooksPart>();
  const [old, current] = [new Set(then.documents), new Set(now.documents)];
  for (const one of now.documents) if (!old.has(one)) parts.add(one.type);
  for (const one of then.documents) if (!current.has(one)) parts.add(one.type);
  if (then.postings !== now.postings) parts.add('POSTINGS');
  if (then.accounts !== now.accounts) parts.add('ACCOUNTS');
  if (then.parties !== now.parties) parts.add('PARTIES');
  if (then.attachedTo !== now.attachedTo) parts.add('ATTACHMENTS');
  if (then.closedThrough !== now.closedThrough) parts.add('COMPANY');
  if (before.asOf !== after.asOf) parts.add('AS_OF');
  return parts;
}
