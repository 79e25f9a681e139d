import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IssueEvent, IssueStanding, IssueTransition } from '../../../domain/issues/issue.js';
import { isRefusal, openIssue, stepIssue } from '../../../domain/issues/stepIssue.js';
import type { IsoDate } from '../../../domain/units.js';

const day = (text: string): IsoDate => text as IsoDate;
const [FOUND_ON, TODAY, UNTIL] = [day('2026-11-02'), day('2026-11-22'), day('2026-11-30')];
const BY = { id: 'person', at: '2026-11-22T09:00:00.000Z' };
const ASIDE = { byId: 'earlier', at: '2026-11-20T09:00:00.000Z' };

const OPEN: IssueStanding = openIssue(FOUND_ON, 'same').standing;
const STANDINGS = {
  open: OPEN,
  'snoozed until a day': { ...OPEN, state: 'SNOOZED', snoozedUntil: UNTIL, ...ASIDE },
  'snoozed until its data changes': { ...OPEN, state: 'SNOOZED', snoozedData: 'same', ...ASIDE },
  dismissed: { ...OPEN, state: 'DISMISSED', reason: 'Known', ...ASIDE },
  'settled while open': { ...OPEN, state: 'SETTLED', settledOn: day('2026-11-20'), settledFrom: 'OPEN' },
  'settled while dismissed': {
    ...OPEN,
    ...ASIDE,
    state: 'SETTLED',
    reason: 'Known',
    settledOn: day('2026-11-20'),
    settledFrom: 'DISMISSED',
  },
} as const satisfies Record<string, IssueStanding>;

const EVENTS = {
  'found the same': { kind: 'FOUND', asOf: TODAY, data: 'same' },
  'found with other data': { kind: 'FOUND', asOf: TODAY, data: 'other' },
  'found on the day': { kind: 'FOUND', asOf: UNTIL, data: 'same' },
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

// Columns in the order of STANDINGS.
const TABLE: Readonly<Record<Event, readonly [Cell, Cell, Cell, Cell, Cell, Cell]>> = {
  'found the same': ['-', '-', '-', '-', R, A],
  'found with other data': ['-', '-', W, '-', R, R],
  'found on the day': ['-', W, '-', '-', R, A],
  gone: [S, S, S, S, '-', '-'],
  'a day before': ['-', '-', '-', '-', '-', '-'],
  'the day itself': ['-', W, '-', '-', '-', '-'],
  'a later day': ['-', W, '-', '-', '-', '-'],
  'snooze until that day': [Z, '-', Z, 'no', 'no', 'no'],
  'snooze until another day': [Z, Z, Z, 'no', 'no', 'no'],
  'snooze until its data changes': [Z, Z, '-', 'no', 'no', 'no'],
  'dismiss for that reason': [D, D, D, '-', 'no', 'no'],
  'dismiss for another reason': [D, D, D, D, 'no', 'no'],
  reopen: ['-', R, R, R, 'no', 'no'],
};

const STATE_AFTER: Readonly<Record<IssueTransition, IssueStanding['state']>> = {
  OPENED: 'OPEN',
  SETTLED: 'SETTLED',
  REOPENED: 'OPEN',
  DISMISSED_AGAIN: 'DISMISSED',
  WOKEN: 'OPEN',
  SNOOZED: 'SNOOZED',
  DISMISSED: 'DISMISSED',
};

/** What the database's checks and the contract say of a standing. */
function isSound(issue: IssueStanding): boolean {
  const { state, snoozedUntil, snoozedData, byId, at, reason, settledOn, settledFrom } = issue;
  const snoozes = [snoozedUntil, snoozedData].filter((end) => end !== null).length;
  return (
    snoozes === (state === 'SNOOZED' ? 1 : 0) &&
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
    if (expected === '-') expect({ ...step.standing, data: before.data }).toEqual(before);
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
