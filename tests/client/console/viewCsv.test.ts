import { describe, expect, it } from '@jest/globals';
import type { CheckedDraft } from '../../../client/console/checkedDrafts.js';
import { decisionOn } from '../../../client/console/console.fixture.js';
import { viewCsv } from '../../../client/console/viewCsv.js';
import { fakeConsole, openDocument } from '../../../client/fakes/fakeConsole.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';

const AS_OF = '2026-11-22';
const NONE: ReadonlyMap<string, never> = new Map<string, never>();
const lines = (csv: string): string[] => csv.split('\r\n');

describe('the file of what a console shows', () => {
  it('has the bills in the order they are shown, amounts with a point and dates as written', () => {
    const [first, second] = fakeConsole().bills;
    if (first === undefined || second === undefined) throw new Error('The fixture has bills.');
    const csv = viewCsv([second, { ...first, plannedFor: '2026-12-18', dueDate: null }], 'BILL', AS_OF, NONE, NONE);
    expect(lines(csv)).toEqual([
      'Vendor,Number,Date,Due,Days late,Open balance,Currency,Decision,Planned for',
      'Cascade Hardwoods,B-20418,2026-10-05,2026-11-24,-2,4286.40,USD,,',
      'Halden Equipment Leasing,L-0931,2026-10-05,,,895.00,USD,,2026-12-18',
      '',
    ]);
  });

  it('has of invoices what is usual and when they were last sent', () => {
    const invoice = fakeConsole().invoices[1];
    if (invoice === undefined) throw new Error('The fixture has invoices.');
    const csv = lines(
      viewCsv([invoice, { ...invoice, usualDelay: null, lastSentAt: null }], 'INVOICE', AS_OF, NONE, NONE),
    );
    expect(csv[0]).toBe(
      'Customer,Number,Date,Due,Days late,Open balance,Currency,Decision,Planned for,Usual delay in days,Last sent',
    );
    expect(csv[1]).toBe('Merriweather Hotels,1038,2026-10-05,2026-10-30,23,4475.50,USD,,,9,2026-11-02T16:20:00.000Z');
    expect(csv[2]).toBe('Merriweather Hotels,1038,2026-10-05,2026-10-30,23,4475.50,USD,,,,');
  });

  it('says what is chosen and not queued, and where a decision is', () => {
    const [first, second] = fakeConsole().bills;
    if (first === undefined || second === undefined) throw new Error('The fixture has bills.');
    const drafts = new Map([[first.key, { draft: { kind: 'RECORD_PAYMENT' } } as CheckedDraft]]);
    const decisions = new Map([[second.key, decisionOn(second.key, { state: 'CONFLICTED' }) as DecisionShown]]);
    const csv = lines(viewCsv([first, second], 'BILL', AS_OF, drafts, decisions));
    expect(csv[1]).toContain(',"Record payment, not queued",');
    expect(csv[2]).toContain(',Conflicted,');
  });

  it('keeps text that a spreadsheet would take for a formula, quotes and other currencies as they are', () => {
    const evil = { ...openDocument(['Bill:1', '=HYPERLINK("x")', '-1', '2026-11-22', 1_234_567]), currency: 'JPY' };
    expect(lines(viewCsv([evil], 'BILL', AS_OF, NONE, NONE))[1]).toBe(
      `"'=HYPERLINK(""x"")",'-1,2026-10-05,2026-11-22,0,1234567,JPY,,`,
    );
  });
});
