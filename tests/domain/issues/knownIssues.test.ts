import { describe, expect, it } from '@jest/globals';
import { foundBy } from '../../../domain/hygiene/findAll.js';
import type { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { RuleId } from '../../../domain/hygiene/ruleIds.js';
import { RULE_LIST } from '../../../domain/hygiene/rules/rules.js';
import { settingValues, type SettingKey } from '../../../domain/hygiene/settings.js';
import { judgedBy, type KnownIssue } from '../../../domain/issues/knownIssues.js';
import { day } from '../company.js';
import { bill, invoice, journal, purchase, sourceOf, type Entered, type MoreBooks } from '../hygiene/books.js';

const VALUES = settingValues({});
/** The last day on which each rule finds what is below, and the day after. */
const [NEW, OLD] = ['2026-01-01', '2026-01-02'];

const JOURNAL = { legs: { receivable: 500_00, sales: -500_00 } };
const LARGE = [
  ...Array.from({ length: 9 }, (_, i) => purchase(`u${i}`, '2025-12-20', 100_00, { account: 'rent', party: 'v1' })),
  purchase('large', '2025-10-03', 50_000_00, { account: 'rent', party: 'v1' }),
];

/** What each rule that looks back finds on its last day, and does not the day after. */
const AGEING: readonly [RuleId, readonly Entered[], MoreBooks?][] = [
  ['missing-receipt', [purchase('1', '2025-10-03', 900_00, { through: 'card', party: 'v1' })]],
  ['expense-without-payee', [purchase('1', '2025-10-03', 900_00)]],
  ['unusual-entry', LARGE],
  ['uncategorised-transaction', [purchase('1', '2025-01-01', 900_00, { account: 'ask' })]],
  ['journal-on-control-account', [journal('1', '2025-01-01', 0, JOURNAL)]],
  [
    'closed-period-entry',
    [bill('1', '2025-06-01', 100_00)],
    { closedThrough: day('2025-06-30'), enteredAt: new Map([['Bill:1', '2025-10-03T10:00:00Z']]) },
  ],
  ['duplicate-bill-number', twoOf(bill, '7')],
  ['duplicate-bill-amount', twoOf(bill, null)],
  ['duplicate-invoice', twoOf(invoice, '7')],
  ['duplicate-expense', twoOf(purchase, null)],
];

function twoOf(enter: typeof bill, number: string | null): readonly Entered[] {
  return ['1', '2'].map((id) => enter(id, '2025-01-01', 900_00, { number, party: 'v1', memo: 'once' }));
}

const ACCOUNTS = { id: 'ask', name: 'Ask My Accountant', fullName: 'Ask My Accountant', type: 'Expense' } as const;

function at(date: string, entered: readonly Entered[], more: MoreBooks = {}): HygieneSource {
  const { accounts } = sourceOf([]).books;
  const [rent] = accounts.filter(({ id }) => id === 'rent');
  const known = rent && !accounts.some(({ id }) => id === 'ask') ? [...accounts, { ...rent, ...ACCOUNTS }] : accounts;
  return sourceOf(entered, { accounts: known, ...more }, date);
}

function knownOf(rule: RuleId, source: HygieneSource): KnownIssue[] {
  return foundBy(rule, source, VALUES).map(({ finding }) => ({
    rule,
    key: finding.key,
    oldest: finding.lines.flatMap(({ date }) => date ?? []).sort()[0] ?? null,
    lines: finding.lines.map(({ key, documentKey, date }) => ({ names: [key, documentKey ?? key], date })),
  }));
}

describe('what is known of a rule that looks back', () => {
  it('is told of every rule that reads how far back it looks', () => {
    const looking = RULE_LIST.flatMap(({ id, lookBack }) => (lookBack ? [id] : []));
    expect(AGEING.map(([rule]) => rule).sort()).toEqual([...looking].sort());
    const back: readonly SettingKey[] = ['receiptDays', 'payeeDays', 'unusualDays', 'categoriseDays'];
    for (const rule of RULE_LIST)
      if (rule.settings.some((key) => back.includes(key))) expect(looking).toContain(rule.id);
  });

  it.each(AGEING)(
    'is found by %s though it grew older than that, and is no new finding',
    (rule, entered, more: MoreBooks = {}) => {
      const known = knownOf(rule, at(NEW, entered, more));
      expect(known).toHaveLength(1);
      const next = at(OLD, entered, more);
      expect(foundBy(rule, next, VALUES)).toEqual([]);
      expect(judgedBy(rule, next, VALUES, []).found).toEqual([]);
      const judged = judgedBy(rule, next, VALUES, known);
      expect(judged.found.map(({ finding }) => finding.key)).toEqual(known.map(({ key }) => key));
      expect(judged.beyond).toEqual([]);
    },
  );

  it.each(AGEING)(
    'is gone for %s once the books have it no more, whatever its age',
    (rule, entered, more: MoreBooks = {}) => {
      const known = knownOf(rule, at(NEW, entered, more));
      expect(judgedBy(rule, at('2026-03-01', [], more), VALUES, known)).toEqual({ found: [], beyond: [] });
    },
  );

  it('is gone once what is old was mended', () => {
    const paid = purchase('1', '2025-10-03', 900_00, { through: 'card', party: 'v1' });
    const known = knownOf('missing-receipt', at(NEW, [paid]));
    const mended = at(OLD, [paid], { attachedTo: new Set(['Purchase:1']) });
    expect(judgedBy('missing-receipt', mended, VALUES, known)).toEqual({ found: [], beyond: [] });
  });

  it('is found beside what is new, each once, and nothing else that is old', () => {
    const old = ['1', '2'].map((id) => purchase(id, '2025-10-03', 900_00));
    const known = knownOf('expense-without-payee', at(NEW, old.slice(0, 1)));
    const next = at(OLD, [...old, purchase('3', '2025-12-01', 900_00)]);
    const { found } = judgedBy('expense-without-payee', next, VALUES, known);
    expect(found.map(({ finding }) => finding.key).sort()).toEqual(['Purchase:1', 'Purchase:3']);
  });

  it('is continued by an old cluster that a document joined', () => {
    const two = twoOf(bill, '7');
    const known = knownOf('duplicate-bill-number', at(NEW, two));
    const three = [...two, bill('3', '2025-01-01', 900_00, { number: '7', party: 'v1' })];
    const { found } = judgedBy('duplicate-bill-number', at(OLD, three), VALUES, known);
    expect(found.map(({ finding }) => finding.key)).toEqual(['Bill:1+Bill:2+Bill:3']);
  });

  it('is neither there nor gone where its document is older than the books are whole', () => {
    const known = knownOf('expense-without-payee', at(NEW, [purchase('1', '2025-10-03', 900_00)]));
    const condensed = at('2027-06-01', [], { condensedBefore: day('2026-01-20') });
    expect(judgedBy('expense-without-payee', condensed, VALUES, known)).toEqual({ found: [], beyond: known });
  });

  it('is gone where a document was deleted that came after the books are whole', () => {
    const more = { number: '7', party: 'v1' };
    const [old, young] = [bill('1', '2025-01-01', 900_00, more), bill('2', '2025-06-01', 900_00, more)];
    const known = knownOf('duplicate-bill-number', at('2025-07-01', [old, young]));
    expect(known).toMatchObject([{ key: 'Bill:1+Bill:2' }]);
    const without = at('2026-08-01', [old], { condensedBefore: day('2025-03-22') });
    expect(judgedBy('duplicate-bill-number', without, VALUES, known)).toEqual({ found: [], beyond: [] });
  });

  it('is neither where an entry is older than the year it is judged against, while it is posted', () => {
    const known = knownOf('unusual-entry', at(NEW, LARGE));
    expect(judgedBy('unusual-entry', at('2026-10-02', LARGE), VALUES, known)).toMatchObject({ beyond: [] });
    expect(judgedBy('unusual-entry', at('2026-10-03', LARGE), VALUES, known)).toEqual({ found: [], beyond: known });
    expect(judgedBy('unusual-entry', at('2026-10-03', LARGE.slice(0, 9)), VALUES, known)).toEqual({
      found: [],
      beyond: [],
    });
  });
});
