import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkingLeaks, type LeakSubject, type LeaksAfter } from '../harness/leakCheck.js';
import { QUIET_REALM, startSyncGround, type SyncGround } from './sync/syncHarness.js';

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly using: string | null;
  readonly check: string | null;
}

describe('row-level security', () => {
  let ground: SyncGround;
  let subjects: LeakSubject[];
  let policies: Policy[];

  beforeAll(async () => {
    ground = await startSyncGround();
    const idOf = (outcome: object): string => ('clientId' in outcome ? String(outcome.clientId) : '');
    const [mine, theirs] = [idOf(await ground.connect()), idOf(await ground.connect(ground.stranger))];
    const second = idOf(await ground.connect(ground.colleague, QUIET_REALM));
    await ground.worker().runUntilIdle();
    // What a finished sync leaves empty.
    await ground.test.asOwner(
      `insert into sync_chunk (run_id, client_id, firm_id, key, kind, rows, fetched_at)
         select id, client_id, firm_id, 'company', 'COMPANY', '[]', now() from sync_run`,
    );
    await ground.test.asOwner(
      `insert into webhook_notice (realm_id, id, entity, operation, received_at) values ('1', 'e', 'bill', 'CREATED', now())`,
    );
    await ground.test.asOwner(
      `insert into sync_failure (client_id, firm_id, at, kind, place, attempt)
         select client_id, firm_id, now(), 'unavailable', 'cdc', 1 from sync_job`,
    );
    await ground.test.asOwner(
      `insert into grant_to_return (client_id, firm_id, refresh_token_sealed, since)
         select client_id, firm_id, 'sealed', now() from sync_job`,
    );
    // What people keep of a forecast, and what a sync may not have found in these companies.
    await ground.test.asOwner(
      `insert into forecast_event (id, client_id, firm_id, name, direction, amount, date, by_id, at)
         select gen_random_uuid(), client_id, firm_id, 'x', 'IN', 1, '2027-01-01', gen_random_uuid(), now() from sync_job`,
    );
    await ground.test.asOwner(
      `insert into forecast_change (client_id, firm_id, key, off, by_id, at)
         select client_id, firm_id, 'x', true, gen_random_uuid(), now() from sync_job`,
    );
    await ground.test.asOwner(
      `insert into hygiene_issue (client_id, firm_id, rule, key, finding, finding_hash, money_at_stake, found_on, seen_version)
         select client_id, firm_id, 'x', 'x', '{}', 'x', 0, '2026-11-21', 1 from sync_job`,
    );
    await ground.test.asOwner(
      `insert into hygiene_score (client_id, firm_id, as_of, value, lines)
         select client_id, firm_id, '2020-01-01', 100, '[]' from sync_job`,
    );
    await ground.test.asOwner(
      `insert into forecast_basis (client_id, firm_id, as_of, books_version, settings_version, inputs, track_record, made_at)
         select client_id, firm_id, '2026-11-21', 1, 1, '{}', '{}', now() from sync_job on conflict do nothing`,
    );
    await ground.test.asOwner(
      `insert into ritual (client_id, firm_id, week, started_at, by_id)
         select client_id, firm_id, '2026-11-16', now(), gen_random_uuid() from sync_job`,
    );
    await ground.test.asOwner(
      `insert into operation_receipt (id, client_id, firm_id, by_id, name, content_hash, at)
         select gen_random_uuid(), client_id, firm_id, gen_random_uuid(), 'RECORD_RITUAL', 'x', now() from sync_job`,
    );
    await ground.test.asOwner(
      `insert into decision (id, client_id, firm_id, by_id, kind, document_key, currency, saw, content_hash, state, accepted_at)
         select gen_random_uuid(), client_id, firm_id, gen_random_uuid(), 'PLAN', 'Bill:1', 'USD', '{}', 'x', 'ACCEPTED', now()
           from sync_job`,
    );
    // Each one's own, whatever client it stands under: the advisor's under one that is the colleague's, and the other way.
    for (const [who, clientId] of [
      [ground.advisor, second],
      [ground.colleague, mine],
      [ground.stranger, theirs],
    ] as const) {
      await ground.test.asOwner(
        `insert into decision_tombstone (id, client_id, firm_id, by_id, at)
           values (gen_random_uuid(), ?::uuid, ?::uuid, ?::uuid, now())`,
        [clientId, who.firmId, who.id],
      );
    }
    for (const { id, firmId } of [ground.advisor, ground.colleague, ground.owner, ground.stranger]) {
      await ground.test.asOwner(
        `insert into device_queue (principal_id, firm_id, device_id, store_id, told_at)
           values (?::uuid, ?::uuid, gen_random_uuid(), gen_random_uuid(), now())`,
        [id, firmId],
      );
    }
    await ground.test.asOwner(
      'insert into decision_outbox (decision_id, client_id, firm_id, due_at) select id, client_id, firm_id, now() from decision',
    );
    await ground.test.asOwner(
      `insert into decision_attempt (decision_id, client_id, firm_id, number, fence, request, committed_at)
         select id, client_id, firm_id, 1, 0, '{}', now() from decision`,
    );
    await ground.test.asOwner(
      `insert into decision_effect (decision_id, client_id, firm_id, found_by, applied_at)
         select id, client_id, firm_id, 'KEPT_HERE', now() from decision`,
    );
    await ground.test.asOwner(
      `insert into decision_reconciled (client_id, firm_id, through)
         select client_id, firm_id, now() from sync_job on conflict do nothing`,
    );
    await ground.test.asOwner(
      `insert into attachment (client_id, firm_id, from_version, content_hash, qb_id)
         select client_id, firm_id, 1, 'x', 'x' from sync_job`,
    );
    // What the gate keeps of calls, which these syncs did not go through.
    await ground.test.asOwner(
      `insert into quickbooks_realm (realm_id) select realm_id from business on conflict do nothing`,
    );
    await ground.test.asOwner(
      `insert into quickbooks_start (realm_id, place, start) select realm_id, 0, now() from quickbooks_realm`,
    );
    await ground.test.asOwner(
      `insert into quickbooks_calls (realm_id, day, calls) select realm_id, now()::date, 1 from quickbooks_realm`,
    );
    await ground.test.asOwner(`insert into quickbooks_month (month, calls) values ('2026-11-01', 3)`);
    await ground.test.asOwner(`insert into sign_in_attempt (key_hash, tries, since) values ('k', 1, now())`);
    const subject = ({ id, firmId }: { id: string; firmId: string }, ...clientIds: string[]) => ({
      principalId: id,
      firmId,
      clientIds,
    });
    subjects = [
      subject(ground.advisor, mine),
      subject(ground.colleague, second),
      subject(ground.owner, mine, second),
      subject(ground.stranger, theirs),
    ];
    policies = await ground.test.asOwner<Policy>(
      'select tablename as table, policyname as name, qual as using, with_check as check from pg_policies order by 1, 2',
    );
  });
  afterAll(() => ground.close());

  const checking = (work: (leaksAfter: LeaksAfter) => Promise<void>) =>
    checkingLeaks(ground.test.urls.owner, subjects, work);

  it('holds for every table and role', async () => {
    await checking(async (leaksAfter) => {
      expect(await leaksAfter(null)).toEqual([]);
    });
    expect(policies.length).toBeGreaterThan(40);
  });

  it('is missed in every table where it is switched off', async () => {
    const tables = [...new Set(policies.map(({ table }) => table))];
    const unnoticed: string[] = [];
    await checking(async (leaksAfter) => {
      for (const table of tables) {
        const faults = await leaksAfter(`alter table ${table} disable row level security`, table);
        if (!faults.some((fault) => fault.includes(` ${table}: `))) unnoticed.push(table);
      }
    });
    expect(tables.length).toBeGreaterThan(18);
    expect(unnoticed).toEqual([]);
  }, 180_000);

  it('is missed when any one policy that shows rows is dropped, or opened to all', async () => {
    const unnoticed: string[] = [];
    await checking(async (leaksAfter) => {
      for (const [change, table] of policies.flatMap(changesOf)) {
        const faults = await leaksAfter(change, table);
        if (!faults.some((fault) => fault.includes(` ${table}: `))) unnoticed.push(change);
      }
    });
    expect(unnoticed).toEqual([]);
  }, 240_000);
});

/** What would make a policy show more or less than it should, each with the table that it would show in. */
function changesOf({ table, name, using, check }: Policy): [change: string, table: string][] {
  const isSystemsTrail = table === 'audit_event' && name !== 'app_audit_write' && using === null;
  if (isSystemsTrail) return [];
  const changes = [`drop policy ${name} on ${table}`];
  if (using !== null && using !== 'true') changes.push(`alter policy ${name} on ${table} using (true)`);
  if (using === null && check !== 'true') changes.push(`alter policy ${name} on ${table} with check (true)`);
  return changes.map((change) => [change, table]);
}
