import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import {
  heldRow,
  holdConnection,
  isLost,
  markLost,
  readAgain,
  readConnection,
  replaceGrant,
  tokenContext,
  type ConnectionRow,
  type SealedGrant,
} from './connectionRow.js';
import type { TokenSource } from './http.js';
import type { Grant, QuickBooksOAuth } from './oauth.js';
import { readOpenedAgain } from './openedAgain.js';
import { openToken } from './openToken.js';
import { QuickBooksError } from './quickBooksError.js';
import type { Sleep } from './rateLimit.js';
import { realSleep } from './retry.js';
import { Turns } from './turns.js';
import { UnkeptGrants } from './unkeptGrants.js';

/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;
/** Renewals at a time: each holds a connection of the pool while QuickBooks thinks. */
const MOST_RENEWALS = 3;

interface Held {
  readonly token: string;
  readonly expiresAt: number;
}

export interface TokenParts {
  readonly database: Database;
  readonly oauth: QuickBooksOAuth;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tests pass time without spending it. */
  readonly sleep?: Sleep;
}

/**
 * The tokens of the connected companies. Responsible for: one refresh at a time per client, in this process by a shared
 * promise and across processes by the row's lock; the rotated token is committed before anybody gets to use it, however
 * long the database is away; an answer that comes too late is kept as well; a refresh without an answer changes nothing
 * (decision record 0015). Never logs a token.
 */
export class ConnectionTokens {
  readonly #refreshing = new Map<string, Promise<Held>>();
  readonly #turns = new Turns(MOST_RENEWALS);
  readonly #unkept: UnkeptGrants;

