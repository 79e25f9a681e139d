import { replacesMark, takesBack } from '../ritual/mark.js';
import { mergeRecord, NOTHING_DONE } from '../ritual/mergeRecord.js';
import type { RitualTab } from '../ritual/ritual.js';
import type { Operation, QueuedOperation } from './operation.js';

/** A week's review of one client, as the contract's `Ritual` has it and as screens show it. */
export interface RitualShown {
  /** Monday. */
  readonly week: string;
  readonly state: 'STARTED' | 'REVIEWED';
  /** ISO 8601; of what is queued here by the device's clock, to be shown and never judged by. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly tabs: readonly RitualTab[];
  readonly decisions: number;
  readonly reviewedAt: string | null;
  readonly reviewedByName: string | null;
  readonly reviewedAsOf: string | null;
  readonly reviewedBooksVersion: number | null;
  readonly reviewedWeeks: number | null;
  /** The operation that set the mark; absent in what an earlier version of the app kept. */
  readonly reviewedOperationId?: string | null;
}

/**
 * The review of a week with what is queued for it: records add up, the mark of what was seen newest stands, and taking a
 * mark back takes no other: as the server will have it. Null where nobody began it. A review of another week is none of
 * this one. The same object where nothing is queued.
 */
export function foldRitual(
  clientId: string,
  week: string,
  known: RitualShown | null,
  queue: readonly QueuedOperation[],
): RitualShown | null {
  const of = known?.week === week ? known : null;
  return queue.reduce(
    (ritual, queued) => (queued.operation.clientId === clientId ? withQueued(ritual, week, queued) : ritual),
    of,
  );
}

/** One queued operation on top of a week's review. What was refused, and what is about something else, changes nothing. */
export function withQueued(ritual: RitualShown | null, week: string, queued: QueuedOperation): RitualShown | null {
  const { operation, state, savedAt } = queued;
  if (state === 'REFUSED') return ritual;
  switch (operation.name) {
    case 'RECORD_RITUAL':
      return operation.ritual.week === week ? recorded(ritual, operation, savedAt) : ritual;
    case 'MARK_REVIEWED':
      return operation.ritual.week === week ? marked(ritual, operation, savedAt) : ritual;
    case 'UNMARK_REVIEWED':
      return operation.week === week && takesBack(ritual, operation.mark) ? unmarked(ritual) : ritual;
    default:
      return ritual;
  }
}

const UNREVIEWED = {
  state: 'STARTED',
  reviewedAt: null,
  reviewedByName: null,
  reviewedAsOf: null,
  reviewedBooksVersion: null,
  reviewedWeeks: null,
  reviewedOperationId: null,
} as const;

type Named<Name extends Operation['name']> = Extract<Operation, { readonly name: Name }>;

function recorded(
  ritual: RitualShown | null,
  { ritual: record }: Named<'RECORD_RITUAL' | 'MARK_REVIEWED'>,
  savedAt: number,
): RitualShown {
  const before = ritual ?? { ...UNREVIEWED, ...NOTHING_DONE, week: record.week, startedAt: instant(savedAt) };
  return { ...before, ...mergeRecord(before, record) };
}

function marked(ritual: RitualShown | null, operation: Named<'MARK_REVIEWED'>, savedAt: number): RitualShown {
  const { asOf, booksVersion, weeks } = operation.saw;
  const after = recorded(ritual, operation, savedAt);
  if (!replacesMark(ritual, operation.saw)) return after;
  return {
    ...after,
    state: 'REVIEWED',
    reviewedAt: instant(savedAt),
    reviewedByName: null,
    reviewedAsOf: asOf,
    reviewedBooksVersion: booksVersion,
    reviewedWeeks: weeks,
    reviewedOperationId: operation.id,
  };
}

function unmarked(ritual: RitualShown | null): RitualShown | null {
  return ritual === null ? null : { ...ritual, ...UNREVIEWED };
}

function instant(savedAt: number): string {
  return new Date(savedAt).toISOString();
}
