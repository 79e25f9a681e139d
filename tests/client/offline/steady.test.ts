import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enqueue, newId, startDevice, type Device } from '../../../client/offline/index.js';
import { queueStore, shownStore, watchDigest } from '../../../client/offline/currentDevice.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import type { Operation } from '../../../domain/operations/operation.js';
import type { IsoDate } from '../../../domain/units.js';
import { paying } from './queueing.js';
import { freshProfile, until } from './storage.js';
import { CLIENT, TellingServer, WEEK } from './tellingServer.js';

const PLANNED = '2026-12-18' as IsoDate;
const LATER = '2026-12-24' as IsoDate;
const WITHIN_MS = 30_000;

const ISSUES = fakeRitual(CLIENT).hygiene?.issues ?? [];
const OPEN = ISSUES.find(({ state }) => state === 'OPEN')?.id ?? '';
const DISMISSED = ISSUES.find(({ state }) => state === 'DISMISSED')?.id ?? '';
const RITUAL = { clientId: CLIENT, week: WEEK, tabs: ['DIGEST' as const], seconds: 40, decisions: 2 };

const review = () => shownStore.get().digests.get(CLIENT)?.review;
const row = () => shownStore.get().list.rows?.find(({ id }) => id === CLIENT);
const issueState = (id: string) => review()?.hygiene?.issues.find((issue) => issue.id === id)?.state;
const minutes = (): Reading => [review()?.ritual?.seconds, row()?.ritual?.seconds];
const standing = (): Reading => [review()?.ritual?.state, row()?.ritual?.state, row()?.lastReviewedAt];
/** Of the mark that is there before, and of one that is set here. */
const [MARKED, MARKED_HERE] = ['2026-11-23T08:05:00Z', '2026-11-23T08:09:00.000Z'];
const issue = (id: string): Reading => [issueState(id), row()?.openIssues];

/** Each kind: what is done, and what of it is read on client page and list, before and after. */
type Reading = readonly (string | number | null | undefined)[];

