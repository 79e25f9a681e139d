import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEFORE_FIRST, eventText, linkHash, type ExportedEvent } from '../../../server/audit/chainText.js';
import { record, recordAll, type AuditRecord } from '../../../server/audit/audit.js';
import { verifyChains, type ChainReport, type VerifyOptions } from '../../../server/audit/verifyChains.js';
import { Migration20261122200044_chainGuard } from '../../../server/migrations/Migration20261122200044_chainGuard.js';
import { addClients, seedPractice, type Practice } from '../../harness/practice.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

describe('the chain of a firm’s audit events', () => {
  let test: TestDatabase;
  let people: Practice;
  let clientId: string;
  let firmId: string;

  beforeAll(async () => {
    test = await createTestDatabase({ poolSize: 10 });
    people = await seedPractice(test);
    firmId = people.daniel.firmId;
    [clientId = ''] = await addClients(test, people.daniel, [{ name: 'Told of' }]);
  });
  afterAll(() => test.close());

  const eventOf = (more: Partial<AuditRecord> = {}): AuditRecord => ({
    ...{ firmId, clientId, actor: { kind: 'PERSON', id: people.daniel.id }, action: 'test.done' },
    at: new Date('2026-11-22T07:00:00Z'),
    ...more,
  });
  const write = (events: readonly AuditRecord[]) =>
    test.database.asPrincipal({ principalId: people.daniel.id, firmId }, 'write', (tx) => recordAll(tx, events));
  const verify = async (options: VerifyOptions = { firmId }): Promise<ChainReport[]> => {
    const reports: ChainReport[] = [];
    await verifyChains(test.urls.owner, options, (report) => reports.push(report));
    return reports;
  };
  const one = async (options: VerifyOptions = { firmId }): Promise<ChainReport> => {
    const [report] = await verify(options);
    if (!report) throw new Error('no firm was read');
    return report;
  };
  const links = () =>
    test.asOwner<{ seq: string; action: string; place: number }>(
      `select l.seq::text, e.action, (e.after->>'place')::int as place from audit_link l join audit_event e on e.id = l.event_id
         where l.firm_id = ?::uuid order by l.seq`,
      [firmId],
    );

  it('holds every event in its order, of a person, of a sign-in and of the sync, each firm for itself', async () => {
    await write(Array.from({ length: 300 }, (_, place) => eventOf({ action: 'test.many', after: { place } })));
    await test.database.asSignIn((tx) =>
      record(tx, { firmId, actor: { kind: 'SYSTEM' }, action: 'test.signed_in', at: new Date() }),
    );
    await test.database.asSync({ clientId }, (tx) =>
      record(tx, eventOf({ actor: { kind: 'SYSTEM' }, action: 'test.synced' })),
    );
    await test.database.asSignIn((tx) =>
      record(tx, { firmId: people.tomas.firmId, actor: { kind: 'SYSTEM' }, action: 'test.elsewhere', at: new Date() }),
    );
    const kept = await links();
    expect(kept.map(({ seq }) => Number(seq))).toEqual(kept.map((_, place) => place + 1));
    const many = kept.filter(({ action }) => action === 'test.many');
    expect(many.map(({ place }) => place)).toEqual(many.map((_, place) => place));
    expect(kept.slice(-2).map(({ action }) => action)).toEqual(['test.signed_in', 'test.synced']);
    const reports = await verify({});
    expect(reports.map(({ broken }) => broken)).toEqual(reports.map(() => 0));
    expect(
      reports
        .map(({ entries }) => entries)
        .sort((a, b) => a - b)
        .slice(-2),
    ).toEqual([1, kept.length]);
  });

  it('has no link of what was rolled back, and no gap', async () => {
    const before = (await links()).length;
    const failed = test.database.asPrincipal({ principalId: people.daniel.id, firmId }, 'write', async (tx) => {
      await record(tx, eventOf());
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await write([eventOf()]);
    expect(await links()).toHaveLength(before + 1);
    expect((await one()).broken).toBe(0);
  });

  it('stays whole under 200 writers at once that change the same rows, before their event or after it', async () => {
    const ids = await addClients(
      test,
      people.daniel,
      Array.from({ length: 3 }, (_, place) => ({ name: `Row ${place}` })),
    );
    const before = (await links()).length;
    await Promise.all(
      Array.from({ length: 200 }, (_, place) =>
        test.database.asPrincipal({ principalId: people.daniel.id, firmId }, 'write', async (tx) => {
          const write = () => record(tx, eventOf({ after: { place } }));
          const change = () =>
            tx.execute('update client_row set insights_version = insights_version + 1 where client_id = ?::uuid', [
              ids[place % ids.length],
            ]);
          // A chain that is locked at the event has half of them wait for a row, and the other half for the chain.
          for (const step of place % 2 === 0 ? [write, change] : [change, write]) await step();
          await write();
        }),
      ),
    );
    const report = await one();
    expect(report.broken).toBe(0);
    expect(report.entries).toBe(before + 400);
  });

  it('is written by nobody but the trigger, and changed by nobody', async () => {
    const person = { principalId: people.daniel.id, firmId };
    const forge = `insert into audit_link (firm_id, seq, event_id, hash) values (?::uuid, 100000, ?::uuid, sha256(''::bytea))`;
    await expect(
      test.database.asPrincipal(person, 'write', (tx) => tx.execute(forge, [firmId, randomUUID()])),
    ).rejects.toThrow(/row-level security/);
    await expect(test.database.asSignIn((tx) => tx.execute(forge, [firmId, randomUUID()]))).rejects.toThrow(
      /row-level/,
    );
    for (const change of ['delete from audit_link', 'update audit_link set seq = seq', 'truncate audit_link']) {
      await expect(test.asOwner(change)).rejects.toThrow(/append-only/);
    }
  });

  it('is written by no trigger of one’s own either, and is no table of one’s own that is named like it', async () => {
    const person = { principalId: people.daniel.id, firmId };
    const forge = `create temp table own (x int) on commit drop;
      create function pg_temp.forge() returns trigger language plpgsql as $$ begin
        insert into public.audit_link (firm_id, seq, event_id, hash) values ('${firmId}', 100000, uuidv7(), sha256(''));
        return null;
      end $$;
      create trigger forges after insert on own for each row execute function pg_temp.forge();
      insert into own values (1)`;
    // A database that is cloned has no rights of the one it was cloned from.
    const [made] = await test.asOwner<{ temporary: boolean }>(
      `select has_database_privilege('runway_app', 'runway_template', 'temporary') as temporary`,
    );
    expect(made?.temporary).toBe(false);
    const migration = new Migration20261122200044_chainGuard(undefined as never, undefined as never);
    migration.up();
    await test.asOwner(`begin; ${migration.getQueries().join(';\n')}; commit`);
    await expect(test.database.asPrincipal(person, 'write', (tx) => tx.execute(forge))).rejects.toThrow(
      /permission denied to create temporary tables/,
    );
    const before = await links();
    const [{ name } = { name: '' }] = await test.asOwner<{ name: string }>('select current_database() as name');
    await test.asOwner(`grant temporary on database ${name} to runway_app`);
    await test.database.asPrincipal(person, 'write', async (tx) => {
      await tx.execute('create temp table audit_link (like public.audit_link) on commit drop');
      await record(tx, eventOf());
    });
    await test.asOwner(`revoke temporary on database ${name} from runway_app`);
    expect(await links()).toHaveLength(before.length + 1);
    expect((await one()).broken).toBe(0);
  });

  it('is computed from an export as it is in the database, whatever the values', async () => {
    const json = fc
      .jsonValue({ depthSize: 'medium', stringUnit: 'binary' })
      .filter((value) => fits(JSON.stringify(value)));
    const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((value) => fits(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            before: fc.option(json),
            after: json,
            action: text,
            request: fc.option(text),
            micros: fc.nat(999_999),
          }),
          {
            minLength: 20,
            maxLength: 40,
          },
        ),
        async (events) => {
          const rows = await test.asOwner<ExportedEvent & { text: string; hash: string }>(
            `select e.id::text, e.firm_id::text, e.client_id::text, e.actor_id::text, e.actor_kind, e.action, e.at::text, e.before::text,
               e.after::text, e.request_id, e.remote_address, audit_text(e) as text,
               encode(audit_hash(decode(repeat('00', 32), 'hex'), e), 'hex') as hash
             from jsonb_to_recordset(?::jsonb) as x(before jsonb, after jsonb, action text, request text, micros int),
               lateral (select (jsonb_populate_record(null::audit_event, jsonb_build_object('id', uuidv7(), 'firm_id', uuidv7(),
                 'actor_kind', 'PERSON', 'action', x.action, 'before', x.before, 'after', x.after, 'request_id', x.request,
                 'at', timestamptz '2026-11-22 23:59:59+00' + make_interval(secs => x.micros / 1e6)))).*) as e`,
            [JSON.stringify(events)],
          );
          expect(rows).toHaveLength(events.length);
          for (const row of rows) {
            expect(eventText(row)).toBe(row.text);
            expect(linkHash(BEFORE_FIRST, row)).toBe(row.hash);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has one text for JSON in any order and spacing, and for an instant in any zone', async () => {
    const [row] = await test.asOwner<{ json: string }>(
      `select '{"bb": 1.50, "a": [1, 1e3, -0.0, {"ä": null, "z": "\\u0001\\u007f\\"\\\\/\\n"}], "a": [12345678901234567890.120, true, {}, []], "aaa": "😀"}'::jsonb::text as json`,
    );
    const base = {
      ...{
        id: randomUUID(),
        firm_id: randomUUID(),
        client_id: null,
        actor_id: null,
        actor_kind: 'SYSTEM',
        action: 'x',
      },
      ...{ before: null, request_id: null, remote_address: null },
    };
    const loose = '{ "aaa":"\\ud83d\\ude00","bb":1.50 ,"a":[12345678901234567890.120,true,{},[]] }';
    expect(eventText({ ...base, at: '2026-11-22 01:30:00.12+05:30', after: loose })).toBe(
      eventText({ ...base, at: '2026-11-21T20:00:00.120000Z', after: row?.json ?? '' }),
    );
    for (const after of ['{', '[1,,2]x', '{"a" 1}', 'nul', '']) {
      expect(() => eventText({ ...base, at: '2026-11-21T20:00:00Z', after })).toThrow(SyntaxError);
    }
  });
});

/** Whether PostgreSQL's text can hold it: no NUL, no half of a pair. */
function fits(json: string): boolean {
  return !/\\u0000|\\ud[89a-f]/i.test(json);
}
