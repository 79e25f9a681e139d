import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stepIssue, openIssue, isRefusal } from '../../../domain/issues/stepIssue.js';
import type { IssueStanding } from '../../../domain/issues/issue.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { foldConsole } from '../../../domain/operations/foldConsole.js';
import { foldDecisions } from '../../../domain/operations/foldDecisions.js';
import { foldIssues, type FoldableIssue, type IssueOperation } from '../../../domain/operations/foldIssues.js';
import { foldRitual, type RitualShown } from '../../../domain/operations/foldRitual.js';
import { foldRow, queueByClient } from '../../../domain/operations/foldRow.js';
import type { QueuedOperation } from '../../../domain/operations/operation.js';
import { mergeRecord, NOTHING_DONE } from '../../../domain/ritual/mergeRecord.js';
import { day, money } from '../company.js';
import { CLIENT, draftOf, id, known, queued, REFUSED, submit, withdraw } from './decisions.js';

const WEEK = day('2026-11-16');

function issue(name: string, more: Partial<FoldableIssue> = {}): FoldableIssue {
  return { id: name, state: 'OPEN', snoozedUntil: null, dismissedBecause: null, byName: null, at: null, ...more };
}

function asked(operation: Partial<IssueOperation> & Pick<IssueOperation, 'name'>, place = 1): QueuedOperation {
  const base = { id: id(place), clientId: CLIENT, issueIds: ['a'], until: null, reason: 'Known.' };
  return queued({ ...base, ...operation } as IssueOperation, place);
}

