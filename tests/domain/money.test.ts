import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, currencyExponent, parseAmount, roundHalfUp, spreadProRata, sum } from '../../domain/money.js';

describe('cents', () => {
  it('refuses fractions, what is not finite and what is not exact', () => {
    for (const bad of [0.5, NaN, Infinity, 2 ** 53]) expect(() => cents(bad)).toThrow(RangeError);
  });

  it('knows one zero', () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
  });

  it('refuses a sum that leaves the exact integers', () => {
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});

describe('roundHalfUp', () => {
  it.each([
    [5, 10, 1],
    [4, 10, 0],
    [-5, 10, 0],
    [-6, 10, -1],
    [15, 10, 2],
    [-15, 10, -1],
    [7, -2, -3],
    [0, 3, 0],
  ])('%d ÷ %d is %d: half goes up', (numerator, denominator, expected) => {
    expect(roundHalfUp(numerator, denominator)).toBe(expected);
  });

  it('is exact where products pass 2^53', () => {
    expect(roundHalfUp(9_007_199_254_740_991n * 91n, 91)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('refuses to divide by zero', () => {
    expect(() => roundHalfUp(1, 0)).toThrow(RangeError);
  });

  it('is never more than half away', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1 }), (numerator, denominator) => {
        const twice = 2n * BigInt(roundHalfUp(numerator, denominator)) * BigInt(denominator) - 2n * BigInt(numerator);
        expect(twice <= BigInt(denominator) && twice > -BigInt(denominator)).toBe(true);
      }),
    );
  });
});

describe('parseAmount', () => {
  it.each([
    ['1,234.50', 123450],
    ['-12', -1200],
    ['(3.00)', -300],
    ['', 0],
    ['  ', 0],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
    ['-0.00', 0],
    ['+7.1', 710],
    ['\u22121,000,000.01', -100000001],
    ['1.500', 150],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('reads %j as %d', (text, expected) => {
    expect(parseAmount(text, 2)).toBe(expected);
  });

  it.each([
    'abc',
    '1.005',
    '1,23',
    '12,34.00',
    '1.2.3',
    '--1',
    '(-1)',
    '1e3',
    '.',
    '-',
    '$1.00',
    '90071992547409.92',
    'NaN',
    '١',
  ])('does not take %j for an amount', (text) => {
    expect(parseAmount(text, 2)).toBeNull();
  });

  it('follows the decimals of the currency', () => {
    expect(parseAmount('1,234', currencyExponent('JPY'))).toBe(1234);
    expect(parseAmount('1.5', currencyExponent('JPY'))).toBeNull();
    expect(parseAmount('1.234', currencyExponent('kwd'))).toBe(1234);
    expect(currencyExponent('USD')).toBe(2);
  });

  it('reads back what was written, for every amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const digits = String(Math.abs(amount)).padStart(3, '0');
        const text = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(parseAmount(text, 2)).toBe(cents(amount));
      }),
    );
  });
});

describe('spreadProRata', () => {
  it('gives the remainder to the largest, the first of equals', () => {
    expect(spreadProRata(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(spreadProRata(10, [1, 5, 1])).toEqual([1, 8, 1]);
  });

  it('is exact, in order, and within one unit a part of the fair share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (total, parts) => {
        fc.pre(parts.some((weight) => weight > 0));
        const whole = sum(parts);
        const spread = spreadProRata(total, parts);
        expect(sum(spread)).toBe(total);
        spread.forEach((part, position) => {
          const fair = (BigInt(total) * BigInt(parts[position] ?? 0)) / BigInt(whole);
          expect(part - Number(fair)).toBeGreaterThanOrEqual(0);
          expect(part - Number(fair)).toBeLessThan(parts.length);
        });
      }),
    );
  });

  it('refuses what cannot be spread', () => {
    expect(() => spreadProRata(1, [0, 0])).toThrow(RangeError);
    expect(() => spreadProRata(-1, [1])).toThrow(RangeError);
    expect(() => spreadProRata(1, [2, -1])).toThrow(RangeError);
    expect(spreadProRata(0, [])).toEqual([]);
  });
});
