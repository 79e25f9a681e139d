import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { ForecastChange, ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import { orderIssues, priceIssues, type OpenIssue, type RuleFacts } from '../../../domain/hygiene/pricing.js';
import type { Finding, Resolution } from '../../../domain/hygiene/rule.js';
import { RULE_IDS, type RuleId } from '../../../domain/hygiene/ruleIds.js';
import { cents } from '../../../domain/money.js';
import { inputs, item, randomInputs } from '../forecast/inputs.js';

const FACTS = Object.fromEntries(
  RULE_IDS.map((id) => [id, { severity: 'DISTORTS', minutes: 5 }]),
) as unknown as RuleFacts;

type Ways = readonly [Resolution, Resolution] | null;

function issue(id: string, rule: RuleId, resolutions: Ways, moneyAtStake = 1_000): OpenIssue {
  const finding: Finding = {
    key: id,
    reason: 'Found.',
    moneyAtStake: cents(moneyAtStake),
    lines: [],
    fixAt: null,
    resolutions,
  };
  return { id, rule, finding, state: 'OPEN' };
}

const way = (label: string, ...changes: ForecastChange[]): Resolution => ({ label, changes });
const cash = (amount: number): ForecastChange => ({ kind: 'CASH', amount: cents(amount) });
const remove = (key: string): ForecastChange => ({ kind: 'REMOVE', key });

const books = inputs({
  cashOnHand: cents(10_000),
  items: [
    item('Bill:1', '2026-11-25', 4_000),
    item('Bill:2', '2026-12-02', 7_000),
    item('Invoice:1', '2026-12-09', 3_000),
  ],
});

const price = (issues: readonly OpenIssue[], of: ForecastInputs = books, changes: readonly ForecastChange[] = []) =>
  priceIssues(of, changes, issues, FACTS);

describe('a price', () => {
  it('of several issues about one document counts its money once, together as by rule', () => {
    const never = (id: string, rule: RuleId): OpenIssue =>
      issue(id, rule, [
        way('It is still to be cashed'),
        way('It is never cashed', { kind: 'CASH', amount: cents(500), of: 'Purchase:1' }),
      ]);
    const prices = price([
      never('a', 'duplicate-expense'),
      never('b', 'uncleared-entry'),
      never('c', 'uncleared-entry'),
    ]);
    expect(prices.byIssue.map(({ price: { range } }) => range)).toEqual([500, 500, 500]);
    expect(prices.together.range).toBe(500);
    expect(prices.byRule.map(({ price: { range } }) => range)).toEqual([500, 500]);
  });

  it('of a bill is net of the credit that is set against it', () => {
    const credit = item('VendorCredit:4', '2026-12-02', 6_500, { against: 'Bill:2' });
    const netted = { ...books, items: [...books.items.slice(1), credit, item('Bill:3', '2026-12-20', 9_000)] };
    const overdue = issue('a', 'overdue-bill', [way('It is paid'), way('It is not owed', remove('Bill:2'))]);
    expect(price([overdue], netted).byIssue[0]?.price).toMatchObject({
      worst: { lowPoint: { amount: 3_500 } },
      best: { lowPoint: { amount: 4_000 } },
      range: 500,
    });
  });

  it('is the headline with the issue resolved the worse way and the better', () => {
    const duplicate = issue('a', 'duplicate-bill-number', [
      way('It is one bill entered twice', remove('Bill:1')),
      way('They are two bills'),
    ]);
    const prices = price([duplicate]);
    expect(prices).toMatchObject({
      lowPoint: { amount: -1_000, date: '2026-12-02' },
      firstWeekBelowZero: '2026-11-30',
    });
    expect(prices.byIssue).toEqual([
      {
        issueId: 'a',
        price: {
          worst: {
            label: 'They are two bills',
            lowPoint: { amount: -1_000, date: '2026-12-02' },
            firstWeekBelowZero: '2026-11-30',
          },
          best: {
            label: 'It is one bill entered twice',
            lowPoint: { amount: 3_000, date: '2026-12-02' },
            firstWeekBelowZero: null,
          },
          range: 4_000,
        },
      },
    ]);
  });

  it('is that of the forecast as an advisor changed it', () => {
    const duplicate = issue('a', 'duplicate-bill-number', [way('One', remove('Bill:1')), way('Two')]);
    expect(price([duplicate], books, [remove('Bill:1')]).byIssue[0]?.price.range).toBe(0);
    expect(price([duplicate], books, [cash(5_000)]).lowPoint.amount).toBe(4_000);
  });

  it('tells ways apart by the week below zero where the low point is the same', () => {
    const ways = issue('a', 'overdue-bill', [
      way('Early', { kind: 'MOVE', key: 'Bill:1', date: item('x', '2026-11-24', 1).date }, cash(-1_000)),
      way('Late', { kind: 'MOVE', key: 'Bill:1', date: item('x', '2026-12-14', 1).date }, cash(-4_000)),
    ]);
    const one = price([ways], { ...books, cashOnHand: cents(4_500) }).byIssue[0]?.price;
    expect(one?.range).toBe(one ? one.best.lowPoint.amount - one.worst.lowPoint.amount : null);
    const same = issue('b', 'overdue-bill', [
      way('Later money', { kind: 'ADD', item: item('Invoice:x', '2027-01-20', 500) }),
      way('Sooner money', { kind: 'ADD', item: item('Invoice:x', '2027-01-13', 500) }),
    ]);
    expect(price([same]).byIssue[0]?.price).toMatchObject({
      worst: { label: 'Later money' },
      best: { label: 'Sooner money' },
      range: 0,
    });
  });

  it('has no range where nothing can turn out, and where nothing is changed', () => {
    const prices = price([issue('a', 'missing-receipt', null), issue('b', 'overdue-bill', [way('So'), way('Or so')])]);
    const lowPoint = { amount: -1_000, date: '2026-12-02' };
    expect(prices.byIssue.map((one) => one.price)).toMatchObject([
      { worst: { label: null, lowPoint }, best: { label: null, lowPoint }, range: 0 },
      { worst: { label: 'So', lowPoint }, best: { label: 'Or so', lowPoint }, range: 0 },
    ]);
    expect(prices.together.range).toBe(0);
  });

  it('of a rule and of all is that of every issue turning out the worse way, and the better', () => {
    const prices = price([
      issue('a', 'duplicate-bill-number', [way('One', remove('Bill:1')), way('Two')]),
      issue('b', 'undeposited-funds-ageing', [way('Banked'), way('Never arrived', cash(-500))]),
      issue('c', 'duplicate-bill-number', [way('One', remove('Bill:2')), way('Two')]),
      issue('d', 'duplicate-bill-amount', [way('One', remove('Bill:2')), way('Two')]),
    ]);
    expect(prices.byRule.map(({ ruleId, minutes, price: { range } }) => [ruleId, minutes, range])).toEqual([
      ['undeposited-funds-ageing', 5, 500],
      ['duplicate-bill-number', 10, 11_000],
      ['duplicate-bill-amount', 5, 7_000],
    ]);
    // A bill that two issues take out is taken out once.
    expect(prices.together).toMatchObject({
      worst: { label: null, lowPoint: { amount: -1_500 } },
      best: { label: null, lowPoint: { amount: 10_000 } },
      range: 11_500,
    });
  });

  it('is refused to what is not open', () => {
    const settled = { ...issue('a', 'overdue-bill', null), state: 'SETTLED' as const };
    // @ts-expect-error A settled issue has no price.
    expect(() => priceIssues(books, [], [settled], FACTS)).toThrow(RangeError);
  });
});

/** Issues of which each touches something of its own (no credit goes with another's bill), one way leaves all as it is and the other is only worse, or better. */
const independent = randomInputs.chain((drawn) => {
  const of = { ...drawn, items: drawn.items.map((one) => ({ ...one, against: null })) };
  const ways = of.items.map((one, place): Ways => {
    const isBetter = one.direction === 'OUT';
    const label = `${isBetter ? 'better' : 'worse'} ${place}`;
    return place % 2 === 0
      ? [way('as it is'), way(label, remove(one.key))]
      : [way(label, remove(one.key)), way('as it is')];
  });
  const made = [...ways, [way('there'), way('gone', cash(-1_234))] as const];
  const rules = fc.array(fc.constantFrom(...RULE_IDS.slice(0, 4)), { minLength: made.length, maxLength: made.length });
  return rules.map((list) => ({
    of,
    issues: made.map((resolutions, place) => issue(`i${place}`, list[place] ?? 'overdue-bill', resolutions)),
  }));
});

describe('for any forecast', () => {
  it('prices say what the forecast says when an issue is resolved so', () => {
    fc.assert(
      fc.property(independent, ({ of, issues }) => {
        const prices = price(issues, of);
        const { lowPoint, firstWeekBelowZero } = forecastFrom(of);
        expect([prices.lowPoint, prices.firstWeekBelowZero]).toEqual([lowPoint, firstWeekBelowZero]);
        prices.byIssue.forEach(({ price: { worst, best, range } }, place) => {
          for (const end of [worst, best]) {
            const resolution = issues[place]?.finding.resolutions?.find(({ label }) => label === end.label);
            const resolved = forecastFrom(of, resolution?.changes);
            expect([end.lowPoint, end.firstWeekBelowZero]).toEqual([resolved.lowPoint, resolved.firstWeekBelowZero]);
          }
          expect(range).toBe(best.lowPoint.amount - worst.lowPoint.amount);
          expect(range).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('all together range at least as far as each rule, and each rule as each of its issues', () => {
    fc.assert(
      fc.property(independent, ({ of, issues }) => {
        const { together, byRule, byIssue } = price(issues, of);
        for (const { ruleId, price: rule } of byRule) {
          expect(together.range).toBeGreaterThanOrEqual(rule.range);
          byIssue.forEach(({ price: one }, place) => {
            if (issues[place]?.rule === ruleId) expect(rule.range).toBeGreaterThanOrEqual(one.range);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the ways’ places make no difference', () => {
    fc.assert(
      fc.property(independent, ({ of, issues }) => {
        const turned = issues.map((one) => {
          const [first, second] = one.finding.resolutions ?? [];
          return first && second ? issue(one.id, one.rule, [second, first]) : one;
        });
        const ranges = (list: readonly OpenIssue[]) => {
          const { together, byIssue } = price(list, of);
          return [together, ...byIssue.map((one) => one.price.range)];
        };
        expect(ranges(turned)).toEqual(ranges(issues));
      }),
      { numRuns: 40 },
    );
  });
});

describe('orderIssues', () => {
  const facts = {
    ...FACTS,
    'overdue-bill': { severity: 'BLOCKS', minutes: 10 },
    'missing-receipt': { severity: 'TIDY', minutes: 2 },
  } as RuleFacts;
  const issues = [
    issue('tidy', 'missing-receipt', [way('a'), way('b', cash(-300))], 90_000),
    issue('small', 'stale-invoice', [way('a'), way('b', cash(-300))], 100),
    issue('large', 'stale-invoice', null, 5_000),
    issue('blocks', 'overdue-bill', [way('a'), way('b', cash(-600))], 1),
  ];
  const ids = (list: readonly OpenIssue[]) => list.map(({ id }) => id);

  it('goes by severity, then money, without prices', () => {
    expect(ids(orderIssues(issues, null, facts))).toEqual(['blocks', 'large', 'small', 'tidy']);
  });

  it('goes by the low point’s range for each minute with prices, then as without', () => {
    const prices = priceIssues(books, [], issues, facts);
    expect(ids(orderIssues(issues, prices, facts))).toEqual(['tidy', 'blocks', 'small', 'large']);
  });

  it('keeps equal issues in the order of rules and keys, wherever they stood', () => {
    const equal = ['c', 'a', 'b'].map((id) => issue(id, 'overdue-bill', null));
    const more = [...equal, issue('z', 'uncategorised-transaction', null)];
    const same = { ...FACTS };
    expect(ids(orderIssues(more, null, same))).toEqual(['z', 'a', 'b', 'c']);
    expect(ids(orderIssues(more.toReversed(), null, same))).toEqual(['z', 'a', 'b', 'c']);
  });

  it('puts the larger amount first where the severity is the same, whatever the keys', () => {
    const [less, more] = [issue('a', 'overdue-bill', null, 100), issue('b', 'overdue-bill', null, 200)];
    expect(ids(orderIssues([less, more], null, facts))).toEqual(['b', 'a']);
  });

  it('leaves the given list as it was', () => {
    orderIssues(issues, null, facts);
    expect(ids(issues)).toEqual(['tidy', 'small', 'large', 'blocks']);
  });
});
