import { isStale, needsAttention } from '../../domain/attention.js';
import type { ClientRow } from './clientRow.js';

/**
 * The list judged by the device's clock (milliseconds since 1970), so that figures grow stale without a server. Rows that
 * read the same stay the same objects; so does the list when all do.
 */
export function judgeRows(rows: readonly ClientRow[], now: number): readonly ClientRow[] {
  const judged = rows.map((row) => judgedAt(row, now));
  return judged.every((row, index) => row === rows[index]) ? rows : judged;
}

function judgedAt(row: ClientRow, now: number): ClientRow {
  const { runway, previousRunway, lastGoodSyncAt, syncState } = row;
  const attention = needsAttention({
    status: runway.status,
    weeks: runway.weeks,
    previous: previousRunway,
    // A client that was never synced is judged from when it was connected, which the server alone knows.
    stale: lastGoodSyncAt === null ? row.attention.includes('STALE') : isStale(Date.parse(lastGoodSyncAt), now),
    syncState,
  });
  return attention.join() === row.attention.join() ? row : { ...row, attention };
}
