import { describe, expect, it } from '@jest/globals';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { clientRow } from '../../../client/offline/clientRow.js';
import { project, projectRows } from '../../../client/offline/fold.js';
import type { RitualView } from '../../../client/offline/index.js';
import { foldDecisions } from '../../../domain/operations/foldDecisions.js';
import type { Operation, QueuedOperation } from '../../../domain/operations/operation.js';
import type { IsoDate } from '../../../domain/units.js';
import { paying } from './queueing.js';

const CLIENT = 'c1';
/** Sunday of the week that is reviewed, noon. */
const NOW = Date.parse('2026-11-22T12:00:00Z');
const WEEK = '2026-11-16' as IsoDate;
const NO = { state: 'REFUSED', refusal: { code: 'NOT_FOUND', message: 'It is not there any more.' } } as const;

let place = 0;
function queued(operation: Operation, more: Partial<QueuedOperation> = {}): QueuedOperation {
  place += 1;
  return { operation, place, savedAt: NOW, state: 'WAITING', refusal: null, ...more };
}

const dismissal = (issueIds: readonly string[], clientId = CLIENT): Operation => ({
  ...{ name: 'DISMISS_ISSUES', id: `d-${issueIds.join()}`, clientId, issueIds, reason: 'Known.' },
});
const record = (clientId = CLIENT) => ({ clientId, week: WEEK, tabs: ['DIGEST' as const], seconds: 40, decisions: 2 });
const mark = (clientId = CLIENT): Operation => ({
  ...{ name: 'MARK_REVIEWED', id: 'm1', clientId, ritual: record(clientId) },
  saw: { asOf: '2026-11-22' as IsoDate, booksVersion: 3, weeks: 4.6 },
});
function plan(documentKey: string, plannedFor: string): Operation {
  const { decision, ...operation } = paying(documentKey, { clientId: CLIENT, id: `p-${documentKey}` });
  const part = { kind: 'PLAN' as const, amount: null, accountId: null, plannedFor: plannedFor as IsoDate };
  return { ...operation, decision: { ...decision, ...part } };
}

const shown = (review: RitualView, queue: readonly QueuedOperation[]): RitualView =>
  project(review, queue, foldDecisions(CLIENT, [], queue));

const stateOf = (review: RitualView, id: string) => review.hygiene?.issues.find((issue) => issue.id === id)?.state;

describe('a review with nothing queued for it', () => {
  it('is the same object: with an empty queue, another client’s, and what was refused', () => {
    const review = fakeRitual(CLIENT);
    const issue = review.hygiene?.issues[0]?.id ?? '';
    expect(shown(review, [])).toBe(review);
    expect(shown(review, [queued(dismissal([issue], 'c2')), queued(mark('c2'))])).toBe(review);
    const refused = [dismissal([issue]), mark(), plan('Bill:312', '2026-12-18')].map((one) => queued(one, NO));
    expect(shown(review, refused)).toBe(review);
  });
});

describe('issues', () => {
  const review = fakeRitual(CLIENT);
  const before = review.hygiene;
  const counted = before?.issues.find(
    ({ id, state }) => state === 'OPEN' && review.flowband?.events.some(({ issueIds }) => issueIds.includes(id)),
  );
  const id = counted?.id ?? '';
  const queue = [queued(dismissal([id]))];

  it('set aside here read so at once, in the score and in the Flowband; all else keeps its identity', () => {
    const after = shown(review, queue);
    expect(stateOf(after, id)).toBe('DISMISSED');
    const line = before?.score.lines.find(({ ruleId }) => ruleId === counted?.ruleId);
    expect(after.hygiene?.score.value).toBe((before?.score.value ?? 0) + (line?.weight ?? 0));
    expect(after.flowband?.events.flatMap(({ issueIds }) => issueIds)).not.toContain(id);
    expect(after.console).toBe(review.console);
    expect(after.digest).toBe(review.digest);
    for (const issue of before?.issues ?? []) if (issue.id !== id) expect(after.hygiene?.issues).toContain(issue);
    const untouched = review.flowband?.events.filter(({ issueIds }) => !issueIds.includes(id)) ?? [];
    for (const event of untouched) expect(after.flowband?.events).toContain(event);
  });

  it('read the same while the answer is there and the operation still is, and after it is gone', () => {
    const folded = shown(review, queue);
    // The server’s answer is kept before the operation leaves the queue.
    const answered: RitualView = { ...review, hygiene: folded.hygiene, flowband: folded.flowband };
    expect(shown(answered, queue)).toBe(answered);
    expect(shown(answered, [])).toBe(answered);
  });

  it('are as the server has them again once it refused', () => {
    expect(stateOf(shown(review, queue), id)).toBe('DISMISSED');
    expect(
      shown(
        review,
        queue.map((one) => ({ ...one, ...NO })),
      ),
    ).toBe(review);
  });
});

