import type { DecisionShown } from './decisionShown.js';
import { isAsking, isOnItsWay } from './decisionStanding.js';
import { askedOfIssues } from './foldIssues.js';
import { foldLastReviewed } from './foldLastReviewed.js';
import { withQueued, type RitualShown } from './foldRitual.js';
import type { QueuedOperation } from './operation.js';

/** What folding reads and writes of a client's row; the contract's `Client` fits. */
export interface FoldableRow {
  readonly id: string;
  /** Open issues; 0 before the first sync. */
  readonly openIssues: number;
  /** This week's review; absent where a row does not carry it. */
  readonly ritual?: RitualShown | null;
  /** When a review was last marked, of whichever week; absent where a row does not carry it. */
  readonly lastReviewedAt?: string | null;
}

/** A row with what is queued for its client. */
export interface RowShown<Row extends FoldableRow> {
  readonly row: Row;
  /** Decisions that are on their way: queued, being taken back, accepted, submitted. */
  readonly openDecisions: number;
  /** Decisions that ask for another choice: refused, conflicted, failed, expired, and not replaced. */
  readonly askingDecisions: number;
}

/** What every row's folding needs, gathered once for all rows. */
export interface RowQueue {
  readonly byClient: ReadonlyMap<string, readonly QueuedOperation[]>;
  readonly decisions: ReadonlyMap<string, readonly DecisionShown[]>;
  /** Monday of the week that is reviewed, by the client's id. */
  readonly weekOf: (clientId: string) => string;
}

/** The queue by client, each in its order: once for any number of rows. */
export function queueByClient(queue: readonly QueuedOperation[]): ReadonlyMap<string, readonly QueuedOperation[]> {
  return Map.groupBy(queue, ({ operation }) => operation.clientId);
}

/** One client's row as the list shows it. The same row where nothing is queued for it. */
export function foldRow<Row extends FoldableRow>(row: Row, { byClient, decisions, weekOf }: RowQueue): RowShown<Row> {
  const queue = byClient.get(row.id) ?? [];
  const shown = decisions.get(row.id) ?? [];
  return {
    row: queue.length === 0 ? row : withQueue(row, queue, weekOf(row.id)),
    openDecisions: shown.filter(isOnItsWay).length,
    askingDecisions: shown.filter(isAsking).length,
  };
}

function withQueue<Row extends FoldableRow>(row: Row, queue: readonly QueuedOperation[], week: string): Row {
  const openIssues = Math.max(0, row.openIssues + changeOfOpenIssues(row.id, queue));
  const known = row.ritual?.week === week ? row.ritual : null;
  const after = queue.reduce((ritual, queued) => withQueued(ritual, week, queued), known);
  const ritual = after === known ? (row.ritual ?? null) : after;
  const keepsRitual = !('ritual' in row) || ritual === row.ritual;
  const lastReviewedAt = foldLastReviewed(row, queue);
  const keepsLast = row.lastReviewedAt === undefined || lastReviewedAt === row.lastReviewedAt;
  if (openIssues === row.openIssues && keepsRitual && keepsLast) return row;
  return { ...row, openIssues, ...(keepsRitual ? {} : { ritual }), ...(keepsLast ? {} : { lastReviewedAt }) };
}

/**
 * By how much open issues change: a row does not know its issues, so that one that is set aside first is taken to be open,
 * and one that is opened first not to be.
 */
function changeOfOpenIssues(clientId: string, queue: readonly QueuedOperation[]): number {
  let change = 0;
  for (const operations of askedOfIssues(clientId, queue).values()) {
    const wasOpen = operations[0]?.name !== 'REOPEN_ISSUES';
    const isOpen = operations.at(-1)?.name === 'REOPEN_ISSUES';
    change += Number(isOpen) - Number(wasOpen);
  }
  return change;
}
