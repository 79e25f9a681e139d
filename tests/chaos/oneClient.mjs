/** One client of the product as a run sees it: connected through the consent flow, asked for, waited for, mended. */
import { setTimeout as wait } from 'node:timers/promises';
import { allow, beginConnection } from '../../dist/server/seeds/consent.js';

/** A sync that does not come to rest within this time, with all faults gone, is a difference. */
const LONGEST_REST_MS = 150_000;
const ASK_MS = 120;

export class OneClient {
  /** @param excuse words for why a grant may be lost now, or null. @param tell gets every difference. */
  constructor(ground, { realmId, email, excuse, tell }) {
    Object.assign(this, { ground, realmId, email, excuse, tell });
    this.clientId = null;
  }

  /** Walks consent as a person does; again when a process dies on the way. */
  async connect() {
    const { ground, realmId, email } = this;
    await ground.asPerson(email, async (session) => {
      await allow(session, await beginConnection(session), { realmId, name: realmId });
    });
    const [client] = await ground.rows(
      `select b.client_id from business b join advisor a on a.firm_id = b.firm_id where b.realm_id = $1 and a.email = $2`,
      [realmId, email],
    );
    if (!client) throw new Error(`company ${realmId} was not connected`);
    this.clientId = client.client_id;
  }

  async state() {
    const [state] = await this.ground.rows(
      `select r.sync_state, r.last_error, j.wanted, j.lease_owner, j.attempts, k.version,
         (select t.tied from tie_out t where t.client_id = r.client_id order by t.checked_at desc limit 1) as tied
         from client_row r join sync_job j using (client_id) left join books k using (client_id) where client_id = $1`,
      [this.clientId],
    );
    return { ...state, isIdle: !state.wanted && state.lease_owner === null };
  }

  /** "Sync now", as the connections page does it, and as if the last reading had not just begun: it is done at once. */
  async syncNow() {
    const { ground, clientId, email } = this;
    await ground.rows(`update sync_job set claimed_at = claimed_at - interval '1 minute' where client_id = $1`, [
      clientId,
    ]);
    return ground.asPerson(email, async (session) => {
      const { syncNow } = await session.graphql(
        'mutation Now($id: ID!) { syncNow(clientId: $id) { refusal { code message } } }',
        { id: clientId },
      );
      return syncNow.refusal?.code ?? null;
    });
  }

  /** A grant that is lost is given anew; that it was lost must have a reason among the faults. */
  async mend() {
    const { sync_state: state, last_error: error } = await this.state();
    if (state !== 'NEEDS_RECONNECTING') return;
    const reason = this.excuse();
    if (!reason) {
      const why = this.ground.tokens.whyRefused(this.realmId) ?? 'the stand-in refused no refresh';
      this.tell(`a grant was lost that no fault explains (${why}): ${error}`);
    }
    this.ground.tokens.forget(this.realmId);
    await this.connect();
  }

  /**
   * Asks for what changed, as a notice does. Nobody asks by hand at the end of a run: "Sync now" reads everything where the
   * books do not tie out, and would put right what a run is there to find.
   */
  async look() {
    await this.ground.rows(
      `update sync_job set wanted = true, cause = 'NOTICE', requested_at = $2, due_at = $2, attempts = 0
         where client_id = $1 and not paused`,
      [this.clientId, this.ground.now()],
    );
  }

  /** What the weekly reading of everything does, before its turn; answers like `settle`. */
  async readWhole() {
    await this.ground.rows('update sync_job set whole = true where client_id = $1', [this.clientId]);
    return this.settle();
  }

  /** Asks for one more sync and waits until nothing is left to do. False when it does not come to rest in time. */
  async settle(withinMs = LONGEST_REST_MS) {
    const until = Date.now() + withinMs;
    await this.mend();
    await this.look();
    while (Date.now() < until) {
      const state = await this.state();
      if (state.isIdle && state.sync_state === 'SYNCED') return true;
      if (state.sync_state === 'NEEDS_RECONNECTING') await this.mend();
      await wait(ASK_MS);
    }
    return false;
  }

  /** The process of the product that syncs this client now; null when none does. */
  async holder() {
    const { lease_owner: owner } = await this.state();
    return this.ground.servers.find(({ pid }) => owner?.startsWith(`${pid}-`)) ?? null;
  }
}
