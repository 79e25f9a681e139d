import Download from 'lucide-react/icons/download';
import type { ReactElement } from 'react';
import { dateInZone } from '../../domain/calendar.js';
import type { ClientTotals } from '../../domain/clientList.js';
import { ListReviews, type ListReviewsProps } from '../rituals/ListReviews.js';
import { downloadText } from '../ui/download.js';
import { Kbd } from '../ui/Kbd.js';
import { listCsv } from './listCsv.js';
import { isFiltered, type ListQuery } from './listQuery.js';
import { ListTotals } from './ListTotals.js';
import { useMatchesSaid } from './useMatchesSaid.js';

export interface ListFootProps extends ListReviewsProps {
  readonly totals: ClientTotals;
  readonly query: ListQuery;
  /** How many clients match. */
  readonly matching: number;
}

/** What stands below the list: the marks of reviews, its totals, the same as a file, and its keys. */
export function ListFoot({ totals, query, matching, ...reviews }: ListFootProps): ReactElement {
  useMatchesSaid(query, matching);
  const { rows, standings, moment } = reviews;
  const save = (): void =>
    downloadText(
      `clients-${dateInZone(moment.now, moment.zone)}.csv`,
      'text/csv;charset=utf-8',
      listCsv(rows, standings),
    );
  return (
    <>
      <ListReviews {...reviews} />
      <ListTotals totals={totals} filtered={isFiltered(query)}>
        {rows.length > 0 && (
          <button type="button" className="btn s lcsv" onClick={save}>
            <Download size={14} aria-hidden="true" />
            CSV<span className="vh"> of the clients shown</span>
          </button>
        )}
      </ListTotals>
      <KeyLine />
    </>
  );
}

function KeyLine(): ReactElement {
  return (
    <div className="hint pad" aria-hidden="true">
      <span>
        <Kbd>J</Kbd>
        <Kbd>K</Kbd> move
      </span>
      <span>
        <Kbd>↵</Kbd> open
      </span>
      <span>
        <Kbd>R</Kbd> reviewed
      </span>
      <span>
        <Kbd>G</Kbd>
        <Kbd>S</Kbd> steady
      </span>
      <span>
        <Kbd>/</Kbd> search
      </span>
      <span>
        <Kbd>L</Kbd> bars or list
      </span>
      <span className="sp" />
      <span>
        <Kbd>?</Kbd> all keys
      </span>
    </div>
  );
}
