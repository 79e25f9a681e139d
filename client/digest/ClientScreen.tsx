import { useEffect, useMemo, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { selectClients } from '../../domain/clientList.js';
import { useClientRows, useDevice, useDigest, useOverview, type ClientRow, type DigestView } from '../offline/index.js';
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
  const place = usePlace(id, tab, list.rows);
  const note = useConnectionNote(id, sync, device.offlineSince !== null);
  const past = usePastWeek(id, tab === 'digest' ? (state.digest?.history ?? NO_WEEKS) : NO_WEEKS);
  useTabKeys(id, tab);
  const currency = state.digest?.currency ?? row?.currency ?? null;
  const reading = useMemo(
    () => ({ now, zone: viewer.timeZone, locale: viewer.locale, currency }),
    [now, viewer.timeZone, viewer.locale, currency],
  );
  useFiguresSaid(id, row?.name ?? null, state.digest);
  useEffect(() => rememberClient(id), [id]);
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

function usePlace(id: string, tab: ClientTab, rows: readonly ClientRow[] | null): Place | null {
  const [, navigate] = useLocation();
  const ids = useMemo(() => {
    const remembered = listOrder();
    if (remembered?.includes(id)) return remembered;
    return rows === null ? [] : selectClients(rows).map((row) => row.id);
  }, [id, rows]);
  const index = ids.indexOf(id);
  const to = (other: string | undefined): (() => void) | null =>
    other === undefined ? null : () => navigate(tabAddress(other, tab));
  const previous = to(ids[index - 1]);
  const next = to(ids[index + 1]);
  useClientKey('J', () => next?.());
  useClientKey('K', () => previous?.());
  return index < 0 ? null : { number: index + 1, of: ids.length, previous, next };
}
