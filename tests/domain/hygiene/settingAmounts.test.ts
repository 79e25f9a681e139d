import { describe, expect, it } from '@jest/globals';
import { findAll } from '../../../domain/hygiene/findAll.js';
import { settingAmount } from '../../../domain/hygiene/settingAmount.js';
import { settingValues, settingValuesIn } from '../../../domain/hygiene/settings.js';
import { purchase, sourceOf } from './books.js';

describe('an amount of the table', () => {
  it('is as many units of each currency, whatever its decimals', () => {
    expect(settingAmount(250_00, 'USD')).toBe(250_00);
    expect(settingAmount(250_00, 'JPY')).toBe(250);
    expect(settingAmount(2_50, 'JPY')).toBe(3);
    expect(settingAmount(250_00, 'KWD')).toBe(250_000);
    const values = settingValuesIn(settingValues({}), 'JPY');
    expect(values).toMatchObject({ receiptAbove: 250, receiptDays: 90, weightBlocks: 10, unusualTimes: 5 });
  });

  it('is what rules judge by in books of that currency', () => {
    const charged = (amount: number, homeCurrency: string) => {
      const card = purchase('1', '2026-11-10', amount, { party: 'v', through: 'card', currency: homeCurrency });
      const found = findAll(sourceOf([card], { homeCurrency }), settingValues({}));
      return found.some(({ rule }) => rule === 'missing-receipt');
    };
    expect([charged(250, 'JPY'), charged(251, 'JPY')]).toEqual([false, true]);
    expect([charged(250_00, 'USD'), charged(250_01, 'USD')]).toEqual([false, true]);
    expect([charged(250_000, 'KWD'), charged(250_001, 'KWD')]).toEqual([false, true]);
  });
});
