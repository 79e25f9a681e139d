import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.js';
import { changesOfDecisions, impactBaseOfView, type WeighedDecision } from '../../../domain/decision/impact.js';
import { changesOf, type Adjustments } from '../../../domain/forecast/adjustments.js';
import { flowbandOf, type Flowband } from '../../../domain/forecast/flowband.js';
import type { ForecastInputs, ForecastItem } from '../../../domain/forecast/forecastInputs.js';
import { foldFlowband, foldListedFlowband, type FlowbandFolded } from '../../../domain/operations/foldFlowband.js';
import { day } from '../company.js';
import { inputs, item } from '../forecast/inputs.js';
import { expectSame } from '../../harness/expectSame.js';
import { ACCOUNTS, adjusted, NO_ADJUSTMENTS, payment, plan, server } from './toldForecasts.js';

const NO_ISSUES = new Map<string, readonly string[]>();

const bandOf = (made: ForecastInputs, adjustments: Adjustments = NO_ADJUSTMENTS, recurring = true): Flowband =>
  flowbandOf(made, changesOf(adjustments, made), NO_ISSUES, { recurring });

const partsOf = ({ opening, events, inView, inViewTotal, notes }: FlowbandFolded): FlowbandFolded => ({
  ...{ opening, events, inView, inViewTotal, notes },
});

const items = [
  item('Bill:1', '2026-11-24', 60_000),
  item('Invoice:5', '2026-11-25', 20_000),
  ...Array.from({ length: 12 }, (_, place) => item(`Bill:${place + 10}`, addDays(day('2026-12-01'), place), 1_000)),
];

describe('a Flowband with decisions on their way', () => {
  it('is the one that the server tells once its plans are applied', () => {
    fc.assert(
      fc.property(adjusted, ({ made, adjustments, plans }) => {
        const planned = new Set(plans.map(({ key }) => key));
        const moved = [...adjustments.moved.filter(({ key }) => !planned.has(key)), ...plans];
        const base = impactBaseOfView(server(made, adjustments), ACCOUNTS);
        const decisions = plans.map(({ key, date }) => plan(key, date));
        const folded = foldFlowband(bandOf(made, adjustments), base, decisions, NO_ISSUES);
        expectSame(folded, partsOf(bandOf(made, { ...adjustments, moved })));
      }),
      { numRuns: 200 },
    );
  });

  it('begins with the cash that payments leave, and lists what moves up with the issues it rests on', () => {
    const made = inputs({ items });
    const base = impactBaseOfView(server(made), ACCOUNTS);
    const issues = new Map([['Bill:20', ['d1']]]);
    const folded = foldFlowband(bandOf(made), base, [payment('Bill:1', 60_000)], issues);
    expect(folded?.opening).toBe(40_000);
    expect(folded?.events.map(({ key, ifPaid, ifNot }) => [key, ifPaid, ifNot]).slice(0, 2)).toEqual([
      ['Invoice:5', 60_000, 40_000],
      ['Bill:10', 59_000, 39_000],
    ]);
    expect(folded?.events.at(-1)).toMatchObject({ key: 'Bill:20', number: 12, issueIds: ['d1'] });
    expect(folded?.notes[0]).toBe('Not in the band: 1 more event up to Sun 21 Feb 2027.');
  });

  it('is not told where the band is not of that forecast', () => {
    const made = inputs({ items });
    const base = impactBaseOfView(server(made), ACCOUNTS);
    const told = bandOf(made);
    const decisions = [payment('Bill:1', 60_000)];
    expect(foldFlowband(told, base, decisions, NO_ISSUES)).not.toBeNull();
    expect(foldFlowband({ ...told, opening: 1 }, base, decisions, NO_ISSUES)).toBeNull();
    expect(foldFlowband({ ...told, events: told.events.slice(1) }, base, decisions, NO_ISSUES)).toBeNull();
    expect(foldFlowband({ ...told, asOf: '2026-11-21' }, base, decisions, NO_ISSUES)).toBeNull();
  });
});

/** Each document of its own party; a credit of the party and on the day of what it is set against, as the books have it. */
function withParties(made: ForecastInputs): ForecastInputs {
  const days = new Map(made.items.map(({ key, date }) => [key, date]));
  const named = (one: ForecastItem): ForecastItem => ({
    ...one,
    name: `Party of ${one.against ?? one.key}`,
    date: days.get(one.against ?? '') ?? one.date,
  });
  return { ...made, items: made.items.map(named) };
}

