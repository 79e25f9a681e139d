import Check from 'lucide-react/icons/check';
import type { ReactElement } from 'react';
import { totals, type ClientRow } from '../../domain/clientList.js';
import { STATUS_ORDER } from '../../domain/status.js';
import { STATUS_WORDS, wholeNumber } from '../../domain/wording.js';
import { StatusShape } from '../ui/StatusShape.js';
import type { Reviews } from './reviews.js';
import { SteadyMark } from './SteadyMark.js';

export interface SteadyCellsProps {
  /** All that are folded into the line. */
  readonly rows: readonly ClientRow[];
  readonly standings: Reviews['standings'];
  readonly locale: string;
}

/** What the line of the steady says of them: how many of each status, what waits behind it, and the act that marks all. */
export function SteadyCells({ rows, standings, locale }: SteadyCellsProps): ReactElement {
  const { byStatus, syncFailing } = totals(rows);
  const waiting = rows.reduce((all, { openDecisions = 0 }) => all + openDecisions, 0);
  const reviewed = rows.filter(({ id }) => standings.get(id) === 'REVIEWED').length;
  return (
    <>
      <div role="gridcell" className="foldwords">
        {STATUS_ORDER.filter((status) => byStatus[status] > 0).map((status) => (
          <span key={status}>
            <StatusShape shape={status} size={12} />
            {wholeNumber(byStatus[status], locale)} {STATUS_WORDS[status].toLowerCase()}
          </span>
        ))}
        {waiting > 0 && (
          <b className="foldwaits">
            {wholeNumber(waiting, locale)} {waiting === 1 ? 'decision' : 'decisions'} waiting
          </b>
        )}
        {syncFailing > 0 && <span>{wholeNumber(syncFailing, locale)} sync failing</span>}
        <span className="t3 foldwhy">none moved by 1 week or more</span>
      </div>
      <div role="gridcell" className="foldmark">
        {reviewed > 0 && (
          <span className="sm">
            <Check size={14} aria-hidden="true" />
            {wholeNumber(reviewed, locale)} reviewed
          </span>
        )}
        <SteadyMark left={rows.length - reviewed} of={rows.length} locale={locale} />
      </div>
    </>
  );
}
