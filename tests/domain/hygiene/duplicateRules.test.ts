import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../domain/hygiene/rule.js';
import { issueData } from '../../../domain/issues/issueData.js';
import { plainName } from '../../../domain/hygiene/companyNames.js';
import { plainNumber } from '../../../domain/hygiene/duplicates.js';
import { duplicateBillAmount } from '../../../domain/hygiene/rules/duplicateBillAmount.js';
import { duplicateBillNumber } from '../../../domain/hygiene/rules/duplicateBillNumber.js';
import { duplicateInvoice } from '../../../domain/hygiene/rules/duplicateInvoice.js';
import { duplicateVendor } from '../../../domain/hygiene/rules/duplicateVendor.js';
import type { Entered, EnteredMore } from './books.js';
import { bill, billPayment, found, invoice, keys, payment, reversed, sourceOf, vendor, vendorCredit } from './books.js';

const ACME: EnteredMore = { party: 'Acme', dueDate: '2026-12-10' };
const numbered = (id: string, date: string, amount: number, number: string, more: EnteredMore = {}): Entered =>
  bill(id, date, amount, { ...ACME, number, ...more });
const PAIR = [numbered('1', '2026-10-20', 500_00, 'S-204'), numbered('2', '2026-10-24', 500_00, 's 0204')];

