import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Access } from '../advisors/accessToken.js';
import { ACCESS_COOKIE } from '../advisors/sessionCookies.service.js';
import { countedAs } from '../platform/countedAddress.js';
import type { ProxyList } from '../platform/proxyList.js';
import { AddressAttempts } from './addressAttempts.js';
import { callerOf } from './callers.js';
import { isSameOrigin } from './sameOrigin.js';
import { SocketCounts } from './socketCounts.js';
import { LONGEST_SOCKET_MESSAGE, PING_MS, SOCKETS_A_SESSION } from './socketLimits.js';
import { SOCKET_CLOSES, SocketVisitor, type SocketClose } from './socketVisitor.js';
import { createSubscriptionServer, type SubscriptionParts } from './subscriptionServer.js';

export interface SocketParts extends SubscriptionParts {
  readonly publicUrl: string;
  /** Sockets this process holds at most. */
  readonly mostSockets: number;
  /** Attempts a minute from one address. */
  readonly ratePerMinute: number;
  /** Who in front says who calls. */
  readonly proxies: ProxyList | undefined;
  readonly isStopping: () => boolean;
  /** How often a socket is asked whether it lives; it has as long to answer. Default 12 s. */
  readonly pingMs?: number;
}

/** A closed socket whose other end says nothing is cut after this long. */
const LONGEST_CLOSE_MS = 2_000;

/**
 * Subscriptions over WebSockets on the address of the contract. A socket is opened for our own pages and a living session
 * alone, judged again at every event and every ping, and closed when the session ends. One that does not answer is cut.
 */
export function serveSubscriptions(app: FastifyInstance, parts: SocketParts): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_SOCKET_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });
  const counts = new SocketCounts(parts.mostSockets, SOCKETS_A_SESSION);
  const server = createSubscriptionServer(parts);
  const attempts = new AddressAttempts(parts.ratePerMinute);
  const visits = new Map<WebSocket, SocketVisitor>();
  const open = (socket: WebSocket, remoteAddress: string, access: Access | null): void => {
    socket.on('error', (error) => parts.logger.info({ err: error }, 'a socket broke'));
    // Who has no session is told so and counts meanwhile, by address.
    const place = access ? access.principal.sessionId : `nobody at ${countedAs(remoteAddress)}`;
    if (!counts.enter(place)) return access ? close(socket, SOCKET_CLOSES.tooMany) : socket.terminate();
    socket.once('close', () => counts.leave(place));
    if (!access) return close(socket, SOCKET_CLOSES.accessEnded);
    const visitor = new SocketVisitor({ advisors: parts.services.advisors, clock: parts.clock }, access);
    visits.set(socket, visitor);
    socket.once('close', () => visits.delete(socket));
    const origin = { requestId: randomUUID(), remoteAddress };
    server.attend(socket, { visitor, origin, end: (reason) => close(socket, reason) });
    keepAlive(socket, parts.pingMs ?? PING_MS, visitor);
  };
  parts.services.advisors.onSessionEnded((sessionId) => {
    for (const [socket, visitor] of visits) if (visitor.sessionId === sessionId) void endJudged(socket, visitor);
  });
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const address = callerOf(request, parts.proxies);
    const refusal = attempts.allow(address) ? refusalOf(request, parts) : '429 Too Many Requests';
    if (refusal) return refuse(stream, refusal);
    const cookie = app.parseCookie(request.headers.cookie ?? '')[ACCESS_COOKIE];
    parts.services.advisors.accessOf(cookie).then(
      (access) => sockets.handleUpgrade(request, stream, head, (socket) => open(socket, address, access)),
      (error: unknown) => {
        parts.logger.warn({ err: error }, 'a session could not be read');
        refuse(stream, '503 Service Unavailable');
      },
    );
  });
  app.addHook('preClose', () => goAway(sockets));
}

function refusalOf(request: IncomingMessage, parts: SocketParts): string | null {
  if ((request.url ?? '').split('?')[0] !== '/graphql') return '404 Not Found';
  // Browsers always name the page; another site's would bring our cookies along.
  if (request.headers.origin === undefined || !isSameOrigin(request, parts.publicUrl)) return '403 Forbidden';
  return parts.isStopping() ? '503 Service Unavailable' : null;
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function close(socket: WebSocket, [code, reason]: SocketClose | readonly [1001, string]): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), LONGEST_CLOSE_MS).unref();
}

/** Cuts a socket that answers no ping, and closes one whose session has ended. */
function keepAlive(socket: WebSocket, everyMs: number, visitor: SocketVisitor): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    void endJudged(socket, visitor);
  }, everyMs);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}

/** Closes a socket whose person may hear no more. */
async function endJudged(socket: WebSocket, visitor: SocketVisitor): Promise<void> {
  const judged = await visitor.judge();
  if (!('id' in judged)) close(socket, judged);
}

/** Sends everybody to another process; answers when all have gone. */
async function goAway(sockets: WebSocketServer): Promise<void> {
  const all = [...sockets.clients];
  const gone = Promise.all(all.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  for (const socket of all) close(socket, [1001, 'The server is stopping']);
  await Promise.race([gone, delay(LONGEST_CLOSE_MS + 500, undefined, { ref: false })]);
}
