import { describe, expect, it } from '@jest/globals';
import { changesOf, markedInView, markedItems, NO_ADJUSTMENTS } from '../../../domain/forecast/adjustments.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import type { ForecastInputs, ForecastItem } from '../../../domain/forecast/forecastInputs.js';
import type { BookDocument, Posting } from '../../../domain/books.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { books, day, document, entry, money, SETTINGS } from '../company.js';

const VENDOR = { partyId: 'v1', partyName: 'Amber Mill' };
const CUSTOMER = { partyId: 'c1', partyName: 'Fern & Moss' };

function inputs(documents: readonly BookDocument[], postings: readonly Posting[] = [], past = false): ForecastInputs {
  const source = new SnapshotSource(books(postings, documents), SETTINGS);
  return forecastInputs(source, day('2026-11-22'), past ? 'BY_THEN' : 'ALL');
}

function shown({ items }: Pick<ForecastInputs, 'items'>): string[] {
  return items.map(({ key, direction, date, amount }) => `${key} ${direction} ${date} ${amount}`);
}

const bill = (id: string, dueDate: string | null, total: number, more: Partial<BookDocument> = {}): BookDocument =>
  document('Bill', id, '2026-10-20', {
    dueDate: dueDate === null ? null : day(dueDate),
    total: money(total),
    ...VENDOR,
    ...more,
  });
const invoice = (id: string, dueDate: string, total: number, more: Partial<BookDocument> = {}): BookDocument =>
  document('Invoice', id, '2026-10-20', { dueDate: day(dueDate), total: money(total), ...CUSTOMER, ...more });
const credit = (type: 'VendorCredit' | 'CreditMemo', id: string, total: number): BookDocument =>
  document(type, id, '2026-11-01', { total: money(total), ...(type === 'VendorCredit' ? VENDOR : CUSTOMER) });

/** An invoice of the customer that was paid so many days after its due date of 1 October. */
function paidLate(days: number): BookDocument[] {
  return [
    document('Invoice', 'old', '2026-09-01', { dueDate: day('2026-10-01'), total: money(500), ...CUSTOMER }),
    document('Payment', 'oldp', `2026-10-${String(1 + days).padStart(2, '0')}`, {
      total: money(500),
      applications: [{ type: 'Invoice', id: 'old', amount: money(500) }],
      ...CUSTOMER,
    }),
  ];
}

describe('open bills', () => {
  it('are expected on their due date, overdue ones and those without on the next day', () => {
    const { items } = inputs([bill('1', '2026-12-04', 700), bill('2', '2026-11-22', 300), bill('3', null, 200)]);
    expect(shown({ items })).toEqual([
      'Bill:2 OUT 2026-11-23 300',
      'Bill:3 OUT 2026-11-23 200',
      'Bill:1 OUT 2026-12-04 700',
    ]);
    expect(items.at(-1)).toMatchObject({
      kind: 'BILL',
      name: 'Amber Mill',
      documentKey: 'Bill:1',
      basis: 'Due Fri 4 Dec.',
    });
  });

  it('count what is left after applications, those dated ahead included', () => {
    const payment = document('BillPayment', '9', '2026-12-01', {
      total: money(400),
      applications: [{ type: 'Bill', id: '1', amount: money(400) }],
      ...VENDOR,
    });
    const ledger = entry('Bill Payment (Check)', '2026-12-01', { payable: 400, checking: -400 }, { documentId: '9' });
    const known = inputs([bill('1', '2026-12-04', 700), payment], ledger);
    expect(shown(known)).toEqual(['Posted:Bill Payment (Check):9 OUT 2026-12-01 400', 'Bill:1 OUT 2026-12-04 300']);
    expect(shown(inputs([bill('1', '2026-12-04', 700), payment], ledger, true))).toEqual(['Bill:1 OUT 2026-12-04 700']);
  });

  it("are net of the vendor's open credits, on the bills' days and never beyond them", () => {
    const made = inputs([
      bill('1', '2026-12-04', 700),
      bill('2', '2026-12-11', 500),
      bill('3', '2026-12-11', 900, { partyId: 'v2' }),
      credit('VendorCredit', '4', 800),
      credit('VendorCredit', '5', 1_000),
    ]);
    expect(shown(made)).toEqual([
      'Bill:1 OUT 2026-12-04 700',
      'VendorCredit:4 IN 2026-12-04 700',
      'Bill:2 OUT 2026-12-11 500',
      'Bill:3 OUT 2026-12-11 900',
      'VendorCredit:4/2 IN 2026-12-11 100',
      'VendorCredit:5 IN 2026-12-11 400',
    ]);
    expect(made.assumptions.join(' ')).toContain('1 open credit has no open bill or invoice');
  });
});