describe('bills with one number', () => {
  it('are found, with what is counted twice at stake and the later one removed', () => {
    const [finding] = found(duplicateBillNumber, sourceOf(PAIR));
    expect(finding).toMatchObject({ key: 'Bill:1+Bill:2', moneyAtStake: 500_00, fixAt: { kind: 'Bill', id: '2' } });
    expect(finding?.reason).toBe(
      'Data shows 2 bills from Acme with the same number: bill S-204 of Tue 20 Oct for $500.00 and bill s 0204 of Sat 24 Oct for $500.00; both are open, for $1,000.00.',
    );
    expect(finding?.resolutions).toEqual([
      { label: 'It is one bill entered twice', changes: [{ kind: 'REMOVE', key: 'Bill:2' }] },
      { label: 'They are 2 bills', changes: [] },
    ]);
  });

  it('keep their key whatever the order of the books, and after an edit of amount and date', () => {
    const source = sourceOf(PAIR);
    expect(keys(duplicateBillNumber, reversed(source))).toEqual(keys(duplicateBillNumber, source));
    const edited = sourceOf([PAIR[0] as Entered, numbered('2', '2026-10-18', 510_00, 'S-204')]);
    expect(keys(duplicateBillNumber, edited)).toEqual(['Bill:1+Bill:2']);
  });

  it('keep the paid one and remove the open one, also where the open one came first', () => {
    const source = sourceOf([
      ...PAIR,
      billPayment('9', '2026-11-01', 500_00, { ...ACME, applied: { 'Bill:2': 500_00 } }),
    ]);
    const [finding] = found(duplicateBillNumber, source);
    expect(finding?.fixAt).toEqual({ kind: 'Bill', id: '1' });
    expect(finding?.resolutions?.[0].changes).toEqual([{ kind: 'REMOVE', key: 'Bill:1' }]);
  });

  it('that were both paid leave money with the vendor', () => {
    const pay = (id: string, of: string) => billPayment(id, '2026-11-01', 500_00, { applied: { [of]: 500_00 } });
    const [finding] = found(duplicateBillNumber, sourceOf([...PAIR, pay('8', 'Bill:1'), pay('9', 'Bill:2')]));
    expect(finding?.reason).toContain('none is open');
    expect(finding?.resolutions?.[0].changes).toMatchObject([
      { kind: 'ADD', item: { direction: 'IN', amount: 500_00, date: '2026-12-22' } },
    ]);
  });

  it('are none of another vendor, voided, a year ago, credited and entered anew, or after the as-of date', () => {
    const other = (second: Entered, ...more: Entered[]) =>
      keys(duplicateBillNumber, sourceOf([PAIR[0] as Entered, second, ...more]));
    expect(other(numbered('2', '2026-10-24', 500_00, 'S-204', { party: 'Zeta' }))).toEqual([]);
    expect(other(numbered('2', '2026-10-24', 0, 'S-204', { voided: true }))).toEqual([]);
    expect(other(numbered('2', '2025-10-17', 500_00, 'S-204'))).toEqual([]);
    expect(other(numbered('2', '2026-11-23', 500_00, 'S-204'))).toEqual([]);
    const credit = vendorCredit('5', '2026-10-21', 500_00, ACME);
    const linked = billPayment('6', '2026-10-21', 0, {
      ...ACME,
      applied: { 'Bill:1': 500_00, 'VendorCredit:5': 500_00 },
    });
    expect(other(numbered('2', '2026-10-24', 450_00, 'S-204'), credit, linked)).toEqual([]);
  });

  it('are none where the number stands for an account or says nothing', () => {
    const monthly = ['06', '07', '08', '09', '10'].map((month, position) =>
      numbered(`${position}`, `2026-${month}-15`, 80_00 + position, 'ACCT 77', { dueDate: `2026-${month}-28` }),
    );
    expect(keys(duplicateBillNumber, sourceOf(monthly))).toEqual([]);
    const rent = ['08', '09', '10'].map((month, position) =>
      numbered(`${position}`, `2026-${month}-01`, 2_000_00, 'R-1', { dueDate: `2026-${month}-05` }),
    );
    expect(keys(duplicateBillNumber, sourceOf(rent))).toEqual([]);
    const words = [numbered('1', '2026-10-20', 500_00, 'n/a'), numbered('2', '2026-10-24', 500_00, 'N/A')];
    expect(keys(duplicateBillNumber, sourceOf(words))).toEqual([]);
    const doubled = [...monthly, numbered('9', '2026-10-17', 80_04, 'acct-77', { dueDate: '2026-10-28' })];
    expect(keys(duplicateBillNumber, sourceOf(doubled))).toEqual(['Bill:4+Bill:9']);
  });

  it('are none a month apart and due a month apart: the first two under the number of an account', () => {
    const second = (date: string, dueDate: string | null) =>
      keys(
        duplicateBillNumber,
        sourceOf([
          numbered('1', '2026-09-01', 500_00, 'ACCT 77', { dueDate: '2026-09-15' }),
          numbered('2', date, 500_00, 'ACCT 77', { dueDate }),
        ]),
      );
    expect(second('2026-10-01', '2026-10-15')).toEqual([]);
    expect(second('2026-10-06', '2026-10-15')).toEqual([]);
    expect(second('2026-10-01', '2026-09-15')).toEqual(['Bill:1+Bill:2']);
    expect(second('2026-10-01', null)).toEqual(['Bill:1+Bill:2']);
    expect(second('2026-09-25', '2026-10-09')).toEqual(['Bill:1+Bill:2']);
    expect(second('2026-10-07', '2026-10-21')).toEqual(['Bill:1+Bill:2']);
  });

  it('with different amounts are one document within 20 days only', () => {
    const second = (date: string) => sourceOf([PAIR[0] as Entered, numbered('2', date, 510_00, 'S-204')]);
    expect(keys(duplicateBillNumber, second('2026-11-09'))).toEqual(['Bill:1+Bill:2']);
    expect(keys(duplicateBillNumber, second('2026-11-10'))).toEqual([]);
  });

  it('keep their key until the newest of them is old', () => {
    const third = numbered('3', '2026-10-26', 500_00, 'S-204');
    const at = (asOf: string) => keys(duplicateBillNumber, sourceOf([...PAIR, third], {}, asOf), { duplicateDays: 30 });
    expect(at('2026-11-19')).toEqual(['Bill:1+Bill:2+Bill:3']);
    expect(at('2026-11-25')).toEqual(['Bill:1+Bill:2+Bill:3']);
    expect(at('2026-11-26')).toEqual([]);
  });

  it('are looked for as far back as the firm says', () => {
    expect(keys(duplicateBillNumber, sourceOf(PAIR), { duplicateDays: 29 })).toEqual(['Bill:1+Bill:2']);
    expect(keys(duplicateBillNumber, sourceOf(PAIR), { duplicateDays: 28 })).toEqual([]);
  });
});

