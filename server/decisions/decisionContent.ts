import { createHash } from 'node:crypto';
import { contentText } from '../../domain/decision/contentHash.js';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import { cents } from '../../domain/money.js';
import type { IsoDate } from '../../domain/units.js';
import type { DecisionInput } from './decisions.types.js';

/** A decision as it was made on the device, as this request brings it; ids in small letters. */
export function draftFrom(input: DecisionInput): DecisionDraft {
  const { kind, documentKey, amount, accountId, plannedFor, saw, replaces } = input;
  return {
    id: input.id.toLowerCase(),
    clientId: input.clientId.toLowerCase(),
    kind,
    documentKey,
    amount: amount === null || amount === undefined ? null : cents(amount),
    accountId: accountId ?? null,
    plannedFor: (plannedFor ?? null) as IsoDate | null,
    saw: {
      syncedAt: saw.syncedAt.toISOString(),
      booksVersion: saw.booksVersion,
      openBalance: cents(saw.openBalance),
      currency: saw.currency,
      partyId: saw.partyId ?? null,
      name: saw.name,
      number: saw.number ?? null,
      dueDate: (saw.dueDate ?? null) as IsoDate | null,
      ...(saw.after?.length ? { after: saw.after.map((id) => id.toLowerCase()) } : {}),
    },
    replaces: replaces?.toLowerCase() ?? null,
  };
}

/** The name of all that a decision says: two with one id and one hash are the same decision. */
export function contentHash(draft: DecisionDraft): string {
  return createHash('sha256').update(contentText(draft)).digest('base64url');
}
