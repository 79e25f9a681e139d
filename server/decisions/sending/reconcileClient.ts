import type { EntityManager } from '../../platform/database.js';
import type { Json } from '../../quickbooks/answer.js';
import { CHANGES_LOOK_BACK_DAYS, MOST_CHANGES } from '../../quickbooks/mapping/changes.js';
import { decisionsById, type DecisionRow } from '../decisionRows.js';
import { byMark, changedPayments, keyOf, paymentEffect, secondPaymentNote } from './markedPayments.js';
import { wantBooksAhead } from './afterBatch.js';
import { noteOnApplied } from './notes.js';
import { keepOpenAfter } from './openAfter.js';
import { paymentsNotThere } from './paymentsNotThere.js';
import type { ReconcileParts } from './sendingParts.js';
import { applyEffect } from './steps.js';

/** What a night's look came to, in payments. */
export interface Reconciled {
  /** Marked payments that are their decision's effect. */
  readonly matched: number;
  /** Marked payments whose decision had no effect yet: it has now. */
  readonly recovered: number;
  /** Second payments of one decision. */
  readonly second: number;
  /** Effects that were voided or deleted in QuickBooks since. */
  readonly gone: number;
  /** Marked payments of decisions that ended without one. */
  readonly contradicted: number;
  /** Marked payments of decisions that are not known here, such as those of another installation. */
  readonly unknown: number;
}

export const NOTHING_FOUND: Reconciled = {
  ...{ matched: 0, recovered: 0, second: 0, gone: 0, contradicted: 0, unknown: 0 },
};

const DAY_MS = 24 * 60 * 60_000;
/** The looks overlap, so that what QuickBooks shows late is seen by the next. */
const OVERLAP_MS = 60 * 60_000;
const DELETED = 'Data shows that this payment was deleted in QuickBooks since.';
const VOIDED = 'Data shows that this payment was voided in QuickBooks since.';
const CONTRADICTED = 'Data shows a payment for it in QuickBooks after all, with the id';

interface Standing {
  readonly realm_id: string;
  readonly home_currency: string | null;
  readonly through: Date | string | null;
  readonly first: Date | string | null;
}

/** Holds one client's effects against QuickBooks. Throws QuickBooksError where it cannot be asked. */
export async function reconcileClient(parts: ReconcileParts, clientId: string): Promise<Reconciled> {
  const { database, clock } = parts;
  const now = clock.now();
  const standing = await database.asSync({ clientId }, (tx) => standingOf(tx, clientId));
  if (!standing?.first) return NOTHING_FOUND;
  const from = new Date(standing.through ?? standing.first).getTime() - OVERLAP_MS;
  const since = new Date(Math.max(from, now.getTime() - (CHANGES_LOOK_BACK_DAYS - 1) * DAY_MS));
  const company = parts.openCompany(clientId, standing.realm_id, new AbortController().signal);
  const changed = await changedPayments(company, since);
  const marked = byMark(changed);
  const { deleted, objects } = await company.changes(['BillPayment'], since);
  const counts: Looking['counts'] = { ...NOTHING_FOUND };
  const twice = new Set<string>();
  const rows = await database.asSync({ clientId }, (tx) => decisionsById(tx, [...marked.keys()]));
  for (const [id, payments] of marked) {
    const decision = rows.get(id);
    if (!decision) counts.unknown += payments.length;
    else await reconcileDecision(parts, decision, payments, { counts, twice, now });
  }
  const deletedKeys = (deleted.get('BillPayment') ?? []).map((id) => `BillPayment:${id}`);
  counts.gone += await noteGone(parts, clientId, deletedKeys, DELETED);
  // An answer as full as this may leave some out: what is not there any more is found by asking for each.
  if (objects >= MOST_CHANGES)
    counts.gone += await noteGone(parts, clientId, await paymentsNotThere(parts, company, clientId), DELETED);
  counts.gone += await noteGone(parts, clientId, changed.filter(isVoid).map(keyOf), VOIDED);
  const { home_currency: homeCurrency } = standing;
  await keepOpenAfter({ parts, company, clientId, homeCurrency: homeCurrency ?? 'USD', noted: twice });
  if (counts.recovered > 0) await wantBooksAhead(parts, clientId);
  await database.asSync({ clientId }, (tx) => keepThrough(tx, clientId, now));
  return counts;
}

