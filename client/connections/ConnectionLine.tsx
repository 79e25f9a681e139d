import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactElement } from 'react';
import { formatInstant, wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { ageToTheSecond } from '../ui/ageInWords.js';
import { SyncProgress } from '../ui/SyncProgress.js';
import { TieShape } from '../ui/TieMark.js';
import { useAge } from '../ui/useAge.js';
import { useLasting } from '../ui/useLasting.js';
import { ActButton } from './ActButton.js';
import type { Action, Connection } from './connection.js';
import { ConnectionDetails } from './ConnectionDetails.js';
import { ConnectionShape } from './ConnectionShape.js';
import { firstAction, nextWords, openLinesWords, shownState, stateWords } from './connectionWords.js';
import type { Doing } from './useActions.js';

export interface ConnectionLineProps {
  readonly connection: Connection;
  readonly doing: Doing | undefined;
  readonly moment: ReadingMoment;
  readonly isOpen: boolean;
  readonly offline: boolean;
  readonly onToggle: () => void;
  readonly onAction: (action: Action) => void;
  readonly onReconnect: () => void;
}

/** One company: its state, how fresh, whether it ties, what it cost, and the one thing asked for most; opened, the rest. */
export function ConnectionLine(props: ConnectionLineProps): ReactElement {
  const { connection, doing, moment, isOpen, offline, onToggle, onAction, onReconnect } = props;
  const { clientId, clientName } = connection;
  const busy = doing !== undefined && doing.refusal === null;
  return (
    <li className={isOpen ? 'conitem open' : 'conitem'}>
      <div className="conrow">
        <div className="k-name">
          <button
            type="button"
            className="condisclose"
            aria-expanded={isOpen}
            aria-controls={`connection-${clientId}`}
            data-connection={clientId}
            onClick={onToggle}
          >
            <ChevronRight size={14} aria-hidden="true" />
            <span className="cut">{clientName}</span>
          </button>
        </div>
        <State connection={connection} moment={moment} />
        <Freshness connection={connection} moment={moment} />
        <Ties connection={connection} moment={moment} />
        <div className="k-calls">
          <span className="conlabel">Calls this month</span>
          {wholeNumber(connection.callsThisMonth, moment.locale)}
        </div>
        <div className="k-today t3">
          <span className="vh">Calls today </span>
          {wholeNumber(connection.callsToday, moment.locale)}
        </div>
        <div className="k-next">
          <span className="conlabel">Next read</span>
          {nextWords(connection, moment)}
        </div>
        <div className="k-act">
          <FirstButton
            connection={connection}
            busy={busy}
            offline={offline}
            onAction={onAction}
            onReconnect={onReconnect}
          />
        </div>
      </div>
      {doing?.refusal && (
        <p className="conrefusal" role="alert">
          {doing.refusal}
        </p>
      )}
      <div id={`connection-${clientId}`} hidden={!isOpen}>
        {isOpen && (
          <ConnectionDetails
            connection={connection}
            moment={moment}
            busy={busy}
            offline={offline}
            onAction={onAction}
            onReconnect={onReconnect}
          />
        )}
      </div>
    </li>
  );
}

type CellProps = Pick<ConnectionLineProps, 'connection' | 'moment'>;

const SHOWN_AFTER_MS = 700;

function State({ connection, moment }: CellProps): ReactElement {
  const { sync, failure } = connection;
  const lasts = useLasting(sync.state === 'SYNCING', SHOWN_AFTER_MS);
  return (
    <div className="k-state">
      {!lasts && <ConnectionShape state={shownState(sync)} />}
      {lasts ? (
        <SyncProgress {...sync} locale={moment.locale} />
      ) : (
        <span className="constate">
          <span className="cut">{stateWords(sync)}</span>
          {failure !== null && <span className="why cut">{failure.message}</span>}
        </span>
      )}
    </div>
  );
}

const DAY_MS = 86_400_000;

function Freshness({ connection: { sync }, moment }: CellProps): ReactElement {
  const at = sync.lastGoodAt === null ? null : Date.parse(sync.lastGoodAt);
  const age = useAge(at, Number(moment.now));
  return (
    <div className="k-read">
      <span className="conlabel">Read</span>
      {at === null || age === null ? (
        <span className="t3">not read yet</span>
      ) : (
        <span title={formatInstant(at, moment)}>{age < DAY_MS ? ageToTheSecond(age) : formatInstant(at, moment)}</span>
      )}
    </div>
  );
}

function Ties({ connection: { tie }, moment }: CellProps): ReactElement {
  return (
    <div className="k-ties">
      <span className="conlabel">Tie-out</span>
      {tie === null ? (
        <span className="t3">not tied out yet</span>
      ) : (
        <span className="tie">
          <TieShape ties={tie.tied} />
          {tie.tied ? `ties, ${formatInstant(Date.parse(tie.checkedAt), moment)}` : openLinesWords(tie.openLines)}
        </span>
      )}
    </div>
  );
}

function FirstButton(
  props: Pick<ConnectionLineProps, 'connection' | 'offline' | 'onAction' | 'onReconnect'> & { busy: boolean },
): ReactElement {
  const { connection, busy, offline, onAction, onReconnect } = props;
  const { sync, clientName } = connection;
  const action = firstAction(sync);
  const named = <span className="vh"> {clientName}</span>;
  if (action === 'connect') {
    return (
      <ActButton small off={busy || offline} onAct={onReconnect}>
        {sync.state === 'NOT_CONNECTED' ? 'Connect' : 'Reconnect'}
        {named}
      </ActButton>
    );
  }
  const isUnderWay = sync.state === 'SYNCING' || sync.state === 'WAITING';
  return (
    <ActButton small off={busy || offline || (action === 'syncNow' && isUnderWay)} onAct={() => onAction(action)}>
      {action === 'resume' ? 'Resume' : 'Sync now'}
      {named}
    </ActButton>
  );
}
