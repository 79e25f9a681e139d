import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { foldAllDecisions, foldDecisions } from '../../../domain/operations/foldDecisions.js';
import { CLIENT, draft, draftOf, id, known, queued, randomKind, REFUSED, submit, withdraw } from './decisions.js';

const ACCOUNTS = [{ id: '35', name: 'Operating' }];

function one(list: readonly DecisionShown[]): DecisionShown {
  expect(list).toHaveLength(1);
  return list[0] as DecisionShown;
}

describe('a queued decision', () => {
  it('stands as it was seen, with its account, and can be taken back', () => {
    const shown = one(foldDecisions(CLIENT, [], [submit(draft(1), 7)], ACCOUNTS));
    expect(shown).toMatchObject({ id: id(1), state: 'QUEUED', name: 'Halden Equipment Leasing', amount: 89_500 });
    expect(shown).toMatchObject({ accountName: 'Operating', byName: null, acceptedAt: null, canWithdraw: true });
  });

  it('of a reminder has the open balance as its amount', () => {
    expect(one(foldDecisions(CLIENT, [], [submit(draftOf(1, 'REMIND'))])).amount).toBe(139_500);
  });

  it('is not shown twice where the server knows it already', () => {
    const shown = one(foldDecisions(CLIENT, [known(draft(1))], [submit(draft(1))]));
    expect(shown).toMatchObject({ state: 'ACCEPTED', savedAt: null, canWithdraw: true });
  });

  it('that was refused says why, stays, and replaces nothing', () => {
    const before = known(draft(1), { state: 'CONFLICTED', settledAt: '2026-11-22T08:00:12Z' });
    const list = foldDecisions(CLIENT, [before], [submit(draft(2, { replaces: id(1) }), 3, REFUSED)]);
    expect(list.map(({ state, replacedBy }) => [state, replacedBy])).toEqual([
      ['REFUSED', null],
      ['CONFLICTED', null],
    ]);
    expect(list[0]).toMatchObject({ refusal: REFUSED.refusal, canWithdraw: false });
  });

  it('takes the place of the one it replaces', () => {
    const list = foldDecisions(CLIENT, [known(draft(1))], [submit(draft(2, { replaces: id(1) }))]);
    expect(list.map(({ replaces, replacedBy }) => [replaces, replacedBy])).toEqual([
      [id(1), null],
      [null, id(2)],
    ]);
  });

  it('takes nobody’s place any more once the server knows that it came to nothing, though its answer was lost', () => {
    const before = known(draft(1), { state: 'CONFLICTED', settledAt: '2026-11-22T08:00:12Z' });
    const again = draft(2, { replaces: id(1) });
    for (const state of ['FAILED', 'EXPIRED', 'WITHDRAWN', 'ACCEPTED'] as const) {
      const list = foldDecisions(CLIENT, [before, known(again, { state })], [submit(again)]);
      const replacedBy = list.find((shown) => shown.id === id(1))?.replacedBy;
      expect([state, replacedBy]).toEqual([state, state === 'ACCEPTED' ? id(2) : null]);
    }
  });

  it('of another client is not among them', () => {
    const other = draft(1, { clientId: 'other' });
    expect(foldDecisions(CLIENT, [], [submit(other)])).toEqual([]);
  });
});

describe('a queued withdrawal', () => {
  it('shows its decision as being taken back, on the server or on its way there', () => {
    const both = [submit(draft(1), 1, { state: 'SENDING' }), withdraw(id(1)), withdraw(id(2), 3)];
    const list = foldDecisions(CLIENT, [known(draft(2))], both);
    expect(list.map(({ state, canWithdraw }) => [state, canWithdraw])).toEqual([
      ['WITHDRAWING', false],
      ['WITHDRAWING', false],
    ]);
  });

  it('changes nothing of a decision that is final', () => {
    const done = known(draft(1), { state: 'APPLIED', settledAt: '2026-11-22T08:00:12Z' });
    expect(one(foldDecisions(CLIENT, [done], [withdraw(id(1))])).state).toBe('APPLIED');
  });

  it('that was refused leaves the decision as it is and says why', () => {
    const late = { code: 'TOO_LATE', message: 'It is on its way to QuickBooks and may have arrived.' };
    const refusal = withdraw(id(1), 2, { state: 'REFUSED', refusal: late });
    const sent = known(draft(1), { state: 'SUBMITTED' });
    expect(one(foldDecisions(CLIENT, [sent], [refusal]))).toMatchObject({ state: 'SUBMITTED', refusal: late });
  });
});

