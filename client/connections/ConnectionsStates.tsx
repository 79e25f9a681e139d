import CloudOff from 'lucide-react/icons/cloud-off';
import type { ReactElement } from 'react';
import { SYNC_WORDS, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import { useClientRows, useOverview } from '../offline/index.js';
import { useConnectCompany } from '../shell/ConnectButton.js';
import { PageHead } from '../ui/PageHead.js';
import { AfterAWhile, Bone, SkeletonRows } from '../ui/SkeletonRows.js';
import { EmptyState, ErrorState } from '../ui/StatePage.js';
import { ConnectionShape } from './ConnectionShape.js';
import { shownState } from './connectionWords.js';

/** A firm's first day. */
export function NoConnections(): ReactElement {
  const { start, busy, problem } = useConnectCompany('connections');
  return (
    <EmptyState
      title="No connections yet"
      actions={
        <button
          type="button"
          className="btn pri l"
          aria-disabled={busy || undefined}
          onClick={busy ? undefined : start}
        >
          Connect a QuickBooks company
        </button>
      }
    >
      <p>
        Here stand the QuickBooks companies of your clients: how fresh each is, whether it ties, and what its reading
        costs.
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </EmptyState>
  );
}

/** Nothing from the server yet. */
export function ConnectionsProblem(props: {
  message: string;
  moment: ReadingMoment;
  onRetry: () => void;
}): ReactElement {
  const { message, moment, onRetry } = props;
  const when = { dateStyle: 'medium', timeStyle: 'long', timeZone: moment.zone } as const;
  return (
    <ErrorState
      title="The connections did not load"
      actions={
        <button type="button" className="btn pri l" onClick={onRetry}>
          Try again
        </button>
      }
      details={[
        { label: 'What happened', value: message },
        {
          label: 'When',
          value: new Intl.DateTimeFormat(moment.locale, when).format(moment.now),
        },
      ]}
    >
      <p>Nothing was changed. The companies are read as before.</p>
    </ErrorState>
  );
}

/** Without a network: what the device knows of each, from when it last heard. */
export function KnownOffline({ moment }: { moment: ReadingMoment }): ReactElement {
  const overview = useOverview();
  const { rows } = useClientRows();
  const names = new Map((rows ?? []).map(({ id, name }) => [id, name]));
  const known = (overview?.versions ?? [])
    .map((line) => ({ ...line, name: names.get(line.clientId) ?? 'A client' }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <header className="pad listhead">
        <PageHead
          line="Connections to QuickBooks"
          title="Connections need a network"
          aside={
            <span className="off">
              <CloudOff size={14} aria-hidden="true" />
              Offline
            </span>
          }
        />
        <p className="t2 sm conoffline">
          {known.length === 0
            ? 'This device has not kept how they stood. They come when the connection is back.'
            : 'This is what the device last heard. Calls, history and what can be done come when the connection is back.'}
        </p>
      </header>
      <ul className="conlist conknown" aria-label="Connections as this device knows them">
        {known.map(({ clientId, name, sync }) => (
          <li key={clientId} className="conitem">
            <div className="conrow">
              <span className="k-name cut med">{name}</span>
              <span className="k-state">
                <ConnectionShape state={shownState(sync)} />
                <span>{sync.paused ? 'Paused' : SYNC_WORDS[sync.state]}</span>
              </span>
              <span className="k-read t2">
                {sync.lastGoodAt === null
                  ? 'not read yet'
                  : `read ${formatInstant(Date.parse(sync.lastGoodAt), moment)}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

const ROWS = 12;

/** The page's own geometry without figures; after 120 ms. */
export function ConnectionsSkeleton(): ReactElement {
  return (
    <AfterAWhile>
      <p className="vh" role="status">
        Loading connections
      </p>
      <div className="conhead" aria-hidden="true" />
      <div className="conlist">
        <SkeletonRows
          count={ROWS}
          row={(index) => (
            <div className="conitem">
              <div className="conrow">
                <span className="k-name">
                  <Bone width={`${50 + ((index * 23) % 36)}%`} />
                </span>
                <span className="k-state">
                  <Bone width="90px" />
                </span>
                <span className="k-read">
                  <Bone width="72px" />
                </span>
                <span className="k-ties">
                  <Bone width="78px" />
                </span>
              </div>
            </div>
          )}
        />
      </div>
    </AfterAWhile>
  );
}