/** One look under way. */
interface Looking {
  readonly counts: { -readonly [key in keyof Reconciled]: number };
  /** Decisions of which it was said that QuickBooks has them twice. */
  readonly twice: Set<string>;
  readonly now: Date;
}

async function reconcileDecision(
  parts: ReconcileParts,
  decision: DecisionRow,
  payments: readonly Json[],
  { counts, twice, now }: Looking,
): Promise<void> {
  const [payment] = payments;
  if (!payment) return;
  if (decision.state === 'APPLIED') {
    const note = secondPaymentNote(await withOwn(parts, decision, payments));
    if (note !== null) twice.add(decision.id);
    counts.matched += 1;
    if (note !== null && (await noteOnApplied(parts, decision, { note }))) counts.second += 1;
  } else if (decision.settledAt !== null) {
    const note = `${CONTRADICTED} ${keyOf(payment).slice('BillPayment:'.length)}.`;
    if (await noteOnApplied(parts, decision, { note })) counts.contradicted += 1;
  } else if (now.getTime() - (decision.submittedAt?.getTime() ?? 0) > parts.waitMs) {
    // Whoever sends it would find the same; it may be waiting for an hour.
    const effect = { ...paymentEffect(payment, 'MARK'), note: secondPaymentNote(payments) };
    if (await applyEffect(parts, decision, effect, null)) counts.recovered += 1;
  }
}

/** A second payment may be days younger than the effect: what is known here is one of the payments, seen again or not. */
async function withOwn(
  { database }: ReconcileParts,
  { id, clientId }: DecisionRow,
  payments: readonly Json[],
): Promise<readonly Json[]> {
  const [own] = await database.asSync({ clientId }, (tx) =>
    tx.execute<{ key: string }[]>('select document_key as key from decision_effect where decision_id = ?::uuid', [id]),
  );
  if (!own || payments.some((payment) => keyOf(payment) === own.key)) return payments;
  return [{ Id: own.key.slice('BillPayment:'.length) }, ...payments];
}

/** Of one client. How both are answered is held by a test: they are asked of every client each night. */
export const STANDING = `select q.realm_id,
    (select b.home_currency from business b where b.client_id = q.client_id) as home_currency,
    (select r.through from decision_reconciled r where r.client_id = q.client_id) as through,
    (select min(a.committed_at) from decision_attempt a join decision d on d.id = a.decision_id
       where a.client_id = q.client_id and d.kind = 'RECORD_PAYMENT') as first
  from quickbooks_connection q where q.client_id = ?::uuid and not q.needs_reconnecting`;

/** The effects of one client that have these documents. */
export const EFFECTS_OF = `select e.decision_id as id from decision_effect e where e.client_id = ?::uuid
  and e.document_key in (select jsonb_array_elements_text(?::jsonb))`;

/** Null where it is not connected; `first` null where nothing was ever sent. */
async function standingOf(tx: EntityManager, clientId: string): Promise<Standing | undefined> {
  const [row] = await tx.execute<Standing[]>(STANDING, [clientId]);
  return row;
}

/** Nothing is recorded of zero: what came to it was voided. Its note, and the mark in it, is QuickBooks' own word then. */
function isVoid({ TotalAmt: total }: Json): boolean {
  return Number(total) === 0;
}

async function noteGone(
  parts: ReconcileParts,
  clientId: string,
  keys: readonly string[],
  note: string,
): Promise<number> {
  if (keys.length === 0) return 0;
  const gone = await parts.database.asSync({ clientId }, (tx) =>
    tx.execute<{ id: string }[]>(EFFECTS_OF, [clientId, JSON.stringify(keys)]),
  );
  let noted = 0;
  for (const { id } of gone) if (await noteOnApplied(parts, { id, clientId }, { note })) noted += 1;
  return noted;
}

async function keepThrough(tx: EntityManager, clientId: string, now: Date): Promise<void> {
  await tx.execute(
    `insert into decision_reconciled (client_id, firm_id, through)
       select c.id, c.firm_id, ?::timestamptz from client c where c.id = ?::uuid
     on conflict (client_id) do update set through = excluded.through`,
    [now, clientId],
  );
}
