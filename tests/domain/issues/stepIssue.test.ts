import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IssueEvent, IssueStanding, IssueTransition } from '../../../domain/issues/issue.js';
import { isRefusal, openIssue, stepIssue } from '../../../domain/issues/stepIssue.js';
import type { Cents, IsoDate } from '../../../domain/units.js';

const day = (text: string): IsoDate => text as IsoDate;
const [FOUND_ON, TODAY, UNTIL] = [day('2026-11-02'), day('2026-11-22'), day('2026-11-30')];
const BY = { id: 'person', at: '2026-11-22T09:00:00.000Z' };
const ASIDE = { byId: 'earlier', at: '2026-11-20T09:00:00.000Z' };

const [LESS, MONEY, MORE] = [100_00, 500_00, 90_000_00].map((amount) => amount as Cents) as [Cents, Cents, Cents];
const JUDGED = { dismissedData: 'same', dismissedMoney: MONEY };

const OPEN: IssueStanding = openIssue(FOUND_ON, 'same', MONEY).standing;
const STANDINGS = {
  open: OPEN,
  'snoozed until a day': { ...OPEN, state: 'SNOOZED', snoozedUntil: UNTIL, ...ASIDE },
  'snoozed until its data changes': { ...OPEN, state: 'SNOOZED', snoozedData: 'same', ...ASIDE },
  dismissed: { ...OPEN, state: 'DISMISSED', reason: 'Known', ...JUDGED, ...ASIDE },
  'dismissed while snoozed': {
    ...OPEN,
    ...ASIDE,
    ...JUDGED,
    state: 'DISMISSED',
    reason: 'Known',
    snoozedUntil: UNTIL,
  },
  'settled while open': { ...OPEN, state: 'SETTLED', settledOn: day('2026-11-20'), settledFrom: 'OPEN' },
  'settled while dismissed': {
    ...OPEN,
    ...ASIDE,
    state: 'SETTLED',
    reason: 'Known',
    ...JUDGED,
    settledOn: day('2026-11-20'),
    settledFrom: 'DISMISSED',
  },
  'settled while snoozed': {
    ...OPEN,
    ...ASIDE,
    state: 'SETTLED',
    snoozedUntil: UNTIL,
    settledOn: day('2026-11-20'),
    settledFrom: 'SNOOZED',
  },
} as const satisfies Record<string, IssueStanding>;

const EVENTS = {
  'found the same': { kind: 'FOUND', asOf: TODAY, data: 'same', money: MONEY },
  'found with other data': { kind: 'FOUND', asOf: TODAY, data: 'other', money: LESS },
  'found with other data and more at stake': { kind: 'FOUND', asOf: TODAY, data: 'other', money: MORE },
  'found on the day': { kind: 'FOUND', asOf: UNTIL, data: 'same', money: MONEY },
  gone: { kind: 'GONE', asOf: TODAY },
  'a day before': { kind: 'DAY', today: day('2026-11-29') },
  'the day itself': { kind: 'DAY', today: UNTIL },
  'a later day': { kind: 'DAY', today: day('2027-02-01') },
  'snooze until that day': { kind: 'SNOOZE', until: UNTIL, by: BY },
  'snooze until another day': { kind: 'SNOOZE', until: day('2026-12-24'), by: BY },
  'snooze until its data changes': { kind: 'SNOOZE', until: null, by: BY },
  'dismiss for that reason': { kind: 'DISMISS', reason: 'Known', by: BY },
  'dismiss for another reason': { kind: 'DISMISS', reason: 'Other', by: BY },
  reopen: { kind: 'REOPEN', by: BY },
} as const satisfies Record<string, IssueEvent>;

type Standing = keyof typeof STANDINGS;
type Event = keyof typeof EVENTS;
/** `-`: it stands as before; `no`: refused; else the transition. */
type Cell = IssueTransition | '-' | 'no';

const S = 'SETTLED';
const W = 'WOKEN';
const R = 'REOPENED';
const Z = 'SNOOZED';
const D = 'DISMISSED';
const A = 'DISMISSED_AGAIN';
const Y = 'SNOOZED_AGAIN';

