import { describe, expect, it } from '@jest/globals';
import { shortMoney } from '../../../client/hygiene/shortMoney.js';

describe('a short amount', () => {
  it.each([
    [0, '0'],
    [4, '0'],
    [38_208, '382'],
    [99_949, '999'],
    [99_950, '1.0k'],
    [1_241_218, '12.4k'],
    [-124_000, '(1.2k)'],
    [123_456_789, '1.2M'],
    [99_995_000, '1.0M'],
    [-4, '0'],
  ])('of %d is %s', (amount, text) => {
    expect(shortMoney(amount, 'USD', 'en-US')).toBe(text);
  });

  it('shortens a currency without decimals by its own units', () => {
    expect(shortMoney(12_400, 'JPY', 'en-US')).toBe('12.4k');
  });

  it.each([
    [120_000, 'USD', 'en-US', '$1.2k'],
    [120_000, 'CAD', 'en-US', 'CA$1.2k'],
    [120_000, 'CAD', 'en-CA', '$1.2k'],
    [120_000, 'USD', 'en-CA', 'US$1.2k'],
    [-310_000, 'CAD', 'en-US', '(CA$3.1k)'],
    [-120_000, 'EUR', 'de-DE', '(1,2k\u00a0€)'],
    [123_456_789, 'EUR', 'de-DE', '1,2M\u00a0€'],
    [38_208, 'EUR', 'de-DE', '382\u00a0€'],
    [12_400, 'JPY', 'en-US', '¥12.4k'],
    [-4, 'CAD', 'en-US', 'CA$0'],
  ])(
    'of %d %s is told from every other currency in %s where its symbol is asked for',
    (amount, currency, locale, text) => {
      expect(shortMoney(amount, currency, locale, { symbol: true })).toBe(text);
    },
  );
});