describe('what can be taken back', () => {
  it('is what is queued or waits to be sent, and no plan or skip that is done', () => {
    const list = foldDecisions(
      CLIENT,
      [known(draftOf(1, 'PLAN')), known(draft(2)), known(draft(3), { state: 'SUBMITTED' })],
      [submit(draft(4))],
    );
    expect(new Map(list.map((shown) => [shown.id, shown.canWithdraw]))).toEqual(
      new Map([
        [id(4), true],
        [id(3), false],
        [id(2), true],
        [id(1), false],
      ]),
    );
  });
});

const states = fc.constantFrom('WAITING' as const, 'SENDING' as const, 'REFUSED' as const);
const op = fc.record({ place: fc.nat({ max: 30 }), kind: randomKind, state: states, isKnown: fc.boolean() });
const ops = fc.uniqueArray(op, { selector: ({ place }) => place, maxLength: 25 });

describe('for any queue', () => {
  it('every queued submission appears exactly once, and every known decision', () => {
    fc.assert(
      fc.property(ops, fc.array(fc.nat({ max: 30 }), { maxLength: 10 }), (made, withdrawn) => {
        const drafts = made.map(({ place, kind }) => draftOf(place, kind));
        const queue = [
          ...made.map(({ place, state }, at) => submit(drafts[at] ?? draft(0), place, { state })),
          ...withdrawn.map((place, at) => withdraw(id(place), 100 + at)),
        ];
        const kept = drafts.filter((_, at) => made[at]?.isKnown).map((of) => known(of));
        const list = foldDecisions(CLIENT, kept, queue);
        expect(list.map((shown) => shown.id).toSorted()).toEqual(drafts.map((of) => of.id).toSorted());
        const byClient = foldAllDecisions(new Map([[CLIENT, kept]]), queue);
        expect(byClient.get(CLIENT) ?? []).toEqual(list);
      }),
    );
  });

  it('what was queued and then acknowledged reads as what the server says', () => {
    fc.assert(
      fc.property(ops, (made) => {
        const drafts = made.map(({ place, kind }) => draftOf(place, kind));
        const queue = drafts.map((of, at) => submit(of, at));
        const server = drafts.map((of) => known(of));
        const acknowledged = foldDecisions(CLIENT, server, []);
        expect(foldDecisions(CLIENT, server, queue)).toEqual(acknowledged);
        const before = new Map(foldDecisions(CLIENT, [], queue, ACCOUNTS).map((shown) => [shown.id, shown]));
        for (const { id: of, documentKey, amount, plannedFor, accountName } of acknowledged) {
          expect(before.get(of)).toMatchObject({ documentKey, amount, plannedFor, accountName });
        }
      }),
    );
  });
});

describe('what reads the same', () => {
  it('stays the same object, and the lists of other clients the same lists', () => {
    const server = new Map([
      [CLIENT, [known(draft(1))]],
      ['other', [known(draft(2, { clientId: 'other' }))]],
    ]);
    const before = foldAllDecisions(server, []);
    const after = foldAllDecisions(server, [submit(draft(3))], undefined, before);
    expect(after.get('other')).toBe(before.get('other'));
    expect(after.get(CLIENT)?.[1]).toBe(before.get(CLIENT)?.[0]);
    expect(after.get(CLIENT)).toHaveLength(2);
  });

  it('and operations on other things are nobody’s decisions', () => {
    const snooze = { name: 'SNOOZE_ISSUES', id: id(8), clientId: CLIENT, issueIds: ['a'], until: null } as const;
    expect(foldAllDecisions(new Map(), [queued(snooze, 1)]).size).toBe(0);
  });
});
