import { record, type AuditRecord } from '../audit/audit.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import { letGoOfGrant, tokenContext, waitForLocks } from './connectionRow.js';
import type { QuickBooksOAuth } from './oauth.js';
import { openToken } from './openToken.js';
import { QuickBooksError } from './quickBooksError.js';

/**
 * What QuickBooks said when a grant was given back. `REFUSED`: it knows the grant no more, so there is nothing to take
 * back. `UNANSWERED`, also where no key opens the grant just now: it is asked again, for seven days. `NOT_CONNECTED`: there
 * was none.
 */
export type Revocation = 'REVOKED' | 'REFUSED' | 'UNANSWERED' | 'NOT_CONNECTED';

/** Who gives a grant back, for the trail; the system where it is left out. */
export type ReturnedBy = Pick<AuditRecord, 'actor' | 'requestId' | 'remoteAddress'>;

const BY_ITSELF: ReturnedBy = { actor: { kind: 'SYSTEM' } };

interface Parts {
  readonly database: Database;
  readonly oauth: QuickBooksOAuth;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface KeptGrant {
  readonly firm_id: string;
  readonly refresh_token_sealed: string;
  readonly since: Date | string;
  readonly tries: number;
}

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS;
/** After this long a grant that QuickBooks never took back is dropped; the trail says so. */
const KEPT_MS = 7 * 24 * 60 * MINUTE_MS;
/** Longer than QuickBooks takes to exchange a code: while somebody connects again, nothing is given back. */
const CONNECTING_MS = 10 * MINUTE_MS;
const MOST_A_RUN = 100;
/** No further grant is begun after this; the rest is the next run's. */
const LONGEST_RUN_MS = 3 * MINUTE_MS;

/**
 * Gives grants back to QuickBooks. Responsible for: every grant that was let go of is offered until QuickBooks answers,
 * seven days at most, with its outcome in the trail; whoever connects again meanwhile is not hurt by it. Never: a client's
 * living tokens.
 */
export class GrantReturns {
  constructor(private readonly parts: Parts) {}

  /** Lets go of a client's grant and offers it once. Safe to repeat. */
  async revoke(clientId: string, by?: ReturnedBy): Promise<Revocation> {
    const { database, clock } = this.parts;
    await database.asSync({ clientId }, (tx) => letGoOfGrant(tx, clientId, clock.now()));
    return this.giveBack(clientId, by);
  }

  /** Offers the grant that a client let go of, once; its outcome is in the trail. Safe to repeat. */
  giveBack(clientId: string, by: ReturnedBy = BY_ITSELF): Promise<Revocation> {
    return this.#giveBack(clientId, by, false);
  }

  #giveBack(clientId: string, by: ReturnedBy, onlyDue: boolean): Promise<Revocation> {
    return this.parts.database.asSync({ clientId }, async (tx) => {
      await waitForLocks(tx);
      // Held while QuickBooks thinks: whoever connects the company again waits for the answer.
      const [job] = await tx.execute<{ due: boolean | null }[]>(
        'select return_at <= ? as due from sync_job where client_id = ? for update',
        [this.parts.clock.now(), clientId],
      );
      if (onlyDue && job?.due !== true) return 'NOT_CONNECTED';
      const [kept] = await tx.execute<KeptGrant[]>(
        'select firm_id, refresh_token_sealed, since, tries from grant_to_return where client_id = ? for update',
        [clientId],
      );
      const said = kept ? await this.#offer(clientId, kept) : 'NOT_CONNECTED';
      if (kept && said === 'UNANSWERED') await this.#wait(tx, clientId, kept, by);
      else await this.#forget(tx, clientId, kept, said, by);
      return said;
    });
  }

