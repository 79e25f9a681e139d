import { describe, expect, it } from '@jest/globals';
import type { BookDocument, ClientSettings, Posting } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import type { ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import { forecastInputs, type Known } from '../../../domain/forecast/inputsOf.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { account, books, CHART, day, document, entry, money, SETTINGS } from '../company.js';

const AS_OF = day('2026-11-22');

interface Given {
  readonly postings: readonly Posting[];
  readonly documents?: readonly BookDocument[];
  readonly settings?: ClientSettings;
  readonly known?: Known;
  readonly asOf?: string;
}

function inputs({ postings, documents = [], settings = SETTINGS, known = 'ALL', asOf }: Given): ForecastInputs {
  return forecastInputs(new SnapshotSource(books(postings, documents), settings), asOf ? day(asOf) : AS_OF, known);
}

/** Checks to a payee (or to nobody) on days. */
function checks(name: string | null, amounts: Readonly<Record<string, number>>, to = 'rent'): Posting[] {
  return Object.entries(amounts).flatMap(([date, amount]) =>
    entry('Check', date, { [to]: amount, checking: -amount }, { name }),
  );
}

const RENT = { '2026-08-03': 3_000, '2026-09-01': 3_000, '2026-10-01': 3_000, '2026-11-02': 3_000 };

function recurring({ items }: ForecastInputs): string[] {
  return items.filter(({ kind }) => kind === 'RECURRING').map(({ name, date, amount }) => `${name} ${date} ${amount}`);
}

describe('recurring movements', () => {
  it('are found by payee and expected for thirteen weeks, off weekends where they never fell on one', () => {
    const made = inputs({ postings: checks('Ivory Estates', RENT) });
    expect(made.series).toMatchObject([
      {
        name: 'Ivory Estates',
        interval: 'MONTHLY',
        amount: 3_000,
        seen: 4,
        lastDate: '2026-11-02',
        nextDate: '2026-12-01',
      },
    ]);
    expect(recurring(made)).toEqual([
      'Ivory Estates 2026-12-01 3000',
      'Ivory Estates 2027-01-01 3000',
      'Ivory Estates 2027-02-01 3000',
    ]);
    expect(made.items[0]?.key).toBe('Recurring:OUT:payee:ivory estates:2026-12-01');
    expect(made.runRate).toEqual({ in: 0, out: 0 });
  });

  it('are found by account where there is no payee', () => {
    const made = inputs({ postings: checks(null, RENT, 'fees') });
    expect(made.series.map(({ key, name }) => `${key} ${name}`)).toEqual(['Recurring:OUT:account:fees fees']);
  });

  it('take the last amount where it is steady, else the median of the last six', () => {
    const days = ['2026-06-01', '2026-07-01', '2026-08-03', '2026-09-01', '2026-10-01', '2026-11-02'];
    const amountOf = (amounts: readonly number[]): number | undefined =>
      inputs({ postings: checks('Power', Object.fromEntries(days.map((date, at) => [date, amounts[at] ?? 0]))) })
        .series[0]?.amount;
    expect(amountOf([2_000, 2_000, 2_000, 2_500, 2_500, 2_500])).toBe(2_500);
    expect(amountOf([100, 110, 120, 130, 140, 145])).toBe(125);
  });

  it('are several of one payee where the amounts differ', () => {
    const made = inputs({
      postings: [
        ...checks('Ivory Estates', RENT),
        ...checks('Ivory Estates', { '2026-08-17': 400, '2026-09-15': 400, '2026-10-15': 400, '2026-11-16': 400 }),
      ],
    });
    expect(made.series.map(({ interval, amount, key }) => `${key} ${interval} ${amount}`)).toEqual([
      'Recurring:OUT:payee:ivory estates MONTHLY 3000',
      'Recurring:OUT:payee:ivory estates#MONTHLY-15 MONTHLY 400',
    ]);
  });

  it('keep their keys when another series of the payee comes up, larger or smaller', () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];
    const on = (dayOfMonth: string, amount: number, of = [...months, '2026-10', '2026-11']) =>
      checks('Ivory Estates', Object.fromEntries(of.map((month) => [`${month}-${dayOfMonth}`, amount])));
    const late = ['2026-09', '2026-10', '2026-11'];
    const keys = (...postings: Posting[][]) =>
      inputs({ postings: postings.flat().sort((a, b) => (a.date < b.date ? -1 : 1)) }).series.map(
        ({ key, amount }) => `${key.replace('Recurring:OUT:payee:ivory estates', '')} ${amount}`,
      );
    const two = [on('03', 3_000), on('16', 400)];
    expect(keys(...two)).toEqual([' 3000', '#MONTHLY-16 400']);
    expect(keys(...two, on('09', 1_000, late))).toEqual([' 3000', '#MONTHLY-16 400', '#MONTHLY-9 1000']);
    expect(keys(...two, on('09', 9_000, late))).toEqual([' 3000', '#MONTHLY-16 400', '#MONTHLY-9 9000']);
  });

  it('are none when seen twice, when irregular, or when they have stopped', () => {
    const { '2026-08-03': first, '2026-09-01': second, ...twice } = RENT;
    expect(first + second).toBe(6_000);
    expect(inputs({ postings: checks('Twice', twice) }).series).toEqual([]);
    const irregular = { '2026-08-03': 10, '2026-08-07': 80, '2026-09-21': 30, '2026-10-30': 500, '2026-11-03': 60 };
    expect(inputs({ postings: checks('Stationer', irregular) }).series).toEqual([]);
    const stopped = { '2026-06-01': 700, '2026-07-01': 700, '2026-08-03': 700, '2026-09-01': 700 };
    const made = inputs({ postings: [...checks('Old Lease', stopped), ...checks('Ivory Estates', RENT), ...daily()] });
    expect(made.series.map(({ name }) => name)).toEqual(['Ivory Estates']);
    expect(made.assumptions).toContain('Not expected again: Old Lease, last seen on Tue 1 Sep.');
    const longAgo = { '2026-03-02': 700, '2026-04-01': 700, '2026-05-01': 700 };
    const later = inputs({ postings: [...checks('Older Lease', longAgo), ...daily()] });
    expect(later.assumptions.join(' ')).not.toContain('Older Lease');
  });

  it('are not twice a month by chance: three days always fit two of the month', () => {
    const topUps = (amounts: readonly number[]): Posting[] =>
      ['2026-10-05', '2026-10-19', '2026-11-05'].flatMap((date, at) => checks('Owner', { [date]: amounts[at] ?? 0 }));
    expect(inputs({ postings: topUps([700, 800, 900]) }).series).toEqual([]);
    expect(inputs({ postings: topUps([800, 800, 800]) }).series).toMatchObject([{ interval: 'TWICE_A_MONTH' }]);
  });

  it.each([
    ['of four, and one more in between', { '2026-11-10': 3_000 }, 4],
    ['of four, and one more long before', { '2026-08-27': 3_000 }, 4],
    ['of four, and another amount in between', { '2026-11-10': 3_400 }, null],
    ['of four, and two more', { '2026-11-10': 3_000, '2026-10-18': 3_000 }, null],
  ])('stay regular with one payment of the amount beside their days: %s', (_, extra, seen) => {
    const postings = checks('Ivory Estates', Object.fromEntries(Object.entries({ ...RENT, ...extra }).sort()));
    const made = inputs({ postings });
    expect(made.series.map((series) => series.seen)).toEqual(seen === null ? [] : [seen]);
    if (seen !== null) expect(recurring(made)[0]).toBe('Ivory Estates 2026-12-01 3000');
    expect(made.runRate.out).toBeGreaterThan(0);
  });

  it('are named once they are regular no longer', () => {
    const postings = checks(
      'Ivory Estates',
      Object.fromEntries(Object.entries({ ...RENT, '2026-11-10': 3_400 }).sort()),
    );
    expect(inputs({ postings }).assumptions).toContain(
      'No longer regular, so taken as everyday business: Ivory Estates.',
    );
    expect(inputs({ postings: checks('Ivory Estates', RENT) }).assumptions.join(' ')).not.toContain('No longer');
  });

  it('that are late by less than half an interval are expected on the next day', () => {
    const weekly = { '2026-10-30': 50, '2026-11-06': 50, '2026-11-13': 50 };
    const made = inputs({ postings: [...checks('Cleaner', weekly), ...daily()] });
    expect(recurring(made).slice(0, 2)).toEqual(['Cleaner 2026-11-23 50', 'Cleaner 2026-11-27 50']);
    expect(made.items.find(({ series }) => series !== null)?.key).toBe('Recurring:OUT:payee:cleaner:2026-11-20');
  });

  it('do not fall on one day where the books end weeks before the as-of date: it says so', () => {
    const paydays = ['2026-08-21', '2026-09-04', '2026-09-18', '2026-10-02'];
    const postings = checks('Wages', Object.fromEntries(paydays.map((date) => [date, 9_000])), 'wages');
    const made = inputs({ postings, asOf: '2026-10-28' });
    expect(recurring(made).slice(0, 2)).toEqual(['Wages 2026-10-30 9000', 'Wages 2026-11-13 9000']);
    expect(made.assumptions).toContain(
      'Books end Fri 2 Oct: what came regularly until then is taken to go on, and what fell due since as paid.',
    );
    expect(inputs({ postings, asOf: '2026-10-09' }).assumptions.join(' ')).not.toContain('Books end');
  });

  it('take the paychecks of a payday together, which only the ledger has', () => {
    const paydays = ['2026-10-16', '2026-10-30', '2026-11-13'];
    const postings = paydays.flatMap((date) =>
      ['Ada', 'Bo'].flatMap((name, at) =>
        entry(
          'Payroll Check',
          date,
          { wages: 1_000, ...(at === 0 ? {} : { fees: 100 }), withheld: -200, checking: -800 - 100 * at },
          { documentId: null, documentKey: `Payroll Check:${at}|${date}|${name}`, name },
        ),
      ),
    );
    const made = inputs({ postings });
    expect(made.series).toMatchObject([{ name: 'Payroll', interval: 'EVERY_TWO_WEEKS', amount: 1_700, seen: 3 }]);
  });

  it('take a card as cash when it is paid, not when it is used', () => {
    const use = ['2026-09-09', '2026-10-13', '2026-11-04', '2026-11-18'].flatMap((date) =>
      entry('Expense', date, { fees: 90, card: -90 }, { name: 'Airline' }),
    );
    const pay = ['2026-09-25', '2026-10-26', '2026-11-20'].flatMap((date, at) =>
      entry('Credit Card Payment', date, { card: 100 + at, checking: -100 - at }, { memo: 'Card statement' }),
    );
    const made = inputs({ postings: [...use, ...pay] });
    expect(made.series).toMatchObject([{ name: 'Card statement', direction: 'OUT', amount: 102 }]);
    expect(made.runRate.out).toBe(0);
  });

  it('include loan instalments and draws, whole', () => {
    const instalments = ['2026-09-05', '2026-10-05', '2026-11-05'].flatMap((date) =>
      entry('Check', date, { loan: 700, fees: 100, checking: -800 }, { memo: 'Loan instalment' }),
    );
    const made = inputs({ postings: [...instalments, ...checks(null, RENT, 'owner')] });
    expect(made.series.map(({ name, amount }) => `${name} ${amount}`)).toEqual(['Loan instalment 800', 'owner 3000']);
  });

  it('include what owners put in regularly, and say so', () => {
    const invested = ['2026-11-06', '2026-11-13', '2026-11-20'].flatMap((date) =>
      entry('Deposit', date, { checking: 900, owner: -900 }, { memo: "Owner's contribution" }),
    );
    const made = inputs({ postings: invested });
    expect(made.series).toMatchObject([{ direction: 'IN', interval: 'WEEKLY', amount: 900 }]);
    expect(made.assumptions).toContain(
      "Taken to go on as before: money from owners and lenders that came regularly, Owner's contribution.",
    );
  });
});

