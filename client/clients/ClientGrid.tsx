import {
  Fragment,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import type { ClientOrder, ClientRow } from '../../domain/clientList.js';
import type { ReviewStanding } from '../../domain/ritual/reviewed.js';
import type { ReadingMoment } from '../../domain/wording.js';
import type { ListMode } from '../ui/ListModeToggle.js';
import { useChord } from '../ui/useChord.js';
import { useRoving } from '../ui/useRoving.js';
import { useWindow } from '../ui/useWindow.js';
import { ClientLine } from './ClientLine.js';
import type { SyncNow } from './clientWords.js';
import { GroupHead } from './GroupHead.js';
import { ListHead } from './ListHead.js';
import { sortBy } from './listQuery.js';
import { flatLines, groupedLines, headsBetween, type ListPart } from './queueLines.js';
import { SteadyLine } from './SteadyLine.js';
import { useGridKeys } from './useGridKeys.js';
import { useReturn } from './useReturn.js';
import { useSteadyOpen } from './useSteadyOpen.js';

export interface ClientGridProps {
  /** In their order, the folded ones too. */
  readonly rows: readonly ClientRow[];
  /** The same rows by group; null where the list is flat. */
  readonly parts: readonly ListPart[] | null;
  /** Cells that say more of the steady, beside how many they are. */
  readonly steadyCells: ReactNode;
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

/** Height of a group's head, px: as in its style. */
const HEAD_PX = 28;

/** The rows as a grid with one Tab stop. */
export function ClientGrid(props: ClientGridProps): ReactElement {
  const { rows, parts, steadyCells, syncs, standings, mode, moment, withAdvisor, sort, onSort, onOpen, focusWanted } =
    props;
  const [isOpen, setOpen] = useSteadyOpen();
  const lines = useMemo(() => (parts === null ? flatLines(rows) : groupedLines(parts, isOpen)), [rows, parts, isOpen]);
  const { from, to, above, below, reveal, body } = useWindow(lines.length);
  const { place, grid, onKeyDown, onRowFocus, goTo } = useRoving(lines.length, reveal);
  const currency = useMemo(() => oneCurrency(rows), [rows]);
  const steady = parts?.find(({ group }) => group === 'STEADY')?.rows;
  useGridKeys(grid, place.row, lines.length, goTo);
  useChord('g', {
    s: () => {
      if (steady === undefined) return;
      setOpen(!isOpen);
      goTo(lines.findIndex(({ row }) => row === null));
    },
  });
  const wantedBefore = useRef(focusWanted);
  useEffect(() => {
    if (focusWanted === wantedBefore.current) return;
    wantedBefore.current = focusWanted;
    goTo(0);
  }, [focusWanted, goTo]);
  const unfold = useCallback(
    (id: string) => {
      const isFolded = steady?.some((row) => row.id === id) === true;
      if (isFolded) setOpen(true);
      return isFolded;
    },
    [steady, setOpen],
  );
  useReturn(lines, unfold, goTo);
  useFocusKept(grid, lines, onRowFocus);
  // The Tab stop must be among the rows that are drawn.
  const stop = Math.min(Math.max(place.row, from), Math.max(from, to - 1));
  const headOf = (index: number): ReactElement | null => {
    const line = lines[index];
    if (!line?.head) return null;
    return <GroupHead part={line.head} rowIndex={line.rowIndex - 1} locale={moment.locale} />;
  };
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label="Clients"
      aria-rowcount={lines.at(-1)?.rowIndex ?? 1}
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
      {/* Apart from the rows: the height of their first one stands for all. */}
      {lines[0]?.head && <div role="rowgroup">{headOf(0)}</div>}
      <div
        role="rowgroup"
        ref={body}
        style={{
          paddingTop: above + HEAD_PX * headsBetween(lines, 1, from + 1),
          paddingBottom: below + HEAD_PX * headsBetween(lines, to, lines.length),
        }}
      >
        {lines.slice(from, to).map(({ row, rowIndex }, offset) => {
          const index = from + offset;
          const line = { index, rowIndex, tabbable: place.head < 0 && index === stop, onFocus: onRowFocus };
          return row === null ? (
            <SteadyLine
              key="steady"
              {...line}
              count={steady?.length ?? 0}
              isOpen={isOpen}
              onOpen={setOpen}
              locale={moment.locale}
            >
              {steadyCells}
            </SteadyLine>
          ) : (
            <Fragment key={row.id}>
              {index > from && headOf(index)}
              <ClientLine
                {...line}
                row={row}
                sync={syncs.get(row.id) ?? null}
                review={standings.get(row.id) ?? 'NOT_STARTED'}
                mode={mode}
                moment={moment}
                withAdvisor={withAdvisor}
                withSymbol={currency === MIXED}
                onOpen={onOpen}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

/** A row that has the focus may come to stand elsewhere: the keys go on from there. */
function useFocusKept(grid: RefObject<HTMLElement | null>, lines: unknown, onRowFocus: (row: number) => void): void {
  useEffect(() => {
    const { activeElement } = document;
    const index = activeElement instanceof HTMLElement ? activeElement.dataset.index : undefined;
    if (index !== undefined && grid.current?.contains(activeElement) === true) onRowFocus(Number(index));
  }, [grid, lines, onRowFocus]);
}

const MIXED = 'mixed';

/** The one currency of all rows that have one; null when none has. */
function oneCurrency(rows: readonly ClientRow[]): string | null {
  const currencies = new Set(rows.flatMap(({ currency }) => currency ?? []));
  if (currencies.size > 1) return MIXED;
  return [...currencies][0] ?? null;
}
