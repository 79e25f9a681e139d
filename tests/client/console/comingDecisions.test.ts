import { describe, expect, it } from '@jest/globals';
import { comingInto, comingOf } from '../../../client/console/comingDecisions.js';
import { CLIENT, decisionOn } from '../../../client/console/console.fixture.js';
import { fakeConsole, openDocument } from '../../../client/fakes/fakeConsole.js';
import type { ForecastView } from '../../../client/forecast/forecastParts.js';
import { foldDecisions } from '../../../domain/operations/foldDecisions.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';

const SINCE = '2026-11-21T15:05:00.000Z';
const bill = { ...openDocument(['Bill:310', 'Halden', 'L-0931', '2026-11-09', 89_500]), plannedFor: '2026-12-04' };

const RECEIPT = {
  documentKey: 'BillPayment:1',
  number: null,
  url: null,
  amount: 50_000,
  requestId: 'r',
  appliedAt: SINCE,
  foundBy: 'ANSWER',
  auditEntry: 1,
} as const;

const coming = (...known: KnownDecision[]): string[] =>
  comingOf(foldDecisions(CLIENT, known, []), fakeConsole({ bills: [bill] })).map(({ id }) => id);

describe('what figures do not have yet', () => {
  const plan = { kind: 'PLAN', amount: null, accountId: null, settledAt: SINCE, plannedFor: '2026-12-04' } as const;

  it('has a plan made since until its document was given another day, or none', () => {
    const kept = decisionOn('Bill:310', plan);
    expect(coming(kept)).toEqual([kept.id]);
    expect(coming({ ...kept, plannedFor: '2026-12-05' })).toEqual([]);
    expect(coming({ ...kept, settledAt: '2026-11-21T14:05:00.000Z' })).toEqual([]);
  });

  it('has no plan made since that the forecast beside it has', () => {
    const decisions = foldDecisions(CLIENT, [decisionOn('Bill:310', plan)], []);
    const beside = (date: string, movedFrom: string | null): number =>
      comingInto(
        { items: [{ key: 'Bill:310', date, movedFrom }] } as unknown as Pick<ForecastView, 'items'>,
        decisions,
        fakeConsole({ bills: [bill] }),
      ).length;
    expect(beside('2026-12-04', '2026-11-09')).toBe(0);
    expect([beside('2026-12-05', '2026-11-09'), beside('2026-12-04', null)]).toEqual([1, 1]);
  });

  it('has a payment made since until the bill is open by what is left after it, whenever the answer came', () => {
    const paid = (openBalanceAfter: number | null, openNow: number | null, more = 0): number => {
      const receipt = { ...RECEIPT, openBalanceAfter };
      const payment = decisionOn('Bill:310', { settledAt: SINCE, amount: 50_000, openBalance: 89_500, receipt });
      const bills = openNow === null ? [] : [{ ...bill, openBalance: openNow }];
      return comingOf(foldDecisions(CLIENT, [payment], []), fakeConsole({ bills, more })).length;
    };
    expect([paid(39_500, 89_500), paid(39_500, 39_500), paid(39_500, 20_000)]).toEqual([1, 0, 1]);
    expect([paid(0, null), paid(0, null, 3), paid(39_500, null), paid(null, null)]).toEqual([0, 1, 1, 1]);
    // Somebody raised the bill by what was paid: whether it is there is not told by its balance.
    expect(paid(89_500, 89_500)).toBe(1);
  });

  it('has payments and plans alone, the last made last, so that it is the one that counts', () => {
    const open = { state: 'SUBMITTED', settledAt: null } as const;
    const first = decisionOn('Bill:310', { ...open, acceptedAt: '2026-11-21T15:01:00.000Z' });
    const last = decisionOn('Bill:311', { ...open, acceptedAt: '2026-11-21T15:02:00.000Z' });
    const reminder = decisionOn('Invoice:210', { ...open, kind: 'REMIND' });
    expect(coming(last, reminder, first)).toEqual([first.id, last.id]);
  });
});
