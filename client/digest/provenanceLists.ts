import type { Figure } from '../../schema/generated/graphql.js';
import type { DigestView, ProvenanceView } from '../offline/index.js';

export type Group = ProvenanceView['groups'][number];
type Movement = DigestView['movements'][number];

/** One document as a group lists it; minor units, signed as it enters the figure. */
export interface Listed {
  readonly key: string;
  readonly date: string;
  readonly what: string;
  readonly party: string | null;
  readonly detail: string;
  readonly amount: number;
}

/** A group's documents, the newest first, and whether they are all of it. */
export interface ListedGroup {
  readonly transactions: readonly Listed[];
  /** True when count and sum of the list are those of the group. */
  readonly addsUp: boolean;
}

/** The documents behind a group, joined from what the digest holds: cash movements, or open bills and invoices. */
export function listOf(group: Group, figure: Figure, digest: DigestView): ListedGroup {
  const transactions = group.direction === null ? openItems(figure, digest) : movementsOf(group, digest.movements);
  const sum = transactions.reduce((total, { amount }) => total + amount, 0);
  return { transactions, addsUp: sum === group.amount && transactions.length === group.count };
}

/** One line a document: its parts of the group's class together. */
function movementsOf(group: Group, movements: readonly Movement[]): Listed[] {
  const sign = group.amount < 0 ? -1 : 1;
  const byDocument = new Map<string, { first: Movement; accounts: Set<string>; amount: number }>();
  for (const part of movements) {
    if (part.direction !== group.direction || part.class !== group.class) continue;
    const known = byDocument.get(part.documentKey) ?? { first: part, accounts: new Set<string>(), amount: 0 };
    known.accounts.add(part.account);
    byDocument.set(part.documentKey, { ...known, amount: known.amount + part.amount });
  }
  return [...byDocument.values()]
    .map(({ first, accounts, amount }) => ({
      key: first.documentKey,
      date: first.date,
      what: [first.type, first.number].filter(Boolean).join(' '),
      party: first.name,
      detail: [...accounts].join(', '),
      amount: amount * sign,
    }))
    .sort((a, b) => (a.date === b.date ? a.key.localeCompare(b.key) : a.date < b.date ? 1 : -1));
}

function openItems(figure: Figure, { figures }: DigestView): Listed[] {
  const totals = {
    PAYABLES_DUE: figures.payablesDue,
    PAYABLES_OVERDUE: figures.payablesOverdue,
    RECEIVABLES_OVERDUE: figures.receivablesOverdue,
  };
  if (figure !== 'PAYABLES_DUE' && figure !== 'PAYABLES_OVERDUE' && figure !== 'RECEIVABLES_OVERDUE') return [];
  return totals[figure].items.map((item) => ({
    key: `${item.type}:${item.id}`,
    date: item.dueDate ?? item.date,
    what: [item.type, item.number].filter(Boolean).join(' '),
    party: item.partyName,
    detail: item.open === item.total ? '' : 'partly paid',
    amount: item.open,
  }));
}
