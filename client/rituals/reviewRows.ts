import type { ClientRow } from '../../domain/clientList.js';
import type { RitualRecord } from '../../domain/ritual/ritual.js';
import { reviewWeek } from '../../domain/ritual/week.js';
import { countOf } from '../../domain/wording.js';
import { enqueue, newId, type Saved } from '../offline/index.js';
import { rememberReviewed } from './lastReviewed.js';

/**
 * Marks clients as reviewed at the figures their rows show, without opening them: one act, which is taken back as one. Rows
 * without figures are left out. `now`: milliseconds since 1970; `zone`: where a row carries none of its own.
 */
export async function reviewRows(rows: readonly ClientRow[], now: number, zone: string): Promise<Saved> {
  const asked = rows.flatMap((row) => {
    const { id: clientId, asOf, booksVersion, runway } = row;
    if (asOf === null || booksVersion === undefined) return [];
    const saw = { asOf, booksVersion, weeks: runway.state === 'NUMBER' ? runway.weeks : null };
    const ritual: RitualRecord = { clientId, week: reviewWeek(row, now, zone), tabs: [], seconds: 0, decisions: 0 };
    return [{ name: 'MARK_REVIEWED' as const, id: newId(), clientId, ritual, saw }];
  });
  if (asked.length === 0) return { kept: true };
  const saved = await enqueue(asked);
  if (!saved.kept) return saved;
  const [only] = rows;
  rememberReviewed({
    whose: asked.length === 1 && only !== undefined ? only.name : countOf(asked.length, 'client'),
    marks: asked.map(({ id: mark, clientId, ritual: { week } }) => ({ clientId, week, mark })),
  });
  return saved;
}
