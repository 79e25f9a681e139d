import { useEffect, useState } from 'react';
import { ConnectionNoteDocument, type ConnectionNoteQuery } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';
import type { ClientSync } from './clientSync.js';

/** What the connection says beyond the sync's state: when QuickBooks told of a change, what follows a failure. */
export type ConnectionNote = NonNullable<ConnectionNoteQuery['connection']>;

/**
 * The note of a client's connection, asked again whenever its sync ends another way; null until it is known. Offline it
 * stays, so that nothing moves when a connection is gone for seconds, but for what would follow a failure.
 */
export function useConnectionNote(clientId: string, sync: ClientSync | null, offline: boolean): ConnectionNote | null {
  const ask = useAsk();
  const [note, setNote] = useState<ConnectionNote | null>(null);
  const asked = sync === null || offline ? null : [sync.state, sync.lastGoodAt, sync.lastErrorAt].join();
  useEffect(() => {
    if (asked === null) return undefined;
    let wanted = true;
    ask(ConnectionNoteDocument, { clientId }).then(
      ({ connection }) => {
        if (wanted) setNote(connection);
      },
      // The page says by itself that the server is out of reach; the note before may no longer be true.
      () => {
        if (wanted) setNote(null);
      },
    );
    return () => {
      wanted = false;
    };
  }, [ask, clientId, asked]);
  if (note?.clientId !== clientId) return null;
  return offline ? { ...note, failure: null } : note;
}