/** Small takings on every day of the window: what keeps books going. */
function daily(): Posting[] {
  return Array.from({ length: 91 }, (_, back) =>
    entry('Deposit', addDays(AS_OF, -back), { checking: 7, sales: -7 }),
  ).flat();
}

describe('what is in the books replaces what is only expected', () => {
  const december = (more: Partial<BookDocument>): BookDocument =>
    document('Bill', '1', '2026-11-15', {
      dueDate: day('2026-12-03'),
      total: money(3_100),
      partyId: 'v',
      partyName: 'IVORY  Estates',
      ...more,
    });

  it('an open bill of the payee due within half an interval', () => {
    const made = inputs({ postings: checks('Ivory Estates', RENT), documents: [december({})] });
    expect(made.items.map(({ key }) => key)).toEqual([
      'Bill:1',
      'Recurring:OUT:payee:ivory estates:2027-01-01',
      'Recurring:OUT:payee:ivory estates:2027-02-01',
    ]);
  });

  it('a bill of the payee that is paid before it is due, not one due before that was paid', () => {
    const pay = (id: string, more: Partial<BookDocument>): BookDocument[] => [
      december({ id, ...more }),
      document('BillPayment', `p${id}`, '2026-11-18', {
        applications: [{ type: 'Bill', id, amount: money(3_100) }],
        total: money(3_100),
      }),
    ];
    const dates = (documents: readonly BookDocument[]): string[] =>
      inputs({ postings: checks('Ivory Estates', RENT), documents }).items.map(({ key }) => key.slice(-10));
    expect(dates(pay('1', {}))).toEqual(['2027-01-01', '2027-02-01']);
    expect(dates(pay('1', { dueDate: day('2026-11-20') }))).toHaveLength(3);
    expect(dates(pay('1', { partyName: 'Another' }))).toHaveLength(3);
  });

  it('and no other: another payee, or a due date further off', () => {
    const others = [december({ partyName: 'Another' }), december({ id: '2', dueDate: day('2026-11-15') })];
    const made = inputs({ postings: checks('Ivory Estates', RENT), documents: others });
    expect(recurring(made)).toHaveLength(3);
  });

  it('a posted entry of the payee', () => {
    const ahead = checks('Ivory Estates', { '2026-11-30': 3_000 });
    const made = inputs({ postings: [...checks('Ivory Estates', RENT), ...ahead] });
    expect(made.items.map(({ kind, date }) => `${kind} ${date}`)).toEqual([
      'POSTED 2026-11-30',
      'RECURRING 2027-01-01',
      'RECURRING 2027-02-01',
    ]);
    expect(inputs({ postings: [...checks('Ivory Estates', RENT), ...ahead], known: 'BY_THEN' }).items[0]?.kind).toBe(
      'RECURRING',
    );
  });
});

