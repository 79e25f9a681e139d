import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import type { ReactElement } from 'react';
import { SelectBox } from '../ui/SelectBox.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import type { DocumentKind } from './console.js';
import { useConsole } from './ConsoleContext.js';
import { NARROW, SORTS, SORTS_IF_NARROW, type SortBy, type TableView } from './tableView.js';

export interface TableColumnsProps {
  readonly kind: DocumentKind;
  readonly view: TableView;
  readonly checked: boolean | 'mixed';
  /** The head that Tab reaches when no row does; -1 while a row has the place. */
  readonly tabbable: number;
  readonly onSort: (by: SortBy) => void;
  readonly onAll: () => void;
}

/** The heads: those that are words sort, by click or by Enter; the arrow keys go along them. */
export function TableColumns(props: TableColumnsProps): ReactElement {
  const { kind, view, checked, tabbable, onSort, onAll } = props;
  const { forecast } = useConsole();
  const isBill = kind === 'BILL';
  const reachable = useReachable(kind);
  const head = (by: SortBy, words: string): ReactElement | string => {
    if (!reachable.includes(by)) return words;
    const Arrow = view.descending ? ArrowDown : ArrowUp;
    return (
      <button
        type="button"
        className="hd"
        tabIndex={reachable.indexOf(by) === tabbable ? 0 : -1}
        onClick={() => onSort(by)}
      >
        {words}
        {view.by === by && <Arrow size={11} aria-hidden="true" />}
      </button>
    );
  };
  const sorted = (by: SortBy): 'ascending' | 'descending' | 'none' =>
    view.by !== by ? 'none' : view.descending ? 'descending' : 'ascending';
  return (
    <div role="rowgroup" className="ccols">
      <div role="row" aria-rowindex={1} className="crow chrow">
        <div role="columnheader" className="o-sel">
          <SelectBox label={`Select all ${isBill ? 'bills' : 'invoices'} shown`} checked={checked} onToggle={onAll} />
        </div>
        <div role="columnheader" className="o-name" aria-sort={sorted('name')}>
          {head('name', isBill ? 'Bill' : 'Invoice')}
        </div>
        {!isBill && (
          <div role="columnheader" className="o-usual" aria-sort={sorted('usual')}>
            {head('usual', 'Usual delay')}
          </div>
        )}
        <div role="columnheader" className="o-due" aria-sort={sorted('due')}>
          {head('due', 'Due')}
        </div>
        <div role="columnheader" className="o-late">
          <span className="vh">In or late by</span>
        </div>
        <div role="columnheader" className="o-balance" aria-sort={sorted('balance')}>
          {head('balance', 'Open balance')}
        </div>
        <div role="columnheader" className="o-decision">
          Decision
        </div>
        <div role="columnheader" className="o-last" aria-sort={isBill ? undefined : sorted('sent')}>
          {isBill ? forecast !== null && <LowPointHead /> : head('sent', 'Last sent')}
        </div>
      </div>
    </div>
  );
}

/** The heads that are in sight: keys that went to another would be lost with the focus. Printed, all of them are words. */
function useReachable(kind: DocumentKind): readonly SortBy[] {
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  if (isPhone) return [];
  return isNarrow ? SORTS_IF_NARROW : SORTS[kind];
}

/** Its cells say by how much a choice moves the low point, not where that is. */
function LowPointHead(): ReactElement {
  return (
    <span title="By how much the choice moves the low point">
      Low point<span className="vh">, change</span>
    </span>
  );
}
