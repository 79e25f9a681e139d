import { describe, expect, it } from '@jest/globals';
import { isPerfect, plantedReport } from '../../sandbox/companies/plantedReport.js';
import { REVIEWED_FINDINGS } from '../../sandbox/companies/reviewedFindings.js';
import { plantedRecords, scorePlanted, type CheckFinding } from '../../sandbox/companies/plantedScore.js';

const finding = (rule: string, ...names: string[]): CheckFinding => ({ rule, names, text: names.join(' ') });
const pair = [
  { kind: 'Bill', id: '1' },
  { kind: 'Bill', id: '2' },
] as const;
const planted = new Map([['wrenfield-toys/duplicate-bill-number', pair]]);
const toys = (...findings: CheckFinding[]) => scorePlanted([{ name: 'Wrenfield Toys', planted, findings }]);

describe('the score of a check', () => {
  it('counts a problem as found when findings of its rule name all of it', () => {
    const score = toys(finding('duplicate-bill-number', 'Bill:1', 'Bill:2'));
    expect(score).toMatchObject({ planted: 1, found: 1, false: 0, other: 0, missed: [] });
    expect(isPerfect(score)).toBe(true);
    expect(plantedReport(score).split('\n').at(-1)).toBe('planted=1 found=1 false=0 other=0');
  });

  it('misses what is named in part or by another rule', () => {
    const inPart = toys(finding('duplicate-bill-number', 'Bill:1'));
    expect(inPart).toMatchObject({
      planted: 1,
      found: 0,
      other: 0,
      missed: ['wrenfield-toys/duplicate-bill-number: Bill:2'],
    });
    expect(isPerfect(inPart)).toBe(false);
    const byAnother = toys(finding('duplicate-bill-amount', 'Bill:1', 'Bill:2'));
    expect(byAnother).toMatchObject({ planted: 1, found: 0, other: 1 });
    expect(plantedReport(byAnother)).toContain('other: Wrenfield Toys: duplicate-bill-amount: Bill:1 Bill:2');
  });

  it('calls a finding false where nothing is wrong', () => {
    const score = scorePlanted([
      { name: 'Wrenfield Toys', planted, findings: [finding('duplicate-bill-number', 'Bill:1', 'Bill:2')] },
      { name: 'Oakmoss Dental', planted: new Map(), findings: [finding('overdue-bill', 'Bill:9')] },
    ]);
    expect(score).toMatchObject({ planted: 1, found: 1, false: 1, falses: ['Oakmoss Dental: overdue-bill: Bill:9'] });
    expect(isPerfect(score)).toBe(false);
    expect(score.byRule.get('overdue-bill')).toEqual({ planted: 0, found: 0, false: 1, other: 0 });
  });

  it('is not perfect with more beside the planted than a person has judged', () => {
    const all = finding('duplicate-bill-number', 'Bill:1', 'Bill:2');
    const beside = (rule: string, count: number) =>
      toys(all, ...Array.from({ length: count }, () => finding(rule, 'Bill:9')));
    const most = REVIEWED_FINDINGS['missing-receipt'] ?? 0;
    expect(isPerfect(beside('missing-receipt', most))).toBe(true);
    expect(isPerfect(beside('missing-receipt', most + 1))).toBe(false);
    expect(isPerfect(beside('overdue-bill', 1))).toBe(false);
    expect(plantedReport(beside('overdue-bill', 1))).toContain(
      'unreviewed: overdue-bill: 1 beside the planted, 0 reviewed',
    );
  });

  it('is not perfect where nothing was planted', () => {
    expect(isPerfect(scorePlanted([]))).toBe(false);
  });

  it("reads a journal's planted records, the newest of each, and no torn line", () => {
    const record = (refs: object) => JSON.stringify({ seq: 1, op: 'planted', key: 'a/b', refs });
    const journal = [record([pair[0]]), '{"op":"day"}', record(pair), record([]).slice(0, -2)].join('\n');
    expect(plantedRecords(journal)).toEqual(new Map([['a/b', pair]]));
  });
});
