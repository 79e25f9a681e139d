import type { ReactElement, ReactNode } from 'react';
import type { ClientTotals } from '../../domain/clientList.js';
import { STATUS_ORDER } from '../../domain/status.js';
import { countOf, STATUS_WORDS } from '../../domain/wording.js';
import { StatusShape } from '../ui/StatusShape.js';

export interface ListTotalsProps {
  readonly totals: ClientTotals;
  readonly filtered: boolean;
  /** Stands at the end of the line. */
  readonly children?: ReactNode;
}

/** Counts by status over the whole filter, not over what is in view. */
export function ListTotals({ totals, filtered, children }: ListTotalsProps): ReactElement {
  const { count, byStatus, stale, syncFailing, notConnected } = totals;
  const others: readonly (readonly [number, string])[] = [
    [stale, 'stale'],
    [syncFailing, 'sync failing'],
    [notConnected, 'not connected'],
  ];
  return (
    <div className="ltotals" role="group" aria-label="Totals">
      <b>
        {count === 0 ? 'No clients' : countOf(count, 'client')}
        {filtered && (count === 1 ? ' matches' : ' match')}
      </b>
      {STATUS_ORDER.filter((status) => byStatus[status] > 0).map((status) => (
        <span key={status}>
          <StatusShape shape={status} size={12} />
          {byStatus[status]} {STATUS_WORDS[status].toLowerCase()}
        </span>
      ))}
      {others
        .filter(([number]) => number > 0)
        .map(([number, words]) => (
          <span key={words} className="t3">
            {number} {words}
          </span>
        ))}
      {children}
    </div>
  );
}
