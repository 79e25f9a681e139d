import type { EntityManager } from '../platform/database.js';
import { quickBooksLink } from '../hygiene/quickBooksLinks.js';
import type { ReceiptSource } from './decision.enums.js';
import { DECISION_COLUMNS, decisionOf, type DecisionRow, type StoredDecision } from './decisionRows.js';
import type { DecisionReceiptType, DecisionType } from './decisions.types.js';
import { quickBooksPlace } from './documentKeys.js';

/** Final decisions are shown this long; a device lets them go then, */
const SHOWN_DAYS = 14;
/** and those that came to nothing and that no other took the place of this long: somebody may still have to choose. */
const UNANSWERED_DAYS = 28;
/** Final decisions of one client that are shown, the newest; of open ones, each document has one at most. */
const MOST_FINAL = 500;

/** A decision as a person reads it. */
export interface ShownDecision extends DecisionRow {
  readonly byName: string | null;
  readonly replacedBy: string | null;
  readonly realmId: string | null;
  readonly effect: ShownEffect | null;
}

interface ShownEffect {
  readonly documentKey: string | null;
  readonly number: string | null;
  readonly amount: number | null;
  readonly foundBy: ReceiptSource;
  readonly appliedAt: string;
  readonly openBalanceAfter: number | null;
  /** Null until the transaction of the effect has committed, which chains it. */
  readonly auditEntry: number | null;
}

const SHOWN = `${DECISION_COLUMNS}, a.name as "byName", b.realm_id as "realmId",
  (select s.id from decision s where s.replaces = d.id and s.state not in ('FAILED', 'EXPIRED', 'WITHDRAWN')) as "replacedBy",
  (select jsonb_build_object('documentKey', e.document_key, 'number', e.number, 'amount', e.amount, 'foundBy', e.found_by,
     'appliedAt', e.applied_at, 'openBalanceAfter', e.open_balance_after, 'auditEntry', (select l.seq from audit_event v
       join audit_link l on l.event_id = v.id where v.firm_id = d.firm_id and v.at = d.settled_at
         and v.action = 'decision.applied' and v.after->>'decisionId' = d.id::text limit 1))
   from decision_effect e where e.decision_id = d.id) as effect`;
const BESIDE = 'left join advisor a on a.id = d.by_id left join business b on b.client_id = d.client_id';

type Stored = StoredDecision & Omit<ShownDecision, keyof DecisionRow>;

/**
 * The decisions of any number of clients, newest first: every open one, and the newest final ones of the last 14 days, of 28
 * where they came to nothing and have no successor. One statement.
 */
export async function shownDecisions(
  tx: EntityManager,
  clientIds: readonly string[],
  now: Date,
): Promise<Map<string, readonly ShownDecision[]>> {
  const at = now.toISOString();
  const rows = await tx.execute<Stored[]>(
    `select ${SHOWN} from unnest(?::uuid[]) as wanted(id)
       cross join lateral (
         select * from decision k where k.client_id = wanted.id and k.state in ('ACCEPTED', 'SUBMITTED')
         union all
         (select * from decision k where k.client_id = wanted.id and (
             k.settled_at > ?::timestamptz - make_interval(days => ?)
             or (k.state in ('CONFLICTED', 'EXPIRED', 'FAILED') and k.settled_at > ?::timestamptz - make_interval(days => ?)
               and not exists (select from decision s where s.replaces = k.id
                 and s.state not in ('FAILED', 'EXPIRED', 'WITHDRAWN'))))
           order by k.accepted_at desc, k.id desc limit ?)
       ) d ${BESIDE}
       order by d.client_id, d.accepted_at desc, d.id desc`,
    [`{${clientIds.join(',')}}`, at, SHOWN_DAYS, at, UNANSWERED_DAYS, MOST_FINAL],
  );
  const byClient = Map.groupBy(rows.map(shownOf), ({ clientId }) => clientId);
  return new Map(clientIds.map((id) => [id, byClient.get(id) ?? []]));
}

/** The decisions of these ids, whatever their age; one statement. */
export async function shownById(tx: EntityManager, ids: readonly string[]): Promise<Map<string, ShownDecision>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Stored[]>(`select ${SHOWN} from decision d ${BESIDE} where d.id = any(?::uuid[])`, [
    `{${ids.join(',')}}`,
  ]);
  return new Map(rows.map((row) => [row.id, shownOf(row)]));
}

/** The open decision of each of these documents that has one; one statement. */
export async function openDecisions(
  tx: EntityManager,
  clientId: string,
  documentKeys: readonly string[],
): Promise<Map<string, ShownDecision>> {
  const rows = await tx.execute<Stored[]>(
    `select ${SHOWN} from decision d ${BESIDE} where d.client_id = ?::uuid and d.state in ('ACCEPTED', 'SUBMITTED')
       and d.document_key in (select jsonb_array_elements_text(?::jsonb))`,
    [clientId, JSON.stringify(documentKeys)],
  );
  return new Map(rows.map((row) => [row.documentKey, shownOf(row)]));
}

/** Who has left the firm keeps their name there; a name that cannot be read is said so. */
export function nameOf({ byName }: Pick<ShownDecision, 'byName'>): string {
  return byName ?? 'Somebody';
}

function shownOf(row: Stored): ShownDecision {
  const { byName, replacedBy, realmId, effect } = row;
  return { ...decisionOf(row), byName, replacedBy, realmId, effect };
}

/** A decision as the contract shows it; `appUrl`: QuickBooks' own app. */
export function presentDecision(shown: ShownDecision, appUrl: string): DecisionType {
  const { saw, kind, state, problem } = shown;
  return {
    id: shown.id,
    clientId: shown.clientId,
    kind,
    state,
    documentKey: shown.documentKey,
    name: saw.name,
    number: saw.number,
    dueDate: saw.dueDate,
    openBalance: saw.openBalance,
    currency: shown.currency,
    amount: kind === 'REMIND' ? saw.openBalance : shown.amount,
    accountId: shown.accountId,
    accountName: shown.accountName,
    plannedFor: shown.plannedFor,
    byName: nameOf(shown),
    acceptedAt: shown.acceptedAt,
    sendsAt: shown.sendsAt,
    submittedAt: shown.submittedAt,
    settledAt: shown.settledAt,
    waitingFor: shown.waitingFor,
    note: problem?.message ?? null,
    differences: state === 'CONFLICTED' ? (problem?.differences ?? []) : [],
    openBalanceNow: state === 'CONFLICTED' ? (problem?.openBalanceNow ?? null) : null,
    replaces: shown.replaces,
    replacedBy: shown.replacedBy,
    receipt: receiptOf(shown, appUrl),
  };
}

function receiptOf({ id, effect, realmId }: ShownDecision, appUrl: string): DecisionReceiptType | null {
  if (!effect) return null;
  const { documentKey, number, amount, foundBy, appliedAt, openBalanceAfter, auditEntry } = effect;
  const place = documentKey === null ? null : quickBooksPlace(documentKey);
  const url = realmId === null ? null : quickBooksLink({ url: appUrl, realmId }, place);
  const at = new Date(appliedAt);
  return {
    documentKey,
    number,
    url,
    amount,
    requestId: id,
    appliedAt: at,
    foundBy,
    openBalanceAfter,
    auditEntry,
  };
}
