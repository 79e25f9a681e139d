import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAmount } from '../../../domain/decision/amountText.js';
import { refusalOfDraft, refusalsOfBatch, type Asking } from '../../../domain/decision/asking.js';
import type { DecisionDraft } from '../../../domain/decision/decision.js';
import { formatMoney } from '../../../domain/format.js';
import { cents } from '../../../domain/money.js';
import { day, money } from '../company.js';
import { draft, draftOf, id } from '../operations/decisions.js';

const BANK = { name: 'Operating', currency: 'USD', type: 'Bank', active: true };

function refusal(of: DecisionDraft, more: Partial<Asking> = {}): string | null {
  const document = { key: of.documentKey, currency: of.saw.currency, canBeSent: true };
  const asking = { draft: of, document, account: BANK, today: day('2026-11-22'), homeCurrency: 'USD', ...more };
  const refused = refusalOfDraft(asking);
  return refused && `${refused.code} ${refused.field ?? ''}: ${refused.message}`;
}

describe('a draft', () => {
  it('of each kind that is whole is taken', () => {
    for (const kind of ['RECORD_PAYMENT', 'PLAN', 'REMIND', 'SKIP'] as const) {
      expect(refusal(draftOf(1, kind))).toBeNull();
    }
  });

  it.each([
    ['nothing', 0, 'OUT_OF_RANGE amount: Enter an amount above zero, up to 1,395.00.'],
    ['below zero', -1, 'OUT_OF_RANGE amount: Enter an amount above zero, up to 1,395.00.'],
    ['more than is open', 139_501, 'OUT_OF_RANGE amount: This is more than the open balance. Enter at most 1,395.00.'],
    ['a fraction', 1.5, 'INVALID_INPUT amount: This is not an amount in USD.'],
    ['no amount', null, 'INVALID_INPUT amount: Enter an amount up to 1,395.00.'],
  ])('with %s is refused', (_what, amount, said) => {
    expect(refusal(draft(1, { amount: amount as never }))).toBe(said);
  });

  it.each([
    ['is unknown', null, 'This client has no such bank account. Choose another account.'],
    ['is closed', { ...BANK, active: false }, 'Operating is not active in QuickBooks. Choose another account.'],
    ['is no bank', { ...BANK, type: 'Credit Card' }, 'Operating is not a bank account. Choose another account.'],
    [
      'has another currency',
      { ...BANK, currency: 'EUR' },
      'Operating is in EUR, the bill in USD. Choose another account.',
    ],
  ])('is refused where its account %s', (_what, account, said) => {
    expect(refusal(draft(1), { account })).toBe(`INVALID_INPUT accountId: ${said}`);
  });

  it('is refused where its kind does not fit, with the choices that remain', () => {
    expect(refusal(draftOf(1, 'REMIND', { documentKey: 'Bill:1' }))).toMatch(
      /^INVALID_INPUT kind: .*planned or skipped/,
    );
    expect(refusal(draft(1, { documentKey: 'Invoice:1' }))).toMatch(/^INVALID_INPUT kind: .*reminded of/);
  });

  it('is refused where the document is unknown, of another client, foreign, or has no address', () => {
    expect(refusal(draft(1), { document: null })).toMatch(/^INVALID_INPUT documentKey: .*Choose one that is listed/);
    const other = { key: 'Bill:9', currency: 'USD', canBeSent: true };
    expect(refusal(draft(1), { document: other })).toMatch(/^INVALID_INPUT documentKey/);
    expect(refusal(draft(1, { documentKey: 'Payment:1' }))).toMatch(/^INVALID_INPUT documentKey/);
    const euros = draft(1, { saw: { ...draft(1).saw, currency: 'EUR' } });
    expect(refusal(euros)).toMatch(/^INVALID_INPUT documentKey: Payments in EUR are recorded in QuickBooks itself/);
    const unsendable = { key: 'Invoice:1', currency: 'USD', canBeSent: false };
    expect(refusal(draftOf(1, 'REMIND'), { document: unsendable })).toMatch(/no e-mail address/);
  });

  it('of a document that is gone is taken where it puts a decision that came back away, and in no other case', () => {
    const gone = { document: null };
    expect(refusal(draftOf(1, 'SKIP', { replaces: id(7) }), gone)).toBeNull();
    expect(refusal(draftOf(1, 'SKIP'), gone)).toMatch(/^INVALID_INPUT documentKey/);
    expect(refusal(draft(1, { replaces: id(7) }), gone)).toMatch(/^INVALID_INPUT documentKey/);
  });

  it.each(['2026-11-22', '2026-11-21', '2027-11-24'])('is refused where it is planned for %s', (plannedFor) => {
    expect(refusal(draftOf(1, 'PLAN', { plannedFor: day(plannedFor) }))).toBe(
      'OUT_OF_RANGE plannedFor: Choose a day after today and at most a year ahead.',
    );
  });

  it('is refused where it has the fields of another kind, or text that cannot be kept', () => {
    expect(refusal(draftOf(1, 'SKIP', { amount: money(1) }))).toMatch(/^INVALID_INPUT amount/);
    expect(refusal(draftOf(1, 'SKIP', { plannedFor: day('2026-12-01') }))).toMatch(/^INVALID_INPUT plannedFor/);
    expect(refusal(draft(1, { id: 'one' }))).toMatch(/^INVALID_INPUT id/);
    expect(refusal(draft(1, { replaces: id(1) }))).toMatch(/^INVALID_INPUT replaces/);
    expect(refusal(draft(1, { saw: { ...draft(1).saw, name: 'a\0' } }))).toMatch(/^INVALID_INPUT saw.name/);
    expect(refusal(draft(1, { saw: { ...draft(1).saw, syncedAt: 'soon' } }))).toMatch(/^INVALID_INPUT saw.syncedAt/);
  });
});

