import type { BookDocument } from '../books.js';
import { entityKey } from '../documentTypes.js';
import { addDays } from '../calendar.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import { HALF_INTERVAL_DAYS } from './schedule.js';

/** A bill that was paid, or an invoice that was collected, before a day on which a series could be expected. */
export interface PaidAhead {
  readonly key: string;
  readonly direction: 'IN' | 'OUT';
  readonly name: string;
  readonly dueDate: IsoDate;
}

const DIRECTIONS = { Bill: 'OUT', Invoice: 'IN' } as const;

/** What due before that can stand for no day after the as-of date. */
const DUE_WITHIN_DAYS = Math.max(...Object.values(HALF_INTERVAL_DAYS));

/**
 * Bills and invoices of which nothing is open any more and whose due date lies near the days ahead: what a series would
 * bring then is paid already. `knownThrough` as for `openItems`. By due date, then key.
 */
export function paidAhead(
  { applications, results }: Pick<SnapshotSource, 'applications' | 'results'>,
  asOf: IsoDate,
  knownThrough: IsoDate | null,
): PaidAhead[] {
  const from = addDays(asOf, -DUE_WITHIN_DAYS);
  const isPaid = ({ type, id, total }: BookDocument): boolean => {
    let open: number = total;
    for (const { date, amount } of applications.appliedTo.get(entityKey(type, id)) ?? [])
      if (knownThrough === null || date <= knownThrough) open -= amount;
    return open <= 0;
  };
  return (['Bill', 'Invoice'] as const).flatMap((type) => {
    const name = `paid ahead of ${asOf}, known through ${knownThrough ?? 'all'}`;
    const paid = results.ofDocuments(name, type, (document): PaidAhead | null => {
      const { dueDate, partyName, total, date } = document;
      if (dueDate === null || dueDate < from || partyName === null || total <= 0) return null;
      if (knownThrough !== null && date > knownThrough) return null;
      return isPaid(document)
        ? { key: entityKey(type, document.id), direction: DIRECTIONS[type], name: partyName, dueDate }
        : null;
    });
    return results.sorted(`${type} ${name}`, paid, byDueDate);
  });
}

function byDueDate(a: PaidAhead, b: PaidAhead): number {
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
