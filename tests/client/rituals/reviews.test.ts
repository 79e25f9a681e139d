import { describe, expect, it } from '@jest/globals';
import type { ClientRow } from '../../../domain/clientList.js';
import type { RitualShown } from '../../../domain/operations/foldRitual.js';
import type { QueuedOperation } from '../../../domain/operations/operation.js';
import { reviewWeek } from '../../../domain/ritual/week.js';
import type { IsoDate, Weeks } from '../../../domain/units.js';
import { clientRow } from '../../../client/offline/clientRow.js';
import { projectRows } from '../../../client/offline/fold.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { ReviewRecord } from '../../../client/rituals/reviewRecord.js';
import { reviewsOf, timeInWords, timeSpent } from '../../../client/rituals/reviews.js';

/** A Sunday in Denver, a Monday in Auckland. */
const NOW = Date.parse('2026-11-22T20:00:00Z');
const WEEK = '2026-11-16' as IsoDate;
const joinery = (): ClientRow => {
  const row = FAKE_CLIENTS.map(clientRow).find(({ id }) => id === 'larkspur-joinery');
  if (row === undefined) throw new Error('The fixture has the joinery.');
  return { ...row, timeZone: 'America/Denver' };
};
const reviewed = (row: ClientRow, weeks: number | null = row.runway.weeks): ClientRow => ({
  ...row,
  ritual: {
    ...{ week: WEEK, state: 'REVIEWED', startedAt: '2026-11-22T19:00:00Z', seconds: 380, tabs: ['DIGEST'] },
    ...{ decisions: 2, reviewedAt: '2026-11-22T19:06:00Z', reviewedByName: 'Daniel Reyes' },
    ...{ reviewedAsOf: '2026-11-21', reviewedBooksVersion: 3, reviewedWeeks: weeks },
  },
});

describe('the week’s reviews', () => {
  it('counts those that are done over those that have figures, with the time of all', () => {
    const without = { ...joinery(), id: 'no-figures', asOf: null };
    const { done, of, seconds, standings } = reviewsOf(
      [reviewed(joinery()), { ...joinery(), id: 'b' }, without],
      NOW,
      'UTC',
    );
    expect({ done, of, seconds }).toEqual({ done: 1, of: 2, seconds: 380 });
    expect(standings.get('b')).toBe('NOT_STARTED');
  });

  it('was begun by nobody where a mark from the list was taken back', () => {
    const ritual = { ...reviewed(joinery()).ritual, state: 'STARTED' as const, reviewedWeeks: null } as RitualShown;
    const standing = (done: Partial<RitualShown>) =>
      reviewsOf([{ ...joinery(), ritual: { ...ritual, ...done } }], NOW, 'UTC').standings.get('larkspur-joinery');
    expect(standing({ seconds: 0, tabs: [], decisions: 0 })).toBe('NOT_STARTED');
    expect(standing({ seconds: 9, tabs: [], decisions: 0 })).toBe('STARTED');
    expect(standing({ seconds: 0, tabs: [], decisions: 1 })).toBe('STARTED');
  });

  it('lifts a mark when the runway has moved a week since', () => {
    const row = reviewed(joinery(), (joinery().runway.weeks ?? 0) + 1);
    expect(reviewsOf([row], NOW, 'UTC').standings.get(row.id)).toBe('LIFTED');
    expect(reviewsOf([row], NOW, 'UTC').done).toBe(0);
  });

  it('sets a mark anew that settings alone have lifted, on the same day and the same books', () => {
    const lifted = reviewed(joinery(), (joinery().runway.weeks ?? 0) + 1);
    const saw = { asOf: '2026-11-21' as IsoDate, booksVersion: 3, weeks: lifted.runway.weeks };
    const ritual = { clientId: lifted.id, week: WEEK, tabs: [], seconds: 0, decisions: 0 };
    const operation = { name: 'MARK_REVIEWED' as const, id: 'anew', clientId: lifted.id, ritual, saw };
    const queued: QueuedOperation = { operation, place: 1, savedAt: NOW, state: 'WAITING', refusal: null };
    const shown = projectRows([lifted], [queued], new Map(), NOW);
    expect(reviewsOf(shown, NOW, 'UTC').standings.get(lifted.id)).toBe('REVIEWED');
  });

  it('begins a new week on the client’s own Monday', () => {
    const auckland = { ...reviewed(joinery()), timeZone: 'Pacific/Auckland' };
    expect(reviewsOf([auckland], NOW, 'UTC').standings.get(auckland.id)).toBe('NOT_STARTED');
    const over = { ...joinery().runway, weeks: null as Weeks | null, state: 'NOT_BURNING' as const };
    expect(reviewsOf([{ ...reviewed(joinery()), runway: over }], NOW, 'UTC').done).toBe(0);
  });

  it('is that of the figures where the device’s clock is behind them', () => {
    const behind = NOW - 7 * 86_400_000;
    const row = { ...joinery(), asOf: '2026-11-20' as IsoDate };
    expect(reviewWeek(row, behind, 'UTC')).toBe(WEEK);
    expect(reviewWeek({ ...row, asOf: null }, behind, 'UTC')).toBe('2026-11-09');
    expect(reviewWeek({ ...row, asOf: '2026-11-13' as IsoDate }, NOW, 'UTC')).toBe(WEEK);
  });

  it('is this week’s on a Monday and a Tuesday, by a clock that is two days behind', () => {
    const row = (asOf: string) => ({ ...joinery(), asOf: asOf as IsoDate });
    // Monday, then Tuesday, noon in Denver; the device says Saturday, then Sunday.
    for (const day of ['2026-11-23', '2026-11-24']) {
      const now = Date.parse(`${day}T19:00:00Z`) - 2 * 86_400_000;
      expect(reviewWeek(row(day), now, 'UTC')).toBe('2026-11-23');
      expect(reviewWeek(row('2026-11-20'), now, 'UTC')).toBe(WEEK);
    }
  });

  it('shows a mark that is queued at once, also by a clock that is two days behind', () => {
    // Tuesday noon in Denver; the device says Sunday.
    const now = Date.parse('2026-11-24T19:00:00Z') - 2 * 86_400_000;
    const row = { ...joinery(), asOf: '2026-11-24' as IsoDate };
    const ritual = { clientId: row.id, week: reviewWeek(row, now, 'UTC'), tabs: [], seconds: 0, decisions: 0 };
    const saw = { asOf: row.asOf, booksVersion: 3, weeks: row.runway.weeks };
    const operation = { name: 'MARK_REVIEWED' as const, id: 'behind', clientId: row.id, ritual, saw };
    const queued: QueuedOperation = { operation, place: 1, savedAt: now, state: 'WAITING', refusal: null };
    const shown = projectRows([row], [queued], new Map(), now);
    expect(shown[0]?.ritual).toMatchObject({ week: '2026-11-23', state: 'REVIEWED' });
    expect(reviewsOf(shown, now, 'UTC').done).toBe(1);
  });

  it('is next week’s by a clock two days ahead, shows its mark until that is refused, and this week’s once it is right', () => {
    const ahead = NOW + 2 * 86_400_000;
    const row = joinery();
    const marking = (id: string, at: number, state: QueuedOperation['state'] = 'WAITING'): QueuedOperation => {
      const ritual = { clientId: row.id, week: reviewWeek(row, at, 'UTC'), tabs: [], seconds: 0, decisions: 0 };
      const saw = { asOf: row.asOf as IsoDate, booksVersion: 3, weeks: row.runway.weeks };
      const operation = { name: 'MARK_REVIEWED' as const, id, clientId: row.id, ritual, saw };
      return { operation, place: 1, savedAt: at, state, refusal: null };
    };
    const standing = (at: number, ...queue: QueuedOperation[]) => {
      const { standings, done } = reviewsOf(projectRows([row], queue, new Map(), at), at, 'UTC');
      return [standings.get(row.id), done];
    };
    expect(standing(ahead, marking('early', ahead))).toEqual(['REVIEWED', 1]);
    const refused = marking('early', ahead, 'REFUSED');
    expect(standing(ahead, refused)).toEqual(['NOT_STARTED', 0]);
    expect(standing(NOW, refused, marking('right', NOW))).toEqual(['REVIEWED', 1]);
    // Why the server takes no such mark for this week’s: here it would be gone as soon as it was answered.
    expect(reviewsOf([reviewed(row)], ahead, 'UTC').standings.get(row.id)).toBe('NOT_STARTED');
  });

  it('prints time spent', () => {
    expect([timeSpent(0), timeSpent(380), timeSpent(3_849)]).toEqual(['0:00', '6:20', '1:04:09']);
    expect([timeInWords(290), timeInWords(4_200)]).toEqual(['5 min', '1 h 10 min']);
  });
});

