import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordAll } from '../../../server/audit/audit.js';
import { verifyChains, type ChainReport, type VerifyOptions } from '../../../server/audit/verifyChains.js';
import { addClients, seedPractice, type Practice } from '../../harness/practice.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

const EVENTS = 40;
const FREE = `alter table audit_event disable trigger user; alter table audit_link disable trigger user;`;
const BOUND = `alter table audit_event enable trigger user; alter table audit_link enable trigger user;`;

/** What somebody with every right in the database does to the event or link at a place. `$1`: the event's id. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  'a letter of the action': `update audit_event set action = overlay(action placing 'X' from 2 for 1) where id = $1`,
  'a microsecond': `update audit_event set at = at + interval '1 microsecond' where id = $1`,
  'who did it': `update audit_event set actor_id = uuidv7() where id = $1`,
  'who did it, to nobody': `update audit_event set actor_id = null where id = $1`,
  'what kind of actor': `update audit_event set actor_kind = 'SYSTEM' where id = $1`,
  'the client': `update audit_event set client_id = uuidv7() where id = $1`,
  'a digit of what was': `update audit_event set before = jsonb_set(before, '{amount}', '1001') where id = $1`,
  'the scale of a number': `update audit_event set before = jsonb_set(before, '{amount}', '1000.0') where id = $1`,
  'null for an absent value': `update audit_event set after = after || '{"extra": null}' where id = $1`,
  'what is, to nothing': `update audit_event set after = null where id = $1`,
  'the request': `update audit_event set request_id = request_id || ' ' where id = $1`,
  'the address, from null to empty': `update audit_event set remote_address = '' where id = $1`,
  'two columns that run together': `update audit_event set action = action || left(request_id, 1), request_id = substr(request_id, 2) where id = $1`,
  'an event that is deleted': `delete from audit_event where id = $1`,
  'a link that is deleted': `delete from audit_link where event_id = $1`,
  'both deleted': `delete from audit_link where event_id = $1; delete from audit_event where id = $1`,
  'both deleted and the places closed': `create temp table gone as select seq from audit_link where event_id = $1;
     delete from audit_link where event_id = $1; delete from audit_event where id = $1;
     update audit_link l set seq = l.seq + 1000000 where l.firm_id = $2 and l.seq > (select seq from gone);
     update audit_link l set seq = l.seq - 1000001 where l.firm_id = $2 and l.seq > 1000000`,
  'a bit of a hash': `update audit_link set hash = set_bit(hash, 77, 1 - get_bit(hash, 77)) where event_id = $1`,
  'two events in each other’s place': `update audit_link set event_id = uuidv7() where seq = 1 and firm_id = $2;
     update audit_link l set event_id = (select e.id from audit_event e where e.firm_id = $2
       and not exists (select from audit_link o where o.event_id = e.id)) where l.event_id = $1 and l.seq > 1;
     update audit_link set event_id = $1 where seq = 1 and firm_id = $2`,
  'one that was put in': `insert into audit_event (firm_id, actor_kind, action, at) select firm_id, 'SYSTEM', 'test.made_up', at from audit_event where id = $1`,
};

describe('audit:verify', () => {
  let test: TestDatabase;
  let people: Practice;
  let ids: string[];
  let firmId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    people = await seedPractice(test);
    firmId = people.daniel.firmId;
    const [clientId = ''] = await addClients(test, people.daniel, [{ name: 'Told of' }]);
    await test.database.asPrincipal({ principalId: people.daniel.id, firmId }, 'write', (tx) =>
      recordAll(
        tx,
        Array.from({ length: EVENTS }, (_, place) => ({
          ...({ firmId, clientId, actor: { kind: 'PERSON', id: people.daniel.id }, action: 'test.done' } as const),
          ...{ at: new Date('2026-11-22T07:00:00.123Z'), before: { amount: 1000 }, after: { place }, requestId: 'abc' },
        })),
      ),
    );
    const rows = await test.asOwner<{ id: string }>(
      'select event_id as id from audit_link where firm_id = ?::uuid order by seq',
      [firmId],
    );
    ids = rows.map(({ id }) => id);
    await test.asOwner(
      'create schema kept; create table kept.event as table audit_event; create table kept.link as table audit_link',
    );
  });
  afterAll(() => test.close());

  const verify = async (options: Partial<VerifyOptions> = {}): Promise<ChainReport> => {
    const reports: ChainReport[] = [];
    await verifyChains(test.urls.owner, { firmId, ...options }, (report) => reports.push(report));
    if (!reports[0]) throw new Error('no firm was read');
    return reports[0];
  };
  const tamper = async (sql: string, eventId: string): Promise<void> => {
    const written = sql.replaceAll('$1', `'${eventId}'::uuid`).replaceAll('$2', `'${firmId}'::uuid`);
    await test.asOwner(`begin; ${FREE} ${written}; drop table if exists pg_temp.gone; ${BOUND} commit`);
  };
  const restore = () =>
    test.asOwner(`begin; ${FREE} delete from audit_link; delete from audit_event; insert into audit_event select * from kept.event;
      insert into audit_link select * from kept.link; ${BOUND} commit`);

  it('finds nothing where nothing was touched', async () => {
    expect(await verify()).toMatchObject({ entries: EVENTS, broken: 0, head: { seq: EVENTS } });
  });

  it.each(Object.entries(TAMPERINGS))('finds %s', async (_what, sql) => {
    await tamper(sql, ids[17] ?? '');
    expect((await verify()).broken).toBeGreaterThan(0);
    await restore();
    expect((await verify()).broken).toBe(0);
  });

  it('finds any of them at any place but the last, and without a noted head', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(TAMPERINGS)),
        fc.integer({ min: 1, max: EVENTS - 2 }),
        async (sql, place) => {
          await tamper(sql, ids[place] ?? '');
          const { broken } = await verify();
          await restore();
          expect(broken).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('finds a tail that was cut by the head that was noted, and by nothing else', async () => {
    const { head } = await verify();
    if (!head) throw new Error('there is a chain');
    await tamper(TAMPERINGS['both deleted'] ?? '', ids.at(-1) ?? '');
    expect((await verify()).broken).toBe(0);
    const told = await verify({ head });
    expect(told).toMatchObject({ broken: 1, breaks: [{ seq: EVENTS, what: 'not the noted head' }] });
    await restore();
    expect((await verify({ head })).broken).toBe(0);
    expect((await verify({ head: { ...head, hash: '00'.repeat(32) } })).broken).toBe(1);
  });
});
