import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ATTENTION_REASONS } from '../../domain/attention.js';
import { documentTypeOf } from '../../domain/documentTypes.js';
import { FIGURE_TITLES, FORMULAS_IN_WORDS } from '../../domain/figures.js';
import { numberFormat } from '../../domain/intlFormats.js';
import { parseAmount } from '../../domain/money.js';
import { refuse, REFUSAL_CODES } from '../../domain/refusal.js';
import { SYNC_STATES } from '../../domain/syncState.js';
import type { Weeks } from '../../domain/units.js';
import * as wording from '../../domain/wording.js';
import { day, money } from './company.js';

const TODAY = day('2026-11-22');
const number = (weeks: number, over = false) => ({ state: 'NUMBER', weeks: weeks as Weeks, over }) as const;

describe('amounts', () => {
  it('have two decimals, the locale’s separators and no symbol', () => {
    expect(wording.formatMoney(money(4_659_756), 'USD', 'en-US')).toBe('46,597.56');
    expect(wording.formatMoney(money(4_659_756), 'EUR', 'de-DE')).toBe('46.597,56');
    expect(wording.formatMoney(money(5), 'USD', 'en-US')).toBe('0.05');
  });

  it('negatives: balances in parentheses, changes with a true minus or a plus', () => {
    expect(wording.formatMoney(money(-184_000), 'USD', 'en-US', { parentheses: true })).toBe('(1,840.00)');
    expect(wording.formatMoney(money(-184_000), 'USD', 'en-US', { sign: true })).toBe('\u22121,840.00');
    expect(wording.formatMoney(money(-184_000), 'USD', 'en-US')).toBe('\u22121,840.00');
    expect(wording.formatMoney(money(184_000), 'USD', 'en-US', { sign: true })).toBe('+1,840.00');
    expect(wording.formatMoney(money(0), 'USD', 'en-US', { sign: true })).toBe('0.00');
    expect(wording.spokenMoney(money(-184_000), 'USD', 'en-US')).toBe('minus 1,840.00');
    expect(wording.spokenMoney(money(1), 'USD', 'en-US')).toBe('0.01');
  });

  it('follow the currency’s decimals, and show its symbol only when asked', () => {
    expect(wording.formatMoney(money(1234), 'JPY', 'en-US')).toBe('1,234');
    expect(wording.formatMoney(money(1234), 'KWD', 'en-US')).toBe('1.234');
    expect(wording.formatMoney(money(123_400), 'USD', 'en-US', { symbol: true })).toBe('$1,234.00');
  });

  it.each([
    ['CAD', 'en-US', 'CA$1,234.00'],
    ['AUD', 'en-US', 'A$1,234.00'],
    ['MXN', 'en-US', 'MX$1,234.00'],
    ['USD', 'en-CA', 'US$1,234.00'],
    ['CAD', 'en-CA', '$1,234.00'],
    ['EUR', 'en-US', '€1,234.00'],
  ])('tell %s in %s from every other dollar: %s', (currency, locale, text) => {
    expect(wording.formatMoney(money(123_400), currency, locale, { symbol: true })).toBe(text);
  });

  it('are exact to the last cent, for every amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(parseAmount(wording.formatMoney(money(amount), 'USD', 'en-US'), 2)).toBe(money(amount));
        expect(parseAmount(wording.formatMoney(money(amount), 'USD', 'en-US', { parentheses: true }), 2)).toBe(
          money(amount),
        );
      }),
    );
  });
});

describe('formatters', () => {
  it('answer the same after a hundred others were made', () => {
    const text = (): string => wording.formatMoney(money(123_456), 'USD', 'de-DE');
    const before = text();
    for (let other = 0; other < 101; other += 1) {
      numberFormat('en-US', { minimumIntegerDigits: 1 + (other % 20), maximumFractionDigits: Math.floor(other / 20) });
    }
    expect(text()).toBe(before);
  });
});

