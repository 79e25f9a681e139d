import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageOf, isExpired } from '../../../domain/decision/age.js';
import { compareWith, type ComparisonInput, type DocumentNow } from '../../../domain/decision/comparison.js';
import { contentText } from '../../../domain/decision/contentHash.js';
import { LONGEST_AGE_MS, type DecisionDraft } from '../../../domain/decision/decision.js';
import { markIn, markText } from '../../../domain/decision/mark.js';
import { frozenRequest, type BillToPay } from '../../../domain/decision/paymentRequest.js';
import { cents } from '../../../domain/money.js';
import { day, money } from '../company.js';
import { draft, draftOf, id } from '../operations/decisions.js';

const ACCOUNT = { name: 'Operating', type: 'Bank', active: true };

function now(of: DecisionDraft, more: Partial<DocumentNow> = {}): DocumentNow {
  const { openBalance, currency, partyId, name, dueDate } = of.saw;
  return { openBalance, currency, partyId, name, dueDate, voided: false, changedAt: '2026-11-23T15:41:00Z', ...more };
}

function compare(of: DecisionDraft, document: DocumentNow | null, more: Partial<ComparisonInput> = {}) {
  const printed = { today: day('2026-11-23'), zone: 'America/Los_Angeles' };
  return compareWith({ draft: of, document, account: ACCOUNT, ownEffects: [], ...printed, ...more });
}

describe('what was seen against what is there', () => {
  it.each([
    ['a second before', '2026-11-22T12:00:04Z', false],
    // QuickBooks tells whole seconds.
    ['in the same second', '2026-11-22T12:00:05Z', true],
    ['later', '2026-11-22T12:00:06Z', true],
  ])('tells a reminder that went out %s the figures that were seen', (_when, deliveredAt, differs) => {
    const made = draftOf(2, 'REMIND', { saw: { ...draft(1).saw, syncedAt: '2026-11-22T12:00:05.700Z' } });
    expect(compare(made, now(made, { deliveredAt })).differs).toBe(differs);
  });

  it('never differs where nothing changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.option(fc.string(), { nil: null }), (size, partyId) => {
        const saw = { ...draft(1).saw, openBalance: cents(size), partyId };
        for (const made of [draft(1, { saw, amount: cents(size) }), draftOf(2, 'REMIND', { saw })]) {
          expect(compare(made, now(made))).toMatchObject({ differs: false, sentence: null });
        }
      }),
    );
  });

  it('says both balances, the due date and the last change', () => {
    const found = compare(draft(1), now(draft(1), { openBalance: money(89_500) }), { sawChangedAt: '2026-11-09' });
    expect(found.sentence).toBe('Data shows a balance of 895.00 in QuickBooks; 1,395.00 was seen.');
    expect(found.differences.map((line) => [line.field, line.saw, line.now, line.differs])).toEqual([
      ['OPEN_BALANCE', '1,395.00', '895.00', true],
      ['PARTY', 'Halden Equipment Leasing', 'Halden Equipment Leasing', false],
      ['DUE_DATE', 'Mon 9 Nov', 'Mon 9 Nov', false],
      ['STANDING', 'Open', 'Open', false],
      ['ACCOUNT', 'Operating', 'Operating', false],
      ['LAST_CHANGE', 'Mon 9 Nov', 'Mon 23 Nov, 7:41 AM', true],
    ]);
    expect(found.openBalanceNow).toBe(89_500);
  });

  it.each([
    ['deleted', null, 'Data shows no such bill in QuickBooks any more; a balance of 1,395.00 was seen.'],
    [
      'void',
      { voided: true, openBalance: money(0) },
      'Data shows this bill is void in QuickBooks; a balance of 1,395.00 was seen.',
    ],
    ['paid', { openBalance: money(0) }, 'Data shows this bill is paid in QuickBooks; a balance of 1,395.00 was seen.'],
    [
      'of another vendor',
      { partyId: '47', name: 'Velo' },
      'Data shows the vendor Velo in QuickBooks; Halden Equipment Leasing was seen.',
    ],
  ])('differs where it is %s', (_what, change, sentence) => {
    const document = change === null ? null : now(draft(1), change as Partial<DocumentNow>);
    expect(compare(draft(1), document)).toMatchObject({ differs: true, sentence });
  });

  it('differs where the account is closed or gone, for payments alone', () => {
    const closed = { ...ACCOUNT, active: false };
    const sentence = 'Data shows the account Operating cannot be used in QuickBooks any more.';
    expect(compare(draft(1), now(draft(1)), { account: closed }).sentence).toBe(sentence);
    expect(compare(draft(1), now(draft(1)), { account: null, accountName: 'Operating' }).sentence).toBe(sentence);
    expect(compare(draftOf(1, 'REMIND'), now(draftOf(1, 'REMIND')), { account: null }).differs).toBe(false);
  });

  it('goes on over a due date and a name that changed', () => {
    const renamed = now(draft(1), { name: 'Halden Leasing', dueDate: day('2026-12-09') });
    expect(compare(draft(1), renamed)).toMatchObject({ differs: false, sentence: null });
  });

  it('expects what was recorded from here to be off the balance', () => {
    const own = [{ amount: money(100_000), appliedAt: '2026-11-22T09:00:00Z' }];
    const small = draft(1, { amount: money(39_500) });
    expect(compare(small, now(small, { openBalance: money(39_500) }), { ownEffects: own }).differs).toBe(false);
    expect(compare(small, now(small), { ownEffects: own }).sentence).toBe(
      'Data shows a balance of 1,395.00 in QuickBooks; 395.00 was expected after what was recorded from here.',
    );
    expect(compare(draft(1), now(draft(1), { openBalance: money(39_500) }), { ownEffects: own }).sentence).toBe(
      'Data shows a balance of 395.00 in QuickBooks; 895.00 was to be recorded.',
    );
    const before = [{ amount: money(100_000), appliedAt: '2026-11-22T07:00:00Z' }];
    expect(compare(draft(1), now(draft(1)), { ownEffects: before }).differs).toBe(false);
  });
});

