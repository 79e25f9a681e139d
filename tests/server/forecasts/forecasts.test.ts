import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import type { RecurringSeries } from '../../../domain/forecast/forecastInputs.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import { addDecidable, decide, submit } from '../decisions/decisionsGround.js';
import { keepBasis } from '../../../server/forecasts/basisStore.js';
import { dropUnknownChanges } from '../../../server/forecasts/unknownChanges.js';
import type { EntityManager } from '../../../server/platform/database.js';
import { inputs, item } from '../../domain/forecast/inputs.js';
import { addConnected, AS_OF, found, keep, putOnTier } from '../hygiene/issuesGround.js';

const FORECAST = `id flowband { asOf currency opening inTransit recurring inViewTotal notes inView { key }
    events { key number date kind direction amount name reference documentKey basis ifPaid ifNot issueIds } }
  forecast { __typename ... on Refusal { code field message } ... on Forecast { asOf booksVersion currency cashOnHand inTransit
    weeks { from to opening in out closing lowerClosing lines { group direction amount itemKeys } }
    lowPoint { amount date } firstWeekBelowZero lowerLowPoint { amount date } lowerFirstWeekBelowZero
    items { key kind direction amount date name number documentKey dueDate series basis off movedFrom } inView { key off } inViewTotal
    runRate { in out } newBusiness { in out } series { key name direction interval amount lastDate nextDate seen basis off }
    payers { partyId name days of } usualDelay assumptions added { id name direction amount date interval until byName at }
    trackRecord { entries { weeks madeAsOf forecast carryForward actual error carryForwardError } } } }`;

