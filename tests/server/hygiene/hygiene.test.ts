import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IsoDate } from '../../../domain/units.js';
import { createWakeJob } from '../../../server/hygiene/wake.job.js';
import { createLogger } from '../../../server/platform/logger.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { statementsOf } from '../../harness/statements.js';
import { addConnected, AS_OF, found, keep, putOnTier } from './issuesGround.js';

const HYGIENE = `id openIssues hygieneScore tier hygiene { asOf booksVersion order score { value lines { ruleId title severity count weight points } }
  scoreBefore { asOf value } rules { id title about severity minutes countedOne countedMany }
  issues { id ruleId key state reason moneyAtStake fixUrl foundOn reopenedOn settledOn snoozedUntil dismissedBecause byName at
    lines { key documentKey type date number name memo amount url } }
  prices { __typename ... on Refusal { code message } ... on HygienePrices { lowPoint { amount date } firstWeekBelowZero
    together { range worst { label lowPoint { amount } } best { lowPoint { amount } } } byRule { ruleId minutes price { range } }
    byIssue { issueId price { range worst { label } best { label } } } } } }`;

interface Issue {
  readonly id: string;
  readonly key: string;
  readonly ruleId: string;
  readonly state: string;
  readonly [field: string]: unknown;
}
interface Client {
  readonly id: string;
  readonly openIssues: number;
  readonly hygieneScore: number | null;
  readonly hygiene: {
    readonly order: string;
    readonly score: { readonly value: number; readonly lines: readonly { readonly points: number }[] };
    readonly scoreBefore: object | null;
    readonly rules: readonly { readonly id: string }[];
    readonly issues: readonly Issue[];
    readonly prices: {
      readonly __typename: string;
      readonly code?: string;
      readonly byIssue: readonly { readonly issueId: string; readonly price: { readonly range: number } }[];
    };
  } | null;
}
interface Payload {
  readonly client: Client | null;
  readonly refused: readonly { readonly issueId: string; readonly refusal: { readonly code: string } }[];
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

describe('hygiene', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let maya: TestBrowser;
  let owner: { clientId: string; firmId: string };
  let ids: string[];
  let count = 0;

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const [clientId = ''] = await addConnected(server, people.daniel, [{ name: `Client ${(count += 1)}` }]);
    owner = { clientId, firmId: people.daniel.firmId };
    await keep(server, owner, [
      found('unusual-entry', '1'),
      found('duplicate-bill-number', '2'),
      found('missing-receipt', '3', { resolutions: null }),
    ]);
    ids = (await read())?.hygiene?.issues.map(({ id }) => id) ?? [];
  });

  async function read(browser = daniel, clientId = owner.clientId): Promise<Client | null> {
    const answer = await browser.graphql<{ client: Client | null }>(
      `query($id: ID!) { client(id: $id) { ${HYGIENE} } }`,
      {
        id: clientId,
      },
    );
    expect(answer.errors).toEqual([]);
    return answer.data.client;
  }
  async function say(
    verb: 'snoozeIssues' | 'dismissIssues' | 'reopenIssues',
    issueIds: readonly string[],
    more: { until?: string | null; reason?: string } = {},
    browser = daniel,
  ): Promise<Payload> {
    const extra = verb === 'snoozeIssues' ? ', until: $until' : verb === 'dismissIssues' ? ', reason: $reason' : '';
    const declared = verb === 'snoozeIssues' ? ', $until: Date' : verb === 'dismissIssues' ? ', $reason: String!' : '';
    const answer = await browser.graphql<Record<string, Payload>>(
      `mutation($id: ID!, $ids: [ID!]!${declared}) { ${verb}(clientId: $id, issueIds: $ids${extra}) {
         client { ${HYGIENE} } refused { issueId refusal { code } } refusal { code field } } }`,
      { id: owner.clientId, ids: issueIds, ...more },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[verb] as Payload;
  }
  const states = (client: Client | null) =>
    Object.fromEntries((client?.hygiene?.issues ?? []).map(({ key, state }) => [key, state]));
  const trail = async () =>
    server.test.asOwner<{ action: string; actor_id: string | null; after: Record<string, unknown> }>(
      `select action, actor_id, after from audit_event where client_id = ?::uuid and action <> 'hygiene.opened' order by id`,
      [owner.clientId],
    );
  const version = async () => {
    const { data } = await daniel.graphql<{ syncOverview: { versions: { clientId: string; version: string }[] } }>(
      '{ syncOverview { versions { clientId version } } }',
    );
    return data.syncOverview.versions.find(({ clientId }) => clientId === owner.clientId)?.version;
  };

  it('tells what is wrong, where it is fixed, what it is worth, and the score as the sum of its lines', async () => {
    const client = await read();
    expect(client).toMatchObject({
      openIssues: 3,
      hygiene: { asOf: AS_OF, booksVersion: 1, order: 'PRICE', scoreBefore: null },
    });
    const hygiene = client?.hygiene;
    expect(hygiene?.score.value).toBe(100 - (hygiene?.score.lines ?? []).reduce((sum, { points }) => sum + points, 0));
    expect(hygiene?.score.value).toBe(client?.hygieneScore);
    expect(hygiene?.rules.map(({ id }) => id).sort()).toEqual([
      'duplicate-bill-number',
      'missing-receipt',
      'unusual-entry',
    ]);
    expect(hygiene?.issues.find(({ key }) => key === 'Bill:2')).toMatchObject({
      ruleId: 'duplicate-bill-number',
      state: 'OPEN',
      foundOn: AS_OF,
      moneyAtStake: 500_00,
      fixUrl: `https://app.qbo.intuit.com/app/bill?txnId=2&deeplinkcompanyid=realm+${owner.clientId}`,
      lines: [
        { documentKey: 'Bill:2', type: 'Bill', url: expect.stringContaining('/app/bill?txnId=2') as unknown as string },
      ],
    });
    expect(hygiene?.prices).toMatchObject({
      __typename: 'HygienePrices',
      byIssue: expect.arrayContaining([expect.objectContaining({ price: expect.objectContaining({ range: 500_00 }) })]),
    });
    const ranges = new Map(hygiene?.prices.byIssue.map(({ issueId, price }) => [issueId, price.range]));
    expect(hygiene?.issues.map(({ id }) => ranges.get(id))).toEqual([500_00, 300_00, 0]);
  });

  it('is ordered by severity, without a price, in the lower tier', async () => {
    await putOnTier(server, owner.clientId, 'BASIC_RITUAL_ONLY');
    const client = await read();
    expect(client?.hygiene).toMatchObject({
      order: 'SEVERITY',
      prices: { __typename: 'Refusal', code: 'FEATURE_OFF' },
    });
    expect(client?.hygiene?.issues.map(({ ruleId }) => ruleId)).toEqual([
      'duplicate-bill-number',
      'unusual-entry',
      'missing-receipt',
    ]);
  });

  it('compares the score with the newest one at least a week older', async () => {
    for (const [asOf, value] of [
      ['2026-11-01', 71],
      ['2026-11-14', 72],
      ['2026-11-15', 73],
    ]) {
      await server.test.asOwner(
        `insert into hygiene_score (client_id, firm_id, as_of, value, lines) values (?::uuid, ?::uuid, ?::date, ?, '[]')`,
        [owner.clientId, owner.firmId, asOf, value],
      );
    }
    expect((await read())?.hygiene?.scoreBefore).toEqual({ asOf: '2026-11-14', value: 72 });
  });

  it('is null before the first sync', async () => {
    const [id = ''] = await addConnected(server, people.daniel, [{ name: 'New', booksThrough: null }]);
    expect(await read(daniel, id)).toMatchObject({ openIssues: 0, hygieneScore: null, hygiene: null });
  });

  it('snoozes, dismisses and reopens many at once, once each, audited, and tells the devices', async () => {
    const before = await version();
    const snoozed = await say('snoozeIssues', ids, { until: '2026-12-01' });
    expect(snoozed).toMatchObject({ refusal: null, refused: [] });
    expect(new Set(Object.values(states(snoozed.client)))).toEqual(new Set(['SNOOZED']));
    expect(snoozed.client).toMatchObject({ openIssues: 0, hygiene: { prices: { byIssue: [] } } });
    expect(snoozed.client?.hygiene?.issues[0]).toMatchObject({
      snoozedUntil: '2026-12-01',
      byName: people.daniel.name,
    });
    const after = await version();
    expect(after).not.toBe(before);
    await say('snoozeIssues', ids, { until: '2026-12-01' });
    expect(await version()).toBe(after);
    const [first = ''] = ids;
    const dismissed = await say('dismissIssues', [first, first], { reason: '  Known, agreed with the owner ' });
    expect(dismissed.client?.hygiene?.issues.find(({ id }) => id === first)).toMatchObject({
      state: 'DISMISSED',
      dismissedBecause: 'Known, agreed with the owner',
      snoozedUntil: null,
    });
    expect(dismissed.client?.hygieneScore).toBeGreaterThan(snoozed.client?.hygieneScore ?? 100);
    const reopened = await say('reopenIssues', ids);
    expect(reopened.client).toMatchObject({ openIssues: 3, hygieneScore: snoozed.client?.hygieneScore });
    expect(reopened.client?.hygiene?.issues[0]).toMatchObject({ byName: null, at: null, reopenedOn: null });
    const events = await trail();
    expect(events.map(({ action }) => action)).toEqual([
      ...Array<string>(3).fill('hygiene.snoozed'),
      'hygiene.dismissed',
      ...Array<string>(3).fill('hygiene.reopened'),
    ]);
    expect(new Set(events.map((event) => event.actor_id))).toEqual(new Set([people.daniel.id]));
    expect(events[3]?.after).toMatchObject({
      issueId: first,
      state: 'DISMISSED',
      reason: 'Known, agreed with the owner',
    });
  });

  it('leaves issues that cannot be changed as they are, one by one, and changes the others', async () => {
    await keep(server, owner, [found('unusual-entry', '1'), found('duplicate-bill-number', '2')]);
    const gone = (await read())?.hygiene?.issues.find(({ state }) => state === 'SETTLED')?.id ?? '';
    const [clientOfAnother = ''] = await addConnected(server, people.daniel, [{ name: 'Another' }]);
    await keep(server, { ...owner, clientId: clientOfAnother }, [found('unusual-entry', '1')]);
    const theirs = (await read(daniel, clientOfAnother))?.hygiene?.issues[0]?.id ?? '';
    const done = await say('snoozeIssues', [...ids, theirs], { until: null });
    expect(done.refusal).toBeNull();
    expect(done.refused).toEqual([
      { issueId: gone, refusal: { code: 'INVALID_INPUT' } },
      { issueId: theirs, refusal: { code: 'NOT_FOUND' } },
    ]);
    expect(states(done.client)).toEqual({ 'Bill:1': 'SNOOZED', 'Bill:2': 'SNOOZED', 'Bill:3': 'SETTLED' });
    expect(states(await read(daniel, clientOfAnother))).toEqual({ 'Bill:1': 'OPEN' });
  });

  it.each<[string, () => Promise<Payload>, string, string]>([
    ['today', () => say('snoozeIssues', ids, { until: '2026-11-21' }), 'OUT_OF_RANGE', 'until'],
    ['more than a year', () => say('snoozeIssues', ids, { until: '2027-12-01' }), 'OUT_OF_RANGE', 'until'],
    ['no reason', () => say('dismissIssues', ids, { reason: ' ' }), 'INVALID_INPUT', 'reason'],
    ['a long reason', () => say('dismissIssues', ids, { reason: 'x'.repeat(501) }), 'OUT_OF_RANGE', 'reason'],
    ['no ids', () => say('reopenIssues', ['x']), 'INVALID_INPUT', 'issueIds'],
    ['too many', () => say('reopenIssues', Array<string>(501).fill(ids[0] ?? '')), 'OUT_OF_RANGE', 'issueIds'],
  ])('refuses %s and changes nothing', async (_what, ask, code, field) => {
    const refused = await ask();
    expect(refused).toEqual({ client: null, refused: [], refusal: { code, field } });
    expect(await trail()).toEqual([]);
  });

  it('is one’s own: nobody else reads or changes an issue; the firm’s owner does', async () => {
    for (const person of [people.priya, people.tomas, people.ingrid]) {
      const browser = await new TestBrowser(server.url).signIn(person.email);
      expect(await read(browser)).toBeNull();
      for (const verb of ['snoozeIssues', 'dismissIssues', 'reopenIssues'] as const) {
        expect(await say(verb, ids, { until: '2026-12-01', reason: 'x' }, browser)).toEqual({
          client: null,
          refused: [],
          refusal: { code: 'NOT_FOUND', field: 'clientId' },
        });
      }
    }
    expect(await trail()).toEqual([]);
    expect((await say('snoozeIssues', ids, { until: '2026-12-01' }, maya)).refused).toEqual([]);
  });

  it('is snoozed until its data changes in QuickBooks', async () => {
    await say('snoozeIssues', ids, { until: null });
    const same = [found('unusual-entry', '1', { reason: 'A day older.' }), found('duplicate-bill-number', '2')];
    await keep(server, owner, same);
    expect(states(await read())).toMatchObject({ 'Bill:1': 'SNOOZED', 'Bill:2': 'SNOOZED' });
    const [first] = same;
    const lines = (first?.finding.lines ?? []).map((line) => ({ ...line, memo: 'edited' }));
    await keep(server, owner, [found('unusual-entry', '1', { lines }), ...same.slice(1)], {
      asOf: '2026-11-22' as IsoDate,
    });
    const issues = (await read())?.hygiene?.issues ?? [];
    expect(issues.find(({ key }) => key === 'Bill:1')).toMatchObject({ state: 'OPEN', reopenedOn: '2026-11-22' });
    expect(issues.find(({ key }) => key === 'Bill:2')).toMatchObject({ state: 'SNOOZED' });
  });

  it('wakes on the day in the client’s zone, also where no sync comes, once', async () => {
    await say('snoozeIssues', ids, { until: '2026-11-22' });
    const at = (instant: string) =>
      createWakeJob({ ...server.test, clock: { now: () => new Date(instant) }, logger: createLogger('silent') });
    // 22:00 on the 21st in New York.
    await at('2026-11-22T03:00:00Z').work();
    expect((await read())?.openIssues).toBe(0);
    const before = await version();
    await at('2026-11-22T05:00:00Z').work();
    await at('2026-11-22T05:00:00Z').work();
    const client = await read();
    expect(client?.openIssues).toBe(3);
    expect(client?.hygiene?.issues[0]).toMatchObject({ state: 'OPEN', reopenedOn: '2026-11-22', byName: null });
    expect(await version()).not.toBe(before);
    expect((await trail()).filter(({ action }) => action === 'hygiene.woken')).toHaveLength(3);
  });

  it('lists what can be read, and counts the rest', async () => {
    const [{ finding: first }] = [found('unusual-entry', 'many')];
    const [line] = first.lines;
    if (!line) throw new Error('a finding has a line');
    const lines = Array.from({ length: 130 }, (_, n) => ({ ...line, key: `Bill:${n}` }));
    const many = Array.from({ length: 540 }, (_, n) => found('unusual-entry', `${n}`));
    await keep(server, owner, [...many, found('negative-bank', 'many', { lines })]);
    const { data, errors } = await daniel.graphql<{
      client: {
        openIssues: number;
        hygiene: {
          moreIssues: number;
          issues: { id: string; lines: object[]; moreLines: number; state: string }[];
          prices: { byIssue: { issueId: string }[] };
        };
      };
    }>(
      `query($id: ID!) { client(id: $id) { openIssues hygiene { moreIssues issues { id state moreLines lines { key } }
         prices { ... on HygienePrices { byIssue { issueId } } } } } }`,
      { id: owner.clientId },
    );
    expect(errors).toEqual([]);
    const { moreIssues, issues, prices } = data.client.hygiene;
    const open = issues.filter(({ state }) => state === 'OPEN');
    expect([data.client.openIssues, open.length, moreIssues]).toEqual([541, 500, 41]);
    expect(new Set(prices.byIssue.map(({ issueId }) => issueId))).toEqual(new Set(open.map(({ id }) => id)));
    const long = issues.find(({ moreLines }) => moreLines > 0);
    expect([long?.lines.length, long?.moreLines]).toEqual([100, 30]);
  });

  it('names the rules that could not judge', async () => {
    await server.test.asOwner(`update client_row set not_judged = '{overdue-bill}' where client_id = ?::uuid`, [
      owner.clientId,
    ]);
    const { data } = await daniel.graphql<{ client: object }>(
      'query($id: ID!) { client(id: $id) { hygiene { asOf notJudged } } }',
      { id: owner.clientId },
    );
    expect(data.client).toEqual({ hygiene: { asOf: AS_OF, notJudged: ['overdue-bill'] } });
  });

  it('asks once for all clients whether a snooze is over', async () => {
    await say('snoozeIssues', ids, { until: '2026-11-22' });
    const others = await addConnected(server, people.daniel, [{ name: 'Quiet' }, { name: 'Quieter' }]);
    const job = (instant: string) =>
      createWakeJob({ ...server.test, clock: { now: () => new Date(instant) }, logger: createLogger('silent') });
    const idle = (await statementsOf(server.test.statements, () => job('2026-11-20T05:00:00Z').work())).filter((sql) =>
      sql.includes('clients_with_snoozes_over'),
    );
    expect(idle).toHaveLength(1);
    const asked = await statementsOf(server.test.statements, () => job('2026-11-20T05:00:00Z').work());
    expect(others).toHaveLength(2);
    expect(asked.filter((sql) => sql.includes('hygiene_issue'))).toEqual([]);
  });

  it('has no price once it is settled, and is no longer shown 90 days after', async () => {
    await keep(server, owner, []);
    const settled = (await read())?.hygiene;
    expect(settled?.issues.map(({ state }) => state)).toEqual(['SETTLED', 'SETTLED', 'SETTLED']);
    expect(settled?.prices.byIssue).toEqual([]);
    await keep(server, owner, [], { asOf: '2027-02-19' as IsoDate });
    expect((await read())?.hygiene?.issues).toHaveLength(0);
  });
});
