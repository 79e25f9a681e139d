import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULE_IDS } from '../../../domain/hygiene/ruleIds.js';
import { RULES } from '../../../domain/hygiene/rules/rules.js';
import { hygieneScore } from '../../../domain/hygiene/score.js';
import { settingValues, WEIGHT_OF } from '../../../domain/hygiene/settings.js';
import { ISSUE_STATES } from '../../../domain/issues/issueState.js';

const issues = fc.array(fc.record({ rule: fc.constantFrom(...RULE_IDS), state: fc.constantFrom(...ISSUE_STATES) }), {
  maxLength: 60,
});
const weights = fc.record({
  weightBlocks: fc.integer({ min: 0, max: 100 }),
  weightDistorts: fc.integer({ min: 0, max: 100 }),
  weightTidy: fc.integer({ min: 0, max: 100 }),
});

describe('the score', () => {
  it('is 100 without issues', () => {
    expect(hygieneScore([], settingValues({}))).toEqual({ value: 100, lines: [] });
  });

  it('takes the weight of its severity off for each open or snoozed issue', () => {
    const score = hygieneScore(
      [
        { rule: 'negative-bank', state: 'OPEN' },
        { rule: 'opening-balance-equity', state: 'SNOOZED' },
        { rule: 'future-dated', state: 'OPEN' },
        { rule: 'future-dated', state: 'SNOOZED' },
        { rule: 'future-dated', state: 'DISMISSED' },
        { rule: 'dormant-bank-account', state: 'SETTLED' },
      ],
      settingValues({}),
    );
    expect(score).toEqual({
      value: 81,
      lines: [
        {
          ruleId: 'negative-bank',
          title: 'Bank account below zero',
          severity: 'BLOCKS',
          count: 1,
          weight: 10,
          points: 10,
        },
        {
          ruleId: 'opening-balance-equity',
          title: 'Opening Balance Equity not zero',
          severity: 'TIDY',
          count: 1,
          weight: 1,
          points: 1,
        },
        { ruleId: 'future-dated', title: 'Dated in the future', severity: 'DISTORTS', count: 2, weight: 4, points: 8 },
      ],
    });
  });

  it('is exactly 100 less the lines as printed, never below 0, and counts each open or snoozed issue once', () => {
    fc.assert(
      fc.property(issues, weights, (all, own) => {
        const values = settingValues(own);
        const { value, lines } = hygieneScore(all, values);
        expect(value).toBe(Math.max(0, 100 - lines.reduce((sum, { points }) => sum + points, 0)));
        for (const { ruleId, count, weight, points, severity } of lines) {
          expect(points).toBe(count * weight);
          expect(weight).toBe(values[WEIGHT_OF[severity]]);
          expect(severity).toBe(RULES[ruleId].severity);
          expect(count).toBe(
            all.filter(({ rule, state }) => rule === ruleId && (state === 'OPEN' || state === 'SNOOZED')).length,
          );
        }
        const counted = all.filter(({ state }) => state === 'OPEN' || state === 'SNOOZED').length;
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(counted);
      }),
    );
  });

  it('does not depend on the order of the issues', () => {
    fc.assert(
      fc.property(issues, (all) => {
        expect(hygieneScore([...all].reverse(), settingValues({}))).toEqual(hygieneScore(all, settingValues({})));
      }),
    );
  });
});