describe('movements posted ahead', () => {
  it('are events of their own day, and a deposit of what is in transit already is none', () => {
    const made = inputs({
      postings: [
        ...entry('Payment', '2026-11-20', { undeposited: 500, receivable: -500 }, { documentId: 'p1' }),
        ...entry('Deposit', '2026-11-24', { checking: 500, undeposited: -500 }, { documentId: 'd1' }),
        ...entry('Payment', '2026-11-26', { undeposited: 80, receivable: -80 }, { documentId: 'p2', name: 'Fern' }),
        ...entry('Transfer', '2026-12-02', { savings: 40, checking: -40 }),
      ],
      documents: [
        document('Deposit', 'd1', '2026-11-24', { applications: [{ type: 'Payment', id: 'p1', amount: money(500) }] }),
      ],
    });
    expect(made.inTransit).toBe(500);
    expect(made.items.map(({ key, amount, direction }) => `${key} ${direction} ${amount}`)).toEqual([
      'Posted:Payment:p2 IN 80',
    ]);
  });
});

describe('weekly means', () => {
  it('tell everyday movements from collections and bill payments', () => {
    const made = inputs({
      postings: [
        ...daily(),
        ...entry('Payment', '2026-11-03', { checking: 1_300, receivable: -1_300 }),
        ...entry('Bill Payment (Check)', '2026-11-05', { payable: 2_600, checking: -2_600 }),
        ...checks('Stationer', { '2026-11-06': 130 }, 'fees'),
        ...entry('Check', '2026-11-07', { vehicle: 9_000, checking: -9_000 }),
        ...entry('Deposit', '2026-11-08', { checking: 5_000, loan: -5_000 }),
      ],
    });
    expect(made.runRate).toEqual({ in: 49, out: 10 });
    expect(made.newBusiness).toEqual({ in: 100, out: 200 });
  });

  it('tell payments from counter sales within one deposit', () => {
    const made = inputs({
      postings: [
        ...daily(),
        ...entry('Payment', '2026-11-02', { undeposited: 910, receivable: -910 }, { documentId: 'p' }),
        ...entry('Sales Receipt', '2026-11-02', { undeposited: 390, sales: -390 }, { documentId: 's' }),
        ...entry('Deposit', '2026-11-03', { checking: 1_300, undeposited: -1_300 }, { documentId: 'd' }),
      ],
      documents: [
        document('Deposit', 'd', '2026-11-03', {
          applications: [
            { type: 'Payment', id: 'p', amount: money(910) },
            { type: 'SalesReceipt', id: 's', amount: money(390) },
          ],
        }),
      ],
    });
    expect(made.newBusiness.in).toBe(70);
    expect(made.runRate.in).toBe(49 + 30);
  });

  it('leave out what an advisor set aside', () => {
    const check = checks('Stationer', { '2026-11-06': 1_300 }, 'fees');
    const settings = { ...SETTINGS, oneOffs: { [check[0]?.documentKey ?? '']: 'Once' } };
    expect(inputs({ postings: [...daily(), ...check] }).runRate.out).toBe(100);
    expect(inputs({ postings: [...daily(), ...check], settings }).runRate.out).toBe(0);
  });

  it('take money changed from another currency as collections', () => {
    const accounts = [...CHART, account('euros', 'Bank', 'Checking', { currency: 'EUR' })];
    const postings = [...daily(), ...entry('Transfer', '2026-11-06', { checking: 1_300, euros: -1_300 })];
    const source = new SnapshotSource(books(postings, [], { accounts }), SETTINGS);
    expect(forecastInputs(source, AS_OF).newBusiness.in).toBe(100);
  });
});

