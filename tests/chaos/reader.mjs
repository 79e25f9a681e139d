/**
 * Reads clients over and over, as the people who may see them do, while syncs run and processes die: what is seen must be
 * one whole version at every moment.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { entities } from '../../dist/server/entities.js';
import { Database } from '../../dist/server/platform/database.js';
import { createLogger } from '../../dist/server/platform/logger.js';
import { ADVISOR } from './people.mjs';

const EVERY_MS = 150;

const SEEN = `select k.version, r.books_version as listed, r.as_of::text as as_of, r.cash_on_hand as cash,
  (select max(s.figures->>'cashOnHand') from snapshot s where s.client_id = k.client_id and s.books_version = k.version
     and s.as_of = r.as_of and s.settings_version = r.settings_version) as snapshot_cash,
  (select count(*)::int from snapshot s where s.client_id = k.client_id and s.books_version = k.version and s.as_of = r.as_of
     and s.settings_version = r.settings_version) as snapshots,
  (select count(*)::int from (select 1 from posting p where p.client_id = k.client_id and p.from_version <= k.version
     and (p.to_version is null or p.to_version > k.version) group by p.document_key having sum(debit) <> sum(credit)) d) as unbalanced,
  (select count(*)::int from tie_out t where t.client_id = k.client_id and t.books_version = k.version) as ties
  from books k join client_row r using (client_id) where k.client_id = ? and k.version > 0`;

export class Reader {
  #watched = new Map();
  #isStopped = false;
  reads = 0;

  static async start(ground) {
    const { DATABASE_URL: app, DATABASE_SIGNIN_URL: signIn, DATABASE_SYNC_URL: sync } = ground.database;
    const urls = { app, signIn, sync, webhook: ground.database.DATABASE_WEBHOOK_URL };
    const database = await Database.connect(urls, createLogger('silent'), entities, { poolSize: 2 });
    const [advisor] = await ground.rows('select id, firm_id from advisor where email = $1', [ADVISOR]);
    return new Reader(database, { principalId: advisor.id, firmId: advisor.firm_id });
  }

  constructor(database, scope) {
    this.database = database;
    this.scope = scope;
    this.reading = this.#read();
  }

  /** Reads a client from now on; `tell` gets a sentence for each state by halves. Answers how to end it. */
  watch(clientId, tell) {
    this.#watched.set(clientId, tell);
    return () => this.#watched.delete(clientId);
  }

  async stop() {
    this.#isStopped = true;
    await this.reading;
    await this.database.close();
  }

  async #read() {
    while (!this.#isStopped) {
      for (const [clientId, tell] of this.#watched) {
        const fault = await this.#faultOf(clientId);
        if (fault) tell(`half a state was seen: ${fault}`);
        this.reads += 1;
      }
      await wait(EVERY_MS);
    }
  }

  async #faultOf(clientId) {
    const [seen] = await this.database.asPrincipal(this.scope, 'read', (tx) => tx.execute(SEEN, [clientId]));
    if (!seen) return null;
    if (seen.version !== seen.listed) return `books ${seen.version}, list ${seen.listed}`;
    if (seen.snapshots !== 1) return `${seen.snapshots} snapshots as of ${seen.as_of} of version ${seen.version}`;
    if (Number(seen.snapshot_cash) !== Number(seen.cash)) return `cash ${seen.cash}, snapshot ${seen.snapshot_cash}`;
    if (seen.ties === 0) return `no tie-out of version ${seen.version}`;
    return seen.unbalanced > 0 ? `${seen.unbalanced} documents do not balance at version ${seen.version}` : null;
  }
}