describe('issues', () => {
  const issues = [issue('a'), issue('b'), issue('c', { state: 'SETTLED' })];

  it('are set aside and taken back in the order it was asked for', () => {
    const until = day('2026-12-01');
    expect(foldIssues(CLIENT, issues, [asked({ name: 'SNOOZE_ISSUES', until })]).map((one) => one.id)).toEqual([
      'b',
      'a',
      'c',
    ]);
    const both = [asked({ name: 'SNOOZE_ISSUES', until }), asked({ name: 'DISMISS_ISSUES' }, 2)];
    const dismissed = foldIssues(CLIENT, issues, both).find((one) => one.id === 'a');
    expect(dismissed).toMatchObject({ state: 'DISMISSED', dismissedBecause: 'Known.', snoozedUntil: null });
    const back = foldIssues(CLIENT, issues, [...both, asked({ name: 'REOPEN_ISSUES' }, 3)]);
    expect(back.find((one) => one.id === 'a')).toMatchObject({ state: 'OPEN', dismissedBecause: null });
  });

  it('that nothing is asked of stay the same objects; the list too where nothing changes', () => {
    const dismissal = asked({ name: 'DISMISS_ISSUES' });
    expect(foldIssues(CLIENT, issues, [dismissal])).toContain(issues[1]);
    expect(foldIssues(CLIENT, issues, [{ ...dismissal, ...REFUSED }])).toBe(issues);
    expect(foldIssues('other', issues, [dismissal])).toBe(issues);
    expect(foldIssues(CLIENT, issues, [asked({ name: 'DISMISS_ISSUES', issueIds: ['c'] })])).toBe(issues);
  });

  it('stand after folding as the server has them after it answered, where it did not refuse', () => {
    const operations = fc.array(
      fc.oneof(
        fc.constantFrom(null, day('2026-12-01'), day('2027-01-15')).map((until) => ({ name: 'SNOOZE_ISSUES', until })),
        fc.constantFrom('Known.', 'Agreed.').map((reason) => ({ name: 'DISMISS_ISSUES', reason })),
        fc.constant({ name: 'REOPEN_ISSUES' }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(operations, (made) => {
        const queue: QueuedOperation[] = [];
        let standing = openIssue(day('2026-11-22'), 'data', money(100)).standing;
        made.forEach((operation, place) => {
          const step = stepIssue(standing, eventOf(operation));
          if (isRefusal(step)) return;
          standing = step.standing;
          queue.push(asked(operation as IssueOperation, place));
        });
        const folded = foldIssues(CLIENT, [issue('a')], queue)[0];
        expect(folded).toMatchObject(presented(standing));
      }),
    );
  });
});

function eventOf(operation: { name: string; until?: unknown; reason?: string }): Parameters<typeof stepIssue>[1] {
  const by = { id: 'daniel', at: '2026-11-22T08:00:00Z' };
  if (operation.name === 'SNOOZE_ISSUES') return { kind: 'SNOOZE', until: operation.until as never, by };
  if (operation.name === 'DISMISS_ISSUES') return { kind: 'DISMISS', reason: operation.reason ?? '', by };
  return { kind: 'REOPEN', by };
}

/** As the contract shows it. */
function presented({ state, snoozedUntil, reason }: IssueStanding): Partial<FoldableIssue> {
  return {
    state,
    snoozedUntil: state === 'SNOOZED' ? snoozedUntil : null,
    dismissedBecause: state === 'DISMISSED' ? reason : null,
  };
}

describe('the console', () => {
  const books = {
    syncedAt: '2026-11-22T08:01:00.000Z',
    bills: [
      { key: 'Bill:1', plannedFor: null },
      { key: 'Bill:2', plannedFor: null },
    ],
    invoices: [{ key: 'Invoice:3', plannedFor: null }],
  };

  it('moves a document’s date by a queued plan, until it is taken back', () => {
    const plan = submit(draftOf(1, 'PLAN'));
    const shown = foldConsole(books, foldDecisions(CLIENT, [], [plan]));
    expect(shown.bills[0]?.plannedFor).toBe('2026-12-18');
    expect(shown.bills[1]).toBe(books.bills[1]);
    expect(shown.invoices).toBe(books.invoices);
    expect(foldConsole(books, foldDecisions(CLIENT, [], [plan, withdraw(id(1))])).console).toBe(books);
  });

  it('shows by document the newest decision that nothing replaced and nobody took back', () => {
    const decisions = foldDecisions(
      CLIENT,
      [known(draftOf(1, 'SKIP')), known(draftOf(2, 'SKIP'), { state: 'WITHDRAWN' })],
      [submit(draftOf(7, 'SKIP', { documentKey: 'Bill:1', replaces: id(1) }))],
    );
    expect([...foldConsole(books, decisions).decisionOf].map(([key, one]) => [key, one.id])).toEqual([
      ['Bill:1', id(7)],
    ]);
  });

  describe('of a second decision that was refused while the first is open', () => {
    const first = { ...draftOf(1, 'RECORD_PAYMENT'), documentKey: 'Bill:1' };
    const second = { ...draftOf(2, 'RECORD_PAYMENT'), documentKey: 'Bill:1' };
    const refused = known(second, {
      ...{ state: 'FAILED', acceptedAt: '2026-11-22T08:00:05.000Z', settledAt: '2026-11-22T08:00:05.000Z' },
    });
    const shownId = (decisions: readonly DecisionShown[], syncedAt = books.syncedAt): string | undefined =>
      foldConsole({ ...books, syncedAt }, decisions).decisionOf.get('Bill:1')?.id;

    it('shows the open one, in whichever open state, here or on the server', () => {
      for (const state of ['ACCEPTED', 'SUBMITTED'] as const) {
        expect(shownId(foldDecisions(CLIENT, [refused, known(first, { state })], []))).toBe(id(1));
      }
      const here = foldDecisions(CLIENT, [refused], [submit(draftOf(0, 'SKIP', { documentKey: 'Bill:1' }), 1)]);
      expect(shownId(here)).toBe(id(0));
      const undoing = foldDecisions(CLIENT, [refused, known(first)], [withdraw(id(1))]);
      expect([shownId(undoing), undoing.at(-1)?.state]).toEqual([id(1), 'WITHDRAWING']);
      const laterRefused = [submit(draftOf(7, 'SKIP', { documentKey: 'Bill:1' }), 1, REFUSED)];
      expect(shownId(foldDecisions(CLIENT, [known(first)], laterRefused))).toBe(id(1));
    });

    it('shows it too once QuickBooks has it, until the figures do; then the newest, which still asks', () => {
      const applied = known(first, { state: 'APPLIED', settledAt: '2026-11-22T08:01:30.000Z' });
      const decisions = foldDecisions(CLIENT, [refused, applied], []);
      expect(shownId(decisions)).toBe(id(1));
      expect(shownId(decisions, '2026-11-22T08:01:30Z')).toBe(id(2));
      const skipped = known(draftOf(3, 'SKIP', { documentKey: 'Bill:1', replaces: id(2) }), {
        ...{ acceptedAt: '2026-11-22T08:01:40.000Z', settledAt: '2026-11-22T08:01:40.000Z' },
      });
      expect(shownId(foldDecisions(CLIENT, [skipped, { ...refused, replacedBy: id(3) }, applied], []))).toBe(id(1));
    });

    it('lets a plan or a skip, which was never open, stand behind what came back after it', () => {
      const skipped = known(draftOf(1, 'SKIP'), { settledAt: '2026-11-22T08:01:30.000Z' });
      expect(shownId(foldDecisions(CLIENT, [refused, skipped], []))).toBe(id(2));
    });

    it('keeps both where the bill is listed no more', () => {
      const { withoutDocument } = foldConsole(
        { ...books, bills: [] },
        foldDecisions(CLIENT, [refused, known(first)], []),
      );
      expect(withoutDocument.map((one) => one.id)).toEqual([id(2), id(1)]);
    });
  });

  it('keeps a row for decisions that are not over on documents that are gone', () => {
    const decisions = foldDecisions(
      CLIENT,
      [
        known(draftOf(8, 'RECORD_PAYMENT'), { state: 'CONFLICTED' }),
        known(draftOf(9, 'RECORD_PAYMENT'), { state: 'APPLIED' }),
      ],
      [submit(draftOf(5, 'RECORD_PAYMENT')), submit(draftOf(1, 'RECORD_PAYMENT'))],
    );
    const gone = foldConsole(books, decisions).withoutDocument.map(({ documentKey }) => documentKey);
    expect(gone.toSorted()).toEqual(['Bill:5', 'Bill:8']);
  });
});

function recorded(seconds: number, place = 1, week = WEEK): QueuedOperation {
  const ritual = { clientId: CLIENT, week, tabs: ['CONSOLE', 'DIGEST'], seconds, decisions: 2 } as const;
  return queued({ name: 'RECORD_RITUAL', id: id(place), clientId: CLIENT, ritual }, place);
}

function reviewed(place = 2): QueuedOperation {
  const ritual = { clientId: CLIENT, week: WEEK, tabs: ['HYGIENE'], seconds: 30, decisions: 0 } as const;
  const saw = { asOf: day('2026-11-22'), booksVersion: 4, weeks: 4.6 };
  return queued({ name: 'MARK_REVIEWED', id: id(place), clientId: CLIENT, ritual, saw }, place);
}

const UNMARK = queued({ name: 'UNMARK_REVIEWED', id: id(9), clientId: CLIENT, week: WEEK }, 9);

describe('a review', () => {
  it('adds what is queued, and is reviewed by the last word', () => {
    const after = foldRitual(CLIENT, WEEK, null, [recorded(40), reviewed()]);
    expect(after).toMatchObject({ state: 'REVIEWED', seconds: 70, tabs: ['DIGEST', 'HYGIENE', 'CONSOLE'] });
    expect(after).toMatchObject({ decisions: 2, reviewedWeeks: 4.6, reviewedBooksVersion: 4 });
    const back = foldRitual(CLIENT, WEEK, after, [UNMARK]);
    expect(back).toMatchObject({ state: 'STARTED', seconds: 70, reviewedAt: null, reviewedWeeks: null });
  });

  it('of another week, or refused, is nothing; nothing queued leaves the same object', () => {
    const kept = foldRitual(CLIENT, WEEK, null, [recorded(40)]) as RitualShown;
    expect(foldRitual(CLIENT, WEEK, kept, [])).toBe(kept);
    expect(foldRitual(CLIENT, WEEK, kept, [recorded(40, 1, day('2026-11-09'))])).toBe(kept);
    expect(foldRitual(CLIENT, WEEK, kept, [{ ...recorded(40), ...REFUSED }])).toBe(kept);
    expect(foldRitual(CLIENT, day('2026-11-23'), kept, [])).toBeNull();
    expect(foldRitual(CLIENT, WEEK, null, [UNMARK])).toBeNull();
  });

  it('folded and then acknowledged adds up to what the server adds up to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9_000 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 6 }),
        (all, acked) => {
          const queue = all.map((seconds, place) => recorded(seconds, place));
          const server = queue
            .slice(0, acked)
            .reduce<RitualShown | null>((at, one) => foldRitual(CLIENT, WEEK, at, [one]), null);
          const now = foldRitual(CLIENT, WEEK, server, queue.slice(acked));
          const done = all.reduce(
            (sum, seconds) => mergeRecord(sum, { seconds, tabs: ['DIGEST', 'CONSOLE'], decisions: 2 }),
            NOTHING_DONE,
          );
          expect(now).toMatchObject(done);
        },
      ),
    );
  });
});