/** More bills than a band lists, some days apart. */
const manyBills = (made: ForecastInputs): ForecastItem[] =>
  Array.from({ length: 14 }, (_, place) => item(`Bill:${place + 100}`, addDays(made.asOf, 1 + 5 * place), 7_000));

const booksAlone = fc.tuple(adjusted, fc.boolean()).chain(([{ made: random, adjustments }, isMany]) => {
  const made = withParties({ ...random, items: [...random.items, ...(isMany ? manyBills(random) : [])] });
  // Without the forecast what advisors changed of it counts for nothing; days that decisions planned do.
  const planned = { ...NO_ADJUSTMENTS, moved: adjustments.moved };
  const band = bandOf(made, planned, false);
  const keys = [...band.events, ...band.inView].flatMap(({ key, kind }) =>
    kind === 'BILL' || kind === 'INVOICE' ? [key] : [],
  );
  const key = fc.constantFrom('Bill:unknown', ...keys);
  const date = fc.integer({ min: 1, max: 100 }).map((days) => addDays(made.asOf, days));
  const decision: fc.Arbitrary<WeighedDecision> = fc
    .record({ key, date, amount: fc.option(fc.integer({ min: 1, max: 9_000_000 }), { nil: null }) })
    .map((one) =>
      one.amount !== null && one.key.startsWith('Bill') ? payment(one.key, one.amount) : plan(one.key, one.date),
    );
  return fc.record({
    ...{ made: fc.constant(made), planned: fc.constant(planned), band: fc.constant(band) },
    decisions: fc.uniqueArray(decision, { selector: ({ documentKey }) => documentKey, minLength: 1, maxLength: 3 }),
  });
});

describe('a Flowband without a forecast beside it', () => {
  it('is, as far as it lists, the one that the server’s engine makes of the books with those decisions', () => {
    let [whole, begun] = [0, 0];
    fc.assert(
      fc.property(booksAlone, ({ made, planned, band, decisions }) => {
        const folded = foldListedFlowband(band, ACCOUNTS, decisions);
        if (folded === null) return;
        const base = impactBaseOfView(server(made, planned), ACCOUNTS);
        const changes = [...changesOf(planned, made), ...changesOfDecisions(base, decisions)];
        const engine = flowbandOf(made, changes, NO_ISSUES, { recurring: false });
        if (band.events.length < 12) {
          whole += 1;
          expectSame(partsOf(folded), partsOf(engine));
          return;
        }
        begun += 1;
        expectSame(folded.events, engine.events.slice(0, folded.events.length));
        expect([folded.opening, folded.inView, folded.inViewTotal]).toEqual([
          ...[engine.opening, engine.inView, engine.inViewTotal],
        ]);
        expect(folded.notes).toEqual(band.notes);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(whole, begun)).toBeGreaterThan(10);
  });

  const told = (more: Partial<ForecastInputs> = {}): Flowband =>
    bandOf(inputs({ items, ...more }), NO_ADJUSTMENTS, false);
  const credit = item('VendorCredit:7', '2026-11-24', 5_000, { against: 'Bill:1' });

  it('says of what is to come what it said before: nothing that was not listed moves up', () => {
    const folded = foldListedFlowband(told(), ACCOUNTS, [payment('Bill:1', 60_000), plan('Bill:11', '2026-12-09')]);
    expect(folded?.opening).toBe(40_000);
    expect(folded?.events).toHaveLength(11);
    expect(folded?.events.find(({ key }) => key === 'Bill:11')).toMatchObject({ date: '2026-12-09', number: 9 });
    expect(folded?.notes[0]).toBe('Not in the band: 2 more events up to Sun 21 Feb 2027.');
  });

  it.each([
    ['a document is not listed', told(), [payment('Bill:21', 1_000)]],
    ['a credit stands beside it', told({ items: [...items, credit] }), [payment('Bill:1', 60_000)]],
    ['a plan goes past what is listed', told(), [plan('Bill:1', '2026-12-10')]],
    [
      'what is in view would push out what is listed',
      told({ inView: [item('Invoice:9', '2026-11-23', 100)] }),
      [plan('Invoice:9', '2026-11-30')],
    ],
    ['its cash is not known', { ...told(), opening: null }, [payment('Bill:1', 60_000)]],
  ] as const)('is not told where %s', (_, band, decisions) => {
    expect(foldListedFlowband(band, ACCOUNTS, decisions)).toBeNull();
  });
});
