import type { Posting } from '../books.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { homeAmount } from './openDocuments.js';
import type { HygieneSource } from './hygieneSource.js';
import { leftAfter, type Dated } from './offsetting.js';
import type { BooksPart } from './rule.js';

/** What receipts in undeposited funds are found from. */
export const UNDEPOSITED_PARTS: readonly BooksPart[] = [
  'Deposit',
  'Payment',
  'SalesReceipt',
  'RefundReceipt',
  'POSTINGS',
  'ACCOUNTS',
  'COMPANY',
  'AS_OF',
];

/** A receipt of which something is still in undeposited funds. */
export interface Waiting {
  /** All legs of the document; at least one. */
  readonly legs: readonly [Posting, ...Posting[]];
  /** What is left of it there, in home currency, above zero. */
  readonly amount: number;
}

/**
 * What was put into an undeposited funds account by the as-of date and is still there, by document, oldest first. A
 * deposit takes what it links to. What a deposit, a journal entry or another document takes without a link is set against
 * a receipt of the same amount, else against the oldest; so is what sums of condensed books take. Together it is never
 * more than the account's balance.
 */
export function waitingForDeposit(source: HygieneSource, accountId: string): readonly Waiting[] {
  const linked = linkedAmounts(source);
  const entries: Dated[] = [];
  const taken: Dated[] = [];
  for (const [key, legs] of legsOn(source, accountId)) {
    const [first] = legs;
    if (!first) continue;
    const net = legs.reduce((total, { debit, credit }) => total + debit - credit, 0);
    const type = first.documentId === null ? null : documentTypeOf(first.documentType);
    const entity = type === null ? key : entityKey(type, first.documentId ?? '');
    if (type === 'Deposit') {
      const unlinked = -net - (linked.by.get(entity) ?? 0);
      if (unlinked > 0) taken.push({ key, date: first.date, amount: unlinked });
      else if (net > 0) entries.push({ key, date: first.date, amount: net });
      continue;
    }
    const left = net - (linked.of.get(entity) ?? 0);
    if (net > 0 && left > 0) entries.push({ key, date: first.date, amount: left });
    if (net < 0 && left < 0) taken.push({ key, date: first.date, amount: -left });
  }
  const left = leftAfter(entries, taken);
  return [...left].flatMap(([key, amount]): Waiting[] => {
    const [first, ...others] = source.snapshots.index.legs.get(key) ?? [];
    return first ? [{ legs: [first, ...others], amount }] : [];
  });
}

function legsOn(source: HygieneSource, accountId: string): ReadonlyMap<string, readonly Posting[]> {
  return source.once(`undeposited ${accountId}`, ['POSTINGS', 'AS_OF'], () =>
    Map.groupBy(
      source.books.postings.filter((posting) => posting.accountId === accountId && posting.date <= source.asOf),
      ({ documentKey }) => documentKey,
    ),
  );
}

interface Linked {
  /** What was deposited of a document, by its entity key; below zero for a refund. In home currency. */
  readonly of: ReadonlyMap<string, number>;
  /** What a deposit took of documents, by the deposit's entity key. */
  readonly by: ReadonlyMap<string, number>;
}

function linkedAmounts(source: HygieneSource): Linked {
  return source.once('deposited amounts', UNDEPOSITED_PARTS, () => {
    const of = new Map<string, number>();
    const by = new Map<string, number>();
    for (const deposit of source.documents('Deposit')) {
      if (deposit.date > source.asOf) continue;
      const depositKey = entityKey('Deposit', deposit.id);
      for (const { type, id, amount } of deposit.applications) {
        const target = source.snapshots.index.documents.get(entityKey(type, id));
        const home = target && Math.abs(target.total) > 0 ? homeAmount(source, target, amount) : amount;
        of.set(entityKey(type, id), (of.get(entityKey(type, id)) ?? 0) + home);
        by.set(depositKey, (by.get(depositKey) ?? 0) + home);
      }
    }
    return { of, by };
  });
}
