import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { addClients, seedPractice, type Practice } from '../../harness/practice.js';
import { statementsOf } from '../../harness/statements.js';

/** A Saturday, as the tests' clock stands. */
const WEEK = '2026-11-16';
const RITUAL =
  'week state seconds tabs decisions startedAt reviewedAt reviewedByName reviewedAsOf reviewedBooksVersion reviewedWeeks reviewedOperationId';

interface Payload {
  readonly client: { readonly ritual: Record<string, unknown> | null } | null;
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

interface Told {
  readonly action: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown>;
}

describe('weekly reviews', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let maya: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    server = await startTestApp({ poolSize: 8 });
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addClients(server.test, people.daniel, [{ name: 'Reviewed', booksThrough: '2026-11-20' }]);
  });

  const ritualOf = (more: Record<string, unknown> = {}) => ({
    ...{ clientId, week: WEEK, tabs: ['DIGEST'], seconds: 30, decisions: 0 },
    ...more,
  });
  const say = async (browser: TestBrowser, verb: string, variables: Record<string, unknown>): Promise<Payload> => {
    const [declared, given] = {
      recordRitual: ['$ritual: RitualInput!', 'ritual: $ritual'],
      markReviewed: ['$ritual: RitualInput!, $saw: ReviewedVersionInput!', 'ritual: $ritual, saw: $saw'],
      unmarkReviewed: ['$clientId: ID!, $week: Date!, $mark: ID', 'clientId: $clientId, week: $week, mark: $mark'],
    }[verb] ?? ['', ''];
    const answer = await browser.graphql<Record<string, Payload>>(
      `mutation($operationId: ID!, ${declared}) { ${verb}(operationId: $operationId, ${given}) {
         client { ritual { ${RITUAL} } } refusal { code field } } }`,
      { operationId: randomUUID(), ...variables },
    );
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data[verb] as Payload;
  };
  const record = (browser: TestBrowser, more: Record<string, unknown> = {}, operationId: string = randomUUID()) =>
    say(browser, 'recordRitual', { operationId, ritual: ritualOf(more) });
  const SAW = { asOf: '2026-11-20', booksVersion: 1, weeks: 7.3 };
  const mark = (browser: TestBrowser, more: Record<string, unknown> = {}, saw: Record<string, unknown> = SAW) =>
    say(browser, 'markReviewed', { ritual: ritualOf(more), saw });
  const told = () =>
    server.test.asOwner<Told>(
      `select action, before, after from audit_event where client_id = ?::uuid and action like 'ritual.%' order by id`,
      [clientId],
    );
  const trail = async () => (await told()).map(({ action }) => action);
  const insightsVersion = async () =>
    (
      await server.test.asOwner<{ v: number }>(
        'select insights_version as v from client_row where client_id = ?::uuid',
        [clientId],
      )
    )[0]?.v;

  /** Signs in anew, there and back: sessions end meanwhile. */
  const later = async (milliseconds: number, work: () => Promise<void>): Promise<void> => {
    const signIn = async () => (daniel = await new TestBrowser(server.url).signIn(people.daniel.email));
    server.clock.advance(milliseconds);
    try {
      await signIn();
      await work();
    } finally {
      server.clock.advance(-milliseconds);
      await signIn();
    }
  };

  it('begin with a record, as long ago as it lasted, and add up over people and devices', async () => {
    expect((await record(daniel, { seconds: 90, tabs: ['HYGIENE', 'DIGEST'] })).client?.ritual).toEqual({
      ...{ week: WEEK, state: 'STARTED', seconds: 90, tabs: ['DIGEST', 'HYGIENE'], decisions: 0 },
      startedAt: '2026-11-21T11:58:30.000Z',
      ...{
        reviewedAt: null,
        reviewedByName: null,
        reviewedAsOf: null,
        reviewedBooksVersion: null,
        reviewedWeeks: null,
        reviewedOperationId: null,
      },
    });
    const both = await record(maya, { seconds: 600, tabs: ['CONSOLE', 'DIGEST'], decisions: 3 });
    expect(both.client?.ritual).toMatchObject({
      ...{ seconds: 690, tabs: ['DIGEST', 'HYGIENE', 'CONSOLE'], decisions: 3, state: 'STARTED' },
      startedAt: '2026-11-21T11:50:00.000Z',
    });
    expect(await trail()).toEqual(['ritual.started']);
  });

  it('are marked at the version that was seen, and unmarked; both are told to devices, records are not', async () => {
    const before = await insightsVersion();
    await record(daniel);
    expect(await insightsVersion()).toBe(before);
    expect((await mark(daniel, { seconds: 12, decisions: 2 })).client?.ritual).toMatchObject({
      ...{ state: 'REVIEWED', seconds: 42, decisions: 2, reviewedByName: people.daniel.name },
      ...{
        reviewedAt: '2026-11-21T12:00:00.000Z',
        reviewedAsOf: '2026-11-20',
        reviewedBooksVersion: 1,
        reviewedWeeks: 7.3,
      },
    });
    expect(await insightsVersion()).toBe((before ?? 0) + 1);
    const cleared = await say(maya, 'unmarkReviewed', { clientId, week: WEEK });
    expect(cleared.client?.ritual).toMatchObject({ state: 'STARTED', reviewedByName: null, seconds: 42 });
    expect(await insightsVersion()).toBe((before ?? 0) + 2);
    expect((await say(maya, 'unmarkReviewed', { clientId, week: WEEK })).refusal).toBeNull();
    expect(await trail()).toEqual(['ritual.started', 'ritual.reviewed', 'ritual.unreviewed']);
  });

  it('leave on the client when it was last marked, of whichever week', async () => {
    const last = async () => {
      const { data } = await daniel.graphql<{ client: { lastReviewedAt: string | null } }>(
        'query($id: ID!) { client(id: $id) { lastReviewedAt } }',
        { id: clientId },
      );
      return data.client.lastReviewedAt;
    };
    expect(await last()).toBeNull();
    await mark(daniel, { week: '2026-11-09' });
    expect(await last()).toBe('2026-11-21T12:00:00.000Z');
    await later(60_000, async () => {
      await mark(daniel);
      expect(await last()).toBe('2026-11-21T12:01:00.000Z');
      await say(daniel, 'unmarkReviewed', { clientId, week: WEEK });
      expect(await last()).toBe('2026-11-21T12:00:00.000Z');
    });
    await say(daniel, 'unmarkReviewed', { clientId, week: '2026-11-09' });
    expect(await last()).toBeNull();
  });

  it('keep the mark of what was seen newest, in whichever order marks arrive', async () => {
    await mark(maya, {}, { ...SAW, asOf: '2026-11-20' });
    await mark(daniel, {}, { ...SAW, asOf: '2026-11-19', weeks: 9 });
    expect((await record(daniel)).client?.ritual).toMatchObject({
      ...{ reviewedAsOf: '2026-11-20', reviewedByName: people.maya.name, reviewedWeeks: 7.3, seconds: 90 },
    });
    expect(await trail()).toEqual(['ritual.started', 'ritual.reviewed']);
  });

  it('are marked anew where settings alone have moved the runway: the mark had lifted', async () => {
    await mark(maya);
    expect((await mark(daniel)).client?.ritual).toMatchObject({ reviewedByName: people.maya.name });
    expect((await mark(daniel, {}, { ...SAW, weeks: 9.1 })).client?.ritual).toMatchObject({
      ...{ reviewedBooksVersion: 1, reviewedWeeks: 9.1, reviewedByName: people.daniel.name },
    });
    expect((await mark(maya, {}, { ...SAW, weeks: null })).client?.ritual).toMatchObject({
      ...{ state: 'REVIEWED', reviewedWeeks: null, reviewedByName: people.maya.name },
    });
    // Of books that were there before, whatever they come to.
    expect((await mark(daniel, {}, { ...SAW, booksVersion: 0, weeks: 9.1 })).client?.ritual).toMatchObject({
      ...{ reviewedBooksVersion: 1, reviewedWeeks: null },
    });
    expect(await trail()).toEqual(['ritual.started', 'ritual.reviewed', 'ritual.reviewed', 'ritual.reviewed']);
  });

  it('have the mark taken back that is named, and no other; the same again is done already', async () => {
    const [first, second, undo] = [randomUUID(), randomUUID(), randomUUID()];
    await say(daniel, 'markReviewed', { operationId: first, ritual: ritualOf(), saw: SAW });
    // Maya has seen the same version: hers is not set, and taking it back leaves Daniel's.
    await say(maya, 'markReviewed', { operationId: second, ritual: ritualOf(), saw: SAW });
    const unmark = (browser: TestBrowser, mark: string, operationId: string = randomUUID()) =>
      say(browser, 'unmarkReviewed', { operationId, clientId, week: WEEK, mark });
    expect(await unmark(maya, second, undo)).toMatchObject({
      client: null,
      refusal: { code: 'DIFFERS', field: 'mark' },
    });
    expect((await unmark(daniel, 'seven')).refusal).toEqual({ code: 'INVALID_INPUT', field: 'mark' });
    const standing = (await record(daniel, { seconds: 0 })).client?.ritual;
    expect(standing).toMatchObject({ state: 'REVIEWED', reviewedOperationId: first });
    // A refusal keeps no receipt: the same operation is done once nothing is in its way.
    expect((await unmark(daniel, first.toUpperCase())).client?.ritual).toMatchObject({
      ...{ state: 'STARTED', reviewedOperationId: null },
    });
    expect((await unmark(maya, second, undo)).refusal).toBeNull();
    await mark(maya, {}, { ...SAW, asOf: '2026-11-21' });
    expect((await unmark(maya, second, undo)).client?.ritual).toMatchObject({ state: 'REVIEWED' });
    expect(await trail()).toEqual(['ritual.started', 'ritual.reviewed', 'ritual.unreviewed', 'ritual.reviewed']);
  });

  it('leave what was done and seen in the trail, and which mark went, by whom and at which version', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await record(daniel, { seconds: 90, tabs: ['HYGIENE'], decisions: 1 });
    const theirs = ritualOf({ seconds: 12, decisions: 2 });
    await say(daniel, 'markReviewed', { operationId: first.toUpperCase(), ritual: theirs, saw: SAW });
    // A state has no weeks; what was seen newest takes the place of Daniel's mark.
    const saw = { asOf: '2026-11-21', booksVersion: 1, weeks: null };
    await later(60_000, async () => {
      const newer = { operationId: second, ritual: ritualOf({ seconds: 0, tabs: [] }), saw };
      maya = await new TestBrowser(server.url).signIn(people.maya.email);
      await say(maya, 'markReviewed', newer);
      await say(daniel, 'unmarkReviewed', { clientId, week: WEEK });
    });
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
    const began = { week: WEEK, state: 'STARTED' };
    const marked = { week: WEEK, state: 'REVIEWED' };
    const done = {
      ...{ startedAt: '2026-11-21T11:58:30.000Z', seconds: 102, tabs: ['DIGEST', 'HYGIENE'], decisions: 3 },
    };
    const daniels = { mark: first, ...SAW };
    const mayas = { mark: second, ...saw };
    expect(await told()).toEqual([
      { action: 'ritual.started', before: null, after: { week: WEEK } },
      { action: 'ritual.reviewed', before: began, after: { ...marked, ...daniels, ...done } },
      {
        action: 'ritual.reviewed',
        before: { ...marked, ...daniels, by: people.daniel.id, at: '2026-11-21T12:00:00.000Z' },
        after: { ...marked, ...mayas, ...done },
      },
      {
        action: 'ritual.unreviewed',
        before: { ...marked, ...mayas, by: people.maya.id, at: '2026-11-21T12:01:00.000Z' },
        after: began,
      },
    ]);
  });

  it('take an operation once: again it has no effect, with another content it is refused', async () => {
    const operationId = randomUUID();
    await record(daniel, { seconds: 30 }, operationId);
    const again = await record(daniel, { seconds: 30 }, operationId.toUpperCase());
    expect(again).toMatchObject({ refusal: null, client: { ritual: { seconds: 30 } } });
    const taken = { code: 'ID_TAKEN', field: 'operationId' };
    expect((await record(daniel, { seconds: 31 }, operationId)).refusal).toEqual(taken);
    expect((await record(maya, { seconds: 30 }, operationId)).refusal).toEqual(taken);
    expect((await say(daniel, 'unmarkReviewed', { operationId, clientId, week: WEEK })).refusal).toEqual(taken);
    // One of another firm, whose receipt cannot be seen.
    const [theirs = ''] = await addClients(server.test, people.tomas, [{ name: 'Elsewhere' }]);
    const tomas = await new TestBrowser(server.url).signIn(people.tomas.email);
    expect((await record(tomas, { clientId: theirs }, operationId)).refusal).toEqual(taken);
    expect((await record(daniel, { seconds: 0 })).client?.ritual).toMatchObject({ seconds: 30 });
  });

  it('answer an operation that was done as done, though its week has passed', async () => {
    const operationId = randomUUID();
    await record(daniel, { week: '2026-10-19' }, operationId);
    await later(7 * 86_400_000, async () => {
      expect((await record(daniel, { week: '2026-10-19' }, operationId)).refusal).toBeNull();
      expect((await record(daniel, { week: '2026-10-19' })).refusal?.code).toBe('OUT_OF_RANGE');
    });
  });

  it('have one effect of many deliveries at once, and lose none of many records', async () => {
    const operationId = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => record(daniel, { seconds: 10 }, operationId)));
    expect((await record(daniel, { seconds: 0 })).client?.ritual).toMatchObject({ seconds: 10 });
    await Promise.all(
      Array.from({ length: 20 }, (_, place) => record(place % 2 === 0 ? daniel : maya, { seconds: 5 })),
    );
    expect((await record(daniel, { seconds: 0 })).client?.ritual).toMatchObject({ seconds: 110 });
    expect(await trail()).toEqual(['ritual.started']);
  });

  it.each([
    ['a day that is no Monday', { week: '2026-11-17' }, 'INVALID_INPUT', 'ritual.week'],
    ['the week after next', { week: '2026-11-30' }, 'OUT_OF_RANGE', 'ritual.week'],
    ['more than 28 days back', { week: '2026-10-12' }, 'OUT_OF_RANGE', 'ritual.week'],
    ['less than no time', { seconds: -1 }, 'OUT_OF_RANGE', 'ritual.seconds'],
    ['more than a day', { seconds: 86_401 }, 'OUT_OF_RANGE', 'ritual.seconds'],
    ['less than no decision', { decisions: -1 }, 'OUT_OF_RANGE', 'ritual.decisions'],
    ['a client of nobody', { clientId: randomUUID() }, 'NOT_FOUND', 'clientId'],
    ['no client at all', { clientId: 'x' }, 'NOT_FOUND', 'clientId'],
  ])('refuse %s, and keep nothing', async (_what, more, code, field) => {
    const operationId = randomUUID();
    expect((await record(daniel, more, operationId)).refusal).toEqual({ code, field });
    expect((await record(daniel, {}, operationId)).refusal).toBeNull();
  });

  describe('of a device whose clock is two days ahead, for which next week has begun', () => {
    const NEXT = '2026-11-23';

    it('have its time added to this week’s, once', async () => {
      const operationId = randomUUID();
      await record(maya, { seconds: 60 });
      const added = { week: WEEK, state: 'STARTED', seconds: 100, tabs: ['DIGEST', 'CONSOLE'], decisions: 2 };
      for (let delivery = 0; delivery < 2; delivery += 1) {
        const given = { week: NEXT, seconds: 40, tabs: ['CONSOLE'], decisions: 2 };
        const answer = await record(daniel, given, operationId);
        expect(answer).toMatchObject({ refusal: null, client: { ritual: added } });
      }
      expect(await server.test.asOwner('select week::text from ritual where client_id = ?::uuid', [clientId])).toEqual([
        { week: WEEK },
      ]);
      expect((await told()).map(({ after }) => after)).toEqual([{ week: WEEK }]);
    });

    it('have its mark refused in words that say what is left to do, and set once that is done', async () => {
      const ask = (week: string) =>
        daniel.graphql<{ markReviewed: { refusal: unknown } }>(
          `mutation($id: ID!, $ritual: RitualInput!, $saw: ReviewedVersionInput!) {
             markReviewed(operationId: $id, ritual: $ritual, saw: $saw) { refusal { code field message } } }`,
          { id: randomUUID(), ritual: ritualOf({ week }), saw: SAW },
        );
      expect((await ask(NEXT)).data.markReviewed.refusal).toEqual({
        ...{ code: 'OUT_OF_RANGE', field: 'ritual.week' },
        message:
          'This week has not begun where the client is: it is Sat 21 Nov there. Set this device’s date, then mark the client again. This one can be let go.',
      });
      expect(await trail()).toEqual([]);
      expect((await ask(WEEK)).data.markReviewed.refusal).toBeNull();
      expect((await record(daniel, { seconds: 0 })).client?.ritual).toMatchObject({ week: WEEK, state: 'REVIEWED' });
    });

    it('have the mark that was refused taken back without a second refusal, and this week’s left as it is', async () => {
      await mark(maya);
      const undo = { clientId, week: NEXT };
      expect((await say(daniel, 'unmarkReviewed', { ...undo, mark: randomUUID() })).refusal).toBeNull();
      expect((await say(daniel, 'unmarkReviewed', undo)).client?.ritual).toMatchObject({ state: 'REVIEWED' });
      expect(await trail()).toEqual(['ritual.started', 'ritual.reviewed']);
    });
  });

  it('of a device whose clock is two days behind are last week’s, and leave this week’s as it is', async () => {
    // Monday 08:00 in New York; the device says Saturday, and its figures are of that day: none newer were read.
    await later(49 * 3_600_000, async () => {
      const thisWeek = '2026-11-23';
      await record(daniel, { week: thisWeek, seconds: 20 });
      const late = await mark(daniel, { week: WEEK });
      expect(late).toMatchObject({
        refusal: null,
        client: { ritual: { week: thisWeek, state: 'STARTED', seconds: 20 } },
      });
    });
  });

  it.each([
    ['a day that has not come', { asOf: '2026-11-22' }, 'saw.asOf'],
    ['books that were not read yet', { booksVersion: 2 }, 'saw.booksVersion'],
    ['more weeks than are told', { weeks: 50.1 }, 'saw.weeks'],
  ])('refuse a mark at %s', async (_what, more, field) => {
    expect((await mark(daniel, {}, { ...SAW, ...more })).refusal).toEqual({ code: 'OUT_OF_RANGE', field });
    expect(await trail()).toEqual([]);
  });

  it('refuse an id that is no UUID, and a client of somebody else', async () => {
    expect((await record(daniel, {}, 'seven')).refusal).toEqual({ code: 'INVALID_INPUT', field: 'operationId' });
    const priya = await new TestBrowser(server.url).signIn(people.priya.email);
    expect((await record(priya)).refusal?.code).toBe('NOT_FOUND');
    expect((await mark(priya)).refusal?.code).toBe('NOT_FOUND');
  });

  it('begin anew on Monday where the client is', async () => {
    await record(daniel);
    const ask = async () =>
      (await daniel.graphql<{ client: Payload['client'] }>(`{ client(id: "${clientId}") { ritual { week } } }`)).data
        .client;
    // Monday 04:59 in UTC is Sunday in New York.
    const monday = 41 * 3_600_000;
    await later(monday - 60_000, async () => expect(await ask()).toEqual({ ritual: { week: WEEK } }));
    await later(monday, async () => expect(await ask()).toEqual({ ritual: null }));
  });

  it('are told with the newest operations of who reads that they hold, five at most', async () => {
    const ids = Array.from({ length: 6 }, () => randomUUID()).sort();
    for (const id of ids) await record(daniel, {}, id);
    await record(maya);
    const { data } = await daniel.graphql<{ client: { receivedOperations: string[]; ritual: { seconds: number } } }>(
      'query($id: ID!) { client(id: $id) { receivedOperations ritual { seconds } } }',
      { id: clientId },
    );
    expect(data.client).toEqual({ receivedOperations: ids.slice(1).reverse(), ritual: { seconds: 210 } });
  });

  it('are read in one statement for any number of clients', async () => {
    await addClients(
      server.test,
      people.daniel,
      Array.from({ length: 20 }, (_, place) => ({ name: `More ${place}` })),
    );
    const ask = (first: number) =>
      statementsOf(server.test.statements, () =>
        daniel.graphql(
          `{ clients(first: ${first}) { edges { node { id openDecisions ritual { state } receivedOperations } } } }`,
        ),
      );
    expect(await ask(1)).toHaveLength(3);
    expect(await ask(20)).toHaveLength(3);
  });
});
