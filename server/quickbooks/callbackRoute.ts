import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../principal.js';
import type { CallbackQuery, ConnectionService } from './connection.service.js';
import { CALLBACK_PATH, connectionCookie } from './connectionCookie.service.js';

interface CallbackRouteParts {
  readonly connection: Pick<ConnectionService, 'finish'>;
  /** Who is signed in, if the access token still lives. */
  readonly principalOf: (request: FastifyRequest) => Promise<Principal | null>;
}

/** `GET /quickbooks/callback`: finishes a connection and redirects to `/clients?connected=ID` or `?refused=CODE`. */
export function registerCallbackRoute(app: FastifyInstance, { connection, principalOf }: CallbackRouteParts): void {
  app.get(CALLBACK_PATH, { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }, async (request, reply) => {
    const query = readQuery(request.query);
    const cookie = query.state === null ? null : connectionCookie.nameOf(query.state);
    const browser = {
      secret: (cookie !== null && request.cookies[cookie]) || null,
      principal: await principalOf(request),
    };
    const origin = { requestId: request.id, remoteAddress: request.ip };
    const outcome = await connection.finish(browser, query, origin);
    if (cookie !== null && browser.secret !== null) reply.clearCookie(cookie, { path: connectionCookie.path });
    const answer: Record<string, string> =
      'clientId' in outcome ? { connected: outcome.clientId } : { refused: outcome.refused };
    // The address holds a code that is used up by now; it must not travel on as a referrer.
    return reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`/clients?${new URLSearchParams(answer).toString()}`, 303);
  });
}

/** Each parameter once; one that is repeated counts as absent. */
function readQuery(query: unknown): CallbackQuery {
  const given: Readonly<Record<string, unknown>> = typeof query === 'object' && query !== null ? { ...query } : {};
  const one = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null);
  return { state: one('state'), code: one('code'), realmId: one('realmId'), error: one('error') };
}
