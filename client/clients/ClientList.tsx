import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactElement,
} from 'react';
import { useLocation } from 'wouter';
import { selectClients, totals as totalsOf, type ClientRow, type ClientTotals } from '../../domain/clientList.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { countOf, type ReadingMoment } from '../../domain/wording.js';
import { useAllDecisions, type OverviewView } from '../offline/index.js';
import { countOpen } from '../tray/openDecisions.js';
import type { ListReviewsProps } from '../rituals/ListReviews.js';
import type { Reviews } from '../rituals/reviews.js';
import { Kbd } from '../ui/Kbd.js';
import type { ListMode } from '../ui/ListModeToggle.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { rememberList } from '../ui/listOrder.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { useKeptChoice } from '../ui/useKeptChoice.js';
import { ClientGrid } from './ClientGrid.js';
import type { SyncNow } from './clientWords.js';
import { EVERY_CLIENT, isFiltered, printListQuery, selectionOf, type ListQuery } from './listQuery.js';
import { EmptyFilter } from './ListStates.js';
import { ListTools } from './ListTools.js';
import { ListTotals } from './ListTotals.js';
import { MovedLine } from '../ui/MovedLine.js';
import { useHeldOrder } from '../ui/useHeldOrder.js';
import { useListQuery } from './useListQuery.js';

/** Where this part is not on the device and there is no connection, the list stays without it. */
const ListReviews = lazy<ComponentType<ListReviewsProps>>(() =>
  import('../rituals/ListReviews.js').then(
    (module) => ({ default: module.ListReviews }),
    () => ({ default: () => null }),
  ),
);

export interface ClientListProps {
  readonly rows: readonly ClientRow[];
  readonly overview: OverviewView | null;
  /** Over every client. */
  readonly totals: ClientTotals;
  readonly reviews: Reviews;
  readonly moment: ReadingMoment;
  readonly withAdvisor: boolean;
}

const MODES: readonly ListMode[] = ['chart', 'list'];

/** The list with its tools: searched, filtered and ordered here, with or without a connection. */
export function ClientList({ rows, overview, totals, reviews, moment, withAdvisor }: ClientListProps): ReactElement {
  const [query, change] = useListQuery();
  const [mode, setMode] = useKeptChoice('runway-list-mode', MODES);
  const [, navigate] = useLocation();
  const searchInput = useRef<HTMLInputElement>(null);
  const [wantsList, setWantsList] = useState(0);
  const decisions = useAllDecisions();
  const selected = useSelected(useDecided(rows, decisions), query, reviews);
  const { shown, moved, reorder } = useShown(selected, printListQuery(query));
  const syncs = useMemo(() => syncsById(overview), [overview]);
  const open = useCallback((id: string) => navigate(`/clients/${encodeURIComponent(id)}`), [navigate]);
  const address = printListQuery(query);
  useEffect(
    () =>
      rememberList(
        shown.map(({ id }) => id),
        address,
      ),
    [shown, address],
  );
  useAnyKey('/', () => searchInput.current?.focus());
  useAnyKey('l', () => setMode(mode === 'chart' ? 'list' : 'chart'));
  useMatchesSaid(query, selected.length);

  return (
    <>
      <div className="pad">
        <ListTools
          query={query}
          onChange={change}
          mode={mode}
          onMode={setMode}
          totals={totals}
          notReviewed={reviews.of - reviews.done}
          withAdvisor={withAdvisor}
          searchRef={searchInput}
          onLeaveSearch={() => setWantsList((times) => times + 1)}
        />
      </div>
      <MovedLine moved={moved} onReorder={reorder} />
      {shown.length === 0 ? (
        <EmptyFilter query={query} onClear={() => change({ ...EVERY_CLIENT, sort: query.sort })} />
      ) : (
        <ClientGrid
          rows={shown}
          syncs={syncs}
          standings={reviews.standings}
          mode={mode}
          moment={moment}
          withAdvisor={withAdvisor}
          sort={query.sort}
          onSort={(sort) => change({ sort })}
          onOpen={open}
          focusWanted={wantsList}
        />
      )}
      <div className="listfoot">
        <Suspense fallback={null}>
          <ListReviews rows={shown} standings={reviews.standings} moment={moment} />
        </Suspense>
        <ListTotals totals={isFiltered(query) ? totalsOf(selected) : totals} filtered={isFiltered(query)} />
        <KeyLine />
      </div>
    </>
  );
}

/** The rows with how many decisions of each are open, as they show it; one without any is the same object. */
function useDecided(
  rows: readonly ClientRow[],
  decisions: ReadonlyMap<string, readonly DecisionShown[]>,
): readonly ClientRow[] {
  return useMemo(
    () =>
      rows.map((row) => {
        const openDecisions = countOpen(decisions.get(row.id));
        return openDecisions === 0 ? row : { ...row, openDecisions };
      }),
    [rows, decisions],
  );
}

/** What matches, in its order. A client without figures has nothing to review. */
function useSelected(rows: readonly ClientRow[], query: ListQuery, { standings }: Reviews): readonly ClientRow[] {
  return useMemo(() => {
    const matching = selectClients(rows, selectionOf(query));
    if (!query.notReviewed) return matching;
    return matching.filter(({ id, asOf }) => asOf !== null && standings.get(id) !== 'REVIEWED');
  }, [rows, query, standings]);
}

/** The selected rows in the order that is held while someone reads. */
function useShown(selected: readonly ClientRow[], key: string) {
  const ids = useMemo(() => selected.map(({ id }) => id), [selected]);
  const { ids: held, moved, reorder } = useHeldOrder(ids, key);
  const shown = useMemo(() => {
    const byId = new Map(selected.map((row) => [row.id, row]));
    return held.flatMap((id) => byId.get(id) ?? []);
  }, [selected, held]);
  return { shown, moved, reorder };
}

function syncsById(overview: OverviewView | null): ReadonlyMap<string, SyncNow> {
  return new Map((overview?.versions ?? []).map(({ clientId, sync }) => [clientId, sync]));
}

/** Says how many match once a person stops typing or choosing. */
function useMatchesSaid(query: ListQuery, count: number): void {
  const announce = useAnnounce();
  const asked = printListQuery({ ...query, sort: [] });
  const said = useRef(asked);
  // The count alone may change with a sync: that is not what was asked for, so it is read when it is time to say it.
  const latest = useRef(count);
  useEffect(() => {
    latest.current = count;
  }, [count]);
  useEffect(() => {
    if (said.current === asked) return undefined;
    const timer = setTimeout(() => {
      said.current = asked;
      announce(`${countOf(latest.current, 'client')} shown`);
    }, 400);
    return () => clearTimeout(timer);
  }, [asked, announce]);
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
