import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { selectClients, totals as totalsOf, type ClientRow, type ClientTotals } from '../../domain/clientList.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { ReadingMoment } from '../../domain/wording.js';
import { useAllDecisions, type OverviewView } from '../offline/index.js';
import type { Reviews } from '../rituals/reviews.js';
import { countOpen } from '../tray/openDecisions.js';
import type { ListMode } from '../ui/ListModeToggle.js';
import { MovedLine } from '../ui/MovedLine.js';
import { rememberList } from '../ui/listOrder.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { useKeptChoice } from '../ui/useKeptChoice.js';
import { ClientGrid } from './ClientGrid.js';
import type { SyncNow } from './clientWords.js';
import { ListFoot, SteadyCells } from './laterParts.js';
import { EVERY_CLIENT, isFiltered, printListQuery, selectionOf, type ListQuery } from './listQuery.js';
import { ListTools } from './ListTools.js';
import { useListQuery } from './useListQuery.js';
import { useShownRows } from './useShownRows.js';

/** In place of rows. */
const EmptyFilter = lazy(() => import('./ListStates.js').then((module) => ({ default: module.EmptyFilter })));
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
const NO_ROWS: readonly ClientRow[] = [];

/** The list with its tools: searched, filtered and ordered here, with or without a connection. */
export function ClientList({ rows, overview, totals, reviews, moment, withAdvisor }: ClientListProps): ReactElement {
  const [query, change] = useListQuery();
  const [mode, setMode] = useKeptChoice('runway-list-mode', MODES);
  const [, navigate] = useLocation();
  const searchInput = useRef<HTMLInputElement>(null);
  const [wantsList, setWantsList] = useState(0);
  const decisions = useAllDecisions();
  const selected = useSelected(useDecided(rows, decisions), query, reviews);
  const { shown, parts, moved, reorder } = useShownRows(selected, query, reviews.standings);
  const folded = parts === null ? null : (parts.find(({ group }) => group === 'STEADY')?.rows ?? NO_ROWS);
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
        <Suspense fallback={null}>
          <EmptyFilter query={query} onClear={() => change({ ...EVERY_CLIENT, sort: query.sort })} />
        </Suspense>
      ) : (
        <ClientGrid
          rows={shown}
          parts={parts}
          steadyCells={
            <Suspense fallback={null}>
              <SteadyCells rows={folded ?? NO_ROWS} standings={reviews.standings} locale={moment.locale} />
            </Suspense>
          }
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
          <ListFoot
            rows={shown}
            folded={folded}
            standings={reviews.standings}
            moment={moment}
            totals={isFiltered(query) ? totalsOf(selected) : totals}
            query={query}
            matching={selected.length}
          />
        </Suspense>
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

function syncsById(overview: OverviewView | null): ReadonlyMap<string, SyncNow> {
  return new Map((overview?.versions ?? []).map(({ clientId, sync }) => [clientId, sync]));
}
