import ArrowUpDown from 'lucide-react/icons/arrow-up-down';
import type { ReactElement } from 'react';
import type { DocumentKind } from './console.js';
import { SORTS, type SortBy, type TableView } from './tableView.js';

export interface TouchToolsProps {
  readonly kind: DocumentKind;
  readonly view: TableView;
  /** Whether all rows that can be selected are. */
  readonly isAll: boolean;
  readonly onView: (view: TableView) => void;
  readonly onAll: () => void;
}

/** A sort by its head, first the one way, then the other. */
const ORDERS: Readonly<Record<SortBy, readonly [up: string, down: string]>> = {
  name: ['Name, A to Z', 'Name, Z to A'],
  usual: ['Usual delay, shortest first', 'Usual delay, longest first'],
  due: ['Due, earliest first', 'Due, latest first'],
  balance: ['Open balance, smallest first', 'Open balance, largest first'],
  sent: ['Last sent, longest ago first', 'Last sent, latest first'],
};

/** What the heads of a table are for, where there is no room for heads: its order, and all of it. */
export function TouchTools({ kind, view, isAll, onView, onAll }: TouchToolsProps): ReactElement {
  const many = kind === 'BILL' ? 'bills' : 'invoices';
  const order = (value: string): void => {
    const by = SORTS[kind].find((one) => value === one || value === `${one}-`);
    if (by !== undefined) onView({ ...view, by, descending: value !== by });
  };
  const [up, down] = ORDERS[view.by];
  return (
    <>
      <span className="fc partyfilter">
        <ArrowUpDown size={13} aria-hidden="true" />
        <span className="cut" aria-hidden="true">
          {view.descending ? down : up}
        </span>
        <select
          aria-label={`Sort ${many}`}
          value={view.descending ? `${view.by}-` : view.by}
          onChange={(event) => order(event.currentTarget.value)}
        >
          {SORTS[kind].map((by) => [
            <option key={by} value={by}>
              {ORDERS[by][0]}
            </option>,
            <option key={`${by}-`} value={`${by}-`}>
              {ORDERS[by][1]}
            </option>,
          ])}
        </select>
      </span>
      <button type="button" className="btn s" onClick={onAll}>
        {isAll ? 'Select none' : 'Select all shown'}
        <span className="vh"> of the {many}</span>
      </button>
    </>
  );
}
