import { useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { ClientOrder, ClientRow } from '../../domain/clientList.js';
import type { ReviewStanding } from '../../domain/ritual/reviewed.js';
import type { ReadingMoment } from '../../domain/wording.js';
import type { ListMode } from '../ui/ListModeToggle.js';
import { takeLastLookedAt } from '../ui/listOrder.js';
import { ClientLine } from './ClientLine.js';
import type { SyncNow } from './clientWords.js';
import { ListHead } from './ListHead.js';
import { sortBy } from './listQuery.js';
import { useGridKeys } from './useGridKeys.js';
import { useRoving } from '../ui/useRoving.js';
import { useWindow } from '../ui/useWindow.js';

export interface ClientGridProps {
  readonly rows: readonly ClientRow[];
  readonly syncs: ReadonlyMap<string, SyncNow>;
  readonly standings: ReadonlyMap<string, ReviewStanding>;
  readonly mode: ListMode;
  readonly moment: ReadingMoment;
  readonly withAdvisor: boolean;
  readonly sort: readonly ClientOrder[];
  readonly onSort: (sort: readonly ClientOrder[]) => void;
  readonly onOpen: (id: string) => void;
  /** Raised when the search is left: the focus goes to the first row. */
  readonly focusWanted: number;
}

/** The rows as a grid with one Tab stop. */
export function ClientGrid(props: ClientGridProps): ReactElement {
  const { rows, syncs, standings, mode, moment, withAdvisor, sort, onSort, onOpen, focusWanted } = props;
  const { from, to, above, below, reveal, body } = useWindow(rows.length);
  const { place, grid, onKeyDown, onRowFocus, goTo } = useRoving(rows.length, reveal);
  const currency = useMemo(() => oneCurrency(rows), [rows]);
  useGridKeys(grid, place.row, rows.length, goTo);
  useEffect(() => {
    if (focusWanted > 0) goTo(0);
  }, [focusWanted, goTo]);
  useReturn(rows, goTo);
  useFocusKept(grid, rows, onRowFocus);
  // The Tab stop must be among the rows that are drawn.
  const stop = Math.min(Math.max(place.row, from), Math.max(from, to - 1));
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label="Clients"
      aria-rowcount={rows.length + 1}
      className={withAdvisor ? 'lgrid with-advisor' : 'lgrid'}
      data-mode={mode}
      onKeyDown={onKeyDown}
    >
      <ListHead
        sort={sort}
        mode={mode}
        currency={currency === MIXED ? null : currency}
        withAdvisor={withAdvisor}
        tabbable={place.head}
        onSort={(by, add) => onSort(sortBy(sort, by, add))}
      />
      <div role="rowgroup" ref={body} style={{ paddingTop: above, paddingBottom: below }}>
        {rows.slice(from, to).map((row, offset) => (
          <ClientLine
            key={row.id}
            row={row}
            sync={syncs.get(row.id) ?? null}
            review={standings.get(row.id) ?? 'NOT_STARTED'}
            mode={mode}
            moment={moment}
            withAdvisor={withAdvisor}
            withSymbol={currency === MIXED}
            index={from + offset}
            tabbable={place.head < 0 && from + offset === stop}
            onFocus={onRowFocus}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}

/** Coming back from a client, its row has the focus again, and is in view. */
function useReturn(rows: readonly ClientRow[], goTo: (row: number) => void): void {
  const [leftAt] = useState(takeLastLookedAt);
  const first = useRef({ rows, goTo });
  useEffect(() => {
    const index = first.current.rows.findIndex(({ id }) => id === leftAt);
    if (index >= 0) first.current.goTo(index);
  }, [leftAt]);
}

/** A row that has the focus may come to stand elsewhere: the keys go on from there. */
function useFocusKept(
  grid: RefObject<HTMLElement | null>,
  rows: readonly ClientRow[],
  onRowFocus: (row: number) => void,
): void {
  useEffect(() => {
    const { activeElement } = document;
    const index = activeElement instanceof HTMLElement ? activeElement.dataset.index : undefined;
    if (index !== undefined && grid.current?.contains(activeElement) === true) onRowFocus(Number(index));
  }, [grid, rows, onRowFocus]);
}

const MIXED = 'mixed';

/** The one currency of all rows that have one; null when none has. */
function oneCurrency(rows: readonly ClientRow[]): string | null {
  const currencies = new Set(rows.flatMap(({ currency }) => currency ?? []));
  if (currencies.size > 1) return MIXED;
  return [...currencies][0] ?? null;
}