  /** Offers every grant whose time has come; answers how many QuickBooks has answered for. */
  async giveBackDue(): Promise<number> {
    const { database, clock, logger } = this.parts;
    const due = await database.asSync({}, (tx) =>
      tx.execute<{ client_id: string }[]>(
        `select client_id from sync_job where return_at <= ? order by return_at limit ${MOST_A_RUN}`,
        [clock.now()],
      ),
    );
    const began = performance.now();
    let answered = 0;
    for (const { client_id: clientId } of due) {
      if (performance.now() - began > LONGEST_RUN_MS) break;
      try {
        if ((await this.#giveBack(clientId, BY_ITSELF, true)) !== 'UNANSWERED') answered += 1;
      } catch (error) {
        logger.warn({ err: error, clientId }, 'a grant could not be given back now');
      }
    }
    return answered;
  }

  /** Somebody is about to connect this client again: an older grant is not given back meanwhile. */
  async holdOff(clientId: string): Promise<void> {
    const { database, clock } = this.parts;
    await database.asSync({ clientId }, async (tx) => {
      await waitForLocks(tx);
      await tx.execute('update sync_job set return_at = ? where client_id = ? and return_at is not null', [
        new Date(clock.now().getTime() + CONNECTING_MS),
        clientId,
      ]);
    });
  }

  async #offer(clientId: string, kept: KeptGrant): Promise<Revocation> {
    const { oauth, logger } = this.parts;
    const token = this.#openOrNull(clientId, kept);
    if (token === null) return 'UNANSWERED';
    try {
      await oauth.revoke(token);
      return 'REVOKED';
    } catch (error) {
      if (!(error instanceof QuickBooksError)) throw error;
      logger.warn({ err: error, clientId }, 'QuickBooks did not take a grant back');
      // That it does not know us says nothing about the grant.
      const isAboutUs = error.code === 'invalid_client' || error.code === 'unauthorized_client';
      return error.isPassing || isAboutUs ? 'UNANSWERED' : 'REFUSED';
    }
  }

  /** Null where no key opens it: it waits like one that QuickBooks did not answer for, in case its key is put back. */
  #openOrNull(clientId: string, kept: KeptGrant): string | null {
    const { keys, logger } = this.parts;
    try {
      return openToken(keys, kept.refresh_token_sealed, tokenContext(clientId, 'refresh'));
    } catch (error) {
      logger.error({ err: error, clientId }, 'a grant cannot be given back to QuickBooks, for no key opens it');
      return null;
    }
  }

  /** To be offered again after one minute, two, four, and so on to six hours, until seven days have passed. */
  async #wait(tx: EntityManager, clientId: string, kept: KeptGrant, by: ReturnedBy): Promise<void> {
    const now = this.parts.clock.now();
    const until = new Date(new Date(kept.since).getTime() + KEPT_MS);
    const tries = kept.tries + 1;
    if (now >= until) {
      this.parts.logger.error({ clientId, tries }, 'QuickBooks never took a grant back; it is dropped');
      return this.#forget(tx, clientId, kept, 'GIVEN_UP', by);
    }
    await tx.execute('update grant_to_return set tries = ? where client_id = ?', [tries, clientId]);
    const wait = Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(kept.tries, 12));
    await tx.execute('update sync_job set return_at = ? where client_id = ?', [
      new Date(now.getTime() + wait),
      clientId,
    ]);
    if (kept.tries > 0) return;
    const after = { quickBooks: 'UNANSWERED', until: until.toISOString() };
    await record(tx, { ...by, firmId: kept.firm_id, clientId, action: 'connection.not_returned', at: now, after });
  }

  async #forget(
    tx: EntityManager,
    clientId: string,
    kept: KeptGrant | undefined,
    said: Revocation | 'GIVEN_UP',
    by: ReturnedBy,
  ): Promise<void> {
    await tx.execute('update sync_job set return_at = null where client_id = ? and return_at is not null', [clientId]);
    if (!kept) return;
    await tx.execute('delete from grant_to_return where client_id = ?', [clientId]);
    await record(tx, {
      ...by,
      firmId: kept.firm_id,
      clientId,
      action: said === 'GIVEN_UP' ? 'connection.not_returned' : 'connection.returned',
      at: this.parts.clock.now(),
      after: { quickBooks: said, tries: kept.tries + 1 },
    });
  }
}