describe('weeks and percent', () => {
  it('weeks have one decimal; over 50; states in words', () => {
    expect(wording.formatWeeks(17.3 as Weeks)).toBe('17.3');
    expect(wording.formatWeeks(5 as Weeks)).toBe('5.0');
    expect(wording.formatRunway(number(50, true))).toBe('over 50');
    expect(wording.formatRunway(number(50))).toBe('50.0');
    expect(wording.formatRunway({ state: 'NOT_BURNING', weeks: null, over: false })).toBe('not burning');
    expect(wording.formatRunway({ state: 'NO_DATA', weeks: null, over: false })).toBe('no data');
    expect(wording.formatRunwayWithUnit(number(4.6))).toBe('4.6 weeks');
    expect(wording.formatRunwayWithUnit(number(50, true))).toBe('over 50 weeks');
    expect(wording.formatRunwayWithUnit({ state: 'NOT_BURNING', weeks: null, over: false })).toBe('not burning');
  });

  it('changes carry a sign, none at zero', () => {
    expect([1.2, -0.4, 0].map((weeks) => wording.formatWeeksChange(weeks))).toEqual(['+1.2', '\u22120.4', '0.0']);
  });

  it('percent is whole with a thin space, under 10 with one decimal', () => {
    expect(wording.formatPercent(29)).toBe('29\u2009%');
    expect(wording.formatPercent(4.25)).toBe('4.3\u2009%');
    expect(wording.formatPercent(-9.96)).toBe('\u221210\u2009%');
    expect(wording.formatPercent(0)).toBe('0.0\u2009%');
    expect(wording.formatPercent(-1234)).toBe('\u22121,234\u2009%');
    expect(wording.formatPercent(null)).toBe('');
  });
});

describe('dates', () => {
  it('a day has no year when it is this one', () => {
    expect(wording.formatDay(day('2026-11-20'), TODAY)).toBe('Fri 20 Nov');
    expect(wording.formatDay(day('2025-12-31'), TODAY)).toBe('Wed 31 Dec 2025');
  });

  it('a range has its year at the end', () => {
    expect(wording.formatRange(day('2026-08-24'), TODAY)).toBe('Mon 24 Aug to Sun 22 Nov 2026');
    expect(wording.formatRange(day('2025-12-29'), day('2026-01-04'))).toBe('Mon 29 Dec 2025 to Sun 4 Jan 2026');
  });

  it('days to due', () => {
    expect([9, 0, -13, null].map(wording.formatDaysToDue)).toEqual(['in 9 d', 'today', '13 d late', '']);
  });
});

describe('freshness', () => {
  const moment = { now: Date.UTC(2026, 10, 22, 20, 0), zone: 'America/New_York', locale: 'en-GB' };
  const at = (month: number, date: number): number => Date.UTC(2026, month, date, 12, 58);

  it('says when synced, what the books hold and the date the figures stand for', () => {
    const fresh = { lastGoodSyncAt: at(10, 22), booksThrough: day('2026-11-20'), asOf: TODAY };
    expect(wording.formatFreshness(fresh, moment)).toBe('Synced 07:58, books through Fri 20 Nov, as of Sun 22 Nov');
    expect(wording.formatFreshnessShort(fresh, moment)).toBe('07:58, to Fri 20');
  });

  it('today is a time, this week a day and a time, older a date', () => {
    expect(wording.formatInstant(at(10, 22), moment)).toBe('07:58');
    expect(wording.formatInstant(new Date(at(10, 16)), moment)).toBe('Mon 07:58');
    expect(wording.formatInstant(at(10, 15), moment)).toBe('Sun 15 Nov');
    expect(wording.formatInstant(at(10, 24), moment)).toBe('Tue 24 Nov');
  });

  it('hours are as the locale writes them', () => {
    const american = { ...moment, locale: 'en-US' };
    expect(wording.formatInstant(at(10, 22), american)).toBe('7:58 AM');
    expect(wording.formatInstant(Date.UTC(2026, 10, 22, 17, 26), american)).toBe('12:26 PM');
    expect(wording.formatInstant(at(10, 22), { ...moment, locale: 'de-DE' })).toBe('07:58');
  });

  it('leaves out what is not known', () => {
    const nothing = { lastGoodSyncAt: null, booksThrough: null, asOf: null };
    expect(wording.formatFreshness(nothing, moment)).toBe('Not synced yet');
    expect(wording.formatFreshnessShort(nothing, moment)).toBe('Not synced yet');
    expect(wording.formatFreshnessShort({ ...nothing, lastGoodSyncAt: at(10, 22) }, moment)).toBe('07:58');
    const old = { lastGoodSyncAt: at(10, 22), booksThrough: day('2026-10-30') };
    expect(wording.formatFreshnessShort(old, moment)).toBe('07:58, to Fri 30 Oct');
  });
});