describe('the console', () => {
  it('has a planned date from the moment it is queued; the other rows and lists stay the same', () => {
    const review = fakeRitual(CLIENT);
    const after = shown(review, [queued(plan('Bill:312', '2026-12-18'))]);
    expect(after.console?.bills.find(({ key }) => key === 'Bill:312')?.plannedFor).toBe('2026-12-18');
    expect(after.console?.invoices).toBe(review.console?.invoices);
    expect(after.console?.bills[0]).toBe(review.console?.bills[0]);
    expect(after.hygiene).toBe(review.hygiene);
  });

  it('without its plan is as it was: a plan refused, or taken back before it was sent', () => {
    const review = fakeRitual(CLIENT);
    expect(shown(review, [queued(plan('Bill:312', '2026-12-18'), NO)]).console).toBe(review.console);
    const withdrawal: Operation = { name: 'WITHDRAW_DECISION', id: 'w1', clientId: CLIENT, decisionId: 'p-Bill:312' };
    const taken = [queued(plan('Bill:312', '2026-12-18')), queued(withdrawal)];
    expect(shown(review, taken).console).toBe(review.console);
  });

  it('that the server moved already is not made anew', () => {
    const moved = shown(fakeRitual(CLIENT), [queued(plan('Bill:312', '2026-12-18'))]);
    expect(shown(moved, [queued(plan('Bill:312', '2026-12-18'))]).console).toBe(moved.console);
  });
});

describe('the weekly review', () => {
  it('is reviewed once it is marked here, and begun by a record alone', () => {
    const review = fakeRitual(CLIENT);
    expect(shown(review, [queued(mark())]).ritual).toMatchObject({ week: WEEK, state: 'REVIEWED', seconds: 40 });
    const begun: Operation = { name: 'RECORD_RITUAL', id: 'r1', clientId: CLIENT, ritual: record() };
    expect(shown(review, [queued(begun)]).ritual).toMatchObject({ week: WEEK, state: 'STARTED', decisions: 2 });
  });

  it('of the newest week is shown, whoever began it', () => {
    const marked = shown(fakeRitual(CLIENT), [queued(mark())]).ritual;
    const last = marked === null ? null : { ...marked, week: '2026-11-09' };
    expect(shown(fakeRitual(CLIENT, { ritual: last }), [queued(mark())]).ritual?.week).toBe(WEEK);
    expect(shown(fakeRitual(CLIENT, { ritual: last }), []).ritual).toBe(last);
  });
});

describe('the list', () => {
  const rows = FAKE_CLIENTS.map(clientRow);
  const [first, second] = rows;
  const id = first?.id ?? '';

  it('is the same list with nothing queued, with what was refused, and with decisions alone', () => {
    expect(projectRows(rows, [], new Map(), NOW)).toBe(rows);
    expect(projectRows(rows, [queued(mark(id), NO)], new Map(), NOW)).toBe(rows);
    expect(projectRows(rows, [queued(paying('Bill:1', { clientId: id }))], new Map(), NOW)).toBe(rows);
  });

  it('changes the one row that is marked or has issues set aside, and keeps all others', () => {
    const folded = projectRows(rows, [queued(mark(id)), queued(dismissal(['i1'], id))], new Map(), NOW);
    const issues = Math.max(0, (first?.openIssues ?? 0) - 1);
    expect(folded[0]).toMatchObject({ id, openIssues: issues, ritual: { state: 'REVIEWED' } });
    expect(folded[1]).toBe(second);
    expect(folded.filter((row, index) => row !== rows[index])).toHaveLength(1);
  });

  it('shows the week’s mark until the week ends where the client is', () => {
    const west = rows.map((row) => ({ ...row, timeZone: 'America/Denver' }));
    const reviewedAt = (at: string) =>
      projectRows(west, [queued(mark(id))], new Map(), Date.parse(at))[0]?.ritual?.state ?? null;
    // Monday in London, Sunday evening in Denver.
    expect(reviewedAt('2026-11-23T02:00:00Z')).toBe('REVIEWED');
    expect(reviewedAt('2026-11-23T18:00:00Z')).toBeNull();
  });
});
