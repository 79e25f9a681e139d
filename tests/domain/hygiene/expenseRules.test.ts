import { describe, expect, it } from '@jest/globals';
import { billPaidAsExpense } from '../../../domain/hygiene/rules/billPaidAsExpense.js';
import { duplicateExpense } from '../../../domain/hygiene/rules/duplicateExpense.js';
import { bill, billPayment, found, keys, purchase, reversed, sourceOf, type EnteredMore } from './books.js';

const TONER: EnteredMore = { party: 'Office Supply', memo: 'Printer and toner' };
const FIRST = purchase('1', '2026-11-01', 218_46, TONER);

describe('duplicate expenses', () => {
  it('are found within the days, with all but the first at stake', () => {
    const [finding] = found(duplicateExpense, sourceOf([FIRST, purchase('2', '2026-11-04', 218_46, TONER)]));
    expect(finding).toMatchObject({ key: 'Purchase:1+Purchase:2', moneyAtStake: 218_46 });
    expect(finding?.reason).toBe(
      'Data shows 2 expenses of $218.46 to Office Supply from checking from Sun 1 Nov to Wed 4 Nov; the bank has cleared neither.',
    );
    expect(finding?.resolutions?.[0].changes).toContainEqual({ kind: 'CASH', amount: 218_46, of: 'Purchase:2' });
    expect(keys(duplicateExpense, sourceOf([FIRST, purchase('2', '2026-11-05', 218_46, TONER)]))).toEqual([]);
    const source = sourceOf([FIRST, purchase('2', '2026-11-05', 218_46, TONER)]);
    expect(keys(duplicateExpense, source, { duplicateExpenseDays: 4 })).toEqual(['Purchase:1+Purchase:2']);
    expect(keys(duplicateExpense, reversed(source), { duplicateExpenseDays: 4 })).toEqual(['Purchase:1+Purchase:2']);
  });

  it('keep their key until the newest of them is old', () => {
    const three = ['1', '2', '3'].map((id) => purchase(id, `2026-11-0${id}`, 218_46, TONER));
    const at = (asOf: string) => keys(duplicateExpense, sourceOf(three, {}, asOf), { duplicateDays: 30 });
    expect(at('2026-12-01')).toEqual(['Purchase:1+Purchase:2+Purchase:3']);
    expect(at('2026-12-03')).toEqual(['Purchase:1+Purchase:2+Purchase:3']);
    expect(at('2026-12-04')).toEqual([]);
  });

  it('are none from another account, payee, memo or amount, or below the amount', () => {
    const other = (more: EnteredMore, amount = 218_46) =>
      keys(duplicateExpense, sourceOf([FIRST, purchase('2', '2026-11-02', amount, { ...TONER, ...more })]));
    expect(other({ memo: 'PRINTER  and toner' })).toHaveLength(1);
    expect(other({ through: 'savings' })).toEqual([]);
    expect(other({ party: 'Zeta' })).toEqual([]);
    expect(other({ memo: 'Paper' })).toEqual([]);
    expect(other({}, 218_47)).toEqual([]);
    const small = [purchase('1', '2026-11-01', 25_00, TONER), purchase('2', '2026-11-01', 25_00, TONER)];
    expect(keys(duplicateExpense, sourceOf(small))).toEqual([]);
    expect(keys(duplicateExpense, sourceOf(small), { duplicateExpenseAbove: 24_99 })).toHaveLength(1);
  });

  it('are none as checks with different numbers, but one may lack its number', () => {
    const checks = (a: string | null, b: string | null) =>
      keys(
        duplicateExpense,
        sourceOf([
          purchase('1', '2026-11-01', 218_46, { ...TONER, number: a }),
          purchase('2', '2026-11-02', 218_46, { ...TONER, number: b }),
        ]),
      );
    expect(checks('101', '102')).toEqual([]);
    expect(checks('101', '101')).toHaveLength(1);
    expect(checks('101', null)).toHaveLength(1);
  });

  it('are none once refunded, of nobody and nothing said, or as a habit', () => {
    const again = purchase('2', '2026-11-02', 218_46, TONER);
    const refund = purchase('3', '2026-11-10', 218_46, {
      party: 'Office Supply',
      memo: 'Refund',
      legs: { checking: 218_46, goods: -218_46 },
    });
    expect(keys(duplicateExpense, sourceOf([FIRST, again, refund]))).toEqual([]);
    const nobody = [purchase('1', '2026-11-01', 60_00), purchase('2', '2026-11-01', 60_00)];
    expect(keys(duplicateExpense, sourceOf(nobody))).toEqual([]);
    const tolls = ['02', '03', '04', '05', '06', '09', '10', '11'].map((day) =>
      purchase(day, `2026-11-${day}`, 60_00, { party: 'Turnpike', memo: 'Toll' }),
    );
    expect(keys(duplicateExpense, sourceOf(tolls))).toEqual([]);
  });

  it('are found entered by hand and again from the bank, whatever they say', () => {
    const both = (hand: EnteredMore, bank: EnteredMore, date = '2026-11-04') =>
      keys(
        duplicateExpense,
        sourceOf([
          purchase('1', '2026-11-01', 840_00, { party: 'v', partyName: 'Clean Co', ...hand }),
          purchase('2', date, 840_00, { party: 'v', partyName: 'Clean Co', ...bank }),
        ]),
      );
    const [hand, bank] = [{ memo: 'November cleaning' }, { memo: 'CHECK 1045', cleared: true }];
    expect(both(hand, bank)).toEqual(['Purchase:1+Purchase:2']);
    expect(both({}, { cleared: true })).toHaveLength(1);
    expect(both({}, { memo: 'ACH CLEAN CO', partyName: 'CLEAN  CO', cleared: true })).toHaveLength(1);
    expect(both(hand, bank, '2026-11-05')).toEqual([]);
    expect(both(hand, { ...bank, cleared: false })).toEqual([]);
    expect(both({ ...hand, cleared: true }, bank)).toEqual([]);
    expect(both({ ...hand, number: '1044' }, { ...bank, number: '1045' })).toEqual([]);
    expect(both({ ...hand, number: '1045' }, { ...bank, cleared: false, number: '01045' }, '2026-11-15')).toHaveLength(
      1,
    );
    expect(both({ ...hand, number: '1045' }, { ...bank, number: '1045' }, '2026-11-16')).toEqual([]);
  });

  it('are none of a standing order under one number, or where the bank is behind with a habit', () => {
    const order = ['07', '14', '21'].map((date) =>
      purchase(date, `2026-10-${date}`, 840_00, { party: 'v', number: 'A-77', memo: `Week ${date}` }),
    );
    expect(keys(duplicateExpense, sourceOf(order))).toEqual([]);
    const daily = ['02', '03', '04', '05', '06'].map((date) =>
      purchase(date, `2026-11-${date}`, 60_00, { party: 'Turnpike', memo: `Toll ${date}`, cleared: date < '04' }),
    );
    expect(keys(duplicateExpense, sourceOf(daily))).toEqual([]);
  });

  it('are found of what comes every month and once twice', () => {
    const monthly = ['01', '02', '03', '04', '05', '06'].map((month) =>
      purchase(month, `2026-${month}-03`, 60_00, TONER),
    );
    const again = purchase('x', '2026-06-04', 60_00, TONER);
    expect(keys(duplicateExpense, sourceOf(monthly))).toEqual([]);
    expect(keys(duplicateExpense, sourceOf([...monthly, again]))).toEqual(['Purchase:06+Purchase:x']);
  });

  it('are none of what often comes in pairs', () => {
    const pairs = (months: string[]) =>
      months.flatMap((month) => ['a', 'b'].map((one) => purchase(`${month}${one}`, `2026-${month}-03`, 60_00, TONER)));
    expect(keys(duplicateExpense, sourceOf(pairs(['08', '09'])))).toHaveLength(2);
    expect(keys(duplicateExpense, sourceOf(pairs(['08', '09', '10'])))).toEqual([]);
  });

  it('without a memo are a day apart at most', () => {
    const after = (date: string) =>
      keys(
        duplicateExpense,
        sourceOf([purchase('1', '2026-11-01', 60_00, { party: 'A' }), purchase('2', date, 60_00, { party: 'A' })]),
      );
    expect(after('2026-11-02')).toHaveLength(1);
    expect(after('2026-11-03')).toEqual([]);
  });
});