describe('open invoices', () => {
  it("are expected at due date and the customer's usual delay", () => {
    const { items, payers, usualDelay } = inputs([...paidLate(12), invoice('1', '2026-11-24', 900)]);
    expect(shown({ items })).toEqual(['Invoice:1 IN 2026-12-06 900']);
    expect(items[0]?.basis).toBe('Due Tue 24 Nov; usual delay 12 days.');
    expect(payers).toEqual([{ partyId: 'c1', name: 'Fern & Moss', days: 12, of: 1 }]);
    expect(usualDelay).toBe(12);
  });

  it("take the client's median where the customer has paid none, the due date where nobody has", () => {
    const stranger = invoice('1', '2026-11-24', 900, { partyId: 'c2' });
    expect(shown(inputs([...paidLate(12), stranger]))).toEqual(['Invoice:1 IN 2026-12-06 900']);
    expect(shown(inputs([stranger]))).toEqual(['Invoice:1 IN 2026-11-24 900']);
  });

  it('stay in view once they are overdue beyond the usual delay', () => {
    const { items, inView } = inputs([
      ...paidLate(12),
      invoice('1', '2026-11-09', 900),
      invoice('2', '2026-11-10', 800),
    ]);
    expect(inView.map(({ key }) => key)).toEqual(['Invoice:1']);
    expect(inView[0]?.basis).toContain('13 days overdue');
    // Its usual delay ends today: the next day is the first that is left.
    expect(shown({ items })).toEqual(['Invoice:2 IN 2026-11-23 800']);
  });

  it('that are usually paid early and were not are expected on their due date', () => {
    const early = [
      document('Invoice', 'old', '2026-09-01', { dueDate: day('2026-10-11'), total: money(500), ...CUSTOMER }),
      document('Payment', 'oldp', '2026-10-01', {
        total: money(500),
        applications: [{ type: 'Invoice', id: 'old', amount: money(500) }],
      }),
    ];
    const { items, inView } = inputs([...early, invoice('1', '2026-11-25', 900), invoice('2', '2026-12-25', 800)]);
    expect(inView).toEqual([]);
    expect(shown({ items })).toEqual(['Invoice:1 IN 2026-11-25 900', 'Invoice:2 IN 2026-12-15 800']);
  });

  it("are net of the customer's credits and of payments on account", () => {
    const onAccount = document('Payment', '5', '2026-11-03', { total: money(100), ...CUSTOMER });
    expect(shown(inputs([invoice('1', '2026-12-04', 700), credit('CreditMemo', '4', 150), onAccount]))).toEqual([
      'CreditMemo:4 OUT 2026-12-04 150',
      'Invoice:1 IN 2026-12-04 700',
      'Payment:5 OUT 2026-12-04 100',
    ]);
  });
});

describe('a payment that is applied to nothing', () => {
  const onAccount = (total: number): BookDocument =>
    document('Payment', '5', '2026-11-03', { total: money(total), ...CUSTOMER });
  const late = invoice('1', '2026-07-25', 5_000);
  const next = invoice('2', '2026-11-29', 4_000);

  it('is set against the overdue invoice first, and leaves the next one expected', () => {
    const made = inputs([late, next, onAccount(5_000)]);
    expect(shown(made)).toEqual(['Invoice:2 IN 2026-11-29 4000']);
    expect(shown({ items: made.inView })).toEqual(['Invoice:1 IN 2026-11-23 5000', 'Payment:5 OUT 2026-11-23 5000']);
    expect(forecastFrom(made, []).inViewTotal).toBe(0);
  });

  it('counts against the next one with what is left of it', () => {
    const made = inputs([late, next, onAccount(5_600)]);
    expect(shown(made)).toEqual(['Invoice:2 IN 2026-11-29 4000', 'Payment:5/2 OUT 2026-11-29 600']);
    expect(forecastFrom(made, []).inViewTotal).toBe(0);
  });

  it('goes with an overdue invoice that is given a day', () => {
    const made = inputs([late, onAccount(2_000)]);
    const moved = { ...NO_ADJUSTMENTS, moved: [{ key: 'Invoice:1', date: day('2026-12-09') }] };
    const forecast = forecastFrom(made, changesOf(moved, made));
    expect(shown(forecast)).toEqual(['Invoice:1 IN 2026-12-09 5000', 'Payment:5 OUT 2026-12-09 2000']);
    expect(shown({ items: markedItems(made, moved) })).toEqual(shown(forecast));
    expect(markedInView(made, moved)).toEqual([]);
  });
});

describe('credits of a customer and its jobs', () => {
  const hill = (id: string | null, name: string) => ({ partyId: id, partyName: name });
  const payment = (id: string, total: number, party: Partial<BookDocument>): BookDocument =>
    document('Payment', id, '2026-11-03', { total: money(total), ...party });

  it.each([
    ['the parent pays for the job', hill('h1', 'Hill'), hill('h2', 'Hill:Kitchen'), true],
    ['one job pays for another', hill('h3', 'Hill:Bath'), hill('h2', 'Hill:Kitchen'), true],
    ['another customer does not', hill('h9', 'Hillside'), hill('h2', 'Hill:Kitchen'), false],
    ['two of one name are two', hill('h1', 'Hill'), hill('h4', 'Hill'), false],
  ])('are one: %s', (_, payer, owner, isNetted) => {
    const { items } = inputs([invoice('1', '2026-12-04', 700, owner), payment('5', 100, payer)]);
    expect(items.filter(({ kind }) => kind === 'CREDIT')).toHaveLength(isNetted ? 1 : 0);
  });
});

