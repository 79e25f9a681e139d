import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../principal.js';
import type { CallbackQuery, ConnectionService } from './connection.service.js';
import { CALLBACK_PATH, connectionCookie } from './connectionCookie.service.js';

interface CallbackRouteParts {
  readonly connection: Pick<ConnectionService, 'finish'>;
  /** Who is signed in, if the access token still lives. */
  readonly principalOf: (request: FastifyRequest) => Promise<Principal | null>;
}

/** Pages of ours that an attempt may say it began on; from any other it ends at the client list. */
const RETURNS: ReadonlyMap<string, string> = new Map([['connections', '/connections']]);
const USUAL_RETURN = '/clients';

/**
 * `GET /quickbooks/callback`: finishes a connection and redirects to the page it began on with `?connected=ID` or
 * `?refused=CODE`. The page stands in a cookie named after the attempt, as a word and never as an address.
 */
export function registerCallbackRoute(app: FastifyInstance, { connection, principalOf }: CallbackRouteParts): void {
  app.get(CALLBACK_PATH, { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }, async (request, reply) => {
    const query = readQuery(request.query);
    const cookie = query.state === null ? null : connectionCookie.nameOf(query.state);
    const browser = {
      secret: (cookie !== null && request.cookies[cookie]) || null,
      principal: await principalOf(request),
    };
    const origin = { requestId: request.id, remoteAddress: request.caller };
    const outcome = await connection.finish(browser, query, origin);
    if (cookie !== null && browser.secret !== null) reply.clearCookie(cookie, { path: connectionCookie.path });
    const begunOn = returnCookieOf(query.state);
    if (request.cookies[begunOn] !== undefined) reply.clearCookie(begunOn, { path: connectionCookie.path });
    const page = RETURNS.get(request.cookies[begunOn] ?? '') ?? USUAL_RETURN;
    const answer: Record<string, string> =
      'clientId' in outcome ? { connected: outcome.clientId } : { refused: outcome.refused };
    // The address holds a code that is used up by now; it must not travel on as a referrer.
    return reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`${page}?${new URLSearchParams(answer).toString()}`, 303);
  });
}

/** The page's cookie, written by the page itself when it leaves for QuickBooks; one an attempt, as two tabs may have two. */
function returnCookieOf(state: string | null): string {
  return `runway_return_${(state ?? '').slice(0, 12)}`;
}

/** Each parameter once; one that is repeated counts as absent. */
function readQuery(query: unknown): CallbackQuery {
  const given: Readonly<Record<string, unknown>> = typeof query === 'object' && query !== null ? { ...query } : {};
  const one = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null);
  return { state: one('state'), code: one('code'), realmId: one('realmId'), error: one('error') };
}