describe('a row of the list', () => {
  const fold = (queue: readonly QueuedOperation[], server = [known(draftOf(1, 'REMIND'))]) =>
    foldRow(
      { id: CLIENT, openIssues: 7, ritual: null as RitualShown | null },
      {
        byClient: queueByClient(queue),
        decisions: new Map([[CLIENT, foldDecisions(CLIENT, server, queue)]]),
        weekOf: () => WEEK,
      },
    );

  it('counts decisions on their way and those that ask for another choice', () => {
    const failed = known(draftOf(2, 'REMIND'), { state: 'FAILED' });
    const replaced = known(draftOf(3, 'REMIND'), { state: 'EXPIRED', replacedBy: id(4) });
    const queue = [submit(draftOf(5, 'SKIP')), submit(draftOf(6, 'SKIP'), 2, REFUSED)];
    expect(fold(queue, [known(draftOf(1, 'REMIND')), failed, replaced])).toMatchObject({
      openDecisions: 2,
      askingDecisions: 2,
    });
  });

  it('has the review and the open issues as they stand with what is queued', () => {
    const queue = [
      asked({ name: 'SNOOZE_ISSUES', issueIds: ['a', 'b'] }),
      asked({ name: 'REOPEN_ISSUES', issueIds: ['b', 'z'] }, 2),
      reviewed(3),
    ];
    const { row } = fold(queue);
    expect(row.openIssues).toBe(7);
    expect(row.ritual?.state).toBe('REVIEWED');
    expect(fold(queue.slice(0, 1)).row.openIssues).toBe(5);
  });

  it('stays the same where nothing is queued for it', () => {
    const row = { id: CLIENT, openIssues: 0 };
    const parts = { byClient: queueByClient([]), decisions: new Map(), weekOf: () => WEEK };
    expect(foldRow(row, parts).row).toBe(row);
    const refused = queueByClient([{ ...asked({ name: 'DISMISS_ISSUES' }), ...REFUSED }]);
    expect(foldRow(row, { ...parts, byClient: refused }).row).toBe(row);
  });
});