describe('a bill paid as an expense', () => {
  const OWED = bill('1', '2026-10-20', 430_00, { party: 'Acme', number: 'P-5510', dueDate: '2026-11-19' });
  const paid = (date: string, more: EnteredMore = {}, amount = 430_00) =>
    purchase('7', date, amount, { party: 'Acme', ...more });

  it('is found with the expense; the bill is paid or still owed', () => {
    const [finding] = found(billPaidAsExpense, sourceOf([OWED, paid('2026-10-26')]));
    expect(finding).toMatchObject({
      key: 'Bill:1+Purchase:7',
      moneyAtStake: 430_00,
      reason:
        'Data shows bill P-5510 from Acme of Tue 20 Oct open for $430.00, and an expense of the same amount to them on Mon 26 Oct from checking.',
    });
    expect(finding?.resolutions?.map(({ changes }) => changes)).toEqual([[{ kind: 'REMOVE', key: 'Bill:1' }], []]);
  });

  it('is found with an expense by card, and from a week before the bill to half a year after', () => {
    const at = (date: string, more: EnteredMore = {}) => keys(billPaidAsExpense, sourceOf([OWED, paid(date, more)]));
    expect(at('2026-10-26', { through: 'card' })).toHaveLength(1);
    expect(at('2026-10-13')).toHaveLength(1);
    expect(at('2026-10-12')).toEqual([]);
    expect(at('2026-11-23')).toEqual([]);
  });

  it('is none of a bill that is paid, or with another payee, amount, currency, or a refund', () => {
    const settled = billPayment('9', '2026-10-25', 430_00, { party: 'Acme', applied: { 'Bill:1': 430_00 } });
    expect(keys(billPaidAsExpense, sourceOf([OWED, settled, paid('2026-10-26')]))).toEqual([]);
    const none = (more: EnteredMore, amount?: number) =>
      expect(keys(billPaidAsExpense, sourceOf([OWED, paid('2026-10-26', more, amount)]))).toEqual([]);
    none({ party: 'Zeta' });
    none({}, 430_01);
    none({ currency: 'EUR' });
    none({ legs: { checking: 430_00, goods: -430_00 } });
  });

  it('is found with what is open of a bill that is paid in part', () => {
    const part = billPayment('9', '2026-10-25', 30_00, { party: 'Acme', applied: { 'Bill:1': 30_00 } });
    expect(keys(billPaidAsExpense, sourceOf([OWED, part, paid('2026-10-26', {}, 400_00)]))).toHaveLength(1);
  });

  it('pairs each bill with an expense of its own', () => {
    const later = bill('2', '2026-11-02', 430_00, { party: 'Acme', dueDate: '2026-12-01' });
    const source = sourceOf([OWED, later, paid('2026-11-03')]);
    expect(keys(billPaidAsExpense, source)).toEqual(['Bill:1+Purchase:7']);
    expect(keys(billPaidAsExpense, reversed(source))).toEqual(['Bill:1+Purchase:7']);
    const both = sourceOf([
      OWED,
      later,
      paid('2026-11-03'),
      purchase('8', '2026-11-04', 430_00, { party: 'Acme', memo: 'Bill P-5510' }),
    ]);
    expect(keys(billPaidAsExpense, both).sort()).toEqual(['Bill:1+Purchase:8', 'Bill:2+Purchase:7']);
  });

  it('is none of a vendor paid so without bills as a rule, unless the expense names the bill', () => {
    const monthly = ['07', '08', '09'].map((month) => purchase(month, `2026-${month}-05`, 430_00, { party: 'Acme' }));
    expect(keys(billPaidAsExpense, sourceOf([OWED, ...monthly, paid('2026-10-26')]))).toEqual([]);
    expect(keys(billPaidAsExpense, sourceOf([OWED, ...monthly, paid('2026-10-26', { memo: 'P 5510' })]))).toEqual([]);
    expect(
      keys(billPaidAsExpense, sourceOf([OWED, ...monthly, paid('2026-10-26', { memo: 'inv P-5510' })])),
    ).toHaveLength(1);
  });
});