describe('the age of what was decided on', () => {
  const at = Date.parse('2026-11-22T08:00:00Z');

  it('is told by the server’s times alone; what is ahead of the last sync counts from there', () => {
    expect(ageOf({ syncedAt: at + 10 * LONGEST_AGE_MS, lastGoodSyncAt: at, now: at + 5 })).toBe(5);
    expect(ageOf({ syncedAt: at, lastGoodSyncAt: null, now: at + 5 })).toBe(5);
  });

  it('expires after seven days, not at them, and where it cannot be told', () => {
    const aged = (age: number) => isExpired({ syncedAt: at, lastGoodSyncAt: at + age, now: at + age });
    expect([aged(LONGEST_AGE_MS), aged(LONGEST_AGE_MS + 1)]).toEqual([false, true]);
    expect(isExpired({ syncedAt: NaN, lastGoodSyncAt: at, now: at })).toBe(true);
  });
});

describe('the content of a decision', () => {
  it('is one text, in whatever order its fields were put down and however an instant is written', () => {
    const of = draft(1);
    const turned = Object.fromEntries(Object.entries(of).toReversed()) as unknown as DecisionDraft;
    const saw = Object.fromEntries(Object.entries({ ...of.saw, syncedAt: '2026-11-22T07:58:00Z' }).toReversed());
    expect(contentText({ ...turned, saw: saw as unknown as DecisionDraft['saw'] })).toBe(contentText(of));
  });

  it('differs when any field differs', () => {
    const of = draft(1);
    const others = [
      ...Object.keys(of)
        .filter((key) => key !== 'saw')
        .map((key) => ({ ...of, [key]: 'other' })),
      ...Object.keys(of.saw).map((key) => ({ ...of, saw: { ...of.saw, [key]: 'other' } })),
    ].map((other) => contentText(other as unknown as DecisionDraft));
    expect(new Set([contentText(of), ...others]).size).toBe(others.length + 1);
  });
});

describe('what is sent', () => {
  const payment = draft(1, { amount: money(428_640), documentKey: 'Bill:126' });
  const bill = (more: Partial<BillToPay> = {}): BillToPay => ({
    partyId: '46',
    payableAccountId: null,
    currencyGiven: null,
    ...more,
  });

  it('is a bill payment with one line of its total, marked, in the currency’s digits', () => {
    const request = frozenRequest(payment, bill(), day('2026-11-23'));
    expect(request).toMatchObject({ method: 'POST', path: 'billpayment', parameters: { requestid: id(1) } });
    expect(request?.body).toBe(
      '{"VendorRef":{"value":"46"},"PayType":"Check","CheckPayment":{"BankAccountRef":{"value":"35"},"PrintStatus":"NotSet"},' +
        `"TotalAmt":4286.40,"TxnDate":"2026-11-23","PrivateNote":"${markText(id(1))}",` +
        '"Line":[{"Amount":4286.40,"LinkedTxn":[{"TxnId":"126","TxnType":"Bill"}]}]}',
    );
    const yen = { ...payment, saw: { ...payment.saw, currency: 'JPY' } };
    expect(frozenRequest(yen, bill({ partyId: '4"6' }), day('2026-11-23'))?.body).toMatch(
      /"value":"4\\"6".*"TotalAmt":428640,/,
    );
  });

  it('names the A/P account of its bill, and the bill’s currency where QuickBooks gives one', () => {
    const at = bill({ payableAccountId: '33', currencyGiven: 'EUR' });
    expect(frozenRequest(payment, at, day('2026-11-23'))?.body).toMatch(
      /^\{"VendorRef":\{"value":"46"\},"APAccountRef":\{"value":"33"\},"CurrencyRef":\{"value":"EUR"\},"PayType"/,
    );
  });

  it('is the sending of an invoice, and nothing for what is kept here', () => {
    expect(frozenRequest(draftOf(9, 'REMIND'), null, day('2026-11-23'))).toEqual({
      method: 'POST',
      path: 'invoice/9/send',
      parameters: { requestid: id(9) },
      body: '',
    });
    expect(frozenRequest(draftOf(9, 'PLAN'), null, day('2026-11-23'))).toBeNull();
    expect(() => frozenRequest(draft(1), null, day('2026-11-23'))).toThrow(RangeError);
  });

  it('is found again by its mark, whatever was written around it', () => {
    expect(markIn(markText(id(7)).toUpperCase())).toBe(id(7));
    expect(markIn(`Cheque 12.\n${markText(id(7))} Thanks`)).toBe(id(7));
    expect(markIn(`${markText(id(7)).slice(0, -1)}0`)).toBeNull();
    expect([markIn(null), markIn('Voided')]).toEqual([null, null]);
  });
});
