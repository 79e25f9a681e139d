import { describe, expect, it } from '@jest/globals';
import type { Finding, FindingLine } from '../../../domain/hygiene/rule.js';
import { issueData } from '../../../domain/issues/issueData.js';
import type { Cents, IsoDate } from '../../../domain/units.js';

const line = (key: string, more: Partial<FindingLine> = {}): FindingLine => ({
  key,
  documentKey: key,
  type: 'Bill',
  date: '2026-10-01' as IsoDate,
  number: '17',
  name: 'Harbor',
  memo: null,
  amount: 120_00 as Cents,
  place: null,
  ...more,
});
const finding = (more: Partial<Finding> = {}): Finding => ({
  key: 'Bill:1+Bill:2',
  reason: '31 days late.',
  moneyAtStake: 120_00 as Cents,
  lines: [line('Bill:1'), line('Bill:2')],
  fixAt: null,
  resolutions: null,
  ...more,
});

describe('the data of an issue', () => {
  const before = issueData(finding());

  it('is the same while only days pass, and in whatever order its documents are named', () => {
    expect(issueData(finding({ reason: '32 days late.' }))).toBe(before);
    expect(issueData(finding({ lines: [line('Bill:2'), line('Bill:1')] }))).toBe(before);
  });

  it.each([
    ['an amount', { lines: [line('Bill:1', { amount: 1 as Cents }), line('Bill:2')] }],
    ['a date', { lines: [line('Bill:1', { date: null }), line('Bill:2')] }],
    ['a number', { lines: [line('Bill:1', { number: '18' }), line('Bill:2')] }],
    ['a document', { lines: [line('Bill:1')] }],
    ['what is at stake', { moneyAtStake: 1 as Cents }],
  ])('is another with %s changed', (_what, more) => {
    expect(issueData(finding(more))).not.toBe(before);
  });
});
