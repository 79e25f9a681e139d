import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { isDisconnected } from '../../domain/syncState.js';
import { formatInstant, wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { TieMark } from '../ui/TieMark.js';
import { ActButton } from './ActButton.js';
import type { Action, Connection } from './connection.js';
import { nextWords, openLinesWords } from './connectionWords.js';
import { CopyReference } from './CopyReference.js';
import { RunHistory } from './RunHistory.js';

export interface ConnectionDetailsProps {
  readonly connection: Connection;
  readonly moment: ReadingMoment;
  readonly busy: boolean;
  readonly offline: boolean;
  readonly onAction: (action: Action) => void;
  readonly onReconnect: () => void;
}

/** All that is known of one connection, what can be done with it, and the history of its syncs. */
export function ConnectionDetails(props: ConnectionDetailsProps): ReactElement {
  const { connection, moment } = props;
  return (
    <div className="condetails">
      {connection.failure !== null && <Failure failure={connection.failure} moment={moment} />}
      <Facts connection={connection} moment={moment} />
      <ActionButtons {...props} />
      <RunHistory connection={connection} moment={moment} />
    </div>
  );
}

function Failure({
  failure,
  moment,
}: {
  failure: NonNullable<Connection['failure']>;
  moment: ReadingMoment;
}): ReactElement {
  const { at, message, nextStep, reference } = failure;
  return (
    <section className="confailure" aria-label="Last failure">
      <p>
        <b>{formatInstant(Date.parse(at), moment)}</b> {message}
      </p>
      <p className="t2">{nextStep}</p>
      {reference !== null && <CopyReference reference={reference} />}
    </section>
  );
}

function Facts({ connection, moment }: { connection: Connection; moment: ReadingMoment }): ReactElement {
  const { connectedAt, connectedBy, noticedAt, tie, callsThisMonth, callsToday } = connection;
  const at = (instant: string): string => formatInstant(Date.parse(instant), moment);
  const number = (count: number): string => wholeNumber(count, moment.locale);
  return (
    <dl className="confacts">
      <Fact label="In QuickBooks">{connection.companyName}</Fact>
      <Fact label="Connected">
        {connectedAt === null
          ? 'not connected'
          : `${at(connectedAt)}${connectedBy === null ? '' : ` by ${connectedBy}`}`}
      </Fact>
      <Fact label="Advisor">{connection.advisorName}</Fact>
      <Fact label="Notice from QuickBooks">{noticedAt === null ? 'none yet' : at(noticedAt)}</Fact>
      <Fact label="Next read">{nextWords(connection, moment)}</Fact>
      <Fact label="Calls">
        {number(callsThisMonth)} this month, {number(callsToday)} today
      </Fact>
      <Fact label="Tie-out">
        {tie === null ? (
          'not tied out yet'
        ) : (
          <Link href={`/clients/${encodeURIComponent(connection.clientId)}`} className="tielink">
            <TieMark checked={at(tie.checkedAt)} />
            {!tie.tied && <span className="sm"> {openLinesWords(tie.openLines)}</span>}
          </Link>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ActionButtons({ connection, busy, offline, onAction, onReconnect }: ConnectionDetailsProps): ReactElement {
  const { sync } = connection;
  const isGone = isDisconnected(sync.state);
  const off = busy || offline;
  const isUnderWay = sync.state === 'SYNCING' || sync.state === 'WAITING';
  return (
    <div className="conacts">
      {!isGone && (
        <ActButton off={off || sync.paused || isUnderWay} onAct={() => onAction('syncNow')}>
          Sync now
        </ActButton>
      )}
      {!isGone && (
        <ActButton off={off} onAct={() => onAction(sync.paused ? 'resume' : 'pause')}>
          {sync.paused ? 'Resume' : 'Pause'}
        </ActButton>
      )}
      {isGone && (
        <ActButton off={off} onAct={onReconnect}>
          {sync.state === 'NOT_CONNECTED' ? 'Connect' : 'Reconnect'}
        </ActButton>
      )}
      {sync.state !== 'NOT_CONNECTED' && (
        <ActButton off={off} onAct={() => onAction('disconnect')}>
          Disconnect
        </ActButton>
      )}
      {offline && <span className="sm t3">when online</span>}
    </div>
  );
}
