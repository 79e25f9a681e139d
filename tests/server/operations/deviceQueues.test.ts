import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, startDeciding, submit, withdraw } from '../decisions/decisionsGround.js';

interface Report {
  readonly lost: number;
  readonly lostSince: string | null;
  readonly lostUntil: string | null;
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

interface Waiting {
  readonly kind: 'DECISION' | 'WITHDRAWAL' | 'ACT';
  readonly id: string;
  readonly savedAt: string;
}

const NOTHING: Report = { lost: 0, lostSince: null, lostUntil: null, refusal: null };

describe('what waits on a device, as the server is told', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people } = await startDeciding());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
  });

  const report = async (
    browser: TestBrowser,
    store: string,
    waiting: readonly Waiting[],
    { removed = false, noted = false, app = false } = {},
  ): Promise<Report> => {
    const answer = await browser.graphql<{ reportQueue: Report }>(
      `mutation($store: ID!, $waiting: [WaitingOperationInput!]!, $removed: Boolean!, $noted: Boolean!, $app: Boolean!) {
         reportQueue(store: $store, waiting: $waiting, removed: $removed, noted: $noted, app: $app) { lost lostSince lostUntil refusal { code field } } }`,
      { store, waiting, removed, noted, app },
    );
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data.reportQueue;
  };
  const waits = (kind: Waiting['kind'], id: string = randomUUID(), savedAt = '2026-11-20T08:00:00.000Z'): Waiting => ({
    kind,
    id,
    savedAt,
  });
  const recordRitual = async (operationId: string): Promise<void> => {
    const ritual = { clientId, week: '2026-11-16', tabs: ['DIGEST'], seconds: 30, decisions: 0 };
    const answer = await daniel.graphql(
      `mutation($id: ID!, $ritual: RitualInput!) { recordRitual(operationId: $id, ritual: $ritual) { refusal { code } } }`,
      { id: operationId, ritual },
    );
    expect(answer.data).toEqual({ recordRitual: { refusal: null } });
  };

  it('is lost once the device comes back with its storage emptied, and stays told until it is noted', async () => {
    const [first, last] = [waits('DECISION'), waits('ACT', randomUUID(), '2026-11-20T09:30:00.000Z')];
    expect(await report(daniel, randomUUID(), [first, last])).toEqual(NOTHING);
    const emptied = randomUUID();
    const lost = { lost: 2, lostSince: first.savedAt, lostUntil: last.savedAt, refusal: null };
    expect(await report(daniel, emptied, [])).toEqual(lost);
    expect(await report(daniel, emptied, [waits('DECISION')])).toEqual(lost);
    expect(await report(daniel, emptied, [], { noted: true })).toEqual(NOTHING);
    expect(await report(daniel, emptied, [])).toEqual(NOTHING);
  });

  it('is told where it is first missed by the report that notes what was lost before', async () => {
    await report(daniel, randomUUID(), [waits('DECISION')]);
    const second = randomUUID();
    const later = waits('ACT', randomUUID(), '2026-11-20T09:30:00.000Z');
    expect(await report(daniel, second, [later])).toMatchObject({ lost: 1 });
    // The storage is emptied once more while the first loss stands on the screen of a tab that is open still.
    const third = randomUUID();
    const unseen = { lost: 1, lostSince: later.savedAt, lostUntil: later.savedAt, refusal: null };
    expect(await report(daniel, third, [], { noted: true })).toEqual(unseen);
    expect(await report(daniel, third, [])).toEqual(unseen);
    expect(await report(daniel, third, [], { noted: true })).toEqual(NOTHING);
  });

  it('is lost once, however often it is named, in whichever letters', async () => {
    const one = waits('DECISION');
    await report(daniel, randomUUID(), [one, one, { ...one, id: one.id.toUpperCase() }, waits('WITHDRAWAL', one.id)]);
    expect(await report(daniel, randomUUID(), [])).toMatchObject({ lost: 2 });
  });

  it('is lost once where a report of the emptied storage comes late, and what waits in the new one is not', async () => {
    const [old, emptied] = [randomUUID(), randomUUID()];
    const [gone, unsaid, here] = [waits('DECISION'), waits('ACT'), waits('DECISION')];
    await report(daniel, old, [gone]);
    expect(await report(daniel, emptied, [here])).toMatchObject({ lost: 1 });
    // Sent before the storage was emptied, and held up on the way.
    await report(daniel, old, [gone, unsaid]);
    expect(await report(daniel, emptied, [here])).toMatchObject({ lost: 2 });
    expect(await report(daniel, emptied, [here], { noted: true })).toEqual(NOTHING);
    expect(await report(daniel, emptied, [here])).toEqual(NOTHING);
  });

  it('is not lost while its storage is there, whatever is let go of', async () => {
    const store = randomUUID();
    expect(await report(daniel, store, [waits('DECISION'), waits('ACT')])).toEqual(NOTHING);
    expect(await report(daniel, store.toUpperCase(), [])).toEqual(NOTHING);
    expect(await report(daniel, randomUUID(), [])).toEqual(NOTHING);
  });

  it('is not lost where the person removed it, which takes nothing from what was lost before', async () => {
    await report(daniel, randomUUID(), [waits('DECISION')]);
    await report(daniel, randomUUID(), [waits('DECISION'), waits('ACT')]);
    expect(await report(daniel, randomUUID(), [], { removed: true })).toMatchObject({ lost: 1 });
  });

  it('counts nothing that arrived, by whichever way and however late', async () => {
    const [sent, takenBack, early, late] = [
      decide(clientId),
      decide(clientId, { documentKey: 'Bill:2' }),
      randomUUID(),
      randomUUID(),
    ];
    const act = randomUUID();
    const all = [waits('DECISION', sent.id), waits('WITHDRAWAL', takenBack.id), waits('DECISION', early)];
    await report(daniel, randomUUID(), [...all, waits('WITHDRAWAL', early), waits('ACT', act), waits('ACT', late)]);
    await submit(daniel, [sent, takenBack]);
    await withdraw(daniel, [takenBack.id, early]);
    await recordRitual(act);
    const emptied = randomUUID();
    expect(await report(daniel, emptied, [])).toMatchObject({ lost: 1 });
    await recordRitual(late);
    expect(await report(daniel, emptied, [])).toEqual(NOTHING);
  });

  it('counts a withdrawal that never arrived, though its decision did', async () => {
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    await report(daniel, randomUUID(), [waits('WITHDRAWAL', draft.id)]);
    expect(await report(daniel, randomUUID(), [])).toMatchObject({ lost: 1 });
  });

  it('is each device’s and each person’s own', async () => {
    await report(daniel, randomUUID(), [waits('DECISION')]);
    const elsewhere = await new TestBrowser(server.url).signIn(people.daniel.email);
    expect(await report(elsewhere, randomUUID(), [])).toEqual(NOTHING);
    const colleague = new TestBrowser(server.url);
    colleague.cookies.set('runway_device', daniel.cookies.get('runway_device') ?? '');
    await colleague.signIn(people.priya.email);
    expect(await report(colleague, randomUUID(), [])).toEqual(NOTHING);
    expect(await report(daniel, randomUUID(), [])).toMatchObject({ lost: 1 });
  });

  it('is not taken for lost by an app that was given a copy of the browser’s cookies, and is missed in the browser', async () => {
    const [inBrowser, inApp] = [randomUUID(), randomUUID()];
    await report(daniel, inBrowser, [waits('DECISION'), waits('ACT')]);
    const app = new TestBrowser(server.url);
    for (const [name, value] of daniel.cookies) app.cookies.set(name, value);
    expect(await report(app, inApp, [waits('DECISION')], { app: true })).toEqual(NOTHING);
    expect(await report(daniel, inBrowser, [waits('DECISION'), waits('ACT')])).toEqual(NOTHING);
    expect(await report(app, inApp, [waits('DECISION')], { app: true })).toEqual(NOTHING);
    expect(await report(app, randomUUID(), [], { app: true })).toMatchObject({ lost: 1 });
    expect(await report(daniel, randomUUID(), [])).toMatchObject({ lost: 2 });
  });

  it('is known by a cookie that no script reads and that outlives the session', async () => {
    await report(daniel, randomUUID(), [waits('DECISION')]);
    expect(daniel.setCookies.join()).toMatch(/runway_device=[0-9a-f-]{36}; Max-Age=34560000; Path=\/graphql; HttpOnly/);
    const device = daniel.cookies.get('runway_device') ?? '';
    await daniel.graphql('mutation { signOut { signedOut } }');
    await daniel.signIn(people.daniel.email);
    expect(daniel.cookies.get('runway_device')).toBe(device);
    expect(await report(daniel, randomUUID(), [])).toMatchObject({ lost: 1 });
  });

  it('counts acts and decisions however long ago they were told of: their receipts are kept for good', async () => {
    const browser = await new TestBrowser(server.url).signIn(people.daniel.email);
    await report(browser, randomUUID(), [waits('DECISION'), waits('ACT')]);
    await server.test.asOwner(`update device_queue set told_at = told_at - interval '400 days'`);
    expect(await report(browser, randomUUID(), [])).toMatchObject({ lost: 2 });
  });

  it('remembers fifty devices a person', async () => {
    for (let device = 0; device < 52; device += 1) {
      daniel.cookies.delete('runway_device');
      server.clock.advance(1000);
      await report(daniel, randomUUID(), []);
    }
    const rows = await server.test.asOwner('select 1 from device_queue where principal_id = ?::uuid', [
      people.daniel.id,
    ]);
    expect(rows).toHaveLength(50);
  });

  it('refuses what is no UUID and more than a thousand at once, keeps nothing of it and sets no cookie', async () => {
    const many = Array.from({ length: 1001 }, () => waits('ACT'));
    for (const [store, waiting, field, code] of [
      ['x', [], 'store', 'INVALID_INPUT'],
      [randomUUID(), [waits('ACT', 'x')], 'waiting', 'INVALID_INPUT'],
      [randomUUID(), many, 'waiting', 'OUT_OF_RANGE'],
    ] as const) {
      expect(await report(daniel, store, waiting)).toEqual({ ...NOTHING, refusal: { code, field } });
    }
    expect(daniel.cookies.has('runway_device')).toBe(false);
    daniel.cookies.set('runway_device', "'; drop table device_queue");
    expect(await report(daniel, randomUUID(), [])).toEqual(NOTHING);
    expect(daniel.cookies.get('runway_device')).toMatch(/^[0-9a-f-]{36}$/);
    const nobody = await new TestBrowser(server.url).graphql(
      `mutation { reportQueue(store: "${randomUUID()}", waiting: []) { lost } }`,
    );
    expect(nobody.errors[0]?.extensions?.code).toBe('NOT_SIGNED_IN');
  });
});