describe('sentences', () => {
  it('data shows clients that need attention: none, one, many, of all', () => {
    expect(wording.attentionSentence(13)).toBe('Data shows 13 clients need attention');
    expect(wording.attentionSentence(1)).toBe('Data shows 1 client needs attention');
    expect(wording.attentionSentence(0)).toBe('Data shows no clients need attention');
    expect(wording.attentionSentence(0, 40)).toBe('Data shows no clients need attention');
    expect(wording.attentionSentence(13, 40)).toBe('Data shows 13 of 40 clients need attention');
    expect(wording.attentionSentence(1, 1)).toBe('Data shows 1 of 1 client needs attention');
    expect(wording.attentionSentence(1200, 5000)).toBe('Data shows 1,200 of 5,000 clients need attention');
  });

  it('counts by status leave out what is not there', () => {
    const none = { RED: 0, YELLOW: 0, GREEN: 0, NOT_BURNING: 0, NO_DATA: 0 };
    expect(wording.statusCountsSentence(none)).toBe('No clients');
    expect(wording.statusCountsSentence({ ...none, RED: 3, NOT_BURNING: 6 })).toBe('3 critical, 6 not burning');
  });

  it('an empty filter names the filter; a tie says what it knows', () => {
    expect(wording.emptyFilterSentence('“zeta”')).toBe('No clients match “zeta”.');
    expect(wording.tieSentence(null, null)).toBe('Not tied out yet');
    expect(wording.tieSentence(true, null)).toBe('Ties to QuickBooks');
    expect(wording.tieSentence(false, '12.40')).toBe('Differs by 12.40');
    expect(wording.tieSentence(false, null)).toBe('Differs from QuickBooks');
  });

  it('nothing a user reads advises, judges or says that money was paid', () => {
    const texts = [
      ...Object.values(wording.STATUS_WORDS),
      ...SYNC_STATES.map((state) => wording.SYNC_WORDS[state]),
      ...ATTENTION_REASONS.map((reason) => wording.ATTENTION_WORDS[reason]),
      ...Object.values(wording.CLASS_WORDS),
      ...Object.values(FIGURE_TITLES),
      ...Object.values(FORMULAS_IN_WORDS),
      ...REFUSAL_CODES.map((code) => refuse(code).message),
    ];
    for (const text of texts) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\b(should|recommend|advise|must|better|worse off|pay now|unfortunately|please)\b/i);
    }
  });
});

describe('refusals', () => {
  it('carry a code, the field and a sentence', () => {
    expect(refuse('OUT_OF_RANGE', 'first', 'first is 1 to 200.')).toEqual({
      code: 'OUT_OF_RANGE',
      field: 'first',
      message: 'first is 1 to 200.',
    });
    expect(refuse('NOT_ALLOWED')).toMatchObject({ code: 'NOT_ALLOWED', field: null });
    expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length);
  });
});

describe('ledger labels', () => {
  it.each([
    ['Bill Payment (Check)', 'BillPayment'],
    ['Bill Payment (Credit Card)', 'BillPayment'],
    ['Expense', 'Purchase'],
    ['Refund', 'RefundReceipt'],
    ['Journal Entry', 'JournalEntry'],
    ['Paycheck', null],
    ['', null],
    ['constructor', null],
  ])('%s is %s', (label, expected) => {
    expect(documentTypeOf(label)).toBe(expected);
  });
});
