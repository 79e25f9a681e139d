import { isStale, needsAttention } from '../../domain/attention.js';
import type { ClientRow } from './clientRow.js';

/** A change an advisor made on this device that the server has not answered yet. No kind of it is built so far. */
export type QueuedOperation = never;

/**
 * What an advisor sees: the last server snapshot with the queued operations applied in their order. Pure, so that a
 * reload, a refusal and an acknowledgement are the same calculation and nothing has to be rolled back.
 */
export function project<Snapshot>(snapshot: Snapshot, operations: readonly QueuedOperation[]): Snapshot {
  return operations.reduce((folded) => folded, snapshot);
}

/**
 * The list as an advisor sees it at an instant (milliseconds since 1970): folded, and judged by the device's clock, so that
 * figures grow stale without a server. Rows that read the same stay the same objects; so does the list when all do.
 */
export function projectRows(
  rows: readonly ClientRow[],
  operations: readonly QueuedOperation[],
  now: number,
): readonly ClientRow[] {
  const folded = project(rows, operations);
  const judged = folded.map((row) => judgedAt(row, now));
  return judged.every((row, index) => row === folded[index]) ? folded : judged;
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
