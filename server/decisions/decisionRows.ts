import type { DecisionDraft, DecisionKind, DecisionSaw, DecisionState } from '../../domain/decision/decision.js';
import type { DecisionDifference } from '../../domain/decision/difference.js';
import { cents } from '../../domain/money.js';
import type { RefusalCode } from '../../domain/refusal.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';

/** What `decision.problem` holds: why it ended as it did, in words, and what it was compared with. */
export interface DecisionProblem {
  /** Null for what is said of a decision that is APPLIED. */
  readonly code: RefusalCode | null;
  readonly field?: string | null;
  readonly message: string;
  /** CONFLICTED: both versions, in a fixed order. */
  readonly differences?: readonly DecisionDifference[];
  /** The open balance in QuickBooks when it was looked at; null when not known or gone. */
  readonly openBalanceNow?: number | null;
}

/** A decision as the table has it. Amounts in minor units of `currency`. */
export interface DecisionRow {
  readonly id: string;
  readonly clientId: string;
  readonly firmId: string;
  readonly byId: string;
  readonly kind: DecisionKind;
  readonly documentKey: string;
  readonly amount: Cents | null;
  readonly currency: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly plannedFor: IsoDate | null;
  readonly saw: DecisionSaw;
  readonly replaces: string | null;
  readonly contentHash: string;
  readonly state: DecisionState;
  readonly acceptedAt: Date;
  readonly sendsAt: Date | null;
  readonly submittedAt: Date | null;
  readonly settledAt: Date | null;
  readonly waitingFor: string | null;
  readonly problem: DecisionProblem | null;
}

/** Columns of a `DecisionRow`, of `decision d`. */
export const DECISION_COLUMNS = `d.id, d.client_id as "clientId", d.firm_id as "firmId", d.by_id as "byId", d.kind,
  d.document_key as "documentKey", d.amount, d.currency, d.account_id as "accountId", d.account_name as "accountName",
  d.planned_for::text as "plannedFor", d.saw, d.replaces, d.content_hash as "contentHash", d.state,
  d.accepted_at as "acceptedAt", d.sends_at as "sendsAt", d.submitted_at as "submittedAt", d.settled_at as "settledAt",
  d.waiting_for as "waitingFor", d.problem`;

/** A row as the driver answers it. */
export type StoredDecision = Omit<DecisionRow, 'amount' | 'acceptedAt' | 'sendsAt' | 'submittedAt' | 'settledAt'> & {
  readonly amount: string | number | null;
} & Record<'acceptedAt', Date | string> &
  Record<'sendsAt' | 'submittedAt' | 'settledAt', Date | string | null>;

/** The decisions of these ids that the transaction may see, by id; one statement. `lock`: nobody changes them until it ends. */
export async function decisionsById(
  tx: EntityManager,
  ids: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Map<string, DecisionRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<StoredDecision[]>(
    `select ${DECISION_COLUMNS} from decision d where d.id = any(?::uuid[]) order by d.id ${lock ? 'for update' : ''}`,
    [`{${ids.join(',')}}`],
  );
  return new Map(rows.map((row) => [row.id, decisionOf(row)]));
}

/** Beside columns of its own, a row may carry others: they are left out. */
export function decisionOf(row: StoredDecision): DecisionRow {
  const date = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));
  const { id, clientId, firmId, byId, kind, documentKey, currency, accountId, accountName, plannedFor } = row;
  const { saw, replaces, contentHash, state, waitingFor, problem } = row;
  return {
    ...{ id, clientId, firmId, byId, kind, documentKey, currency, accountId, accountName, plannedFor },
    ...{ saw, replaces, contentHash, state, waitingFor, problem },
    amount: row.amount === null ? null : cents(Number(row.amount)),
    acceptedAt: new Date(row.acceptedAt),
    sendsAt: date(row.sendsAt),
    submittedAt: date(row.submittedAt),
    settledAt: date(row.settledAt),
  };
}

/** What the advisor's device made of it. */
export function draftOf(row: DecisionRow): DecisionDraft {
  const { id, clientId, kind, documentKey, amount, accountId, plannedFor, saw, replaces } = row;
  return { id, clientId, kind, documentKey, amount, accountId, plannedFor, saw, replaces };
}
