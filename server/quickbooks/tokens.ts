import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import type { TokenSource } from './http.js';
import type { Grant, QuickBooksOAuth } from './oauth.js';
import { QuickBooksError } from './quickBooksError.js';

/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;
/** Tries to keep a rotated token: losing it means that a person must connect again. */
const SAVE_TRIES = 5;

interface ConnectionRow {
  readonly access_token_sealed: string;
  readonly refresh_token_sealed: string;
  readonly access_expires_at: Date | string;
  readonly needs_reconnecting: boolean;
}

interface Held {
  readonly token: string;
  readonly expiresAt: number;
}

interface Dependencies {
  readonly database: Database;
  readonly oauth: QuickBooksOAuth;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What a client's tokens are sealed for; a sealed text moved to another client does not open. */
function tokenContext(clientId: string, which: 'access' | 'refresh'): string {
  return `quickbooks_connection:${clientId}:${which}`;
}

/**
 * The tokens of the connected companies. Responsible for: one refresh at a time per client, in this process by a shared
 * promise and across processes by the row's lock; the rotated token is kept before it is used. Never logs a token.
 */
export class ConnectionTokens {
  readonly #refreshing = new Map<string, Promise<Held>>();

  constructor(private readonly dependencies: Dependencies) {}

  /** A source for one client's calls; it holds the token opened for as long as it lives. */
  source(clientId: string): TokenSource {
    let held: Held | null = null;
    const renewed = async (refused: string | null): Promise<string> => {
      held = await this.#renew(clientId, refused);
      return held.token;
    };
    return {
      current: async () => {
        if (held && held.expiresAt - RENEW_BEFORE_MS > this.#now()) return held.token;
        return renewed(null);
      },
      refresh: async (refused) => (held && held.token !== refused ? held.token : renewed(refused)),
    };
  }

  async #renew(clientId: string, refused: string | null): Promise<Held> {
    const key = `${clientId} ${refused === null ? 'current' : 'refused'}`;
    const running = this.#refreshing.get(key);
    if (running) return running;
    const work = this.#renewLocked(clientId, refused).finally(() => this.#refreshing.delete(key));
    this.#refreshing.set(key, work);
    return work;
  }

  async #renewLocked(clientId: string, refused: string | null): Promise<Held> {
    const rotated: { grant?: Grant } = {};
    try {
      return await this.dependencies.database.asSync({ clientId }, async (tx) => {
        const row = await lockedConnection(tx, clientId);
        const held = this.#open(clientId, row);
        if (held.token !== refused && held.expiresAt - RENEW_BEFORE_MS > this.#now()) return held;
        const refreshToken = this.dependencies.keys.open(row.refresh_token_sealed, tokenContext(clientId, 'refresh'));
        rotated.grant = await this.dependencies.oauth.refresh(refreshToken);
        return this.#save(tx, clientId, rotated.grant);
      });
    } catch (error) {
      if (rotated.grant) return this.#saveAgain(clientId, rotated.grant);
      if (error instanceof QuickBooksError && error.kind === 'needs_reconnecting') await this.#markLost(clientId);
      throw error;
    }
  }

  #open(clientId: string, row: ConnectionRow): Held {
    const token = this.dependencies.keys.open(row.access_token_sealed, tokenContext(clientId, 'access'));
    return { token, expiresAt: new Date(row.access_expires_at).getTime() };
  }

  async #save(tx: EntityManager, clientId: string, grant: Grant): Promise<Held> {
    const expiresAt = this.#now() + grant.accessExpiresInMs;
    await tx.execute(
      `update quickbooks_connection set access_token_sealed = ?, refresh_token_sealed = ?, access_expires_at = ?,
         refresh_expires_at = ?, needs_reconnecting = false where client_id = ?`,
      [...this.sealed(clientId, grant), clientId],
    );
    return { token: grant.accessToken, expiresAt };
  }

  /** The columns of a grant as they are kept: access, refresh, and when each ends. */
  sealed(clientId: string, grant: Grant): [string, string, Date, Date] {
    const { keys } = this.dependencies;
    return [
      keys.seal(grant.accessToken, tokenContext(clientId, 'access')),
      keys.seal(grant.refreshToken, tokenContext(clientId, 'refresh')),
      new Date(this.#now() + grant.accessExpiresInMs),
      new Date(this.#now() + grant.refreshExpiresInMs),
    ];
  }

  /** QuickBooks rotated the token and our transaction failed: keep it by all means, in a transaction of its own. */
  async #saveAgain(clientId: string, grant: Grant): Promise<Held> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dependencies.database.asSync({ clientId }, (tx) => this.#save(tx, clientId, grant));
      } catch (error) {
        if (attempt >= SAVE_TRIES) throw error;
        this.dependencies.logger.warn({ clientId, attempt }, 'a renewed QuickBooks token could not be kept yet');
      }
    }
  }

  async #markLost(clientId: string): Promise<void> {
    await this.dependencies.database.asSync({ clientId }, (tx) =>
      tx.execute('update quickbooks_connection set needs_reconnecting = true where client_id = ?', [clientId]),
    );
  }

  #now(): number {
    return this.dependencies.clock.now().getTime();
  }
}

async function lockedConnection(tx: EntityManager, clientId: string): Promise<ConnectionRow> {
  const [row] = await tx.execute<ConnectionRow[]>(
    `select access_token_sealed, refresh_token_sealed, access_expires_at, needs_reconnecting
       from quickbooks_connection where client_id = ? for update`,
    [clientId],
  );
  if (!row) throw new QuickBooksError('needs_reconnecting', { detail: 'no connection is kept for this client' });
  if (row.needs_reconnecting) throw new QuickBooksError('needs_reconnecting', { detail: 'the grant was lost before' });
  return row;
}