describe('bills with one amount and date', () => {
  const E = numbered('1', '2026-10-20', 500_00, 'E-7731');

  it('are found under different numbers or none', () => {
    const source = sourceOf([E, numbered('2', '2026-10-20', 500_00, '7731')]);
    expect(keys(duplicateBillAmount, source)).toEqual(['Bill:1+Bill:2']);
    expect(keys(duplicateBillNumber, source)).toEqual([]);
    expect(keys(duplicateBillAmount, reversed(source))).toEqual(['Bill:1+Bill:2']);
    expect(keys(duplicateBillAmount, sourceOf([E, bill('2', '2026-10-20', 500_00, ACME)]))).toHaveLength(1);
  });

  it('are not found again where one number tells it', () => {
    const twice = [numbered('1', '2026-10-20', 500_00, 'A-1'), numbered('2', '2026-10-20', 500_00, 'A-1')];
    expect(keys(duplicateBillAmount, sourceOf(twice))).toEqual([]);
    const third = sourceOf([...twice, numbered('3', '2026-10-20', 500_00, 'B-9')]);
    expect(keys(duplicateBillNumber, third)).toEqual(['Bill:1+Bill:2']);
    expect(keys(duplicateBillAmount, third)).toEqual(['Bill:1+Bill:3']);
  });

  it('are none on another date, in another currency, of monthly rent, as instalments, or in pairs of habit', () => {
    const other = (more: EnteredMore, date = '2026-10-20', amount = 500_00) =>
      keys(duplicateBillAmount, sourceOf([E, bill('2', date, amount, { ...ACME, number: '7', ...more })]));
    expect(other({}, '2026-10-21')).toEqual([]);
    expect(other({}, '2026-10-20', 500_01)).toEqual([]);
    expect(other({ currency: 'EUR' })).toEqual([]);
    expect(other({ dueDate: '2027-01-10' })).toEqual([]);
    const pairs = ['08', '09', '10'].flatMap((month) =>
      ['a', 'b'].map((line) =>
        numbered(`${month}${line}`, `2026-${month}-03`, 45_00, `${month}${line}`, { dueDate: null }),
      ),
    );
    expect(keys(duplicateBillAmount, sourceOf(pairs))).toEqual([]);
    expect(keys(duplicateBillAmount, sourceOf(pairs.slice(2)))).toHaveLength(2);
  });
});

describe('duplicate invoices', () => {
  const to = { party: 'Beta', dueDate: '2026-12-10' };
  const A = invoice('1', '2026-11-01', 300_00, { ...to, number: '1001' });

  it('are found by number, or by amount and date, while one is open', () => {
    const byNumber = sourceOf([A, invoice('2', '2026-11-04', 300_00, { ...to, number: '1001' })]);
    const byAmount = sourceOf([A, invoice('2', '2026-11-01', 300_00, { ...to, number: '1002' })]);
    for (const source of [byNumber, byAmount]) {
      expect(found(duplicateInvoice, source)).toMatchObject([{ key: 'Invoice:1+Invoice:2', moneyAtStake: 300_00 }]);
      expect(keys(duplicateInvoice, reversed(source))).toEqual(['Invoice:1+Invoice:2']);
    }
  });

  it('are none once both are paid, to another customer, or with another date and number', () => {
    const B = invoice('2', '2026-11-01', 300_00, { ...to, number: '1002' });
    const pay = (id: string, of: string) => payment(id, '2026-11-10', 300_00, { ...to, applied: { [of]: 300_00 } });
    expect(keys(duplicateInvoice, sourceOf([A, B, pay('8', 'Invoice:1')]))).toHaveLength(1);
    expect(keys(duplicateInvoice, sourceOf([A, B, pay('8', 'Invoice:1'), pay('9', 'Invoice:2')]))).toEqual([]);
    expect(
      keys(duplicateInvoice, sourceOf([A, invoice('2', '2026-11-01', 300_00, { ...to, party: 'Gamma' })])),
    ).toEqual([]);
    expect(keys(duplicateInvoice, sourceOf([A, invoice('2', '2026-11-02', 300_00, { ...to, number: '2' })]))).toEqual(
      [],
    );
  });
});

