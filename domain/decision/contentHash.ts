import type { DecisionDraft } from './decision.js';

/**
 * What a decision says, as one text: the same wherever and in whatever order its fields were put down, another one where
 * any field differs. Its SHA-256 is what the server keeps beside the id. Instants are written in one way, for a device and
 * a database print them in two.
 */
export function contentText(draft: DecisionDraft): string {
  const { id, clientId, kind, documentKey, amount, accountId, plannedFor, saw, replaces } = draft;
  const { syncedAt, booksVersion, openBalance, currency, partyId, name, number, dueDate, after } = saw;
  const seen: (string | number | null)[] = [
    instantText(syncedAt),
    booksVersion,
    openBalance,
    currency,
    partyId,
    name,
    number,
    dueDate,
  ];
  // Only where there are any: what was decided before there was this field keeps its text.
  if (after !== undefined && after.length > 0) seen.push(...after);
  return JSON.stringify([1, id, clientId, kind, documentKey, amount, accountId, plannedFor, replaces, seen]);
}

function instantText(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at).toISOString();
}
