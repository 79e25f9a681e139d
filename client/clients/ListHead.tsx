import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import type { MouseEvent, ReactElement } from 'react';
import type { ClientOrder, ClientOrderField } from '../../domain/clientList.js';
import { coveragePosition, SCALE_MARKS } from '../ui/coverageScale.js';
import type { ListMode } from '../ui/ListModeToggle.js';

export interface ListHeadProps {
  readonly sort: readonly ClientOrder[];
  readonly mode: ListMode;
  /** The one currency of all rows; null when they mix or none is known. */
  readonly currency: string | null;
  readonly withAdvisor: boolean;
  /** The head that Tab reaches when no row does; -1 while a row has the place. */
  readonly tabbable: number;
  readonly onSort: (by: ClientOrderField, add: boolean) => void;
}

/** What an order says beside "Order", and its head in the grid. */
export const FIELD_WORDS: Record<ClientOrderField, string> = {
  NAME: 'Client',
  RUNWAY: 'Weeks',
  STATUS: 'Status',
  CASH: 'Cash',
  CHANGE: 'Change since last week',
  SYNCED: 'Synced',
  BOOKS_THROUGH: 'Books to',
  ADVISOR: 'Advisor',
  ISSUES: 'Issues',
  DECISIONS: 'Decisions',
  REVIEWED: 'Last review',
};

/** The heads that sort, in their order: what the arrow keys move along. */
const HEADS: readonly ClientOrderField[] = [
  'NAME',
  'RUNWAY',
  'CHANGE',
  'CASH',
  'ISSUES',
  'DECISIONS',
  'SYNCED',
  'BOOKS_THROUGH',
  'REVIEWED',
  'ADVISOR',
];

/** The heads; a click sorts, with Shift it adds. An arrow stands only where a person sorted. */
export function ListHead(props: ListHeadProps): ReactElement {
  const { sort, mode, currency, withAdvisor, tabbable, onSort } = props;
  const head = (by: ClientOrderField, words = FIELD_WORDS[by]): ReactElement => {
    return <Head by={by} words={words} sort={sort} tabbable={HEADS.indexOf(by) === tabbable} onSort={onSort} />;
  };
  return (
    <div role="rowgroup" className="lhead">
      <div role="row" aria-rowindex={1} className="lcols">
        <div role="columnheader" className="c-name" aria-sort={ariaSort(sort, 'NAME')}>
          {head('NAME')}
        </div>
        <div role="columnheader" className="c-weeks" aria-sort={ariaSort(sort, 'RUNWAY')}>
          {head('RUNWAY')}
        </div>
        <div role="columnheader" className="c-bar">
          {mode === 'list' ? 'Week before' : <Scale />}
        </div>
        <div role="columnheader" className="c-change" aria-sort={ariaSort(sort, 'CHANGE')}>
          {head('CHANGE')}
        </div>
        <div role="columnheader" className="c-cash" aria-sort={ariaSort(sort, 'CASH')}>
          {head('CASH', currency === null ? 'Cash' : `Cash, ${currency}`)}
        </div>
        <div role="columnheader" className="c-issues" aria-sort={ariaSort(sort, 'ISSUES')}>
          {head('ISSUES')}
        </div>
        <div role="columnheader" className="c-decisions" aria-sort={ariaSort(sort, 'DECISIONS')}>
          {head('DECISIONS')}
        </div>
        <div role="columnheader" className="c-sync" aria-sort={ariaSort(sort, 'SYNCED')}>
          {head('SYNCED')} <span aria-hidden="true">·</span> {head('BOOKS_THROUGH', 'books to')}
        </div>
        <div role="columnheader" className="c-review" aria-sort={ariaSort(sort, 'REVIEWED')}>
          {head('REVIEWED', 'Review')}
        </div>
        {withAdvisor && (
          <div role="columnheader" className="c-advisor" aria-sort={ariaSort(sort, 'ADVISOR')}>
            {head('ADVISOR')}
          </div>
        )}
      </div>
    </div>
  );
}

interface HeadProps extends Pick<ListHeadProps, 'sort' | 'onSort'> {
  readonly by: ClientOrderField;
  readonly words: string;
  readonly tabbable: boolean;
}

function Head({ by, words, sort, tabbable, onSort }: HeadProps): ReactElement {
  const place = sort.findIndex((order) => order.by === by);
  const direction = sort[place]?.direction;
  const onClick = (event: MouseEvent): void => onSort(by, event.shiftKey);
  return (
    <button type="button" className="hd" tabIndex={tabbable ? 0 : -1} onClick={onClick}>
      {words}
      {direction === 'ASC' && <ArrowUp size={12} aria-hidden="true" />}
      {direction === 'DESC' && <ArrowDown size={12} aria-hidden="true" />}
      {place >= 0 && sort.length > 1 && <sup>{place + 1}</sup>}
    </button>
  );
}

function Scale(): ReactElement {
  return (
    <>
      <span className="vh">Runway on a scale of 5, 13, 26 and 50 weeks</span>
      <span className="axhead" aria-hidden="true">
        {SCALE_MARKS.map((mark) => (
          <i key={mark} style={{ left: `${coveragePosition(mark)}%` }}>
            {mark}
          </i>
        ))}
      </span>
    </>
  );
}

function ariaSort(sort: readonly ClientOrder[], by: ClientOrderField): 'ascending' | 'descending' | undefined {
  const order = sort[0];
  if (order?.by !== by) return undefined;
  return order.direction === 'ASC' ? 'ascending' : 'descending';
}
