import type { ClientRow } from '../clientList.js';
import type { ReviewStanding } from './reviewed.js';
import { isSteady } from './steady.js';

/** What the Monday queue is read by, in its order; within each, clients keep theirs. */
export const QUEUE_GROUPS = ['CRITICAL', 'CHANGED', 'NO_FRESH_DATA', 'NEW', 'STEADY'] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

export interface QueuePart<Row> {
  readonly group: QueueGroup;
  /** At least one. */
  readonly rows: readonly Row[];
}

type Judged = Pick<ClientRow, 'asOf' | 'attention' | 'runway' | 'previousRunway'>;

/**
 * The one group of the Monday queue that a client stands in: the first of these that holds.
 *
 * - CRITICAL: its status is RED, however fresh the data and whatever changed.
 * - NO_FRESH_DATA: stale or not connected; what moved since is not known.
 * - NEW: no figures yet, or none of last week to compare with. A review that lifted was of figures, and goes on.
 * - STEADY: `isSteady`, unless the runway moved since this week's review (`standing` LIFTED).
 * - CHANGED: all others: another status than last week's, or a runway that moved.
 */
export function queueGroup(row: Judged, standing: ReviewStanding): QueueGroup {
  const { asOf, attention, runway, previousRunway } = row;
  if (runway.status === 'RED') return 'CRITICAL';
  if (attention.includes('STALE') || attention.includes('NOT_CONNECTED')) return 'NO_FRESH_DATA';
  if (standing === 'LIFTED') return 'CHANGED';
  if (asOf === null || previousRunway === null) return 'NEW';
  return isSteady(row) ? 'STEADY' : 'CHANGED';
}

/** The rows by group, in the order of the groups and each in the order given; groups without a row are left out. */
export function partsOf<Row>(rows: readonly Row[], groupOf: (row: Row) => QueueGroup): QueuePart<Row>[] {
  const parts = new Map<QueueGroup, Row[]>(QUEUE_GROUPS.map((group) => [group, []]));
  for (const row of rows) parts.get(groupOf(row))?.push(row);
  return [...parts].flatMap(([group, its]) => (its.length === 0 ? [] : [{ group, rows: its }]));
}
