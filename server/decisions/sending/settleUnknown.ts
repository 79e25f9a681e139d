import { markIn } from '../../../domain/decision/mark.js';
import type { Json } from '../../quickbooks/answer.js';
import { PAGE_SIZE } from '../../quickbooks/http.js';
import type { HeldDecision } from './heldDecisions.js';
import { holdingOf, type BatchRun, type ReadyDecision } from './sendBatch.js';
import type { WritableCompany } from './sendingParts.js';
import { applyEffect, putOff } from './steps.js';
import { WAITS_FOR_OUTCOME } from './waitingWords.js';

/** QuickBooks' clock may differ from ours by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** Payments changed since an attempt: more are not looked through. */
const MOST_PAGES = 50;

/**
 * Decisions that may be with QuickBooks already: once it cannot be at work on them any more, their mark is looked for. What
 * is found is applied; what is not is sent again, byte for byte.
 */
export async function settleUnknown(run: BatchRun, unknown: readonly HeldDecision[]): Promise<ReadyDecision[]> {
  const { parts, batch } = run;
  const now = parts.clock.now().getTime();
  const due: HeldDecision[] = [];
  for (const held of unknown) {
    const at = lookAt(held, parts.waitMs);
    if (at <= now) due.push(held);
    else {
      const wait = { words: WAITS_FOR_OUTCOME, dueAt: new Date(at), isTry: false };
      await putOff(parts, holdingOf(batch, held), held.decision, wait);
    }
  }
  if (due.length === 0) return [];
  const since = Math.min(...due.map(({ attempts }) => attempts[0]?.committedAt.getTime() ?? now));
  const marked = await markedPayments(run.company, new Date(since - CLOCKS_DIFFER_MS));
  const again: ReadyDecision[] = [];
  for (const held of due) {
    const [found] = marked.get(held.decision.id) ?? [];
    const request = held.attempts[0]?.request;
    if (found) {
      const documentKey = `BillPayment:${String(found['Id'])}`;
      const number = typeof found['DocNumber'] === 'string' ? found['DocNumber'] : null;
      await applyEffect(parts, held.decision, { documentKey, number, foundBy: 'MARK', note: null }, null);
    } else if (request) again.push({ held, request, openBefore: null });
  }
  return again;
}

/** The instant from which QuickBooks is surely done, in milliseconds: counted from the last attempt that is not known. */
function lookAt({ attempts, place }: HeldDecision, waitMs: number): number {
  const times = attempts.flatMap(({ outcome, committedAt }) => {
    if (outcome === 'UNKNOWN') return [committedAt.getTime()];
    // Whoever committed it may have begun the call for as long as the place was theirs.
    return outcome === null ? [Math.max(committedAt.getTime(), place.heldBefore?.getTime() ?? 0)] : [];
  });
  return Math.max(0, ...times) + waitMs;
}

/** Payments of bills changed since an instant whose note names a decision, by decision, oldest first. */
export async function markedPayments(company: WritableCompany, since: Date): Promise<Map<string, Json[]>> {
  const where = `MetaData.LastUpdatedTime >= '${since.toISOString()}'`;
  const found = new Map<string, Json[]>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await company.page('BillPayment', page, where);
    for (const row of rows) {
      const note = row['PrivateNote'];
      const id = markIn(typeof note === 'string' ? note : null);
      if (id !== null) found.set(id, [...(found.get(id) ?? []), row]);
    }
    if (rows.length < PAGE_SIZE) return found;
  }
  throw new Error(`more than ${MOST_PAGES * PAGE_SIZE} payments were changed since an attempt`);
}
