import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDecisionSender, type SendingOptions } from '../../../server/decisions/sending/createDecisionSender.js';
import type { DecisionSender } from '../../../server/decisions/sending/worker.js';
import type { AcceptedWrite } from '../../../sandbox/ledger/types.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';
import type { SmallCompany } from '../../sandbox/smallCompany.js';

/** What the tests look at of a decision. */
export interface SentDecision {
  readonly state: string;
  readonly waiting_for: string | null;
  readonly problem: {
    readonly message: string;
    readonly differences?: { readonly field: string; readonly differs: boolean }[];
  } | null;
}

export interface Attempted {
  readonly number: number;
  readonly outcome: string | null;
  readonly request: { readonly body: string; readonly parameters: { readonly requestid: string } };
}

export interface Decided {
  readonly id?: string;
  readonly documentKey: string;
  readonly amount?: number | null;
  readonly kind?: 'RECORD_PAYMENT' | 'REMIND';
  readonly accountId?: string | null;
  readonly openBalance: number;
  readonly partyId: string;
  readonly name?: string;
  /** How long ago the figures were looked at, in milliseconds. */
  readonly ageMs?: number;
  /** What was decided before, and is not in the balance yet. */
  readonly after?: readonly string[];
}

/** Accepted decisions of one connected client, and what sends them, against the stand-in over HTTP. */
export interface SendGround extends SyncGround {
  readonly clientId: string;
  /** Puts a decision into the queue as acceptance does, its undo window over; its id. */
  accept(decided: Decided): Promise<string>;
  /** An id above all that were made before it, as devices make them. */
  newId(): string;
  sender(options?: SendingOptions): DecisionSender;
  decision(id: string): Promise<SentDecision>;
  attempts(id: string): Promise<Attempted[]>;
  effects(): Promise<
    { decision_id: string; document_key: string; found_by: string; open_balance_after: number | null }[]
  >;
  trail(id: string): Promise<string[]>;
  /** What QuickBooks' ledger took over the API: the oracle. */
  written(): Promise<AcceptedWrite[]>;
  /** Accepts a payment of a new bill of the coffee vendor. */
  acceptNew(amount: number, more?: Partial<Decided>): Promise<{ id: string; billId: string }>;
  /** Everything that waits is due now. */
  hurry(): Promise<void>;
}

let made = 0;
function nextId(): string {
  made += 1;
  return `019aa000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** Times that tests do not wait for: outcomes are looked up at once. */
export const AT_ONCE: SendingOptions = { decisionWaitMs: 0 };

export async function startSendGround(small?: SmallCompany): Promise<SendGround> {
  const ground = await startSyncGround(small);
  const outcome = await ground.connect();
  const clientId = 'clientId' in outcome ? outcome.clientId : '';
  const { test, clock } = ground;
  await test.asOwner('update client_row set last_good_at = ? where client_id = ?', [clock.now(), clientId]);
  return {
    ...ground,
    clientId,
    accept: async (decided) => {
      const id = decided.id ?? nextId();
      await insert(ground, clientId, id, decided);
      return id;
    },
    newId: nextId,
    sender: (options = AT_ONCE) =>
      createDecisionSender(
        { database: test.database, clock, logger: ground.logger, ...options },
        ground.quickBooks.openCompany,
      ),
    decision: async (id) => {
      const [row] = await test.asOwner<SentDecision>('select state, waiting_for, problem from decision where id = ?', [
        id,
      ]);
      if (!row) throw new Error('no such decision');
      return row;
    },
    attempts: (id) =>
      test.asOwner<Attempted>(
        'select number, outcome, request from decision_attempt where decision_id = ? order by number',
        [id],
      ),
    effects: () =>
      test.asOwner('select decision_id, document_key, found_by, open_balance_after::int from decision_effect'),
    trail: async (id) => {
      const rows = await test.asOwner<{ action: string }>(
        `select action from audit_event where after->>'decisionId' = ? order by id`,
        [id],
      );
      return rows.map(({ action }) => action);
    },
    written: async () => {
      const text = await readFile(join(ground.running.dataDir, 'writes.jsonl'), 'utf8');
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as AcceptedWrite);
    },
    acceptNew: async (amount, more = {}) => {
      const { company, ids, ref } = ground.small;
      const lines = [{ accountId: ids['cogs'] ?? '', amount }];
      const at = clock.now().toISOString();
      const { id: billId } = company.post({ type: 'Bill', date: '2026-11-01', party: ref('beans'), lines }, at);
      const decided = {
        documentKey: `Bill:${billId}`,
        openBalance: amount,
        partyId: ids['beans'] ?? '',
        accountId: ids['checking'] ?? '',
        ...more,
      };
      const id = decided.id ?? nextId();
      await insert(ground, clientId, id, decided);
      return { id, billId };
    },
    hurry: async () => {
      await test.asOwner('update decision_outbox set due_at = ?', [new Date(clock.now().getTime() - 1)]);
    },
  };
}

async function insert(
  { test, clock, advisor }: SyncGround,
  clientId: string,
  id: string,
  decided: Decided,
): Promise<void> {
  const { documentKey, openBalance, partyId, kind = 'RECORD_PAYMENT', ageMs = 0 } = decided;
  const now = clock.now();
  const saw = {
    syncedAt: new Date(now.getTime() - ageMs).toISOString(),
    booksVersion: 1,
    openBalance,
    currency: 'USD',
    partyId,
    name: decided.name ?? 'Bean Brothers',
    number: null,
    dueDate: null,
    ...(decided.after ? { after: decided.after } : {}),
  };
  const amount = kind === 'REMIND' ? null : (decided.amount ?? openBalance);
  await test.asOwner(
    `insert into decision (id, client_id, firm_id, by_id, kind, document_key, amount, currency, account_id, account_name, saw,
       content_hash, state, accepted_at, sends_at)
     values (?, ?, ?, ?, ?, ?, ?, 'USD', ?, 'Checking', ?::jsonb, 'hash', 'ACCEPTED', ?, ?)`,
    [
      id,
      clientId,
      advisor.firmId,
      advisor.id,
      kind,
      documentKey,
      amount,
      decided.accountId ?? null,
      JSON.stringify(saw),
      now,
      now,
    ],
  );
  await test.asOwner('insert into decision_outbox (decision_id, client_id, firm_id, due_at) values (?, ?, ?, ?)', [
    id,
    clientId,
    advisor.firmId,
    now,
  ]);
  await test.asOwner('update client_row set open_decisions = open_decisions + 1 where client_id = ?', [clientId]);
}