interface Kind {
  /** What is there before. */
  readonly before?: () => Operation;
  readonly make: (before: string | null) => Operation;
  /** On the client's page and, where it stands there too, in the list. */
  readonly read: () => Reading;
  readonly turns: readonly Reading[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  'a plan': {
    make: () => {
      const { decision, ...operation } = paying('Bill:312');
      const part = { kind: 'PLAN' as const, amount: null, accountId: null, plannedFor: PLANNED };
      return { ...operation, decision: { ...decision, ...part } };
    },
    read: () => [review()?.console?.bills.find(({ key }) => key === 'Bill:312')?.plannedFor],
    turns: [[null, PLANNED]],
  },
  'a payment': {
    make: () => paying('Bill:312'),
    read: () => [queueStore.get().decisions.get(CLIENT)?.[0]?.state],
    turns: [[undefined, 'QUEUED', 'ACCEPTED']],
  },
  'a payment taken back': {
    before: () => paying('Bill:312'),
    make: (decisionId) => ({
      name: 'WITHDRAW_DECISION',
      id: newId(),
      clientId: CLIENT,
      decisionId: decisionId ?? '',
    }),
    read: () => [queueStore.get().decisions.get(CLIENT)?.[0]?.state],
    turns: [['ACCEPTED', 'WITHDRAWING', 'WITHDRAWN']],
  },
  'a snooze': {
    make: () => ({ name: 'SNOOZE_ISSUES', id: newId(), clientId: CLIENT, issueIds: [OPEN], until: null }),
    read: () => issue(OPEN),
    turns: [
      ['OPEN', 'SNOOZED'],
      [count('OPEN'), count('OPEN') - 1],
    ],
  },
  'a dismissal': {
    make: () => ({ name: 'DISMISS_ISSUES', id: newId(), clientId: CLIENT, issueIds: [OPEN], reason: 'Known.' }),
    read: () => issue(OPEN),
    turns: [
      ['OPEN', 'DISMISSED'],
      [count('OPEN'), count('OPEN') - 1],
    ],
  },
  'a reopening': {
    make: () => ({ name: 'REOPEN_ISSUES', id: newId(), clientId: CLIENT, issueIds: [DISMISSED] }),
    read: () => issue(DISMISSED),
    turns: [
      ['DISMISSED', 'OPEN'],
      [count('OPEN'), count('OPEN') + 1],
    ],
  },
  'time spent': {
    make: () => ({ name: 'RECORD_RITUAL', id: newId(), clientId: CLIENT, ritual: RITUAL }),
    read: minutes,
    turns: [
      [100, 140],
      [100, 140],
    ],
  },
  'a mark taken back': {
    make: () => ({ name: 'UNMARK_REVIEWED', id: newId(), clientId: CLIENT, week: WEEK }),
    read: standing,
    turns: [
      ['REVIEWED', 'STARTED'],
      ['REVIEWED', 'STARTED'],
      [MARKED, null],
    ],
  },
  'a mark, with time spent': {
    make: () => ({
      ...{ name: 'MARK_REVIEWED', id: newId(), clientId: CLIENT, ritual: RITUAL },
      saw: { asOf: '2026-11-23' as IsoDate, booksVersion: 2, weeks: 4.6 },
    }),
    read: () => [...minutes(), row()?.lastReviewedAt],
    turns: [
      [100, 140],
      [100, 140],
      [MARKED, MARKED_HERE],
    ],
  },
};

function count(state: string): number {
  return ISSUES.filter((one) => one.state === state).length;
}

describe('a plan that is delivered again, because its answer was lost', () => {
  it('leaves the later day that was planned elsewhere meanwhile, also where the page is opened again', async () => {
    const server = new TellingServer();
    server.tellsAfter = null;
    await open(server);
    server.losesAnswers = true;
    const plan = KINDS['a plan']?.make(null) ?? paying('x');
    await enqueue([plan]);
    await until(() => server.taken.has(plan.id), WITHIN_MS);
    server.figures.now += 1_000;
    server.replan('Bill:312', LATER);
    server.figures.tell(CLIENT);
    await until(() => shownStore.get().digests.get(CLIENT)?.fetchedAt === server.figures.now, WITHIN_MS);
    server.losesAnswers = false;
    await device?.refresh();
    await until(isQuiet, WITHIN_MS);
    const day = () => review()?.console?.bills.find(({ key }) => key === 'Bill:312')?.plannedFor;
    await until(() => day() === LATER, 5_000);
    server.figures.reachable = false;
    await open(server);
    await until(() => day() === LATER, 5_000);
  });
});

let device: Device | null = null;
let leave: (() => void)[] = [];
beforeEach(freshProfile);
afterEach(() => {
  for (const stop of leave) stop();
  leave = [];
  device?.stop();
});

async function open(server: TellingServer): Promise<void> {
  device?.stop();
  device = startDevice({ ...server.figures.liveOptions(), send: server.send() });
  await device.refresh();
  leave.push(watchDigest(CLIENT));
  await until(() => review() !== undefined && review() !== null, WITHIN_MS);
  server.figures.sink?.live(true);
}

/** Everything that was read from the act to the end, in each place; each reading once in a row. */
function readings(read: () => Reading): Reading[] {
  const seen = read().map((one) => [one]);
  const look = (): void => {
    for (const [place, now] of read().entries()) if (now !== seen[place]?.at(-1)) seen[place]?.push(now);
  };
  leave.push(shownStore.subscribe(look), queueStore.subscribe(look));
  return seen;
}

/** Does what is there before; its id. */
async function begin(before: Kind['before']): Promise<string | null> {
  const operation = before?.();
  if (operation === undefined) return null;
  await enqueue([operation]);
  await until(isQuiet, WITHIN_MS);
  return operation.id;
}

describe('an act that the server has done, as what is fetched from it says, and that waits for its answer here', () => {
  const ACTS = ['time spent', 'a snooze', 'a reopening', 'a mark, with time spent'] as const;

  it.each(ACTS)('is read once: %s, whose answer was lost', async (name) => {
    await readOnce(name, (server) => (server.losesAnswers = true));
  });

  it.each(ACTS)('is read once: %s, which another tab sends', async (name) => {
    await readOnce(name, (server, act) => {
      server.sends = false;
      server.done(act);
    });
  });

  async function readOnce(name: (typeof ACTS)[number], away: (server: TellingServer, act: Operation) => unknown) {
    const { make, read, turns } = KINDS[name] ?? {};
    if (make === undefined || read === undefined || turns === undefined) throw new Error(`There is no kind ${name}.`);
    const server = new TellingServer();
    server.tellsAfter = null;
    await open(server);
    const [seen, act] = [readings(read), make(null)];
    away(server, act);
    await enqueue([act]);
    await until(() => server.taken.has(act.id), WITHIN_MS);
    server.figures.now += 1_000;
    server.figures.tell(CLIENT);
    const { now } = server.figures;
    const isFetched = () =>
      [shownStore.get().digests.get(CLIENT), shownStore.get().list].every((one) => one?.fetchedAt === now);
    await until(isFetched, WITHIN_MS);
    Object.assign(server, { losesAnswers: false, sends: true });
    await device?.refresh();
    await until(isQuiet, WITHIN_MS);
    expect(seen).toEqual(turns);
  }
});

const isQuiet = () => queueStore.get().operations.length === 0;

describe.each(Object.keys(KINDS))('what is shown of %s', (name) => {
  const { before, make, read, turns }: Kind = KINDS[name] ?? { make: () => paying('x'), read: () => [], turns: [] };

  it('never steps back, whichever comes first of the answer and the news of it', async () => {
    const delay = fc.integer({ min: 0, max: 12 });
    await fc.assert(
      fc.asyncProperty(delay, delay, async (answersAfter, tellsAfter) => {
        freshProfile();
        const server = new TellingServer();
        await open(server);
        Object.assign(server, { answersAfter, tellsAfter });
        const id = await begin(before);
        const seen = readings(read);
        expect(await enqueue([make(id)])).toEqual({ kept: true });
        await until(isQuiet, WITHIN_MS);
        await server.told;
        await device?.refresh();
        expect(seen).toEqual(turns);
        device?.stop();
      }),
      { numRuns: 6 },
    );
  });

  it('stands after the answer, though the page is opened again before anything else could be fetched', async () => {
    const server = new TellingServer();
    server.tellsAfter = null;
    await open(server);
    await enqueue([make(await begin(before))]);
    await until(isQuiet, WITHIN_MS);
    server.figures.reachable = false;
    await open(server);
    await until(() => read().every((one, place) => one === turns[place]?.at(-1)), WITHIN_MS);
  });
});
