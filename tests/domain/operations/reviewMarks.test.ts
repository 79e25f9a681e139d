import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { selectClients, type ClientRow } from '../../../domain/clientList.js';
import { foldLastReviewed } from '../../../domain/operations/foldLastReviewed.js';
import { foldRitual, withQueued, type RitualShown } from '../../../domain/operations/foldRitual.js';
import { foldRow, queueByClient } from '../../../domain/operations/foldRow.js';
import type { QueuedOperation } from '../../../domain/operations/operation.js';
import type { IsoDate } from '../../../domain/units.js';
import { day } from '../company.js';
import { CLIENT, id, queued, REFUSED } from './decisions.js';

const WEEK = day('2026-11-16');
const BEFORE = day('2026-11-09');

function mark(place: number, booksVersion: number, week = WEEK, weeks: number | null = 4.6): QueuedOperation {
  const ritual = { clientId: CLIENT, week, tabs: [], seconds: 0, decisions: 0 } as const;
  const saw = { asOf: day('2026-11-22'), booksVersion, weeks };
  return queued({ name: 'MARK_REVIEWED', id: id(place), clientId: CLIENT, ritual, saw }, place);
}

/** `of`: the place of the mark that is taken back; null: whichever stands, as earlier versions asked for. */
function unmark(place: number, of: number | null, week = WEEK): QueuedOperation {
  const only = of === null ? {} : { mark: id(of) };
  return queued({ name: 'UNMARK_REVIEWED', id: id(place), clientId: CLIENT, week, ...only }, place);
}

const reviewOf = (...queue: QueuedOperation[]): RitualShown => foldRitual(CLIENT, WEEK, null, queue) as RitualShown;

describe('taking a mark back', () => {
  /** A colleague's, at the fifth version of the books. */
  const theirs = reviewOf(mark(50, 5));

  it('takes the mark it names and no other, in whichever order they came', () => {
    expect(foldRitual(CLIENT, WEEK, reviewOf(mark(1, 4)), [unmark(2, 1)])).toMatchObject({
      ...{ state: 'STARTED', reviewedAt: null, reviewedOperationId: null },
    });
    expect(foldRitual(CLIENT, WEEK, theirs, [unmark(2, 1)])).toBe(theirs);
    for (const seen of [4, 5]) {
      expect(foldRitual(CLIENT, WEEK, theirs, [mark(1, seen), unmark(2, 1)])).toEqual(theirs);
    }
    expect(foldRitual(CLIENT, WEEK, theirs, [mark(1, 6)])?.reviewedOperationId).toBe(id(1));
  });

  it('takes whichever stands where it names none, as what was queued before, or it is not known whose it is', () => {
    expect(foldRitual(CLIENT, WEEK, theirs, [unmark(2, null)])?.state).toBe('STARTED');
    const keptBefore: RitualShown = { ...theirs };
    Reflect.deleteProperty(keptBefore, 'reviewedOperationId');
    expect(foldRitual(CLIENT, WEEK, keptBefore, [unmark(2, 1)])?.state).toBe('STARTED');
    const unknown = { ...theirs, reviewedOperationId: null };
    expect(foldRitual(CLIENT, WEEK, unknown, [unmark(2, 1)])).toBe(unknown);
  });
});

describe('a mark of a runway that the settings moved, on the same day and the same books', () => {
  const before = reviewOf(mark(1, 4));

  it('takes the place of the one before, also where the runway is a state now', () => {
    for (const weeks of [9.1, null]) {
      const after = foldRitual(CLIENT, WEEK, before, [mark(2, 4, WEEK, weeks)]);
      expect(after).toMatchObject({ state: 'REVIEWED', reviewedOperationId: id(2), reviewedWeeks: weeks });
    }
  });

  it('leaves the one before where the runway is the same, and where that is of newer books', () => {
    expect(foldRitual(CLIENT, WEEK, before, [mark(2, 4)])).toEqual(before);
    expect(foldRitual(CLIENT, WEEK, before, [mark(2, 3, WEEK, 9.1)])).toEqual(before);
  });
});

/** A server with one client, whose clock is that of who asks it. */
class Marks {
  readonly weeks = new Map<string, RitualShown>();

  do(queue: readonly QueuedOperation[]): this {
    for (const one of queue) {
      const { operation } = one;
      const week = operation.name === 'MARK_REVIEWED' ? operation.ritual.week : WEEK;
      const of = operation.name === 'UNMARK_REVIEWED' ? operation.week : week;
      const after = withQueued(this.weeks.get(of) ?? null, of, one);
      if (after !== null) this.weeks.set(of, after);
    }
    return this;
  }

  get row(): { lastReviewedAt: string | null; ritual: RitualShown | null } {
    const marked = [...this.weeks.values()].flatMap(({ reviewedAt }) => reviewedAt ?? []);
    return { lastReviewedAt: marked.sort().at(-1) ?? null, ritual: this.weeks.get(WEEK) ?? null };
  }
}

/** Marks and their taking back, of these weeks, in the order they were made. */
function acts(...weeks: IsoDate[]) {
  const one = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 }), fc.constantFrom(...weeks));
  return fc
    .array(one, { maxLength: 9 })
    .map((all) =>
      all.map(([marks, of, week], index) => (marks ? mark(index + 1, of, week) : unmark(index + 1, of, week))),
    );
}

describe('when a client was last marked', () => {
  it('is, with what is queued, what the server says of it once it has done that', () => {
    fc.assert(
      fc.property(acts(WEEK), fc.nat({ max: 4 }), (all, done) => {
        const server = new Marks().do(all.slice(0, done));
        const here = foldLastReviewed(server.row, all.slice(done));
        expect(here).toBe(server.do(all.slice(done)).row.lastReviewedAt);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(acts(WEEK, BEFORE), (all) => {
        expect(foldLastReviewed({ lastReviewedAt: null, ritual: null }, all)).toBe(
          new Marks().do(all).row.lastReviewedAt,
        );
      }),
    );
  });

  it('orders the device’s rows as the server orders its own, whatever week the marks are of', () => {
    fc.assert(
      fc.property(fc.array(acts(WEEK, BEFORE), { minLength: 2, maxLength: 5 }), (clients) => {
        const rows = clients.map((all, place) => ({ id: String(place), name: `${place}`, ...new Marks().do(all).row }));
        const order = [{ by: 'REVIEWED', direction: 'ASC' }] as const;
        const shown = selectClients(rows as unknown as ClientRow[], { sort: order }).map((row) => row.id);
        // The server's: coalesce(last_reviewed_at, epoch), then the name.
        const at = (place: string): number => Date.parse(rows[Number(place)]?.lastReviewedAt ?? '1970-01-01T00:00:00Z');
        const server = rows.map((row) => row.id).sort((a, b) => at(a) - at(b) || Number(a) - Number(b));
        expect(shown).toEqual(server);
      }),
    );
  });

  it('is in the row: by a mark at once, and as before where that is refused or taken back', () => {
    const row = { id: CLIENT, openIssues: 0, ritual: null, lastReviewedAt: '2025-11-02T10:00:00.000Z' };
    const last = (...queue: QueuedOperation[]) =>
      foldRow(row, { byClient: queueByClient(queue), decisions: new Map(), weekOf: () => WEEK }).row.lastReviewedAt;
    const one = mark(1, 4);
    expect(last(one)).toBe(new Date(one.savedAt).toISOString());
    expect(last(one, unmark(2, 1))).toBe(row.lastReviewedAt);
    expect(last({ ...one, ...REFUSED })).toBe(row.lastReviewedAt);
  });
});
