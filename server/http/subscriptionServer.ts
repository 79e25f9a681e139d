import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionArgs, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { Origin } from '../principal.js';
import type { Services } from '../services.js';
import { errorFormatter } from './errors.js';
import { EventContext } from './eventContext.js';
import { LONGEST_GREETING_MS, MOST_SUBSCRIPTIONS } from './socketLimits.js';
import type { SocketClose, SocketVisitor } from './socketVisitor.js';
import { readOperation, subscribeByEvent } from './subscriptionOperation.js';

export interface SubscriptionParts {
  readonly schema: GraphQLSchema;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly introspection: boolean;
}

/** The other end of a socket, and how to part from it. */
export interface Attended extends Record<PropertyKey, unknown> {
  readonly visitor: SocketVisitor;
  readonly origin: Origin;
  end(reason: SocketClose): void;
}

/** Speaks graphql-transport-ws over sockets that were let in: subscriptions alone, within every operation's limits. */
export function createSubscriptionServer(parts: SubscriptionParts): {
  attend(socket: WebSocket, attended: Attended): void;
} {
  const format = errorFormatter(parts.logger, randomUUID);
  const formatted = (errors: readonly GraphQLError[]) => errors.map((error) => format(error.toJSON(), error));
  const contexts = new WeakMap<ExecutionArgs, () => Promise<EventContext | null>>();
  const server = makeServer<Record<string, unknown>, Attended>({
    connectionInitWaitTimeout: LONGEST_GREETING_MS,
    onSubscribe: ({ extra, subscriptions }, _id, payload) => {
      if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [tooMany()];
      const operation = readOperation(payload, parts);
      if ('schema' in operation) contexts.set(operation, contextFor(parts, extra));
      return operation;
    },
    subscribe: (args) => subscribeByEvent(args, contexts.get(args) ?? nobody),
    onNext: (_context, _id, _payload, _args, { errors, ...result }): FormattedExecutionResult | undefined =>
      errors ? { ...result, errors: formatted(errors) } : undefined,
    onError: (_context, _id, _payload, errors) => formatted(errors),
  });
  return {
    attend: (socket, attended) => {
      const closed = server.opened(
        {
          protocol: socket.protocol,
          send: (data) => send(socket, data),
          close: (code, reason) => socket.close(code, reason),
          onMessage: (hear) => listen(socket, hear, parts.logger),
        },
        attended,
      );
      socket.once('close', (code, reason) => void closed(code, String(reason)));
    },
  };
}

/** Asks anew who it is; whoever may hear no more is parted from, and told why by the socket's close. */
function contextFor(parts: SubscriptionParts, { visitor, origin, end }: Attended): () => Promise<EventContext | null> {
  return async () => {
    const judged = await visitor.judge();
    if ('id' in judged) return new EventContext(parts, judged, origin);
    end(judged);
    return null;
  };
}

function nobody(): Promise<null> {
  return Promise.resolve(null);
}

function tooMany(): GraphQLError {
  return new GraphQLError(`A socket carries at most ${MOST_SUBSCRIPTIONS} subscriptions.`, {
    extensions: { code: 'BAD_REQUEST' },
  });
}

/** Answers when the message has left this process: a slow reader holds up nobody but itself. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    // What could not be sent is told by the socket's own end.
    if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
    else resolve();
  });
}

function listen(socket: WebSocket, hear: (data: string) => Promise<void>, logger: Logger): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) return socket.close(CloseCode.BadRequest, 'Messages are text');
    hear(data.toString('utf8')).catch((error: unknown) => {
      logger.error({ err: error }, 'a message could not be worked off');
      socket.close(CloseCode.InternalServerError, 'Something went wrong on our side');
    });
  });
}