// Columns in the order of STANDINGS.
const TABLE: Readonly<Record<Event, readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]>> = {
  'found the same': ['-', '-', '-', '-', '-', R, A, Y],
  'found with other data': ['-', '-', W, '-', '-', R, R, R],
  'found with other data and more at stake': ['-', '-', W, R, R, R, R, R],
  'found on the day': ['-', W, '-', '-', '-', R, A, R],
  gone: [S, S, S, S, S, '-', '-', '-'],
  'a day before': ['-', '-', '-', '-', '-', '-', '-', '-'],
  'the day itself': ['-', W, '-', '-', '-', '-', '-', '-'],
  'a later day': ['-', W, '-', '-', '-', '-', '-', '-'],
  'snooze until that day': [Z, '-', Z, 'no', Z, 'no', 'no', 'no'],
  'snooze until another day': [Z, Z, Z, 'no', 'no', 'no', 'no', 'no'],
  'snooze until its data changes': [Z, Z, '-', 'no', 'no', 'no', 'no', 'no'],
  'dismiss for that reason': [D, D, D, '-', '-', 'no', 'no', 'no'],
  'dismiss for another reason': [D, D, D, D, D, 'no', 'no', 'no'],
  reopen: ['-', R, R, R, R, 'no', 'no', 'no'],
};

const STATE_AFTER: Readonly<Record<IssueTransition, IssueStanding['state']>> = {
  OPENED: 'OPEN',
  SETTLED: 'SETTLED',
  REOPENED: 'OPEN',
  DISMISSED_AGAIN: 'DISMISSED',
  SNOOZED_AGAIN: 'SNOOZED',
  WOKEN: 'OPEN',
  SNOOZED: 'SNOOZED',
  DISMISSED: 'DISMISSED',
};

/** What the database's checks and the contract say of a standing. */
function isSound(issue: IssueStanding): boolean {
  const { state, snoozedUntil, snoozedData, byId, at, reason, settledOn, settledFrom, dismissedData } = issue;
  const mayBeSnoozed = state === 'DISMISSED' || settledFrom === 'DISMISSED';
  const isSnoozed = state === 'SNOOZED' || settledFrom === 'SNOOZED';
  const isDismissed = state === 'DISMISSED' || settledFrom === 'DISMISSED';
  const snoozes = [snoozedUntil, snoozedData].filter((end) => end !== null).length;
  return (
    (mayBeSnoozed ? snoozes <= 1 : snoozes === (isSnoozed ? 1 : 0)) &&
    (dismissedData !== null) === isDismissed &&
    (issue.dismissedMoney !== null) === isDismissed &&
    (state !== 'SNOOZED' || byId !== null) &&
    (state !== 'DISMISSED' || (byId !== null && reason !== null)) &&
    (state !== 'OPEN' || (byId === null && at === null && reason === null)) &&
    (state === 'SETTLED') === (settledOn !== null) &&
    (state === 'SETTLED') === (settledFrom !== null)
  );
}