describe('what was paid past the documents', () => {
  it('is a credit of its party: a check to payables, a deposit and a journal line to receivables', () => {
    const postings = [
      ...entry('Check', '2026-11-10', { payable: 300, checking: -300 }, { name: 'Amber Mill', documentId: '7' }),
      ...entry('Deposit', '2026-11-11', { checking: 200, receivable: -200 }, { name: 'fern & moss', documentId: '8' }),
      ...entry('Journal Entry', '2026-11-12', { fees: 50, receivable: -50 }, { name: 'Fern & Moss', documentId: '9' }),
      ...entry('Journal Entry', '2026-11-12', { fees: 50, receivable: -50 }, { name: 'Somebody', documentId: '10' }),
    ];
    const made = inputs([bill('1', '2026-12-04', 700), invoice('2', '2026-12-11', 900)], postings);
    expect(shown(made)).toEqual([
      'Bill:1 OUT 2026-12-04 700',
      'Purchase:7 IN 2026-12-04 300',
      'Deposit:8 OUT 2026-12-11 200',
      'Invoice:2 IN 2026-12-11 900',
      'JournalEntry:9 OUT 2026-12-11 50',
    ]);
    expect(made.items[1]).toMatchObject({
      kind: 'CREDIT',
      against: 'Bill:1',
      basis: 'Check on accounts payable, set against bill.',
    });
    expect(made.assumptions.join(' ')).not.toContain('open credit');
  });

  it('is none once a payment applied it, nor of a past date that did not know it', () => {
    const journal = entry(
      'Journal Entry',
      '2026-11-12',
      { fees: 50, receivable: -50 },
      { name: 'Fern & Moss', documentId: '9' },
    );
    const link = document('Payment', '5', '2026-11-13', {
      ...CUSTOMER,
      applications: [
        { type: 'Invoice', id: '2', amount: money(50) },
        { type: 'JournalEntry', id: '9', amount: money(50) },
      ],
    });
    const { items } = inputs([invoice('2', '2026-12-11', 900), link], journal);
    expect(shown({ items })).toEqual(['Invoice:2 IN 2026-12-11 850']);
    const source = new SnapshotSource(books(journal, [invoice('2', '2026-12-11', 900)]), SETTINGS);
    expect(forecastInputs(source, day('2026-11-11'), 'BY_THEN').items).toHaveLength(1);
    expect(forecastInputs(source, day('2026-11-12'), 'BY_THEN').items).toHaveLength(2);
  });
});

describe('credits of one day', () => {
  it('are set against bills in the order of their keys, whatever the order of the books', () => {
    const two = [credit('VendorCredit', '5', 60), credit('VendorCredit', '4', 70)];
    const inOrder = shown(inputs([bill('1', '2026-12-04', 100), ...two]));
    expect(inOrder).toContain('VendorCredit:4 IN 2026-12-04 70');
    expect(shown(inputs([...two].reverse().concat(bill('1', '2026-12-04', 100))))).toEqual(inOrder);
  });
});

describe('other currencies', () => {
  const euro = (more: Partial<BookDocument> = {}): BookDocument =>
    invoice('1', '2026-12-04', 1_000, { currency: 'EUR', ...more });

  it("count at the home amount of the ledger's entry, what is paid taken off", () => {
    const part = document('Payment', '2', '2026-11-01', {
      total: money(400),
      currency: 'EUR',
      applications: [{ type: 'Invoice', id: '1', amount: money(400) }],
    });
    const ledger = entry('Invoice', '2026-10-20', { receivable: 1_101, sales: -1_101 }, { documentId: '1' });
    const { items } = inputs([euro(), part], ledger);
    expect(shown({ items })).toEqual(['Invoice:1 IN 2026-12-04 661']);
    expect(items[0]?.basis).toContain('in EUR, at the rate it was entered with');
  });

  it('are left out and named where the ledger has none', () => {
    const { items, assumptions } = inputs([euro({ number: '1042' })]);
    expect(items as readonly ForecastItem[]).toEqual([]);
    expect(assumptions.join(' ')).toContain('invoice 1042 Fern & Moss (EUR)');
  });
});

describe('one party with thousands of documents', () => {
  it('is netted in a time that grows with their number', () => {
    const count = 8_000;
    const many = Array.from({ length: count }, (_, place) => [
      bill(String(place), '2026-12-04', 700),
      credit('VendorCredit', `c${place}`, 600),
    ]).flat();
    // Its own computing alone: what else the machine does is not counted.
    const began = process.cpuUsage();
    const { items } = inputs(many);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
    const credits = items.filter(({ kind }) => kind === 'CREDIT');
    expect(credits.reduce((total, { amount }) => total + amount, 0)).toBe(600 * count);
    expect(new Set(credits.map(({ key }) => key)).size).toBe(credits.length);
  });
});