  constructor(protected readonly parts: TokenParts) {
    this.#unkept = new UnkeptGrants({
      keep: (...given) => this.#keepAlone(...given),
      sleep: parts.sleep ?? realSleep,
      logger: parts.logger,
    });
  }

  /** A source for one client's calls; it holds the token opened for as long as it lives. */
  source(clientId: string): TokenSource {
    let held: Held | null = null;
    const renewed = async (refused: string | null): Promise<string> => {
      held = await this.#renew(clientId, refused);
      return held.token;
    };
    return {
      current: async () => {
        if (held && this.#isGood(held)) return held.token;
        return renewed(null);
      },
      refresh: async (refused) => (held && held.token !== refused ? held.token : renewed(refused)),
      lost: (token) => this.#lost(clientId, token),
    };
  }

  /** The columns of a grant as they are kept: access, refresh, and when each ends. */
  sealed(clientId: string, grant: Grant): [string, string, Date, Date] {
    const { keys } = this.parts;
    return [
      keys.seal(grant.accessToken, tokenContext(clientId, 'access')),
      keys.seal(grant.refreshToken, tokenContext(clientId, 'refresh')),
      new Date(this.#now() + grant.accessExpiresInMs),
      new Date(this.#now() + grant.refreshExpiresInMs),
    ];
  }

  /** Reads on with the grants that the ring opens again: see `openedAgain.ts`. Before anything is read. */
  readOpenedAgain(): Promise<void> {
    return readOpenedAgain(this.parts);
  }

  /** Waits for tokens that are still to be kept, some seconds at most: after this the process may end. */
  stop(): Promise<void> {
    return this.#unkept.stop();
  }

  /** Commits a renewed grant in the place of the one it came from, with this transaction, before it is used. */
  protected async keep(tx: EntityManager, clientId: string, grant: SealedGrant, insteadOf: string): Promise<void> {
    await replaceGrant(tx, clientId, grant, insteadOf);
  }

  async #renew(clientId: string, refused: string | null): Promise<Held> {
    const key = `${clientId} ${refused === null ? 'current' : 'refused'}`;
    const running = this.#refreshing.get(key);
    if (running) return running;
    const work = this.#renewed(clientId, refused).finally(() => this.#refreshing.delete(key));
    this.#refreshing.set(key, work);
    return work;
  }

  async #renewed(clientId: string, refused: string | null): Promise<Held> {
    // The token in the database is an old one while a newer waits to be kept: asking with it could end the grant.
    await this.#unkept.settled(clientId);
    const kept = await this.parts.database.asSync({ clientId }, (tx) => readConnection(tx, clientId));
    const held = this.#open(clientId, kept);
    if (held.token !== refused && this.#isGood(held)) return held;
    return this.#turns.take(() => this.#renewHolding(clientId, refused));
  }

  /** From QuickBooks' answer to its commit there is nothing but one statement on a connection that is open already. */
  async #renewHolding(clientId: string, refused: string | null): Promise<Held> {
    const asked: { insteadOf?: string; grant?: Grant; sealed?: SealedGrant } = {};
    try {
      return await this.parts.database.asSync({ clientId }, async (tx) => {
        const row = await holdConnection(tx, clientId);
        const held = this.#open(clientId, row);
        if (held.token !== refused && this.#isGood(held)) return held;
        const refreshToken = openToken(this.parts.keys, row.refresh_token_sealed, tokenContext(clientId, 'refresh'));
        asked.insteadOf = row.refresh_token_sealed;
        asked.grant = await this.#refreshed(clientId, refreshToken, row.refresh_token_sealed);
        asked.sealed = this.sealed(clientId, asked.grant);
        await this.keep(tx, clientId, asked.sealed, row.refresh_token_sealed);
        return this.#heldOf(asked.grant);
      });
    } catch (error) {
      const { insteadOf, grant, sealed } = asked;
      if (insteadOf && grant && sealed) {
        this.#unkept.add(clientId, sealed, insteadOf);
        await this.#unkept.settled(clientId);
        return this.#heldOf(grant);
      }
      if (insteadOf && error instanceof QuickBooksError && error.kind === 'needs_reconnecting')
        await this.parts.database.asSync({ clientId }, (tx) => markLost(tx, clientId, insteadOf));
      throw error;
    }
  }

  async #refreshed(clientId: string, refreshToken: string, insteadOf: string): Promise<Grant> {
    return this.parts.oauth.refresh(refreshToken, (late) => {
      // Nobody waits for it any more, but it may be the only token that QuickBooks still takes.
      this.#unkept.add(clientId, this.sealed(clientId, late), insteadOf);
    });
  }

  /** In a transaction of its own, and with the client told when its grant counted as lost meanwhile. */
  #keepAlone(clientId: string, grant: SealedGrant, insteadOf: string): Promise<void> {
    return this.parts.database.asSync({ clientId }, async (tx) => {
      // The job's row first, as a sync takes it.
      await tx.execute('select from sync_job where client_id = ? for update', [clientId]);
      const counted = await isLost(tx, clientId, insteadOf);
      await this.keep(tx, clientId, grant, insteadOf);
      if (counted) await readAgain(tx, clientId, this.parts.clock.now());
    });
  }

  /** Marks the grant of an access token that QuickBooks takes no more, so that nobody spends further calls on it. */
  async #lost(clientId: string, token: string): Promise<void> {
    try {
      await this.parts.database.asSync({ clientId }, async (tx) => {
        const row = await heldRow(tx, clientId);
        if (row && this.#open(clientId, row).token === token) await markLost(tx, clientId, row.refresh_token_sealed);
      });
    } catch (error) {
      // What QuickBooks said is what the caller must hear; the next call finds the same and marks it then.
      this.parts.logger.warn({ err: error, clientId }, 'a lost grant could not be marked');
    }
  }

  #open(clientId: string, row: ConnectionRow): Held {
    const token = openToken(this.parts.keys, row.access_token_sealed, tokenContext(clientId, 'access'));
    return { token, expiresAt: new Date(row.access_expires_at).getTime() };
  }

  #heldOf(grant: Grant): Held {
    return { token: grant.accessToken, expiresAt: this.#now() + grant.accessExpiresInMs };
  }

  #isGood(held: Held): boolean {
    return held.expiresAt - RENEW_BEFORE_MS > this.#now();
  }

  #now(): number {
    return this.parts.clock.now().getTime();
  }
}
