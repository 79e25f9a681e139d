import { useEffect, useMemo, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { selectClients } from '../../domain/clientList.js';
import {
  fetchChosen,
  takeAlong,
  useClientRows,
  useDevice,
  useDigest,
  useDigestsNear,
  useOverview,
  type ClientRow,
  type DigestView,
} from '../offline/index.js';
import { useViewer } from '../viewer.js';
import { listOrder, rememberClient } from '../ui/listOrder.js';
import { useMinute } from '../ui/useMinute.js';
import type { Place } from './clientSync.js';
import { tabAddress, useTabKeys, type ClientTab } from './clientTabs.js';
import { ClientView } from './ClientView.js';
import { ReadingContext } from './reading.js';
import { useClientKey } from './useClientKey.js';
import { useConnectionNote } from './useConnectionNote.js';
import { useFiguresSaid } from './useFiguresSaid.js';
import { usePastWeek } from './usePastWeek.js';

const NO_WEEKS: DigestView['history'] = [];

/** One client's page over what the device holds. */
export function ClientScreen({ id, tab }: { id: string; tab: ClientTab }): ReactElement {
  const viewer = useViewer();
  const now = useMinute();
  const list = useClientRows();
  const state = useDigest(id);
  const device = useDevice();
  const sync = useOverview()?.versions.find(({ clientId }) => clientId === id)?.sync ?? null;
  const row = list.rows?.find((client) => client.id === id) ?? null;
  const { place, near } = usePlace(id, tab, list.rows);
  // After the client's own: what is looked at waits for nothing else.
  const isShown = state.digest !== null;
  useDigestsNear(isShown ? near.previous : null, isShown ? near.next : null);
  const note = useConnectionNote(id, sync, device.offlineSince !== null);
  const past = usePastWeek(id, tab === 'digest' ? (state.digest?.history ?? NO_WEEKS) : NO_WEEKS);
  useTabKeys(id, tab);
  const currency = state.digest?.currency ?? row?.currency ?? null;
  const reading = useMemo(
    () => ({ now, zone: viewer.timeZone, locale: viewer.locale, currency }),
    [now, viewer.timeZone, viewer.locale, currency],
  );
  useFiguresSaid(id, row?.name ?? null, state.digest);
  useEffect(() => {
    rememberClient(id);
    // Kept at once where it was left out: its page may have fetched it before that was known.
    void takeAlong.opened(id).then((isChosen) => (isChosen ? fetchChosen() : undefined));
  }, [id]);
  useEffect(() => {
    if (row !== null) document.title = `${row.name} · Runway`;
  }, [row]);
  return (
    <ReadingContext value={reading}>
      <ClientView
        row={row}
        listKnown={list.rows !== null}
        state={state}
        sync={sync}
        offlineSince={device.offlineSince}
        place={place}
        past={past}
        note={note}
        tab={tab}
      />
    </ReadingContext>
  );
}

interface Near {
  readonly previous: string | null;
  readonly next: string | null;
}

/** Where the client stands in the list as it was shown last, and who stands beside it. */
function usePlace(id: string, tab: ClientTab, rows: readonly ClientRow[] | null): { place: Place | null; near: Near } {
  const [, navigate] = useLocation();
  const ids = useMemo(() => {
    const remembered = listOrder();
    if (remembered?.includes(id)) return remembered;
    return rows === null ? [] : selectClients(rows).map((row) => row.id);
  }, [id, rows]);
  const index = ids.indexOf(id);
  const near: Near = { previous: ids[index - 1] ?? null, next: index < 0 ? null : (ids[index + 1] ?? null) };
  const to = (other: string | null): (() => void) | null =>
    other === null ? null : () => navigate(tabAddress(other, tab));
  const previous = to(near.previous);
  const next = to(near.next);
  useClientKey('J', () => next?.());
  useClientKey('K', () => previous?.());
  return { place: index < 0 ? null : { number: index + 1, of: ids.length, previous, next }, near };
}
