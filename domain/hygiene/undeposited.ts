import type { BookDocument, Posting } from '../books.js';
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
  const unlinked = source.ofLedger(
    `unlinked in ${accountId}`,
    (legs, key) => {
      const on = legs.filter((leg) => leg.accountId === accountId && leg.date <= source.asOf);
      return unlinkedOf(source, on, key);
    },
    { summaries: true },
  );
  const entries: Dated[] = [];
  const taken: Dated[] = [];
  for (const { amount, ...one } of unlinked.values())
    (amount > 0 ? entries : taken).push({ ...one, amount: Math.abs(amount) });
  const left = leftAfter(entries, taken);
  return [...left].flatMap(([key, amount]): Waiting[] => {
    const [first, ...others] = source.snapshots.index.legs.get(key) ?? [];
    return first ? [{ legs: [first, ...others], amount }] : [];
  });
}

/** What one document put into the account (above zero) or took off it without a link saying from which or by which. */
function unlinkedOf(source: HygieneSource, legs: readonly Posting[], key: string): Dated | null {
  const [first] = legs;
  if (!first) return null;
  const net = legs.reduce((total, { debit, credit }) => total + debit - credit, 0);
  const { date, documentId } = first;
  const type = documentId === null ? null : documentTypeOf(first.documentType);
  const entity = type === null ? key : entityKey(type, documentId ?? '');
  const { documents } = source.snapshots.index;
  if (type === 'Deposit') {
    const unlinked = -net - takenBy(source, documents.get(entity));
    if (unlinked > 0) return { key, date, amount: -unlinked };
    return net > 0 ? { key, date, amount: net } : null;
  }
  if (net === 0) return null;
  const deposits = source.snapshots.links.get(entity) ?? [];
  const left = net - deposits.reduce((total, by) => total + takenBy(source, documents.get(by), entity), 0);
  return Math.sign(left) === Math.sign(net) ? { key, date, amount: left } : null;
}

/** What a deposit took of documents, or of one of them, in home currency; below zero for a refund. */
function takenBy(source: HygieneSource, deposit: BookDocument | undefined, entity?: string): number {
  if (deposit?.type !== 'Deposit' || deposit.voided || deposit.date > source.asOf) return 0;
  let taken = 0;
  for (const { type, id, amount } of deposit.applications) {
    const key = entityKey(type, id);
    if (entity !== undefined && key !== entity) continue;
    const target = source.snapshots.index.documents.get(key);
    taken += target && Math.abs(target.total) > 0 ? homeAmount(source, target, amount) : amount;
  }
  return taken;
}
