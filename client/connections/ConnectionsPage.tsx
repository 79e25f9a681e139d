import './connections.css';
import { useEffect, useMemo, type ReactElement } from 'react';
import { isDisconnected } from '../../domain/syncState.js';
import { countOf, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import { useClientRows, useDevice, type ClientRow } from '../offline/index.js';
import { useConnectCompany } from '../shell/ConnectButton.js';
import { ConnectionToast } from '../shell/ConnectionToast.js';
import { Kbd } from '../ui/Kbd.js';
import { PageHead } from '../ui/PageHead.js';
import { useMinute } from '../ui/useMinute.js';
import { useViewer } from '../viewer.js';
import { AllowanceBar } from './AllowanceBar.js';
import type { Connection } from './connection.js';
import { ConnectionList } from './ConnectionList.js';
import { ConnectionsProblem, ConnectionsSkeleton, KnownOffline, NoConnections } from './ConnectionsStates.js';
import { useConnections } from './useConnections.js';

/** Every company's connection to QuickBooks: whether it is read, how fresh and right it is, what it costs. */
export function ConnectionsPage(): ReactElement {
  const { rows } = useClientRows();
  return (
    <>
      <Connections />
      <ConnectionToast rows={rows ?? NO_ROWS} />
    </>
  );
}

const NO_ROWS: readonly ClientRow[] = [];

function Connections(): ReactElement {
  const viewer = useViewer();
  const { connections, allowance, fetchedAt, error, refresh, replace } = useConnections();
  const { offlineSince } = useDevice();
  const now = useMinute();
  const moment: ReadingMoment = useMemo(
    () => ({ now, zone: viewer.timeZone, locale: viewer.locale }),
    [now, viewer.timeZone, viewer.locale],
  );
  const isOffline = offlineSince !== null;
  useEffect(() => {
    document.title = 'Connections · Runway';
  }, []);

  if (connections === null && isOffline) return <KnownOffline moment={moment} />;
  if (connections === null && error !== null)
    return <ConnectionsProblem message={error} moment={moment} onRetry={refresh} />;
  if (connections !== null && connections.length === 0) return <NoConnections />;
  return (
    <>
      <header className="pad listhead">
        <PageHead
          line="Connections to QuickBooks"
          title={connections === null ? 'Connections' : headline(connections)}
          aside={
            <>
              {(error !== null || isOffline) && fetchedAt !== null && (
                <span className="off" role="status">
                  {isOffline ? 'Offline' : 'Not refreshed'}, states from {formatInstant(fetchedAt, moment)}
                </span>
              )}
              <ConnectOne offline={isOffline} />
            </>
          }
        />
        {allowance !== null && <AllowanceBar allowance={allowance} now={now} locale={moment.locale} />}
      </header>
      {connections === null ? (
        <ConnectionsSkeleton />
      ) : (
        <ConnectionList connections={connections} moment={moment} offline={isOffline} onReplace={replace} />
      )}
      <div className="hint pad" aria-hidden="true">
        <span>
          <Kbd>J</Kbd>
          <Kbd>K</Kbd> move
        </span>
        <span>
          <Kbd>↵</Kbd> open
        </span>
        <span className="sp" />
        <span>
          <Kbd>?</Kbd> all keys
        </span>
      </div>
    </>
  );
}

function ConnectOne({ offline }: { offline: boolean }): ReactElement {
  const { start, busy, problem } = useConnectCompany('connections');
  const isOff = busy || offline;
  return (
    <>
      {problem !== null && (
        <span className="sm" role="alert">
          {problem}
        </span>
      )}
      <button
        type="button"
        className="btn pri conone"
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : start}
      >
        Connect a company
      </button>
    </>
  );
}

/** How many need a person, else that all are read. */
function headline(connections: readonly Connection[]): string {
  const waiting = connections.filter(({ sync }) => isDisconnected(sync.state)).length;
  const failing = connections.filter(({ sync }) => sync.state === 'FAILING').length;
  if (waiting === 0 && failing === 0)
    return `Data shows ${countOf(connections.length, 'company', 'companies')} connected`;
  const parts = [
    waiting > 0 ? `${countOf(waiting, 'company', 'companies')} not connected` : null,
    failing > 0 ? `${failing} failing` : null,
  ];
  return `Data shows ${parts.filter((part) => part !== null).join(', ')}`;
}
