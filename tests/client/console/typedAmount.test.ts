import { describe, expect, it } from '@jest/globals';
import { checkDraft, type CheckedDraft } from '../../../client/console/checkedDrafts.js';
import { CLIENT } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import type { IsoDate } from '../../../domain/units.js';

const view = fakeConsole();

/** A payment of a part of a bill of 900,000.00, as somebody types it whose dates and numbers are written like this. */
function typed(amountText: string, locale: string, currency = 'USD'): CheckedDraft {
  const [bill] = view.bills;
  if (bill === undefined) throw new Error('The fixture has no bill.');
  const accounts = view.accounts.map((account) => ({ ...account, currency }));
  const draft = {
    ...{ documentKey: bill.key, kind: 'RECORD_PAYMENT' as const, accountId: accounts[0]?.id ?? null },
    ...{ amountText, plannedFor: '', replaces: null },
  };
  const today = view.asOf as IsoDate;
  const against = { console: { ...view, accounts }, clientId: CLIENT, today, locale, currency };
  return checkDraft(draft, { ...bill, openBalance: 90_000_000, currency }, against);
}

const read = (text: string, locale: string, currency?: string): number | 'refused' => {
  const { amount, problem, field } = typed(text, locale, currency);
  if (problem === null) return amount ?? 'refused';
  expect([amount, field]).toEqual([null, 'amount']);
  return 'refused';
};

describe('an amount that is typed', () => {
  it.each([
    ['en-US', '1,200.50', '1200.50', '900,000.00', '1,200/2 + 0.50'],
    ['de-DE', '1.200,50', '1200,50', '900.000,00', '1.200/2 + 0,50'],
    ['nl-NL', '1.200,50', '1200,50', '900.000,00', '1.200/2 + 0,50'],
    ['pt-BR', '1.200,50', '1200,50', '900.000,00', '1.200/2 + 0,50'],
    ['es-ES', '1.200,50', '1200,50', '900.000,00', '1.200/2 + 0,50'],
    ['pt-PT', '1 200,50', '1200,50', '900 000,00', '1 200/2 + 0,50'],
    ['fr-FR', '1\u202f200,50', '1200,50', '900\u202f000,00', '1 200/2 + 0,50'],
    ['sv-SE', '1\u00a0200,50', '1200,50', '900\u00a0000,00', '1 200/2 + 0,50'],
    ['de-CH', '1’200.50', "1'200.50", '900’000.00', '1’200/2 + 0.50'],
  ])('is what %s writes, with its groups and without', (locale, grouped, plain, whole, sum) => {
    expect([grouped, plain, whole, sum].map((text) => read(text, locale))).toEqual([
      120_050, 120_050, 90_000_000, 60_050,
    ]);
  });

  it.each(['de-DE', 'nl-NL', 'pt-BR', 'es-ES'])(
    'is refused where its points are no groups of %s, never read as more',
    (locale) => {
      const others = ['1200.50', '12.50', '1,200.00', '1.5', '1.200.50', '1.2000', '900,000.00'];
      expect(others.map((text) => read(text, locale))).toEqual(others.map(() => 'refused'));
    },
  );

  it.each(['fr-FR', 'pt-PT', 'sv-SE'])('may have a point before its decimals where %s groups by spaces', (locale) => {
    expect(['1200.50', '12.50', '1 200.50'].map((text) => read(text, locale))).toEqual([120_050, 1_250, 120_050]);
    const others = ['1,200.00', '1.200,50', '12 50', '1 2'];
    expect(others.map((text) => read(text, locale))).toEqual(others.map(() => 'refused'));
  });

  it('is refused where it may be thousands or decimals, but in a currency of three decimals or as a factor', () => {
    for (const [text, locale] of [
      ['1,200', 'de-DE'],
      ['1,200', 'fr-FR'],
      ['1.200', 'fr-FR'],
      ['12.500', 'en-US'],
      ['300 + 1.200', 'en-US'],
      ['1,200/2', 'de-DE'],
    ] as const) {
      expect([text, locale, read(text, locale)]).toEqual([text, locale, 'refused']);
    }
    expect(read('1,200', 'de-DE', 'KWD')).toBe(1_200);
    expect(read('1000*1,125', 'de-DE')).toBe(112_500);
    expect(read('0,500', 'de-DE')).toBe(50);
  });

  it('is refused in words that show the form it takes', () => {
    expect(typed('1200.50', 'de-DE').problem).toContain('1.200,00');
    expect(typed('1,200.00', 'fr-FR').problem).toContain('1\u202f200,00');
    expect(typed('1,200', 'de-DE').problem).toContain('1.200,00');
    expect(typed('none', 'en-US').problem).toContain('1,200.00');
    expect(typed('none', 'de-DE', 'JPY').problem).toContain('1.200.');
  });
});
