import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { statementsOf } from '../../harness/statements.js';
import {
  addDecidable,
  AS_OF,
  decide,
  decisionsOf,
  startDeciding,
  submit,
  SYNCED_AT,
  withdraw,
} from './decisionsGround.js';

const CONSOLE = `console { asOf booksVersion syncedAt more accounts { id name number currency balance counted }
  bills { key number partyId name date dueDate currency total openBalance usualDelay lastSentAt canBeSent url plannedFor }
  invoices { key number partyId name date dueDate currency total openBalance usualDelay lastSentAt canBeSent url plannedFor } }`;

interface Document {
  readonly key: string;
  readonly [field: string]: unknown;
}
interface Console {
  readonly bills: readonly Document[];
  readonly invoices: readonly Document[];
  readonly [field: string]: unknown;
}

describe('the console', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
    await server.test.asOwner(
      `insert into forecast_basis (client_id, firm_id, as_of, books_version, settings_version, inputs, track_record, made_at)
         select client_id, firm_id, as_of, 1, 1, '{"payers": [{"partyId": "c1", "days": 12, "of": 4}], "usualDelay": 3.5}', '{}',
           now() from client_row where client_id = ?::uuid`,
      [clientId],
    );
    await server.test.asOwner(
      `insert into snapshot (client_id, firm_id, as_of, books_version, settings_version, reconstructed, synced_at, created_at,
           figures)
         select client_id, firm_id, as_of, 1, 1, false, now(), now(),
           '{"accounts": [{"accountId": "bank", "balance": 123456, "counted": true}, {"accountId": "euro", "balance": 5, "counted": false}]}'
           from client_row where client_id = ?::uuid`,
      [clientId],
    );
  });
  afterAll(() => server.close());

  async function read(browser = daniel, id = clientId): Promise<Console | null> {
    const answer = await browser.graphql<{ client: { console: Console | null } | null }>(
      `query($id: ID!) { client(id: $id) { ${CONSOLE} } }`,
      { id },
    );
    expect(answer.errors).toEqual([]);
    return answer.data.client?.console ?? null;
  }

  it('lists what is open, less all that is applied, by due date and then key', async () => {
    const found = await read();
    expect(found).toMatchObject({ asOf: AS_OF, booksVersion: 1, syncedAt: SYNCED_AT, more: 0 });
    expect(found?.bills.map(({ key, openBalance }) => [key, openBalance])).toEqual([
      ['Bill:2', 200_00],
      ['Bill:1', 100_00],
      ['Bill:3', 300_00],
      ['Bill:9', 900_00],
      // 60.00 of 400.00 are paid; Bill:10 is paid in full, Bill:8 is void.
      ['Bill:4', 340_00],
    ]);
    expect(found?.invoices.map(({ key }) => key)).toEqual(['Invoice:5', 'Invoice:6', 'Invoice:7']);
    expect(found?.bills[1]).toMatchObject({
      ...{
        number: 'B-1',
        partyId: 'v1',
        name: 'Harbor Supply',
        date: '2026-11-01',
        dueDate: '2026-12-01',
        total: 100_00,
      },
      ...{ currency: 'USD', usualDelay: null, lastSentAt: null, canBeSent: false, plannedFor: null },
    });
    expect(found?.bills[1]?.['url']).toMatch(/\/app\/bill\?txnId=1&deeplinkcompanyid=realm\+/);
  });

  it('says how late a customer pays as a rule, when an invoice was sent and whether it can be', async () => {
    const [five, six, seven] = (await read())?.invoices ?? [];
    expect(five).toMatchObject({ usualDelay: 12, lastSentAt: '2026-11-02T10:00:00.000Z', canBeSent: true });
    expect(six).toMatchObject({ usualDelay: 4, lastSentAt: null, canBeSent: false, name: 'Bell' });
    expect(seven).toMatchObject({ usualDelay: 4, lastSentAt: null, canBeSent: true, name: 'No customer' });
  });

  it('offers the active bank accounts, those that count as cash first', async () => {
    expect((await read())?.['accounts']).toEqual([
      { id: 'bank', name: 'Checking', number: null, currency: 'USD', balance: 123456, counted: true },
      { id: 'euro', name: 'Euro account', number: null, currency: 'EUR', balance: 5, counted: false },
    ]);
  });

  it('shows a plan from the moment it is accepted, until its day', async () => {
    const planned = async (): Promise<unknown> =>
      (await read())?.bills.find(({ key }) => key === 'Bill:3')?.['plannedFor'];
    await submit(daniel, [decide(clientId, { kind: 'PLAN', documentKey: 'Bill:3' })]);
    expect(await planned()).toBe('2026-12-04');
    await server.test.asOwner(`update forecast_change set moved_to = ?::date where client_id = ?::uuid`, [
      AS_OF,
      clientId,
    ]);
    expect(await planned()).toBeNull();
  });

  it('is not there before the first sync', async () => {
    const [fresh = ''] = await addDecidable(server, people.daniel, [{ name: 'Fresh', booksThrough: null }]);
    await server.test.asOwner('update client_row set as_of = null where client_id = ?::uuid', [fresh]);
    expect(await read(daniel, fresh)).toBeNull();
  });

  it('says how many there are beyond 5,000, and lists those due first', async () => {
    const documents = Array.from({ length: 5_003 }, (_, index) => ({
      type: 'Bill',
      qb_id: String(index),
      total: 1_00,
    }));
    const [large = ''] = await addDecidable(server, people.daniel, [{ name: 'Large' }], { documents });
    const found = await read(daniel, large);
    expect(found?.bills).toHaveLength(5_000);
    expect(found?.['more']).toBe(3);
  });

  it('of others’ clients, and their decisions, are nobody’s to see, to make or to take back', async () => {
    const tomas = await new TestBrowser(server.url).signIn(people.tomas.email);
    const priya = await new TestBrowser(server.url).signIn(people.priya.email);
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    for (const stranger of [tomas, priya]) {
      expect(await read(stranger)).toBeNull();
      expect(await decisionsOf(stranger, [clientId])).toEqual([]);
      expect(await decisionsOf(stranger, null)).toEqual([]);
      const theirs = decide(clientId, { documentKey: 'Bill:2' });
      const copy = { ...draft };
      for (const given of [theirs, copy]) {
        expect((await submit(stranger, [given])).results[0]).toMatchObject({
          decision: null,
          refusal: { code: 'NOT_FOUND', field: 'clientId' },
          version: null,
        });
      }
      expect((await withdraw(stranger, [draft.id])).results[0]?.decision).toBeNull();
    }
    expect((await submit(daniel, [draft])).results[0]?.decision?.state).toBe('ACCEPTED');
    expect((await decisionsOf(daniel, [clientId]))[0]?.decisions).toHaveLength(2);
    await withdraw(daniel, [draft.id]);
  });

  it('says that an id is taken where it is another firm’s, and nothing of whose', async () => {
    const tomas = await new TestBrowser(server.url).signIn(people.tomas.email);
    const [theirs = ''] = await addDecidable(server, people.tomas, [{ name: 'Theirs' }]);
    const draft = decide(clientId, { documentKey: 'Bill:2' });
    await submit(daniel, [draft]);
    const good = decide(theirs, { documentKey: 'Bill:2' });
    const { results } = await submit(tomas, [{ ...decide(theirs), id: draft.id }, good]);
    expect(results[0]).toMatchObject({ decision: null, refusal: { code: 'ID_TAKEN' } });
    expect(results[1]).toMatchObject({ refusal: null, decision: { state: 'ACCEPTED' } });
    const trail = await server.test.asOwner('select 1 from audit_event where client_id = ?::uuid', [theirs]);
    expect(trail).toHaveLength(1);
    expect((await decisionsOf(tomas, null)).map(({ decisions }) => decisions.length)).toEqual([1]);
    await withdraw(daniel, [draft.id]);
  });

  it('costs as many statements for one client as for fifty, and so do decisions', async () => {
    const many = await addDecidable(
      server,
      people.ingrid,
      Array.from({ length: 50 }, (_, index) => ({ name: `Client ${index}` })),
    );
    const [one = ''] = many;
    const ingrid = await new TestBrowser(server.url).signIn(people.ingrid.email);
    const ask = (first: number) =>
      statementsOf(server.test.statements, async () => {
        const answer = await ingrid.graphql(`{ clients(first: ${first}) { edges { node { id ${CONSOLE} } } } }`);
        expect(answer.errors).toEqual([]);
      });
    expect((await ask(50)).length).toBe((await ask(2)).length);
    const few = await statementsOf(server.test.statements, () => decisionsOf(ingrid, [one]));
    const all = await statementsOf(server.test.statements, () => decisionsOf(ingrid, many));
    expect(all.length).toBe(few.length);
    const drafts = many.map((id) => decide(id));
    await submit(ingrid, drafts.slice(1));
    const single = await statementsOf(server.test.statements, () => submit(ingrid, [decide(one)]));
    const kinds = ['Bill:2', 'Bill:3', 'Bill:4'].map((documentKey) => decide(one, { documentKey }));
    expect((await statementsOf(server.test.statements, () => submit(ingrid, kinds))).length).toBe(single.length);
  });
});