interface Item {
  readonly key: string;
  readonly date: string;
  readonly amount: number;
  readonly off: boolean;
  readonly movedFrom: string | null;
}
interface Forecast {
  readonly __typename: string;
  readonly code?: string;
  readonly weeks: readonly {
    readonly opening: number;
    readonly in: number;
    readonly out: number;
    readonly closing: number;
  }[];
  readonly lowPoint: { readonly amount: number; readonly date: string };
  readonly items: readonly Item[];
  readonly inView: readonly { readonly key: string; readonly off: boolean }[];
  readonly inViewTotal: number;
  readonly series: readonly { readonly key: string; readonly off: boolean }[];
  readonly added: readonly Record<string, unknown>[];
}
interface Client {
  readonly id: string;
  readonly flowband: {
    readonly recurring: boolean;
    readonly events: readonly { readonly key: string; readonly kind: string; readonly issueIds: readonly string[] }[];
  } | null;
  readonly forecast: Forecast | null;
}
interface Payload {
  readonly client: Client | null;
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

const rent: RecurringSeries = {
  key: 'rent',
  name: 'Acme',
  direction: 'OUT',
  interval: 'MONTHLY',
  amount: 5 as Cents,
  lastDate: '2026-11-15' as IsoDate,
  nextDate: '2026-12-15' as IsoDate,
  seen: 11,
  basis: 'Seen 11 times.',
};

const ID = '01932f0e-7b5c-7c3a-9d41-2f6f0c1a8b77';
const EVENT = { name: 'Tax refund', direction: 'IN', amount: 400_00, date: '2026-12-01' } as const;

const VERBS = {
  addForecastEvent: ['$event: ForecastEventInput!', 'event: $event'],
  removeForecastEvent: ['$key: ID!', 'id: $key'],
  switchForecastItem: ['$key: ID!, $off: Boolean!', 'key: $key, off: $off'],
  moveForecastItem: ['$key: ID!, $date: Date', 'key: $key, date: $date'],
} as const;

describe('forecasts', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let owner: { clientId: string; firmId: string };
  let count = 0;

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const [clientId = ''] = await addConnected(server, people.daniel, [{ name: `Client ${(count += 1)}` }]);
    owner = { clientId, firmId: people.daniel.firmId };
    await keep(server, owner, [found('unusual-entry', '1'), found('missing-receipt', '2')]);
  });

  async function read(browser = daniel): Promise<Client | null> {
    const answer = await browser.graphql<{ client: Client | null }>(
      `query($id: ID!) { client(id: $id) { ${FORECAST} } }`,
      {
        id: owner.clientId,
      },
    );
    expect(answer.errors).toEqual([]);
    return answer.data.client;
  }
  async function say(verb: keyof typeof VERBS, variables: Record<string, unknown>, browser = daniel): Promise<Payload> {
    const [declared, given] = VERBS[verb];
    const answer = await browser.graphql<Record<string, Payload>>(
      `mutation($id: ID!, ${declared}) { ${verb}(clientId: $id, ${given}) { client { ${FORECAST} } refusal { code field } } }`,
      { id: owner.clientId, ...variables },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[verb] as Payload;
  }
  const bySystem = () =>
    server.test.asOwner<{ action: string; before: { key: string }; after: unknown }>(
      `select action, before, after from audit_event
         where client_id = ?::uuid and actor_kind = 'SYSTEM' and action like 'forecast.%' order by id`,
      [owner.clientId],
    );
  const trail = async () =>
    (
      await server.test.asOwner<{ action: string }>(
        `select action from audit_event where client_id = ?::uuid and action like 'forecast.%' order by id`,
        [owner.clientId],
      )
    ).map(({ action }) => action);
  const version = async () =>
    (
      await server.test.asOwner<{ version: number }>(
        'select insights_version as version from client_row where client_id = ?::uuid',
        [owner.clientId],
      )
    )[0]?.version ?? 0;
  const tier = (value: string) => putOnTier(server, owner.clientId, value);

  it('are thirteen weeks that add up, from what the sync kept', async () => {
    const forecast = (await read())?.forecast;
    expect(forecast).toMatchObject({ __typename: 'Forecast', asOf: AS_OF, booksVersion: 1, currency: 'USD' });
    expect(forecast?.weeks).toHaveLength(13);
    for (const [place, week] of (forecast?.weeks ?? []).entries()) {
      expect(week.closing).toBe(week.opening + week.in - week.out);
      if (place > 0) expect(week.opening).toBe(forecast?.weeks[place - 1]?.closing);
    }
    expect(forecast?.lowPoint).toEqual({ amount: 0, date: '2026-12-04' });
    expect(forecast?.items.map(({ key }) => key)).toEqual(['Bill:1', 'Recurring:rent:2026-12-01', 'Bill:2']);
  });

  it('mark the next events that an issue makes unreliable, and not those that are merely untidy', async () => {
    const { data } = await daniel.graphql<{ client: { hygiene: { issues: { id: string; key: string }[] } } }>(
      'query($id: ID!) { client(id: $id) { hygiene { issues { id key } } } }',
      { id: owner.clientId },
    );
    const odd = data.client.hygiene.issues.find(({ key }) => key === 'Bill:1')?.id;
    const events = (await read())?.flowband?.events;
    expect(events?.map(({ key, issueIds }) => [key, issueIds])).toEqual([
      ['Bill:1', [odd]],
      ['Recurring:rent:2026-12-01', []],
      ['Bill:2', []],
    ]);
    await daniel.graphql(
      'mutation($id: ID!, $ids: [ID!]!) { snoozeIssues(clientId: $id, issueIds: $ids) { refusal { code } } }',
      {
        id: owner.clientId,
        ids: [odd],
      },
    );
    expect((await read())?.flowband?.events[0]?.issueIds).toEqual([]);
  });

  it('take an added event, once however often it is sent, and let it go again', async () => {
    const event = { id: randomUUID(), ...EVENT, interval: 'MONTHLY', until: '2027-01-31' };
    const before = await version();
    const added = await say('addForecastEvent', { event });
    expect(added.refusal).toBeNull();
    expect(added.client?.forecast?.added).toMatchObject([{ ...event, byName: people.daniel.name }]);
    expect(added.client?.forecast?.items.filter(({ key }) => key.startsWith('Added:'))).toHaveLength(2);
    expect(added.client?.forecast?.lowPoint.amount).toBe(400_00);
    expect((await say('addForecastEvent', { event: { ...event, id: event.id.toUpperCase() } })).refusal).toBeNull();
    expect(await version()).toBe(before + 1);
    for (const other of [{ amount: 1 }, { name: 'Other' }, { date: '2026-12-02' }, { interval: null, until: null }]) {
      expect((await say('addForecastEvent', { event: { ...event, ...other } })).refusal).toEqual({
        code: 'INVALID_INPUT',
        field: 'event.id',
      });
    }
    const removed = await say('removeForecastEvent', { key: event.id });
    expect(removed.client?.forecast).toMatchObject({ added: [], lowPoint: { amount: 0 } });
    expect((await say('removeForecastEvent', { key: event.id })).refusal).toBeNull();
    expect(await trail()).toEqual(['forecast.event_added', 'forecast.event_removed']);
  });

  it('bring back an event that was removed, where it has begun too, with what was changed of its days', async () => {
    const event = { id: randomUUID(), ...EVENT, interval: 'MONTHLY', until: null };
    await say('addForecastEvent', { event });
    await say('switchForecastItem', { key: `Added:${event.id}:2027-01-01`, off: true });
    // It began with the months.
    await server.test.asOwner(`update forecast_event set date = '2026-06-01' where id = ?::uuid`, [event.id]);
    const begun = { ...event, date: '2026-06-01' };
    const days = (answer: Payload) =>
      answer.client?.forecast?.items.flatMap(({ key, off }) =>
        key.startsWith('Added:') ? [`${key.slice(-10)} ${off}`] : [],
      );
    const removed = await say('removeForecastEvent', { key: event.id });
    expect([removed.client?.forecast?.added, days(removed)]).toEqual([[], []]);
    expect((await say('addForecastEvent', { event: { ...begun, amount: 1 } })).refusal?.field).toBe('event.id');
    const back = await say('addForecastEvent', { event: begun });
    expect(back.refusal).toBeNull();
    expect(back.client?.forecast?.added).toMatchObject([begun]);
    expect(days(back)).toEqual(['2026-12-01 false', '2027-01-01 true', '2027-02-01 false']);
  });

  it('forget a removed event after a month', async () => {
    const event = { id: randomUUID(), ...EVENT };
    const other = { id: randomUUID(), ...EVENT, name: 'Other' };
    for (const one of [event, other]) await say('addForecastEvent', { event: one });
    await say('switchForecastItem', { key: `Added:${event.id}`, off: true });
    await say('removeForecastEvent', { key: event.id });
    const kept = () =>
      server.test.asOwner(
        `select id::text from forecast_event where client_id = ?::uuid union all
           select key from forecast_change where client_id = ?::uuid and key not like 'Removed:%'`,
        [owner.clientId, owner.clientId],
      );
    expect(await kept()).toHaveLength(3);
    await server.test.asOwner(`update forecast_change set at = at - interval '31 days' where client_id = ?::uuid`, [
      owner.clientId,
    ]);
    await say('removeForecastEvent', { key: other.id });
    expect(await kept()).toEqual([{ id: other.id }]);
  });

  it('do not take an id that another client’s event has, and say nothing of it', async () => {
    const event = { id: randomUUID(), ...EVENT, name: 'Secret' };
    const stranger = await new TestBrowser(server.url).signIn(people.tomas.email);
    const mine = owner;
    const [theirs = ''] = await addConnected(server, people.tomas, [{ name: 'Theirs' }]);
    await keep(server, { clientId: theirs, firmId: people.tomas.firmId }, []);
    owner = { clientId: theirs, firmId: people.tomas.firmId };
    expect((await say('addForecastEvent', { event }, stranger)).refusal).toBeNull();
    owner = mine;
    const refused = await say('addForecastEvent', { event: { ...event, name: 'Mine' } });
    expect(refused).toEqual({ client: null, refusal: { code: 'INVALID_INPUT', field: 'event.id' } });
  });

  it('leave a series or an item out, and take it in again', async () => {
    const off = await say('switchForecastItem', { key: 'rent', off: true });
    expect(off.client?.forecast).toMatchObject({ series: [{ key: 'rent', off: true }], lowPoint: { amount: 200_00 } });
    expect(off.client?.forecast?.items.find(({ key }) => key.startsWith('Recurring'))).toMatchObject({ off: true });
    expect((await say('switchForecastItem', { key: 'rent', off: true })).refusal).toBeNull();
    expect((await say('switchForecastItem', { key: 'Bill:1', off: true })).client?.forecast?.lowPoint.amount).toBe(
      500_00,
    );
    await say('switchForecastItem', { key: 'rent', off: false });
    await say('switchForecastItem', { key: 'Bill:1', off: false });
    const back = await say('switchForecastItem', { key: 'Bill:1', off: false });
    expect(back.client?.forecast?.lowPoint.amount).toBe(0);
    expect(await trail()).toEqual([
      ...Array<string>(2).fill('forecast.item_left_out'),
      ...Array<string>(2).fill('forecast.item_taken_in'),
    ]);
    expect(
      await server.test.asOwner('select 1 from forecast_change where client_id = ?::uuid', [owner.clientId]),
    ).toEqual([]);
  });

  it('are changed by an id in capitals as well, which is the same client', async () => {
    const id = owner.clientId.toUpperCase();
    const off = await say('switchForecastItem', { id, key: 'rent', off: true });
    expect(off).toMatchObject({ refusal: null, client: { id: owner.clientId } });
    expect((await say('moveForecastItem', { id, key: 'Bill:2', date: '2027-01-15' })).refusal).toBeNull();
    expect(await trail()).toEqual(['forecast.item_left_out', 'forecast.item_moved']);
  });

  it('keep what is in view listed while it is left out, so that it can be taken in again', async () => {
    const off = await say('switchForecastItem', { key: 'Invoice:7', off: true });
    expect(off.client?.forecast).toMatchObject({ inView: [{ key: 'Invoice:7', off: true }], inViewTotal: 0 });
    const on = await say('switchForecastItem', { key: 'Invoice:7', off: false });
    expect(on.client?.forecast).toMatchObject({ inView: [{ key: 'Invoice:7', off: false }], inViewTotal: 120_00 });
    const dated = await say('moveForecastItem', { key: 'Invoice:7', date: '2026-12-10' });
    expect(dated.client?.forecast).toMatchObject({ inView: [], inViewTotal: 0 });
    expect(dated.client?.forecast?.items.map(({ key }) => key)).toContain('Invoice:7');
  });

  it('expect an item on another day, and on its own again', async () => {
    const moved = await say('moveForecastItem', { key: 'Bill:2', date: '2027-01-15' });
    expect(moved.client?.forecast?.items.find(({ key }) => key === 'Bill:2')).toMatchObject({
      date: '2027-01-15',
      movedFrom: '2026-12-04',
    });
    expect(moved.client?.forecast?.lowPoint).toEqual({ amount: 0, date: '2027-01-15' });
    // Left out, then taken in: it is still expected on the other day.
    await say('switchForecastItem', { key: 'Bill:2', off: true });
    expect((await say('switchForecastItem', { key: 'Bill:2', off: false })).client?.forecast?.lowPoint.date).toBe(
      '2027-01-15',
    );
    const back = await say('moveForecastItem', { key: 'Bill:2', date: null });
    expect(back.client?.forecast?.items.find(({ key }) => key === 'Bill:2')).toMatchObject({ movedFrom: null });
    await say('moveForecastItem', { key: 'Bill:2', date: null });
    expect((await trail()).filter((action) => action === 'forecast.item_moved')).toHaveLength(2);
  });

  it.each<[keyof typeof VERBS, Record<string, unknown>, string, string]>([
    ['addForecastEvent', { event: { id: 'x', ...EVENT } }, 'INVALID_INPUT', 'event.id'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, name: ' ' } }, 'INVALID_INPUT', 'event.name'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, name: 'x'.repeat(101) } }, 'OUT_OF_RANGE', 'event.name'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, amount: 0 } }, 'OUT_OF_RANGE', 'event.amount'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, amount: 2 ** 52 } }, 'OUT_OF_RANGE', 'event.amount'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, date: AS_OF } }, 'OUT_OF_RANGE', 'event.date'],
    ['addForecastEvent', { event: { id: ID, ...EVENT, until: '2027-01-01' } }, 'INVALID_INPUT', 'event.until'],
    [
      'addForecastEvent',
      { event: { id: ID, ...EVENT, interval: 'WEEKLY', until: '2026-11-30' } },
      'OUT_OF_RANGE',
      'event.until',
    ],
    ['removeForecastEvent', { key: 'x' }, 'INVALID_INPUT', 'id'],
    ['switchForecastItem', { key: 'Bill:99', off: true }, 'INVALID_INPUT', 'key'],
    ['moveForecastItem', { key: 'rent', date: '2026-12-24' }, 'INVALID_INPUT', 'key'],
    ['moveForecastItem', { key: 'Bill:1', date: AS_OF }, 'OUT_OF_RANGE', 'date'],
    ['moveForecastItem', { key: 'Bill:1', date: '2027-03-01' }, 'OUT_OF_RANGE', 'date'],
  ])('refuse %s of %j', async (verb, variables, code, field) => {
    expect(await say(verb, variables)).toEqual({ client: null, refusal: { code, field } });
    expect(await trail()).toEqual([]);
  });

  it('are refused with the reason where the books have no ground for one, and so are prices', async () => {
    const missing = '4 days of history; a forecast needs 28.';
    await keep(server, owner, [found('unusual-entry', '1'), found('missing-receipt', '2')], { missing });
    const answer = await daniel.graphql<{ client: Record<string, Record<string, unknown>> }>(
      `query($id: ID!) { client(id: $id) { forecast { __typename ... on Refusal { code message } }
         flowband { opening notes events { key ifPaid ifNot } }
         hygiene { order issues { key } prices { __typename ... on Refusal { code message } } } } }`,
      { id: owner.clientId },
    );
    expect(answer.errors).toEqual([]);
    const refusal = { __typename: 'Refusal', code: 'NO_DATA', message: missing };
    expect(answer.data.client).toMatchObject({
      forecast: refusal,
      hygiene: { order: 'SEVERITY', issues: [{ key: 'Bill:1' }, { key: 'Bill:2' }], prices: refusal },
      flowband: { opening: null, events: [{ key: 'Bill:1', ifPaid: null, ifNot: null }, {}, {}] },
    });
    expect(answer.data.client['flowband']?.['notes']).toContain(missing);
  });

  it('take keys of any length, and are not held up by changes of what is gone', async () => {
    const series = `Recurring:OUT:${'very long payee of a law firm '.repeat(40)}`;
    const basis = inputs({
      asOf: AS_OF,
      items: [item('Bill:1', '2026-12-01', 100), item(`${series}:2026-12-01`, '2026-12-01', 5, { series })],
    });
    const at = { asOf: AS_OF, booksVersion: 1, settingsVersion: 1, trackRecord: { entries: [] } };
    const inSync = <T>(work: (tx: EntityManager) => Promise<T>) =>
      server.test.database.asSync({ clientId: owner.clientId }, work);
    await inSync((tx) => keepBasis(tx, owner, { ...at, inputs: basis, now: server.clock.now() }));
    for (let again = 0; again < 2; again += 1) {
      expect((await say('switchForecastItem', { key: `${series}:2026-12-01`, off: again === 0 })).refusal).toBeNull();
    }
    const gone = (from: number, made: string) =>
      server.test.asOwner(
        `insert into forecast_change (client_id, firm_id, key, off, by_id, at)
           select ?::uuid, ?::uuid, 'Invoice:' || n, true, ?::uuid, ?::timestamptz from generate_series(?, ?) n`,
        [owner.clientId, owner.firmId, people.daniel.id, made, from, from + 999],
      );
    const now = server.clock.now();
    await gone(1_000, new Date(now.getTime() - 40 * 24 * 3_600_000).toISOString());
    await gone(3_000, now.toISOString());
    expect((await say('moveForecastItem', { key: 'Bill:1', date: '2026-12-20' })).refusal).toBeNull();
    const leftAfter = async (days: number, seen = basis) => {
      const then = new Date(now.getTime() + days * 24 * 3_600_000);
      await inSync((tx) => dropUnknownChanges(tx, owner.clientId, seen, then));
      const [left] = await server.test.asOwner<{ count: number; known: boolean }>(
        `select count(*)::int, bool_or(key = 'Bill:1') as known from forecast_change where client_id = ?::uuid`,
        [owner.clientId],
      );
      return left;
    };
    // Counted from when they are not there, not from when they were changed.
    expect(await leftAfter(0)).toEqual({ count: 2_001, known: true });
    const back = { ...basis, items: [...basis.items, item('Invoice:1000', '2026-12-02', 5, { kind: 'INVOICE' })] };
    expect(await leftAfter(29, back)).toEqual({ count: 2_001, known: true });
    expect(await leftAfter(30)).toEqual({ count: 2_001, known: true });
    expect(await leftAfter(31)).toEqual({ count: 2, known: true });
    expect(await leftAfter(59)).toEqual({ count: 2, known: true });
    expect(await leftAfter(61)).toEqual({ count: 1, known: true });
    const dropped = await bySystem();
    expect(dropped).toHaveLength(2_000);
    expect(dropped.find(({ before }) => before.key === 'Invoice:3000')).toEqual({
      action: 'forecast.change_dropped',
      before: { key: 'Invoice:3000', off: true, date: null, by: people.daniel.id, at: now.toISOString() },
      after: { key: 'Invoice:3000', off: false, date: null },
    });
  });

  it('keep what was left out or moved of a series whose payee was renamed', async () => {
    const at = { asOf: AS_OF, booksVersion: 1, settingsVersion: 1, trackRecord: { entries: [] } };
    const ofPayee = (name: string) => {
      const key = `Recurring:OUT:payee:${name}`;
      const items = ['2026-12-01', '2027-01-01'].map((date) => item(`${key}:${date}`, date, 5, { series: key }));
      return inputs({ asOf: AS_OF, series: [{ ...rent, key }], items });
    };
    const [before, after] = [ofPayee('acme'), ofPayee('acme ltd')];
    const inSync = (work: (tx: EntityManager) => Promise<void>) =>
      server.test.database.asSync({ clientId: owner.clientId }, work);
    await inSync((tx) => keepBasis(tx, owner, { ...at, inputs: before, now: server.clock.now() }));
    await say('switchForecastItem', { key: 'Recurring:OUT:payee:acme', off: true });
    await say('moveForecastItem', { key: 'Recurring:OUT:payee:acme:2026-12-01', date: '2026-12-20' });
    // What is kept under the new name already is left alone.
    await server.test.asOwner(
      `insert into forecast_change (client_id, firm_id, key, moved_to, by_id, at)
         select client_id, firm_id, 'Recurring:OUT:payee:acme ltd:2027-01-01', '2027-01-05', by_id, at
           from forecast_change where client_id = ?::uuid and key = 'Recurring:OUT:payee:acme'`,
      [owner.clientId],
    );
    await say('moveForecastItem', { key: 'Recurring:OUT:payee:acme:2027-01-01', date: '2027-01-04' });
    await inSync((tx) => dropUnknownChanges(tx, owner.clientId, after, server.clock.now()));
    const rows = await server.test.asOwner(
      `select key, off, moved_to::text, unknown_since from forecast_change
         where client_id = ?::uuid and starts_with(key, 'Recurring:OUT:payee:acme ltd') order by key`,
      [owner.clientId],
    );
    expect(rows).toEqual([
      { key: 'Recurring:OUT:payee:acme ltd', off: true, moved_to: null, unknown_since: null },
      { key: 'Recurring:OUT:payee:acme ltd:2026-12-01', off: false, moved_to: '2026-12-20', unknown_since: null },
      { key: 'Recurring:OUT:payee:acme ltd:2027-01-01', off: false, moved_to: '2027-01-05', unknown_since: null },
    ]);
    expect(await bySystem()).toEqual(
      ['', ':2026-12-01'].map((day) => ({
        action: 'forecast.change_renamed',
        before: { key: `Recurring:OUT:payee:acme${day}` },
        after: { key: `Recurring:OUT:payee:acme ltd${day}` },
      })),
    );
  });

  it('take in again what was left out under the key that a series had before its days shifted', async () => {
    const at = { asOf: AS_OF, booksVersion: 1, settingsVersion: 1, trackRecord: { entries: [] } };
    const shifted = (key: string) => {
      const series = { ...rent, key };
      const basis = inputs({
        asOf: AS_OF,
        series: [series],
        items: [item(`${key}:2026-12-01`, '2026-12-01', 5, { series: key })],
      });
      return server.test.database.asSync({ clientId: owner.clientId }, (tx) =>
        keepBasis(tx, owner, { ...at, inputs: basis, now: server.clock.now() }),
      );
    };
    await shifted('Recurring:OUT:acme#MONTHLY-15');
    await say('switchForecastItem', { key: 'Recurring:OUT:acme#MONTHLY-15', off: true });
    const key = 'Recurring:OUT:acme#MONTHLY-16';
    await shifted(key);
    expect((await read())?.forecast?.series).toEqual([expect.objectContaining({ key, off: true })]);
    const back = await say('switchForecastItem', { key, off: false });
    expect(back.client?.forecast?.series).toEqual([expect.objectContaining({ key, off: false })]);
    expect(
      await server.test.asOwner('select 1 from forecast_change where client_id = ?::uuid', [owner.clientId]),
    ).toEqual([]);
  });

  it('list a hundred of what is in view, and count the rest', async () => {
    const late = Array.from({ length: 130 }, (_, n) =>
      item(`Invoice:${n}`, '2026-09-30', 1_00, { kind: 'INVOICE', direction: 'IN' }),
    );
    await server.test.database.asSync({ clientId: owner.clientId }, (tx) =>
      keepBasis(tx, owner, {
        asOf: AS_OF,
        booksVersion: 1,
        settingsVersion: 1,
        trackRecord: { entries: [] },
        inputs: inputs({ asOf: AS_OF, inView: late }),
        now: server.clock.now(),
      }),
    );
    const { data } = await daniel.graphql<{ client: { flowband: { inView: object[] } } }>(
      'query($id: ID!) { client(id: $id) { flowband { inView { key } moreInView inViewTotal } } }',
      { id: owner.clientId },
    );
    expect(data.client.flowband).toMatchObject({ moreInView: 30, inViewTotal: 130_00 });
    expect(data.client.flowband.inView).toHaveLength(100);
  });

  it('keep in the trail what each change was before', async () => {
    const event = { id: randomUUID(), ...EVENT };
    await say('addForecastEvent', { event });
    await say('removeForecastEvent', { key: event.id });
    await say('moveForecastItem', { key: 'Bill:1', date: '2026-12-24' });
    await say('moveForecastItem', { key: 'Bill:1', date: '2026-12-28' });
    await say('switchForecastItem', { key: 'rent', off: true });
    const told = await server.test.asOwner(
      `select before, after from audit_event where client_id = ?::uuid and action like 'forecast.%'
         and action <> 'forecast.event_added' order by id`,
      [owner.clientId],
    );
    expect(told).toEqual([
      { before: { ...event, interval: null, until: null }, after: { id: event.id, name: event.name } },
      { before: { key: 'Bill:1', date: null }, after: { key: 'Bill:1', date: '2026-12-24' } },
      { before: { key: 'Bill:1', date: '2026-12-24' }, after: { key: 'Bill:1', date: '2026-12-28' } },
      { before: { key: 'rent', off: false }, after: { key: 'rent', off: true } },
    ]);
  });

  it('are one’s own: nobody else reads or changes one', async () => {
    const asked: [keyof typeof VERBS, Record<string, unknown>][] = [
      ['addForecastEvent', { event: { id: randomUUID(), ...EVENT } }],
      ['removeForecastEvent', { key: randomUUID() }],
      ['switchForecastItem', { key: 'rent', off: true }],
      ['moveForecastItem', { key: 'Bill:1', date: '2026-12-24' }],
    ];
    for (const person of [people.priya, people.tomas]) {
      const browser = await new TestBrowser(server.url).signIn(person.email);
      expect(await read(browser)).toBeNull();
      for (const [verb, variables] of asked) {
        expect((await say(verb, variables, browser)).refusal).toEqual({ code: 'NOT_FOUND', field: 'clientId' });
      }
    }
    expect(await trail()).toEqual([]);
  });

  it('have the day that a decision planned in the lower tier as well, which takes such decisions', async () => {
    const [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Ritual' }]);
    owner = { clientId, firmId: people.daniel.firmId };
    await keep(server, owner, [found('unusual-entry', '1')]);
    await say('moveForecastItem', { key: 'Bill:2', date: '2026-12-24' });
    await tier('BASIC_RITUAL_ONLY');
    const { results } = await submit(daniel, [decide(owner.clientId, { kind: 'PLAN', plannedFor: '2026-12-22' })]);
    expect(results).toMatchObject([{ refusal: null, decision: { state: 'APPLIED', plannedFor: '2026-12-22' } }]);
    const events = (await read())?.flowband?.events;
    expect(events?.find(({ key }) => key === 'Bill:1')).toMatchObject({ date: '2026-12-22' });
    expect(events?.find(({ key }) => key === 'Bill:2')).toMatchObject({ date: '2026-12-04' });
  });

  it('that are made anew are kept anew for a month, where the forecast had not known the item for a while', async () => {
    const [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Anew' }]);
    owner = { clientId, firmId: people.daniel.firmId };
    await keep(server, owner, [found('unusual-entry', '1')]);
    for (const key of ['Bill:1', 'Bill:2']) await say('moveForecastItem', { key, date: '2026-12-24' });
    await server.test.asOwner('update forecast_change set unknown_since = at where client_id = ?::uuid', [clientId]);
    await say('moveForecastItem', { key: 'Bill:2', date: '2026-12-23' });
    await submit(daniel, [decide(clientId, { kind: 'PLAN', plannedFor: '2026-12-22' })]);
    const rows = await server.test.asOwner(
      'select key, moved_to::text, unknown_since from forecast_change where client_id = ?::uuid order by key',
      [clientId],
    );
    expect(rows).toEqual([
      { key: 'Bill:1', moved_to: '2026-12-22', unknown_since: null },
      { key: 'Bill:2', moved_to: '2026-12-23', unknown_since: null },
    ]);
  });

  it('are not in the lower tier: the events in the books alone are, as the books have them', async () => {
    await say('addForecastEvent', { event: { id: randomUUID(), ...EVENT } });
    await say('moveForecastItem', { key: 'Bill:1', date: '2026-12-24' });
    await tier('BASIC_RITUAL_ONLY');
    const client = await read();
    expect(client?.forecast).toMatchObject({ __typename: 'Refusal', code: 'FEATURE_OFF' });
    expect(client?.flowband).toMatchObject({ recurring: false });
    expect(client?.flowband?.events).toMatchObject([
      { key: 'Bill:1', kind: 'BILL', date: '2026-11-27' },
      { key: 'Bill:2', kind: 'BILL' },
    ]);
    // What was added is kept for when the tier has it again.
    await tier('SMART');
    expect((await read())?.forecast?.added).toHaveLength(1);
  });

  it('are null before the first sync, and have nothing to change', async () => {
    const [id = ''] = await addConnected(server, people.daniel, [{ name: 'New', booksThrough: null }]);
    owner = { ...owner, clientId: id };
    expect(await read()).toMatchObject({ forecast: null, flowband: null });
    expect((await say('switchForecastItem', { key: 'rent', off: true })).refusal?.code).toBe('INVALID_INPUT');
  });
});
