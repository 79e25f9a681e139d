import { describe, expect, it } from '@jest/globals';
import { CONFLICTED, decisionOn } from '../../../client/console/console.fixture.js';
import { againOf, seenLast } from '../../../client/console/newDecision.js';
import { payersAgain } from '../../../client/console/payersAgain.js';
import { openDocument, fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { foldDecisions } from '../../../domain/operations/foldDecisions.js';
import type { DecisionShown, KnownDecision } from '../../../domain/operations/decisionShown.js';
import type { Cents } from '../../../domain/units.js';

const BEFORE = '2026-11-21T14:50:00.000Z';
const AT = '2026-11-21T14:57:12.000Z';
const AFTER = '2026-11-21T15:04:00.000Z';

/** Books that still have the bill as it was seen, read before the conflict or after. */
const books = (syncedAt: string, openBalance = 139_500) =>
  fakeConsole({
    syncedAt,
    bills: [openDocument(['Bill:310', 'Halden Equipment Leasing', 'L-0931', '2026-11-09', openBalance])],
  });

const shown = (known: KnownDecision): DecisionShown => {
  const [one] = foldDecisions(known.clientId, [known], []);
  if (one === undefined) throw new Error('It is not shown.');
  return one;
};

describe('a decision made anew after a conflict', () => {
  const conflict = shown({ ...CONFLICTED, settledAt: AT });

  it('rests on what the comparison showed as long as the books on the screen are older', () => {
    const again = againOf(books(BEFORE), conflict, { amount: 89_500 as Cents });
    expect(again?.saw).toMatchObject({ openBalance: 89_500, syncedAt: AT });
  });

  it('rests on the books once they are newer, whatever the comparison showed', () => {
    const again = againOf(books(AFTER, 50_000), conflict, { amount: 50_000 as Cents });
    expect(again?.saw).toMatchObject({ openBalance: 50_000, syncedAt: AFTER });
    expect(seenLast(books(AFTER, 50_000), conflict)?.document.openBalance).toBe(50_000);
  });

  it('is not offered of what is not open in QuickBooks any more, nor before it is read whose it is', () => {
    for (const field of ['STANDING', 'PARTY'] as const) {
      const line = { field, saw: 'Open', now: 'Other', sawAmount: null, nowAmount: null, differs: true };
      const other = shown({ ...CONFLICTED, settledAt: AT, openBalanceNow: null, differences: [line] });
      expect(seenLast(books(BEFORE), other)?.canRepeat).toBe(false);
      expect(seenLast(books(AFTER), other)?.canRepeat).toBe(true);
    }
  });
});

describe('the account of a payment made anew', () => {
  const line = { field: 'ACCOUNT' as const, saw: 'Operating', now: 'Operating, not active' };
  const closed = { ...CONFLICTED, differences: [{ ...line, sawAmount: null, nowAmount: null, differs: true }] };

  it('is asked for, and is another one, where its own was closed', () => {
    const { accounts } = fakeConsole();
    const gone = fakeConsole({ accounts: accounts.filter(({ id }) => id !== '35') });
    expect(payersAgain(shown(CONFLICTED), gone)).toMatchObject({ isAsked: true, preset: '36' });
    const before = payersAgain(shown({ ...closed, settledAt: AT }), books(BEFORE));
    expect(before).toMatchObject({ isAsked: true, preset: '36' });
    expect(before.accounts.map(({ id }) => id)).toEqual(['36', '41']);
  });

  it('may be changed where it failed, and is its own at first; after a conflict of the balance it is not asked for', () => {
    const failed = shown(decisionOn('Bill:310', { state: 'FAILED', note: 'The account is not active.' }));
    expect(payersAgain(failed, fakeConsole())).toMatchObject({ isAsked: true, preset: '35' });
    expect(payersAgain(shown(CONFLICTED), fakeConsole())).toMatchObject({ isAsked: false });
  });
});
