import type { Access } from '../advisors/accessToken.js';
import type { AdvisorsService } from '../advisors/advisors.service.js';
import type { Clock } from '../platform/clock.js';
import type { Principal } from '../principal.js';

/** Why a socket is closed; 4401: renew the session and come again, 4403: it has ended, 1013: come again later. */
export const SOCKET_CLOSES = {
  accessEnded: [4401, 'Renew the session'],
  sessionEnded: [4403, 'The session has ended'],
  tooMany: [1013, 'Too many connections'],
  notNow: [1013, 'Try again later'],
} as const;

export type SocketClose = (typeof SOCKET_CLOSES)[keyof typeof SOCKET_CLOSES];

interface Parts {
  readonly advisors: Pick<AdvisorsService, 'actingIn'>;
  readonly clock: Clock;
}

/** Who is at the other end of a socket: judged anew whenever something is to be sent, and now and then without. */
export class SocketVisitor {
  constructor(
    private readonly parts: Parts,
    private readonly access: Access,
  ) {}

  get sessionId(): string {
    return this.access.principal.sessionId;
  }

  /** The person as they stand now, or why the socket is to be closed. */
  async judge(): Promise<Principal | SocketClose> {
    if (this.parts.clock.now() >= this.access.endsAt) return SOCKET_CLOSES.accessEnded;
    const { id, firmId, sessionId } = this.access.principal;
    let acting: Principal | null;
    try {
      acting = await this.parts.advisors.actingIn(sessionId);
    } catch {
      // The database is away: whoever it was is asked again, and nothing is told meanwhile.
      return SOCKET_CLOSES.notNow;
    }
    return acting?.id === id && acting.firmId === firmId ? acting : SOCKET_CLOSES.sessionEnded;
  }
}
