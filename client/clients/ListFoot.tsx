import type { ReactElement } from 'react';
import type { ClientTotals } from '../../domain/clientList.js';
import { ListReviews, type ListReviewsProps } from '../rituals/ListReviews.js';
import { Kbd } from '../ui/Kbd.js';
import { isFiltered, type ListQuery } from './listQuery.js';
import { ListTotals } from './ListTotals.js';
import { useMatchesSaid } from './useMatchesSaid.js';

export interface ListFootProps extends ListReviewsProps {
  readonly totals: ClientTotals;
  readonly query: ListQuery;
  /** How many clients match. */
  readonly matching: number;
}

/** What stands below the list: the marks of reviews, its totals and its keys. */
export function ListFoot({ totals, query, matching, ...reviews }: ListFootProps): ReactElement {
  useMatchesSaid(query, matching);
  return (
    <>
      <ListReviews {...reviews} />
      <ListTotals totals={totals} filtered={isFiltered(query)} />
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
