import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_COOKIE } from '../advisors/sessionCookies.service.js';
import type { Context, Cookies } from '../context.js';
import { createLoaders } from '../loaders.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager, LazyRead } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { refused } from '../refusals.js';
import type { Services } from '../services.js';

export interface ContextParts {
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
  /** Whether cookies are for https alone. */
  readonly secureCookies: boolean;
}

/** The context of one request; `end` gives its read transaction back and is safe to repeat. */
export class RequestContext implements Context {
  readonly requestId: string;
  readonly remoteAddress: string;
  readonly cookies: Cookies;
  readonly loaders = createLoaders(() => this.read());
  readonly services: Services;
  readonly clock: Clock;
  /** Held by reference: Apollo works on a copy of the context, and both must mean the same person and transaction. */
  private readonly held: { person: Principal | null; transaction?: LazyRead };

  private constructor(
    private readonly parts: ContextParts,
    request: FastifyRequest,
    reply: FastifyReply,
    person: Principal | null,
  ) {
    this.held = { person };
    ({ requestId: this.requestId, remoteAddress: this.remoteAddress } = originOf(request));
    this.cookies = cookiesOf(request, reply, parts.secureCookies);
    this.services = parts.services;
    this.clock = parts.clock;
    // A reader who goes away must not keep a connection.
    reply.raw.once('close', () => void this.end());
  }

  static async of(parts: ContextParts, request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    return new RequestContext(parts, request, reply, await principalOf(parts.services, request));
  }

  get principal(): Principal | null {
    return this.held.person;
  }

  read(): Promise<EntityManager> {
    if (!this.held.person) return Promise.reject(refused('NOT_SIGNED_IN'));
    const { id, firmId } = this.held.person;
    this.held.transaction ??= this.parts.database.readLazily({ principalId: id, firmId });
    return this.held.transaction.tx();
  }

  become(principal: Principal | null): void {
    if (this.held.transaction) throw new Error('who acts is settled before anything is read');
    this.held.person = principal;
  }

  async end(): Promise<void> {
    await this.held.transaction?.end();
  }
}

/** Whom a page means by a request: all tabs share the cookie, and another person may have signed in in one of them. */
const VIEWER_HEADER = 'x-runway-viewer';

/** The signed-in person of a request; null without one, and where the request was made for another person. */
export async function principalOf(services: Services, request: FastifyRequest): Promise<Principal | null> {
  const principal = await services.advisors.principalOf(request.cookies[ACCESS_COOKIE]);
  const meant = request.headers[VIEWER_HEADER];
  return meant === undefined || meant === principal?.id ? principal : null;
}

/** Where a request came from, for the audit trail. */
export function originOf(request: FastifyRequest): Origin {
  return { requestId: request.id, remoteAddress: request.caller };
}

function cookiesOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Cookies {
  const shared = { httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    get: (name) => request.cookies[name],
    set: (name, value, { path, maxAgeSeconds }) =>
      void reply.setCookie(name, value, { ...shared, path, maxAge: maxAgeSeconds }),
    clear: (name, { path }) => void reply.clearCookie(name, { ...shared, path }),
  };
}
