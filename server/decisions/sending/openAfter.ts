import { expectedBalance } from '../../../domain/decision/comparison.js';
import { formatMoney } from '../../../domain/format.js';
import { cents } from '../../../domain/money.js';
import type { EntityManager } from '../../platform/database.js';
import { decisionsById, draftOf, type DecisionRow } from '../decisionRows.js';
import { effectsBefore, type HeldDecision } from './heldDecisions.js';
import { noteOnApplied } from './notes.js';
import { readDocuments } from './readNow.js';
import type { SendingParts, WritableCompany } from './sendingParts.js';

/** Where it is looked, and for whom. */
export interface OpenAfterLook {
  readonly parts: Pick<SendingParts, 'database' | 'clock'>;
  readonly company: WritableCompany;
  readonly clientId: string;
  readonly homeCurrency: string;
  /** Recorded a moment ago: what else happened to their bills happened at the same time. */
  readonly fresh?: ReadonlySet<string>;
  /** What is said of these already tells of a second payment. */
  readonly noted?: ReadonlySet<string>;
}

interface Recorded extends Pick<HeldDecision, 'ownEffects'> {
  readonly decision: DecisionRow;
  /** Minor units that payments of ours took off the same bill after this one. */
  readonly takenSince: number;
}

/** What a process could not look at, or did not live to, is looked at within this time; later the bill has gone its own way. */
const LOOKED_AT_WITHIN_DAYS = 3;
/** Of one client at once; more are looked at next time. */
const MOST_AT_ONCE = 60;

/**
 * Reads the bills of recorded payments whose balance afterwards is not known yet, keeps it with the receipt, and says where
 * somebody else paid on the bill as well. It goes by what is kept, not by what a process remembers: whoever looks next
 * finishes what one that was killed began. Throws QuickBooksError where QuickBooks cannot be asked.
 */
export async function keepOpenAfter(look: OpenAfterLook): Promise<void> {
  const { parts, clientId, company, homeCurrency } = look;
  const since = new Date(parts.clock.now().getTime() - LOOKED_AT_WITHIN_DAYS * 86_400_000);
  const recorded = await parts.database.asSync({ clientId }, (tx) => notLookedAt(tx, clientId, since));
  if (recorded.length === 0) return;
  const decisions = recorded.map(({ decision }) => decision);
  const { found } = await readDocuments(company, decisions, homeCurrency);
  for (const one of recorded) {
    const document = found.get(one.decision.documentKey);
    if (!document) continue;
    const { openBalance } = document;
    await noteOnApplied(parts, one.decision, {
      note: otherPayment(look, one, openBalance),
      openBalanceAfter: openBalance,
    });
  }
}

async function notLookedAt(tx: EntityManager, clientId: string, since: Date): Promise<Recorded[]> {
  const rows = await tx.execute<{ id: string; since: string | number }[]>(
    `select d.id, (select coalesce(sum(e2.amount), 0) from decision p join decision_effect e2 on e2.decision_id = p.id
         where p.client_id = d.client_id and p.document_key = d.document_key and p.kind = 'RECORD_PAYMENT'
           and p.id <> d.id and e2.applied_at > e.applied_at) as since
       from decision_effect e join decision d on d.id = e.decision_id
       where e.client_id = ?::uuid and e.open_balance_after is null and e.applied_at > ?::timestamptz
         and d.kind = 'RECORD_PAYMENT' order by e.applied_at desc limit ${MOST_AT_ONCE}`,
    [clientId, since],
  );
  const ids = rows.map(({ id }) => id);
  const decisions = await decisionsById(tx, ids);
  const effects = await effectsBefore(tx, ids);
  return rows.flatMap(({ id, since: taken }) => {
    const decision = decisions.get(id);
    return decision ? [{ decision, ownEffects: effects.get(id) ?? [], takenSince: Number(taken) }] : [];
  });
}

/** What is missing on the bill beyond our own payments, in words; null where nothing is. */
function otherPayment(
  { fresh, noted }: OpenAfterLook,
  { decision, ownEffects, takenSince }: Recorded,
  openBalance: number,
): string | null {
  const expected = expectedBalance({ draft: draftOf(decision), ownEffects }) - (decision.amount ?? 0) - takenSince;
  const other = expected - openBalance;
  if (other <= 0 || noted?.has(decision.id)) return null;
  const amount = formatMoney(cents(other), decision.currency, 'en-US');
  const when = fresh?.has(decision.id) ? 'made at the same time' : 'made since the figures this was decided on';
  return `Data shows another payment of ${amount} on this bill in QuickBooks, ${when}.`;
}
