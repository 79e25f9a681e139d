import { describe, expect, it } from '@jest/globals';
import { elsewhereWords, printValue, readValue } from '../../../client/settings/settingWords.js';
import { fakeSettings } from '../../../client/fakes/fakeSettings.js';

const setting = (key: string) => {
  const found = fakeSettings(new Map()).find((one) => one.key === key);
  if (found === undefined) throw new Error(`No setting ${key}.`);
  return found;
};

describe('a value as it is typed', () => {
  it.each([
    ['undepositedDays', '14', 'en-US', 14],
    ['receiptAbove', '250', 'en-US', 25_000],
    ['receiptAbove', '1,250.5', 'en-US', 125_050],
    ['receiptAbove', '1.250,50', 'de-DE', 125_050],
    ['receiptAbove', '1 250,50', 'fr-FR', 125_050],
    ['receiptAbove', '0', 'en-US', 0],
  ])('%s %s in %s is %d', (key, text, locale, value) => {
    expect(readValue(setting(key), text, locale)).toEqual({ value });
  });

  it.each([
    ['undepositedDays', '', 'A number of days is needed.'],
    ['undepositedDays', 'soon', 'A number of days is needed.'],
    ['undepositedDays', '-3', 'A number of days is needed.'],
    ['undepositedDays', '1.5', 'A whole number is needed.'],
    ['undepositedDays', '0', 'From 1 to 730 days.'],
    ['undepositedDays', '731', 'From 1 to 730 days.'],
    ['undepositedDays', '1,5', 'A whole number is needed.'],
    ['receiptAbove', '1.005', 'This may be thousands or decimals. Enter an amount as 1,200.00.'],
    ['receiptAbove', '-3', 'From 0.00 to 100,000,000.00 home currency.'],
    ['receiptAbove', '', 'Enter an amount, such as 1,200.00.'],
    ['weightBlocks', '101', 'From 0 to 100 points.'],
  ])('%s %s is refused in words', (key, text, problem) => {
    expect(readValue(setting(key), text, 'en-US')).toEqual({ problem });
  });

  it.each([
    ['receiptAbove', '12.50', 'de-DE', 'Enter an amount, such as 1.200,00.'],
    ['receiptAbove', '250.00', 'nl-NL', 'Enter an amount, such as 1.200,00.'],
    ['receiptAbove', '12,50', 'en-US', 'Enter an amount, such as 1,200.00.'],
    ['undepositedDays', '1.5', 'de-DE', 'A whole number is needed.'],
  ])('%s %s in %s is never read as a larger one', (key, text, locale, problem) => {
    expect(readValue(setting(key), text, locale)).toEqual({ problem });
  });

  it('is another amount where a client’s currency has other decimals', () => {
    const words = (key: string) => elsewhereWords(setting(key), 25_000, ['USD', 'JPY', 'GBP', 'JPY'], 'en-US');
    expect(words('receiptAbove')).toBe('¥250 for clients in JPY');
    expect(words('undepositedDays')).toBe('');
    expect(elsewhereWords(setting('receiptAbove'), 25_000, ['USD', 'EUR'], 'en-US')).toBe('');
  });

  it('prints what it reads', () => {
    for (const one of fakeSettings(new Map())) {
      for (const locale of ['en-US', 'de-DE', 'nl-NL', 'pt-BR', 'fr-FR', 'de-CH', 'en-IN']) {
        expect(readValue(one, printValue(one, one.value, locale), locale)).toEqual({ value: one.value });
      }
    }
  });
});