describe('an issue', () => {
  const standings = Object.keys(STANDINGS) as Standing[];
  const cells = (Object.keys(EVENTS) as Event[]).flatMap((event) =>
    standings.map((standing, column) => [standing, event, TABLE[event][column] ?? 'no'] as const),
  );

  it.each(cells)('that is %s: %s → %s', (standing, event, expected) => {
    const before: IssueStanding = STANDINGS[standing];
    const step = stepIssue(before, EVENTS[event]);
    if (expected === 'no') {
      expect(step).toMatchObject({ code: 'INVALID_INPUT', field: 'issueIds' });
      return;
    }
    if (isRefusal(step)) throw new Error(step.message);
    expect(step.transition).toBe(expected === '-' ? null : expected);
    expect(step.standing.state).toBe(expected === '-' ? before.state : STATE_AFTER[expected]);
    if (expected === '-') expect({ ...step.standing, data: before.data, money: before.money }).toEqual(before);
    expect(isSound(step.standing)).toBe(true);
  });

  it('tells when it came back, and keeps when it was first found', () => {
    const back = stepIssue(STANDINGS['settled while open'], EVENTS['found the same']);
    expect(back).toMatchObject({
      standing: { foundOn: FOUND_ON, reopenedOn: TODAY, settledOn: null, settledFrom: null },
    });
    expect(stepIssue(STANDINGS['snoozed until a day'], EVENTS['the day itself'])).toMatchObject({
      standing: { reopenedOn: UNTIL, byId: null },
    });
  });

  it('remembers why it was dismissed, through being gone and back with the same data', () => {
    const gone = stepIssue(STANDINGS.dismissed, EVENTS.gone);
    if (isRefusal(gone)) throw new Error(gone.message);
    expect(stepIssue(gone.standing, EVENTS['found the same'])).toMatchObject({
      standing: { state: 'DISMISSED', reason: 'Known', byId: 'earlier' },
    });
    expect(stepIssue(gone.standing, EVENTS['found with other data'])).toMatchObject({
      standing: { state: 'OPEN', reason: null, byId: null, reopenedOn: TODAY },
    });
  });

  it('dismissed for a small amount opens again when more is at stake, as often as it is dismissed', () => {
    const back = stepIssue(STANDINGS.dismissed, EVENTS['found with other data and more at stake']);
    expect(back).toMatchObject({ standing: { state: 'OPEN', money: MORE, reopenedOn: TODAY, dismissedData: null } });
    if (isRefusal(back)) throw new Error(back.message);
    const judged = stepIssue(back.standing, EVENTS['dismiss for that reason']);
    expect(judged).toMatchObject({ standing: { dismissedData: 'other', dismissedMoney: MORE } });
    if (isRefusal(judged)) throw new Error(judged.message);
    // Less than what was judged, then as much as that again: neither is news.
    for (const money of [LESS, MORE]) {
      expect(stepIssue(judged.standing, { kind: 'FOUND', asOf: TODAY, data: 'third', money })).toMatchObject({
        standing: { state: 'DISMISSED' },
        transition: null,
      });
    }
  });

  it('keeps its snooze through being gone and back unchanged, and through a dismissal that is taken back', () => {
    const gone = stepIssue(STANDINGS['snoozed until a day'], EVENTS.gone);
    if (isRefusal(gone)) throw new Error(gone.message);
    expect(stepIssue(gone.standing, EVENTS['found the same'])).toMatchObject({
      standing: { state: 'SNOOZED', snoozedUntil: UNTIL, byId: 'earlier', settledOn: null },
    });
    const asked = [EVENTS['snooze until its data changes'], EVENTS['dismiss for that reason']] as const;
    let issue = OPEN;
    for (const event of [...asked, asked[0]]) {
      const step = stepIssue(issue, event);
      if (isRefusal(step)) throw new Error(step.message);
      issue = step.standing;
    }
    expect(issue).toMatchObject({ state: 'SNOOZED', snoozedData: 'same', reason: null, dismissedData: null });
  });

  it('that was dismissed, and comes back in the data it was settled with and worth more, is open at once', () => {
    const settled = { ...STANDINGS['settled while dismissed'], data: 'other', money: LESS };
    const step = stepIssue(settled, EVENTS['found with other data and more at stake']);
    expect(step).toMatchObject({ transition: 'REOPENED', standing: { state: 'OPEN', money: MORE } });
  });

  it('keeps what it is made of, whatever happens, and is sound', () => {
    const event = fc.constantFrom<IssueEvent>(...Object.values(EVENTS));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let issue = OPEN;
        for (const next of events) {
          const step = stepIssue(issue, next);
          const again = isRefusal(step) ? step : stepIssue(step.standing, next);
          // What is so already changes nothing, so that a request may be repeated.
          if (!isRefusal(step) && !isRefusal(again)) expect(again.transition).toBeNull();
          if (!isRefusal(step)) issue = step.standing;
          expect(isSound(issue)).toBe(true);
          expect(issue.foundOn).toBe(FOUND_ON);
        }
      }),
    );
  });
});