describe('what is gathered of one review', () => {
  const saved = (id: string, savedAt: number | null) => ({ id, savedAt });
  let at = 0;
  const record = (): ReviewRecord => {
    at = 0;
    return new ReviewRecord('joinery', () => at);
  };
  const after = (seconds: number): void => {
    at += seconds * 1_000;
  };

  it('counts while the page is in sight, and begins anew once it is taken', () => {
    const one = record();
    one.look('DIGEST');
    after(40);
    one.note('HIDDEN');
    after(600);
    one.note('SHOWN');
    one.look('CONSOLE');
    after(20);
    expect(one.take(WEEK, 'CONSOLE', 5)).toEqual({
      ...{ clientId: 'joinery', week: WEEK, tabs: ['DIGEST', 'CONSOLE'], seconds: 60, decisions: 0 },
    });
    after(6);
    expect(one.take(WEEK, 'CONSOLE', 5)).toMatchObject({ tabs: ['CONSOLE'], seconds: 6 });
  });

  it('writes no glance down, and keeps its seconds for the next record', () => {
    const one = record();
    after(4);
    expect(one.take(WEEK, 'DIGEST', 5)).toBeNull();
    after(4);
    expect(one.take(WEEK, 'DIGEST', 5)?.seconds).toBe(8);
  });

  it('counts decisions saved while it is in sight, each once, and none from before or from elsewhere', () => {
    const one = record();
    const [before, a, b] = [saved('before', 900), saved('a', 1_000), saved('b', 1_400)];
    // The queue is read late: what waited since an earlier visit comes with the first that is made on this one.
    one.noteDecisions([], 1_000);
    one.noteDecisions([before, a, saved('elsewhere', null)], 1_000);
    one.noteDecisions([a, b], 1_000);
    one.noteDecisions([b], 1_000);
    one.noteDecisions([a, b], 1_000);
    // In sight again: what another tab made meanwhile is that tab's.
    one.noteDecisions([saved('other tab', 1_700), b], 1_800);
    expect(one.take(WEEK, 'CONSOLE', 5)).toMatchObject({ decisions: 2, seconds: 0 });
    expect(one.take(WEEK, 'CONSOLE', 5)).toBeNull();
  });
});
