import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BookDocument, Posting } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import { changesOfDecisions, impactBaseOfView, type WeighedDecision } from '../../../domain/decision/impact.js';
import { changesOf } from '../../../domain/forecast/adjustments.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import type { ViewedItem } from '../../../domain/forecast/inputsOfForecast.js';
import { foldForecast, type ForecastShown } from '../../../domain/operations/foldForecast.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { books, day, document, entry, money, SETTINGS } from '../company.js';
import { inputs, item } from '../forecast/inputs.js';
import { expectSame } from '../../harness/expectSame.js';
import { ACCOUNTS, adjusted, payment, plan, server, type Server } from './toldForecasts.js';

function fold(view: Server, decisions: readonly WeighedDecision[]): ForecastShown {
  const shown = foldForecast(view, impactBaseOfView(view, ACCOUNTS), decisions);
  if (shown === null) throw new Error('The forecast could not be told again.');
  return shown;
}

const FIGURES = [
  ...(['lowPoint', 'firstWeekBelowZero', 'lowerLowPoint', 'lowerFirstWeekBelowZero'] as const),
  ...(['cashOnHand', 'weeks', 'inViewTotal'] as const),
];
const figuresOf = (of: Server | ForecastShown['folded']): unknown[] => FIGURES.map((name) => of[name]);

describe('a forecast with plans on their way', () => {
  it('is, to the last item, the one that the server tells once they are applied', () => {
    fc.assert(
      fc.property(adjusted, ({ made, adjustments, plans }) => {
        const planned = new Set(plans.map(({ key }) => key));
        const moved = [...adjustments.moved.filter(({ key }) => !planned.has(key)), ...plans];
        const after = server(made, { ...adjustments, moved });
        const { folded } = fold(
          server(made, adjustments),
          plans.map(({ key, date }) => plan(key, date)),
        );
        expectSame(figuresOf(folded), figuresOf(after));
        expectSame([folded.items, folded.inView], [after.items, after.inView]);
      }),
      { numRuns: 200 },
    );
  });

  it('has them count for nothing once their day is over, as the server does', () => {
    const made = inputs({ items: [item('Bill:1', '2026-12-04', 700)] });
    const before = server(made);
    const { folded, marks } = fold(before, [plan('Bill:1', made.asOf)]);
    expect([folded.items, marks.size]).toEqual([before.items, 0]);
    expect(figuresOf(folded)).toEqual(figuresOf(before));
  });
});

const paying = adjusted.chain((one) => {
  const bills = one.made.items.filter(({ kind }) => kind === 'BILL').map(({ key }) => key);
  return fc.record({
    ...{ made: fc.constant(one.made), adjustments: fc.constant(one.adjustments) },
    paid: fc.uniqueArray(
      fc.record({ key: fc.constantFrom('Bill:unknown', ...bills), amount: fc.integer({ min: 1, max: 9_000_000 }) }),
      { selector: ({ key }) => key, maxLength: 4 },
    ),
    isCounted: fc.boolean(),
  });
});

describe('a forecast with payments on their way', () => {
  it('is the one that the same engine makes of the books with those changes', () => {
    fc.assert(
      fc.property(paying, ({ made, adjustments, paid, isCounted }) => {
        const view = server(made, adjustments);
        const decisions = paid.map(({ key, amount }) => payment(key, amount, isCounted ? 'checking' : 'trust'));
        const base = impactBaseOfView(view, ACCOUNTS);
        const whole = [...changesOf(adjustments, made), ...changesOfDecisions(base, decisions)];
        const { folded } = fold(view, decisions);
        expectSame(figuresOf(folded), figuresOf(engine(made, whole)));
        const total = paid.reduce((sum, { amount }) => sum + amount, 0);
        expect(folded.cashOnHand).toBe(view.cashOnHand - (isCounted ? total : 0));
      }),
      { numRuns: 200 },
    );
  });

  it('lists every item that a week counts, once, and no more than is counted or left out', () => {
    fc.assert(
      fc.property(paying, ({ made, adjustments, paid }) => {
        const { folded } = fold(
          server(made, adjustments),
          paid.map(({ key, amount }) => payment(key, amount)),
        );
        const listed = folded.items.map(({ key }) => key);
        expect(new Set(listed).size).toBe(listed.length);
        const counted = folded.weeks.flatMap(({ lines }) => lines.flatMap(({ itemKeys }) => itemKeys));
        const last = folded.weeks.at(-1)?.to ?? '';
        const expected = folded.items.filter(({ off, date }) => !off && date <= last).map(({ key }) => key);
        expect([...counted].sort()).toEqual([...expected].sort());
      }),
    );
  });

  it('marks what is paid in part, and a credit that goes to another bill with what it rests on now', () => {
    const made = inputs({
      items: [
        item('Bill:1', '2026-11-30', 60_000, { number: 'B-1' }),
        item('Bill:2', '2026-12-10', 30_000, { number: 'B-2' }),
        item('VendorCredit:7', '2026-11-30', 10_000, { against: 'Bill:1', basis: 'Credit, set against bill B-1.' }),
      ],
    });
    const { folded, marks } = fold(server(made), [payment('Bill:1', 60_000), payment('Bill:2', 5_000)]);
    expect(folded.items.map(({ key, amount, date, basis }) => [key, amount, date, basis])).toEqual([
      ['Bill:2', 25_000, '2026-12-10', 'Due.'],
      ['VendorCredit:7/of-1', 10_000, '2026-12-10', 'Credit, set against bill B-2.'],
    ]);
    expect([...marks]).toEqual([
      ['Bill:2', { planned: false, paid: 5_000, setAnew: false }],
      ['VendorCredit:7/of-1', { planned: false, paid: 0, setAnew: true }],
    ]);
  });

  it('keeps listed what was left out and is not paid in full, in no sum', () => {
    const made = inputs({
      items: [item('Bill:1', '2026-11-30', 60_000), item('Bill:2', '2026-12-10', 30_000)],
    });
    const view = server(made, { events: [], off: ['Bill:1', 'Bill:2'], moved: [] });
    const { folded } = fold(view, [payment('Bill:1', 60_000), payment('Bill:2', 10_000)]);
    expect(folded.items.map(({ key, amount, off }) => [key, amount, off])).toEqual([['Bill:2', 20_000, true]]);
    expect(folded.weeks.at(-1)?.closing).toBe(30_000);
  });
});

