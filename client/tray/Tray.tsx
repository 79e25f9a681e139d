import Drawer from '@mui/material/Drawer';
import { useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useAllDecisions, useClientRows, type ClientRow } from '../offline/index.js';
import { useMinute } from '../ui/useMinute.js';
import { useRoving } from '../ui/useRoving.js';
import { useViewer } from '../viewer.js';
import { isMixed } from './currencies.js';
import { decisionAddress } from './decisionAddress.js';
import { TrayFoot } from './TrayFoot.js';
import { NothingDecided, TrayHead } from './TrayHead.js';
import { TrayGroupRows } from './TrayGroupRows.js';
import { OtherRefused } from './OtherRefused.js';
import { trayCounts, trayGroups } from './trayGroups.js';
import { placed, shownOf } from './trayPlaces.js';
import { useBackCloses } from './useBackCloses.js';
import { useFocusKeptIn } from './useFocusKeptIn.js';
import { useTrayActs, type TrayActs } from './useTrayActs.js';

const NO_ROWS: readonly ClientRow[] = [];

/** All that is decided and not over, of every client, as a sheet over the page: what waits, what it does, one way to send. */
export function Tray({ onClose }: { onClose: () => void }): ReactElement {
  const viewer = useViewer();
  const all = useAllDecisions();
  const { rows } = useClientRows();
  const now = useMinute();
  const moment = { now, zone: viewer.timeZone, locale: viewer.locale };
  const groups = useMemo(() => trayGroups(all, rows ?? NO_ROWS, now), [all, rows, now]);
  const shown = useMemo(() => shownOf(groups), [groups]);
  const counts = trayCounts(groups);
  const mixed = useMemo(() => isMixed(groups), [groups]);
  const sheet = useRef<HTMLDivElement>(null);
  const { place, grid, onKeyDown: onRowKey, onRowFocus, goTo } = useRoving(shown.length, noReveal);
  const acts = useTrayActs(groups);
  const [, navigate] = useLocation();
  const open = (address: string): void => {
    // In the place that the sheet has in the history, so that Back leads to where it was opened.
    navigate(address, { replace: true });
    onClose();
  };
  useBackCloses(onClose);
  useFocusKeptIn(sheet, goTo, place.row, shown);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isInside = grid.current?.contains(document.activeElement) === true;
    // From outside the rows, `j` and `k` enter them where they were left.
    const enter = (): void => {
      event.preventDefault();
      goTo(place.row);
    };
    const move = isInside ? onRowKey : enter;
    onTrayKey(event, { decision: shown[place.row] ?? null, first: firstConflict(shown), acts, move, open });
  };
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      transitionDuration={0}
      slotProps={{
        paper: {
          ref: sheet,
          className: 'tray',
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': 'tray-title',
          onKeyDown,
        },
      }}
    >
      <TrayHead counts={counts} moment={moment} onClose={onClose} />
      <OtherRefused rows={rows ?? NO_ROWS} acts={acts} />
      {shown.length === 0 ? (
        <NothingDecided />
      ) : (
        <div
          className="tbody"
          data-mixed={mixed}
          role="grid"
          aria-label="Decisions"
          aria-rowcount={-1}
          ref={grid}
          tabIndex={-1}
        >
          {placed(groups).map(({ group, from }) => (
            <TrayGroupRows
              key={group.clientId}
              group={group}
              from={from}
              at={place.row}
              moment={moment}
              isMixed={mixed}
              acts={acts}
              onFocusRow={onRowFocus}
              onOpen={open}
            />
          ))}
        </div>
      )}
      <TrayFoot groups={groups} counts={counts} isMixed={mixed} locale={viewer.locale} acts={acts} />
    </Drawer>
  );
}

/** The sheet's own scrolling follows the focus. */
function noReveal(): void {
  return undefined;
}

interface KeyTarget {
  /** The row that has the Tab stop. */
  readonly decision: DecisionShown | null;
  readonly first: DecisionShown | null;
  readonly acts: TrayActs;
  readonly move: (event: KeyboardEvent) => void;
  readonly open: (address: string) => void;
}

/** `j` `k` move, `u` takes back, `c` compares, ⌘↵ sends. Esc closes: the sheet does that itself. */
function onTrayKey(event: KeyboardEvent, { decision, first, acts, move, open }: KeyTarget): void {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    acts.send();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === 'u' && decision?.canWithdraw === true) {
    event.preventDefault();
    // The focus goes on to the next row: a key that is held down would take back that one too, unseen.
    if (!event.repeat) acts.undo(decision);
    return;
  }
  const compared = decision?.state === 'CONFLICTED' ? decision : first;
  if (event.key === 'c' && compared !== null) {
    event.preventDefault();
    open(decisionAddress(compared));
    return;
  }
  const isOnRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row';
  if (event.key === 'Enter' && isOnRow && decision !== null) open(decisionAddress(decision));
  // It keeps what it takes from the browser; the rest is the browser's, Tab above all.
  else if (isOnRow || event.key === 'j' || event.key === 'k') move(event);
}

function firstConflict(shown: readonly DecisionShown[]): DecisionShown | null {
  return shown.find(({ state }) => state === 'CONFLICTED') ?? null;
}