describe('a batch', () => {
  it('refuses the second decision on one document and leaves the rest', () => {
    const twice = [draft(1), draft(2), draft(3, { documentKey: 'Bill:1' }), draft(1)];
    expect([...refusalsOfBatch(twice)].map(([of, { code }]) => [of, code])).toEqual([[id(3), 'ALREADY_DECIDED']]);
  });
});

describe('a typed amount', () => {
  const read = (text: string, currency = 'USD'): number | string => {
    const answer = readAmount(text, currency);
    return 'cents' in answer ? answer.cents : answer.refusal.message;
  };

  it.each([
    ['1,200.50', 120_050],
    ['1200/2', 60_000],
    ['3*450', 135_000],
    ['(1,200 − 300) ÷ 3 + 12.5', 31_250],
    ['1000/3', 33_333],
    ['2000/3', 66_667],
    ['1200*0.075', 9_000],
    ['-5', -500],
    ['0.1+0.2', 30],
    ['.5', 50],
  ])('%s is read', (text, amount) => expect(read(text)).toBe(amount));

  it.each([
    ['12.345', 'An amount in USD has 2 decimals.'],
    ['1/0', 'Nothing can be divided by zero.'],
    ['', 'Enter an amount, such as 1,200.00.'],
    ['twelve', 'Enter an amount, such as 1,200.00.'],
    ['12 13', 'Enter an amount, such as 1,200.00 or 2400/2.'],
    ['(12', 'Enter an amount, such as 1,200.00 or 2400/2.'],
    ['1,2,3', 'Enter an amount, such as 1,200.00.'],
    ['9'.repeat(30), 'This amount is too large.'],
    ['9'.repeat(101), 'This is too long for an amount.'],
  ])('%s is refused', (text, said) => expect(read(text)).toBe(said));

  it('has the digits of its currency', () => {
    expect([read('12', 'JPY'), read('12.345', 'KWD')]).toEqual([12, 12_345]);
    expect(read('12.5', 'JPY')).toBe('An amount in JPY has no decimals.');
  });

  it('that is printed is read as itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (size, currency) => {
          expect(read(formatMoney(cents(size), currency, 'en-US'), currency)).toBe(size === 0 ? 0 : size);
        },
      ),
    );
  });
});
