import type { TieOut } from '../../domain/tieOut.js';
import type { TieOutLine } from '../../domain/tieOutLine.js';
import type { EntityManager } from '../platform/database.js';
import { changedSince } from './changedEntities.js';
import type { RunContext } from './runContext.js';

const HOUR_MS = 3_600_000;
/** Age of the last whole reading before another may answer a tie-out that does not close: after one that closed, */
const AFTER_TIED_MS = HOUR_MS;
/** after one that left something else open, */
const AFTER_OTHER_MS = 4 * HOUR_MS;
/** and after one that left the very same open: QuickBooks' own reports contradict each other, and reading helps nothing. */
const AFTER_SAME_MS = 24 * HOUR_MS;

/**
 * Whether a reading by changes that does not come to QuickBooks' figures calls for reading everything: a change that
 * QuickBooks told of too late is found in no other way. Not when somebody works in QuickBooks right now, which the next
 * sync answers, and not when everything was read lately.
 */
export async function callsForWhole(context: RunContext, tieOut: TieOut): Promise<boolean> {
  const { facts, lease, run, quickBooks } = context;
  if (tieOut.tied || run.kind === 'FULL') return false;
  if (facts.wholeAt === null) return true;
  const age = context.now().getTime() - facts.wholeAt.getTime();
  if (age < AFTER_TIED_MS) return false;
  const last = await context.reading((tx) => lastWholeTieOut(tx, lease.clientId));
  if (last && !last.tied) {
    const isSame = openLines(last) === openLines(tieOut);
    if (age < (isSame ? AFTER_SAME_MS : AFTER_OTHER_MS)) return false;
  }
  if (run.changedUntil === null) return true;
  const meanwhile = await changedSince(quickBooks, run.changedUntil);
  return meanwhile !== null && [...meanwhile.changed, ...meanwhile.deleted].every(([, found]) => found.length === 0);
}

/** What the newest reading of everything came to; null where none is kept. */
async function lastWholeTieOut(tx: EntityManager, clientId: string): Promise<Pick<TieOut, 'tied' | 'lines'> | null> {
  const [row] = await tx.execute<{ tied: boolean; lines: readonly TieOutLine[] }[]>(
    `select t.tied, t.evidence->'lines' as lines from sync_run r join tie_out t on t.run_id = r.id
       where r.client_id = ? and r.kind = 'FULL' and r.state = 'DONE' order by r.finished_at desc limit 1`,
    [clientId],
  );
  return row ?? null;
}

/** What does not close, and by how much. */
function openLines({ lines }: Pick<TieOut, 'lines'>): string {
  const open = lines.filter(({ closes }) => !closes);
  return JSON.stringify(open.map(({ key, difference }) => [key, difference]).sort());
}
