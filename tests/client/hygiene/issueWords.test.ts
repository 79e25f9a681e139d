import { describe, expect, it } from '@jest/globals';
import { printingOf } from '../../../client/digest/reading.js';
import { FAKE_ISSUES } from '../../../client/fakes/fakeIssues.js';
import { fakeHygiene } from '../../../client/fakes/fakeReview.js';
import { pricesOf, withoutPrices } from '../../../client/hygiene/hygiene.js';
import { countsOf, groupsOf, scaleOf } from '../../../client/hygiene/issueGroups.js';
import { doneSentence, stepsBackTo } from '../../../client/hygiene/issueActs.js';
import {
  belowZeroWords,
  countedWords,
  lowPointWords,
  orderSentence,
  spokenPrice,
  standingSentences,
  stateSentence,
} from '../../../client/hygiene/issueWords.js';
import { issueNews } from '../../../client/hygiene/issueNews.js';
import { treeRows } from '../../../client/hygiene/treeRows.js';

const NOW = Date.parse('2026-11-22T13:09:00Z');
const print = printingOf({ now: NOW, zone: 'America/New_York', locale: 'en-US', currency: 'USD' });
const hygiene = fakeHygiene();

describe('issues under their rules', () => {
  it('stand by the low point’s range a minute of fixing, then by severity and money', () => {
    expect(groupsOf(hygiene, 'OPEN').map(({ rule }) => rule.id)).toEqual([
      'stale-invoice',
      'undeposited-funds-ageing',
      'duplicate-bill-number',
      'uncategorised-transaction',
      'vendor-without-tax-id',
      'missing-receipt',
    ]);
  });

  it('stand by severity, then money at stake, where the tier has no prices', () => {
    const basic = fakeHygiene([...FAKE_ISSUES], false);
    expect(groupsOf(basic, 'OPEN').map(({ rule }) => rule.severity)).toEqual([
      ...['BLOCKS', 'BLOCKS', 'DISTORTS', 'DISTORTS'],
      ...['TIDY', 'TIDY'],
    ]);
    const stakes = groupsOf(basic, 'OPEN').map(({ atStake }) => atStake);
    expect((stakes[0] ?? 0) >= (stakes[1] ?? 0)).toBe(true);
    expect(groupsOf(basic, 'OPEN').every(({ price }) => price === null)).toBe(true);
    expect(scaleOf(basic)).toBeNull();
    expect(orderSentence(basic, print)).toBe('By severity, then money at stake.');
  });

  it('say why they have no prices: the tier, or what is missing for a forecast', () => {
    expect(withoutPrices(hygiene)).toBeNull();
    expect(withoutPrices(fakeHygiene([...FAKE_ISSUES], false))).toBe('not in this client’s tier');
    const message = '4 days of history; a forecast needs 28.';
    const young = { ...hygiene, prices: { __typename: 'Refusal' as const, code: 'NO_DATA' as const, message } };
    expect(withoutPrices(young)).toBe('not known');
    expect(standingSentences(young)).toEqual([message]);
  });

  it('say which rules could not judge, and how many issues are beyond the list', () => {
    expect(standingSentences(hygiene)).toEqual([]);
    expect(standingSentences({ ...hygiene, notJudged: ['stale-invoice'], moreIssues: 1 })).toEqual([
      'Not judged at the newest sync: Invoice long overdue. Its issues stand as they were.',
      '1 more issue is counted and not listed.',
    ]);
    expect(standingSentences({ ...hygiene, notJudged: ['stale-invoice', 'negative-bank'], moreIssues: 40 })).toEqual([
      'Not judged at the newest sync: Invoice long overdue, negative bank. Their issues stand as they were.',
      '40 more issues are counted and not listed.',
    ]);
  });

  it('are each in one state, and the sums are of the issues shown', () => {
    const counts = countsOf(hygiene);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(hygiene.issues.length);
    const receipts = groupsOf(hygiene, 'OPEN').find(({ rule }) => rule.id === 'undeposited-funds-ageing');
    expect(receipts?.atStake).toBe(118_000 + 88_475 + 120_000);
    expect(receipts?.minutes).toBe(6);
  });

  it('that are not open have no price', () => {
    for (const state of ['SNOOZED', 'DISMISSED', 'SETTLED'] as const) {
      expect(groupsOf(hygiene, state).map(({ price }) => price)).not.toContainEqual(expect.anything());
    }
  });

  it('have no price as one where others are open than the server priced, and keep their place', () => {
    const vendors = hygiene.issues.filter(({ ruleId, state }) => ruleId === 'stale-invoice' && state === 'OPEN');
    const receipts = hygiene.issues.filter(
      ({ ruleId, state }) => ruleId === 'undeposited-funds-ageing' && state === 'OPEN',
    );
    expect([vendors.length, receipts.length]).toEqual([1, 3]);
    const groupAfter = (closed: readonly { readonly id: string }[]) => {
      const ids = new Set(closed.map(({ id }) => id));
      const after = {
        ...hygiene,
        issues: hygiene.issues.map((one) => (ids.has(one.id) ? { ...one, state: 'SNOOZED' as const } : one)),
      };
      const groups = groupsOf(after, 'OPEN');
      return { order: groups.map(({ rule }) => rule.id), words: orderSentence(after, print), groups };
    };
    const of = ({ groups }: ReturnType<typeof groupAfter>) =>
      groups.find(({ rule }) => rule.id === 'undeposited-funds-ageing');
    const before = groupAfter([]);
    expect(of(before)).toMatchObject({ isUnpriced: false, price: { range: expect.any(Number) } });
    const two = groupAfter(receipts.slice(0, 1));
    expect(of(two)).toMatchObject({ price: null, isUnpriced: true, worth: of(before)?.worth });
    expect(two.order).toEqual(before.order);
    expect(two.words).toBe('By the low point’s range for a minute of fixing.');
    const one = groupAfter(receipts.slice(0, 2));
    const own = pricesOf(hygiene)?.byIssue.find(({ issueId }) => issueId === receipts[2]?.id)?.price;
    expect(of(one)).toMatchObject({ price: own, isUnpriced: false });
    const alone = groupAfter(hygiene.issues.filter(({ id }) => id !== vendors[0]?.id));
    expect(alone.words).toMatch(/^By the low point’s range for a minute of fixing\. It alone: \S/);
    const again = { ...hygiene, issues: hygiene.issues.map((issue) => ({ ...issue, state: 'OPEN' as const })) };
    expect(orderSentence(again, print)).toBe('By the low point’s range for a minute of fixing.');
  });

  it('are drawn in parts: a rule with many asks before it lists them all', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ ...FAKE_ISSUES[0], id: `m${index}` }) as never);
    const groups = groupsOf(fakeHygiene(many), 'OPEN');
    const id = 'undeposited-funds-ageing';
    const rows = treeRows(groups, new Set([id]), new Map());
    expect(rows).toHaveLength(1 + 50 + 1);
    expect(rows.at(-1)).toMatchObject({ kind: 'more', left: 70 });
    expect(treeRows(groups, new Set([id]), new Map([[id, 150]]))).toHaveLength(121);
  });
});