/** The server's engine with any changes. */
function engine(made: ForecastInputs, changes: Parameters<typeof forecastFrom>[1]): Server {
  return forecastFrom(made, changes) as unknown as Server;
}

const VENDOR = { partyId: 'v1', partyName: 'Amber Mill' };
const AS_OF = day('2026-11-22');

/** Bills of one vendor with a credit; each paid as `paid` says, on the as-of date. */
function company(bills: readonly { due: number; total: number; paid: number }[], credit: number): ForecastInputs {
  const documents: BookDocument[] = [];
  const postings: Posting[] = [
    ...entry('Journal Entry', '2026-06-01', { checking: 900_000, opening: -900_000 }),
    ...entry('Vendor Credit', '2026-11-02', { payable: credit, rent: -credit }, { documentId: 'c' }),
  ];
  documents.push(document('VendorCredit', 'c', '2026-11-02', { total: money(credit), ...VENDOR }));
  bills.forEach(({ due, total, paid }, place) => {
    const id = String(place);
    documents.push(
      document('Bill', id, '2026-11-01', { dueDate: addDays(AS_OF, due), total: money(total), number: id, ...VENDOR }),
    );
    postings.push(...entry('Bill', '2026-11-01', { rent: total, payable: -total }, { documentId: id }));
    if (paid === 0) return;
    const applications = [{ type: 'Bill', id, amount: money(paid) }] as const;
    documents.push(document('BillPayment', `p${id}`, AS_OF, { total: money(paid), applications, ...VENDOR }));
    const legs = { payable: paid, checking: -paid };
    postings.push(...entry('Bill Payment (Check)', AS_OF, legs, { documentId: `p${id}` }));
  });
  return forecastInputs(new SnapshotSource(books(postings, documents), SETTINGS), AS_OF);
}

function creditsByDay(items: readonly ViewedItem[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, date, amount } of items) if (kind === 'CREDIT') sums[date] = (sums[date] ?? 0) + amount;
  return sums;
}

const companyBills = fc.array(
  fc
    .record({
      due: fc.integer({ min: -20, max: 80 }),
      total: fc.integer({ min: 1, max: 90_000 }),
      share: fc.constantFrom(0, 0, 1, 40, 100),
    })
    .map(({ due, total, share }) => ({ due, total, paid: Math.ceil((total * share) / 100) })),
  { minLength: 1, maxLength: 6 },
);

describe('once a payment is in the books', () => {
  it('they give the opening, the bills and the credits that were shown while it was on its way', () => {
    fc.assert(
      fc.property(companyBills, fc.integer({ min: 1, max: 120_000 }), (bills, credit) => {
        const open = company(
          bills.map((bill) => ({ ...bill, paid: 0 })),
          credit,
        );
        const decisions = bills.flatMap(({ paid }, place) => (paid > 0 ? [payment(`Bill:${place}`, paid)] : []));
        const { folded } = fold(server(open), decisions);
        const landed = server(company(bills, credit));
        const told = (of: Pick<Server, 'weeks'>): unknown[] =>
          of.weeks.map(({ lines }) =>
            lines.flatMap(({ group, amount }) => (group === 'BILLS' || group === 'CREDITS' ? [[group, amount]] : [])),
          );
        expect(folded.cashOnHand).toBe(landed.cashOnHand);
        expectSame(told(folded), told(landed));
        // Parts of a credit on one day are one sum: how many they are is not told.
        const listed = (of: Pick<Server, 'items'>): unknown[] => [
          ...of.items.flatMap((one) => (one.kind === 'BILL' ? [[one.key, one.date, one.amount, one.basis]] : [])),
          creditsByDay(of.items),
        ];
        expectSame(listed(folded), listed(landed));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a forecast that cannot be told again from what a device has', () => {
  it('has nothing counted on top of it', () => {
    const view = server(inputs({ items: [item('Bill:1', '2026-12-04', 700)] }));
    const other = { ...view, lowPoint: { ...view.lowPoint, amount: money(view.lowPoint.amount + 1) } };
    const base = impactBaseOfView(view, ACCOUNTS);
    expect(foldForecast(view, base, [])).not.toBeNull();
    expect(foldForecast(other, base, [])).toBeNull();
  });
});
