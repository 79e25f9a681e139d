import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordAll } from '../../../server/audit/audit.js';
import { verifyChains, type ChainReport } from '../../../server/audit/verifyChains.js';
import { Migration20261122200003_auditChain } from '../../../server/migrations/Migration20261122200003_auditChain.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { addClients, seedPractice, type Practice } from '../../harness/practice.js';

/** The database as it was before the migration. */
const BEFORE = `drop trigger audit_event_chained on audit_event; drop table audit_link; drop function chain_audit_event;
  drop function audit_hash; drop function audit_text; drop function audit_line;`;

describe('events from before there was a chain', () => {
  let test: TestDatabase;
  let people: Practice;
  beforeAll(async () => {
    test = await createTestDatabase();
    people = await seedPractice(test);
  });
  afterAll(() => test.close());

  it('are chained in the order of their times, each firm for itself, and the chain goes on from there', async () => {
    await test.asOwner(BEFORE);
    const write = async (person: Practice['daniel'], minutes: readonly number[]) => {
      const [clientId = ''] = await addClients(test, person, [{ name: 'Told of' }]);
      const { id, firmId } = person;
      const events = minutes.map((minute) => ({
        ...{ firmId, clientId, actor: { kind: 'PERSON', id } as const, action: 'test.done', after: { minute } },
        at: new Date(Date.UTC(2026, 10, 22, 7, minute)),
      }));
      await test.database.asPrincipal({ principalId: id, firmId }, 'write', (tx) => recordAll(tx, events));
    };
    await write(people.daniel, [5, 3, 3, 9]);
    await write(people.tomas, [4, 2]);
    await write(people.daniel, [1]);
    const migration = new Migration20261122200003_auditChain(undefined as never, undefined as never);
    migration.up();
    await test.asOwner(`begin; ${migration.getQueries().join(';\n')}; commit`);
    await write(people.daniel, [0]);
    const reports = new Map<string, ChainReport>();
    await verifyChains(test.urls.owner, {}, (report) => reports.set(report.firmId, report));
    expect([...reports.values()].every(({ broken }) => broken === 0)).toBe(true);
    expect(reports.get(people.daniel.firmId)?.entries).toBe(6);
    expect(reports.get(people.tomas.firmId)?.entries).toBe(2);
    const kept = await test.asOwner<{ minute: number }>(
      `select (e.after->>'minute')::int as minute from audit_link l join audit_event e on e.id = l.event_id
         where l.firm_id = ?::uuid order by l.seq`,
      [people.daniel.firmId],
    );
    expect(kept.map(({ minute }) => minute)).toEqual([1, 3, 3, 5, 9, 0]);
  });
});