describe('words', () => {
  it('count, and name a single one; ages are figures', () => {
    const words = Object.fromEntries(
      groupsOf(hygiene, 'OPEN').map((group) => [group.rule.id, countedWords(group, hygiene.asOf, 'en-US')]),
    );
    expect(words['undeposited-funds-ageing']).toEqual({ what: '3 receipts', age: 'oldest 19 days' });
    expect(words['stale-invoice']).toEqual({ what: 'Merriweather Hotels 1029', age: '126 days old' });
    expect(words['vendor-without-tax-id']).toEqual({ what: '2 vendors', age: null });
  });

  it('print a price as low point and first week below zero, worse to better', () => {
    const prices = pricesOf(hygiene);
    const price = prices?.byRule.find(({ ruleId }) => ruleId === 'duplicate-bill-number')?.price;
    if (price === undefined) throw new Error('The fixture has no price.');
    expect(lowPointWords(price, print)).toBe('(1.2k) to 382');
    expect(belowZeroWords(price, print)).toBe('14 Dec to none');
    expect(spokenPrice(price, print)).toBe(
      'Low point from −1,240.00, below zero from the week of 14 Dec to 382.08, not below zero in 13 weeks',
    );
    const same = { worst: price.best, best: price.best };
    expect(belowZeroWords(same, print)).toBe('none below zero');
    expect(belowZeroWords({ worst: price.worst, best: price.worst }, print)).toBe('week of 14 Dec');
  });

  it('name a year that is not this one once', () => {
    const ends = pricesOf(hygiene)?.together;
    if (ends === undefined) throw new Error('Nothing is priced.');
    const end = (firstWeekBelowZero: string) => ({ ...ends.worst, firstWeekBelowZero });
    expect(belowZeroWords({ worst: end('2027-01-11'), best: end('2027-01-18') }, print)).toBe('11 Jan to 18 Jan 2027');
    expect(belowZeroWords({ worst: end('2026-12-28'), best: end('2027-01-04') }, print)).toBe('28 Dec to 4 Jan 2027');
  });

  it('say what all open issues are worth together', () => {
    expect(orderSentence(hygiene, print)).toBe(
      'By the low point’s range for a minute of fixing. All 15 together: (4.5k) to 5.2k.',
    );
  });

  it('say what became of an issue, by whom and when', () => {
    const of = (id: string): string | null => {
      const issue = hygiene.issues.find((one) => one.id === id);
      return issue === undefined ? null : stateSentence(issue, print);
    };
    expect(of('u1036')).toBeNull();
    expect(of('u1022')).toBe('Snoozed by Daniel Reyes, Wed 11:12 AM, until Tue 1 Dec.');
    expect(of('s2')).toBe('Snoozed by Daniel Reyes, Wed 11:12 AM, until it changes.');
    expect(of('d2')).toContain('Two leases with one number');
    expect(of('u1012')).toBe('No longer found since Sun 15 Nov.');
  });
});

