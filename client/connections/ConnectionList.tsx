import { useCallback, useMemo, useRef, useState, type ReactElement } from 'react';
import type { ReadingMoment } from '../../domain/wording.js';
import { useConnectCompany } from '../shell/ConnectButton.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { MovedLine } from '../ui/MovedLine.js';
import { useHeldOrder } from '../ui/useHeldOrder.js';
import type { Action, Connection } from './connection.js';
import { ConnectionLine } from './ConnectionLine.js';
import { DisconnectDialog } from './DisconnectDialog.js';
import { expecting, useActions } from './useActions.js';
import { focusLine, useRowKeys } from './useRowKeys.js';

export interface ConnectionListProps {
  readonly connections: readonly Connection[];
  readonly moment: ReadingMoment;
  readonly offline: boolean;
  readonly onReplace: (connection: Connection) => void;
}

const DONE: Readonly<Record<Action, string>> = {
  syncNow: 'waits for its sync',
  pause: 'is paused',
  resume: 'is read again',
  disconnect: 'is disconnected',
};

/** Every company in an order that is kept while someone reads, each with what can be done. */
export function ConnectionList({ connections, moment, offline, onReplace }: ConnectionListProps): ReactElement {
  const { doing, run } = useActions(onReplace);
  const { start: reconnect, problem } = useConnectCompany('connections');
  const announce = useAnnounce();
  const [open, setOpen] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<Connection | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const { shown, moved, reorder } = useShown(connections);

  const act = useCallback(
    (action: Action, connection: Connection): void => {
      if (action === 'disconnect') return setLeaving(connection);
      void run(action, connection.clientId).then((done) => {
        if (done) announce(`${connection.clientName} ${DONE[action]}`);
      });
    },
    [run, announce],
  );
  const leave = (connection: Connection): void => {
    setLeaving(null);
    void run('disconnect', connection.clientId).then((done) => {
      if (!done) return;
      announce(`${connection.clientName} ${DONE.disconnect}`);
      // The button that had the focus is gone with the connection.
      focusLine(list.current, connection.clientId);
    });
  };
  return (
    <>
      {problem !== null && (
        <p className="pad conrefusal" role="alert">
          {problem}
        </p>
      )}
      <MovedLine moved={moved} onReorder={reorder} />
      <div className="conhead" aria-hidden="true">
        <span className="k-name">Client</span>
        <span className="k-state">State</span>
        <span className="k-read">Read</span>
        <span className="k-ties">Tie-out</span>
        <span className="k-calls">
          Calls<span className="roomy"> this month</span>
        </span>
        <span className="k-today">Today</span>
        <span className="k-next">Next read</span>
        <span className="k-act" />
      </div>
      <ul className="conlist" ref={list} aria-label="Connections">
        {shown.map((connection) => (
          <ConnectionLine
            key={connection.clientId}
            connection={expecting(connection, doing.get(connection.clientId))}
            doing={doing.get(connection.clientId)}
            moment={moment}
            isOpen={open === connection.clientId}
            offline={offline}
            onToggle={() => setOpen(open === connection.clientId ? null : connection.clientId)}
            onAction={(action) => act(action, connection)}
            onReconnect={reconnect}
          />
        ))}
      </ul>
      {leaving !== null && (
        <DisconnectDialog
          client={leaving.clientName}
          onCancel={() => setLeaving(null)}
          onDisconnect={() => leave(leaving)}
        />
      )}
    </>
  );
}

/** The server's order, held while someone reads: a company that was reconnected does not jump away under the pointer. */
function useShown(connections: readonly Connection[]) {
  const ids = useMemo(() => connections.map(({ clientId }) => clientId), [connections]);
  const { ids: held, moved, reorder } = useHeldOrder(ids, 'connections');
  const shown = useMemo(() => {
    const byId = new Map(connections.map((one) => [one.clientId, one]));
    return held.flatMap((id) => byId.get(id) ?? []);
  }, [connections, held]);
  return { shown, moved, reorder };
}
