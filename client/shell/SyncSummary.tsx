import CloudOff from 'lucide-react/icons/cloud-off';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import type { ReactElement } from 'react';
import { countOf, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import { useClientRows, useDevice, useOverview, type OverviewView } from '../offline/index.js';
import type { Viewer } from '../viewer.js';
import { useMinute } from '../ui/useMinute.js';

/** How many clients are in sync, and what of the rest; offline, since when. */
export function SyncSummary({ viewer }: { viewer: Viewer }): ReactElement {
  const overview = useOverview();
  const { offlineSince } = useDevice();
  const { rows } = useClientRows();
  const moment = { now: useMinute(), zone: viewer.timeZone, locale: viewer.locale };
  if (offlineSince !== null) {
    return (
      <div className="sync" title={`Offline since ${formatInstant(offlineSince, moment)}`}>
        <CloudOff size={15} strokeWidth={1.75} aria-hidden="true" />
        <div className="widetext">
          <b>Offline since {formatInstant(offlineSince, moment)}</b>
          <span>{rows === null ? 'Nothing on this device yet' : `${countOf(rows.length, 'client')} in the list`}</span>
        </div>
      </div>
    );
  }
  const busy = (overview?.syncing ?? 0) > 0;
  return (
    <div className="sync" title={overview === null ? undefined : `${overview.synced} of ${overview.clients} in sync`}>
      <RefreshCw className={busy ? 'turning' : undefined} size={15} strokeWidth={1.75} aria-hidden="true" />
      <div className="widetext">
        <b>{headline(overview)}</b>
        {overview !== null && <span>{underWay(overview, moment)}</span>}
        {overview !== null && rest(overview).map((line) => <span key={line}>{line}</span>)}
      </div>
    </div>
  );
}

function headline(overview: OverviewView | null): string {
  if (overview === null) return 'Asking for sync states';
  return overview.clients === 0 ? 'Nothing to sync' : `${overview.synced} of ${overview.clients} in sync`;
}

/** One line whatever goes on: a sync that begins and ends moves nothing. */
function underWay({ syncing, waiting, lastGoodAt }: OverviewView, moment: ReadingMoment): string {
  if (syncing + waiting > 0) return `${syncing + waiting} syncing or waiting`;
  return lastGoodAt === null ? 'No sync yet' : `Last sync ${formatInstant(Date.parse(lastGoodAt), moment)}`;
}

/** What keeps the others, in words; at most two lines. */
function rest(overview: OverviewView): string[] {
  const lines: [number, string][] = [
    [overview.failing, 'failing'],
    [overview.needsReconnecting + overview.notConnected, 'to be connected again'],
  ];
  return lines.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
}
