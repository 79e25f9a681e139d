import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import {
  forgetConnection,
  heldRow,
  holdConnection,
  markLost,
  readConnection,
  replaceGrant,
  type ConnectionRow,
  type SealedGrant,
} from './connectionRow.js';
import type { TokenSource } from './http.js';
import type { Grant, QuickBooksOAuth } from './oauth.js';
import { QuickBooksError } from './quickBooksError.js';
import { Turns } from './turns.js';

/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;
/** Tries to keep a rotated token, and the wait before the next: losing it means that a person must connect again. */
const SAVE_TRIES = 8;
const SAVE_WAIT_MS = 250;
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
}

/** What QuickBooks said when a grant was given back; our tokens are forgotten in every case. */
export type Revocation = 'REVOKED' | 'REFUSED' | 'UNANSWERED' | 'NOT_CONNECTED';

/** What a client's tokens are sealed for; a sealed text moved to another client does not open. */
function tokenContext(clientId: string, which: 'access' | 'refresh'): string {
  return `quickbooks_connection:${clientId}:${which}`;
}

/**
 * The tokens of the connected companies. Responsible for: one refresh at a time per client, in this process by a shared
 * promise and across processes by the row's lock; the rotated token is committed before anybody gets to use it; an answer
 * that comes too late is kept as well; a refresh without an answer changes nothing (decision record 0015). Never logs a token.
 */
export class ConnectionTokens {
  readonly #refreshing = new Map<string, Promise<Held>>();
  readonly #turns = new Turns(MOST_RENEWALS);

  constructor(protected readonly parts: TokenParts) {}

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

  /**
   * Gives the grant back to QuickBooks and forgets the tokens, which happens also when QuickBooks does not answer: the
   * caller says so then. Safe to repeat.
   */
  async revoke(clientId: string): Promise<Revocation> {
    return this.parts.database.asSync({ clientId }, async (tx) => {
      const row = await heldRow(tx, clientId);
      if (!row) return 'NOT_CONNECTED';
      const said = await this.#giveBack(clientId, row);
      await forgetConnection(tx, clientId);
      return said;
    });
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
    const kept = await this.parts.database.asSync({ clientId }, (tx) => readConnection(tx, clientId));
    const held = this.#open(clientId, kept);
    if (held.token !== refused && this.#isGood(held)) return held;
    return this.#turns.take(() => this.#renewHolding(clientId, refused));
  }

  /** From QuickBooks' answer to its commit there is nothing but one statement on a connection that is open already. */
  async #renewHolding(clientId: string, refused: string | null): Promise<Held> {
    const asked: { insteadOf?: string; grant?: Grant } = {};
    try {
      return await this.parts.database.asSync({ clientId }, async (tx) => {
        const row = await holdConnection(tx, clientId);
        const held = this.#open(clientId, row);
        if (held.token !== refused && this.#isGood(held)) return held;
        asked.insteadOf = row.refresh_token_sealed;
        asked.grant = await this.#refreshed(clientId, row);
        await this.keep(tx, clientId, this.sealed(clientId, asked.grant), row.refresh_token_sealed);
        return this.#heldOf(asked.grant);
      });
    } catch (error) {
      const { insteadOf, grant } = asked;
      if (insteadOf && grant) {
        await this.#keepAgain(clientId, grant, insteadOf);
        return this.#heldOf(grant);
      }
      const isLost = error instanceof QuickBooksError && error.kind === 'needs_reconnecting';
      if (isLost && insteadOf)
        await this.parts.database.asSync({ clientId }, (tx) => markLost(tx, clientId, insteadOf));
      throw error;
    }
  }

  async #refreshed(clientId: string, row: ConnectionRow): Promise<Grant> {
    const insteadOf = row.refresh_token_sealed;
    return this.parts.oauth.refresh(this.#refreshToken(clientId, row), (late) => {
      // Nobody waits for it any more, but it may be the only token that QuickBooks still takes.
      this.#keepAgain(clientId, late, insteadOf).catch((error: unknown) =>
        this.parts.logger.error({ err: error, clientId }, 'a QuickBooks token that came late could not be kept'),
      );
    });
  }

  /** QuickBooks rotated the token and our transaction failed: keep it by all means, in a transaction of its own. */
  async #keepAgain(clientId: string, grant: Grant, insteadOf: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const sealed = this.sealed(clientId, grant);
        await this.parts.database.asSync({ clientId }, (tx) => this.keep(tx, clientId, sealed, insteadOf));
        return;
      } catch (error) {
        if (attempt >= SAVE_TRIES) throw error;
        this.parts.logger.warn({ clientId, attempt }, 'a renewed QuickBooks token could not be kept yet');
        await delay(SAVE_WAIT_MS * attempt);
      }
    }
  }

  async #giveBack(clientId: string, row: ConnectionRow): Promise<Revocation> {
    try {
      await this.parts.oauth.revoke(this.#refreshToken(clientId, row));
      return 'REVOKED';
    } catch (error) {
      if (!(error instanceof QuickBooksError)) throw error;
      this.parts.logger.warn({ err: error, clientId }, 'QuickBooks did not take a grant back');
      return error.isPassing ? 'UNANSWERED' : 'REFUSED';
    }
  }

  #refreshToken(clientId: string, row: ConnectionRow): string {
    return this.parts.keys.open(row.refresh_token_sealed, tokenContext(clientId, 'refresh'));
  }

  #open(clientId: string, row: ConnectionRow): Held {
    const token = this.parts.keys.open(row.access_token_sealed, tokenContext(clientId, 'access'));
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