describe('duplicate vendors', () => {
  const of = (...names: string[]) =>
    sourceOf([bill('1', '2026-10-01', 700_00, { party: 'v0' }), bill('2', '2026-10-02', 90_00, { party: 'v1' })], {
      parties: names.map((name, position) => vendor(`v${position}`, name)),
    });

  it('are found without legal form, case, punctuation, accents and blanks', () => {
    for (const name of [
      'Flint Row Foods, Inc.',
      'FLINT ROW FOODS LLC',
      'The Flint-Row Foods Co',
      'Flintrow  Foods L.L.C.',
    ]) {
      expect(keys(duplicateVendor, of('Flint Row Foods', name))).toEqual(['Vendor:v0+Vendor:v1']);
    }
    expect(found(duplicateVendor, of('Café & Cie Ltd', 'cafe and cie'))[0]).toMatchObject({
      moneyAtStake: 90_00,
      resolutions: null,
    });
  });

  it('are none with another word, number or currency in the name, or when one is inactive', () => {
    for (const name of ['Flint Row Foods West', 'Flint Row Foods 2', 'Flint Row Foods EUR', 'Flint Road Foods']) {
      expect(keys(duplicateVendor, of('Flint Row Foods', name))).toEqual([]);
    }
    const retired = { parties: [vendor('1', 'Acme'), vendor('2', 'Acme Inc', { active: false })] };
    expect(keys(duplicateVendor, sourceOf([], retired))).toEqual([]);
  });
});

describe('vendors that are one', () => {
  it('are the same issue the day after, when their oldest entry is too old to be counted', () => {
    const parties = [vendor('a', 'Acme'), vendor('b', 'Acme, Inc.')];
    const entered = [bill('1', '2025-11-22', 90_00, { party: 'a' }), bill('2', '2026-11-01', 50_00, { party: 'b' })];
    const [today, tomorrow] = ['2026-11-22', '2026-11-23'].map(
      (asOf) => found(duplicateVendor, sourceOf(entered, { parties }, asOf))[0] as Finding,
    ) as [Finding, Finding];
    expect(today.reason).not.toBe(tomorrow.reason);
    expect(issueData(tomorrow)).toBe(issueData(today));
    const renamed = [vendor('a', 'ACME'), vendor('b', 'Acme, Inc.')];
    const [after] = found(duplicateVendor, sourceOf(entered, { parties: renamed })) as [Finding];
    expect(issueData(after)).not.toBe(issueData(today));
  });
});

describe('plain names and numbers', () => {
  it('leave something of a name that is a legal form alone', () => {
    expect(plainName('The Company')).toBe('company');
    expect(plainName('Co')).toBe('co');
    expect(plainName('Smith & Co.')).toBe(plainName('Smith'));
    expect(plainName('Acme (deleted)')).toBe('acme');
    expect(plainName('***')).toBe('');
  });

  it('need a digit in a number', () => {
    expect(plainNumber('INV-0012')).toBe(plainNumber('inv 12'));
    expect(plainNumber('1-11')).not.toBe(plainNumber('11-1'));
    expect(plainNumber('7731-1')).not.toBe(plainNumber('77311'));
    expect(plainNumber('0012')).toBe('12');
    expect(plainNumber('000')).toBe('0');
    expect(plainNumber('Rent')).toBe('');
    expect(plainNumber(null)).toBe('');
  });
});