describe('what was done', () => {
  const day = (date: string): string => date;

  it('is said in a sentence', () => {
    expect(doneSentence({ kind: 'snooze', until: null }, 3, day)).toBe('3 issues snoozed until they change.');
    expect(doneSentence({ kind: 'snooze', until: null }, 1, day)).toBe('1 issue snoozed until it changes.');
    expect(doneSentence({ kind: 'snooze', until: '2026-12-01' }, 2, day)).toBe('2 issues snoozed until 2026-12-01.');
    expect(doneSentence({ kind: 'dismiss', reason: 'x' }, 1, day)).toBe('1 issue dismissed.');
  });

  it('is taken back to how each issue stood, those alike in one step', () => {
    const some = ['u1036', 'u1040', 'u1022', 's2', 'd2', 'u1012'].flatMap(
      (id) => hygiene.issues.find((one) => one.id === id) ?? [],
    );
    expect(stepsBackTo(some)).toEqual([
      { act: { kind: 'reopen' }, issueIds: ['u1036', 'u1040'] },
      { act: { kind: 'snooze', until: '2026-12-01' }, issueIds: ['u1022'] },
      { act: { kind: 'snooze', until: null }, issueIds: ['s2'] },
      {
        act: { kind: 'dismiss', reason: 'Two leases with one number, checked with the client' },
        issueIds: ['d2'],
      },
    ]);
  });
});

describe('what a reading of the books did', () => {
  const change = (states: Readonly<Record<string, 'OPEN' | 'SNOOZED' | 'DISMISSED' | 'SETTLED'>>) =>
    fakeHygiene(FAKE_ISSUES.map((issue) => ({ ...issue, state: states[issue.id] ?? issue.state })));

  it('is said with what settled first, and the score where it changed', () => {
    const after = { ...change({ u1036: 'SETTLED', u1040: 'SETTLED' }), score: { ...hygiene.score, value: 71 } };
    expect(issueNews(hygiene, after, 'en-US')).toEqual({
      settled: '2 issues settled: Undeposited funds ageing.',
      said: '2 issues settled: Undeposited funds ageing. Books score 71 of 100.',
    });
  });

  it('tells of issues that are new, and open again', () => {
    const before = { ...hygiene, issues: hygiene.issues.filter(({ id }) => id !== 'u1036') };
    expect(issueNews(before, hygiene, 'en-US').said).toBe('1 issue found: Undeposited funds ageing.');
    const settled = { ...change({ u1036: 'SETTLED' }), score: hygiene.score };
    expect(issueNews(settled, { ...hygiene }, 'en-US')).toEqual({
      settled: null,
      said: '1 issue open again: Undeposited funds ageing.',
    });
  });

  it('is nothing after an advisor’s own act, or the same answer once more', () => {
    const none = { settled: null, said: null };
    expect(issueNews(hygiene, hygiene, 'en-US')).toEqual(none);
    expect(issueNews(hygiene, change({ u1036: 'SNOOZED', u1040: 'DISMISSED' }), 'en-US')).toEqual(none);
  });
});
