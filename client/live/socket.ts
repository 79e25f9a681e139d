import { createClient } from 'graphql-ws/client';
import { print } from 'graphql';
import { SyncChangesDocument, type SyncChangesSubscription } from '../../schema/generated/graphql.js';
import type { LineEvents, OpenLine } from './liveLine.js';

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const ACK_WITHIN_MS = 10_000;
const BROKEN = 1006;

/** Opens one line over graphql-ws to the server the page came from, with its cookies; never opens a second by itself. */
export function openSocket(events: LineEvents): OpenLine {
  let socket: WebSocket | null = null;
  let pong: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;
  const end = (code: number): void => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(pong);
    void client.dispose();
    events.ended(code);
  };
  const expectPong = (): void => {
    clearTimeout(pong);
    pong = setTimeout(() => {
      client.terminate();
      end(BROKEN);
    }, PONG_WITHIN_MS);
  };
  const client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    connectionAckWaitTimeout: ACK_WITHIN_MS,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      ping: (isReceived) => {
        if (!isReceived) expectPong();
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pong);
      },
      closed: (event) => end(codeOf(event)),
    },
  });
  const unsubscribe = client.subscribe<SyncChangesSubscription>(
    { query: print(SyncChangesDocument), operationName: 'SyncChanges' },
    {
      next: ({ data }) => {
        if (data) events.changed(data.syncChanges);
      },
      error: (error) => end(codeOf(error)),
      complete: () => end(BROKEN),
    },
  );
  return {
    close: () => {
      hasEnded = true;
      clearTimeout(pong);
      unsubscribe();
      void client.dispose();
    },
    probe: () => {
      if (socket?.readyState !== WebSocket.OPEN) return;
      socket.send(JSON.stringify({ type: 'ping' }));
      expectPong();
    },
  };
}

function codeOf(event: unknown): number {
  const code = typeof event === 'object' && event !== null && 'code' in event ? event.code : null;
  return typeof code === 'number' ? code : BROKEN;
}