describe('a past date', () => {
  it('knows only what is dated by then', () => {
    const postings = [...checks('Ivory Estates', RENT), ...daily()];
    const documents = [
      document('Invoice', '1', '2026-10-01', { dueDate: day('2026-10-20'), total: money(900) }),
      document('Payment', '2', '2026-10-25', { applications: [{ type: 'Invoice', id: '1', amount: money(900) }] }),
      document('Bill', '3', '2026-11-01', { dueDate: day('2026-11-10'), total: money(100) }),
    ];
    const made = inputs({ postings, documents, asOf: '2026-10-11', known: 'BY_THEN' });
    expect(made.items.filter(({ kind }) => kind !== 'RECURRING').map(({ key }) => key)).toEqual(['Invoice:1']);
    expect(made.series[0]?.lastDate).toBe('2026-10-01');
  });

  it('has the last payment of each payee in each direction, of the last weeks alone', () => {
    const postings = [
      ...checks('Ivory Estates', RENT),
      ...checks('ivory  estates', { '2026-11-19': 2_900 }),
      ...checks('Old', { '2026-10-07': 10 }),
      ...entry('Bill Payment (Check)', '2026-11-05', { payable: 26, checking: -26 }, { name: 'Amber Mill' }),
      ...entry('Deposit', '2026-11-06', { checking: 9, sales: -9 }, { name: 'Amber Mill' }),
    ];
    expect(inputs({ postings }).lastPaid).toEqual([
      { name: 'Amber Mill', direction: 'IN', date: '2026-11-06', amount: 9 },
      { name: 'Amber Mill', direction: 'OUT', date: '2026-11-05', amount: 26 },
      { name: 'ivory  estates', direction: 'OUT', date: '2026-11-19', amount: 2_900 },
    ]);
  });

  it('has beside a payee’s last payment the last one of another size', () => {
    const postings = checks('ADP', { '2026-11-05': 41_000, '2026-11-19': 40_000, '2026-11-20': 95 });
    expect(inputs({ postings }).lastPaid?.map(({ date, amount }) => [date, amount])).toEqual([
      ['2026-11-19', 40_000],
      ['2026-11-20', 95],
    ]);
  });

  it.each([
    ['4 days of history; a forecast needs 28.', checks('Ivory Estates', { '2026-11-19': 1 }), {}],
    ['1 day of history; a forecast needs 28.', checks('Ivory Estates', { '2026-11-22': 1 }), {}],
    [null, checks('Ivory Estates', { '2026-10-26': 1 }), {}],
    ['27 days of history; a forecast needs 28.', checks('Ivory Estates', { '2026-10-27': 1 }), {}],
    [
      'No bank account is counted as cash; a forecast needs one.',
      checks('I', RENT),
      { checking: false, savings: false },
    ],
    ['Nothing is posted to a cash account yet; a forecast needs 28 days of history.', [], { checking: true }],
  ])('says why there is no forecast: %s', (missing, postings, counted) => {
    expect(inputs({ postings, settings: { ...SETTINGS, counted } }).missing).toBe(missing);
  });

  it('says what is missing instead of guessing', () => {
    const made = inputs({ postings: [] });
    expect(made).toMatchObject({ cashOnHand: 0, items: [], runRate: { in: 0, out: 0 }, usualDelay: null });
    expect(made.assumptions).toContain('No cash movement in the books yet: what repeats cannot be told from them.');
    expect(made.assumptions).toContain('No invoice has been paid yet: invoices are expected on their due date.');
  });
});
