import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findAll } from '../../../domain/hygiene/findAll.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import { RULE_LIST } from '../../../domain/hygiene/rules/rules.js';
import { SETTING_KEYS, settingValues } from '../../../domain/hygiene/settings.js';
import { hygieneReference } from '../../../server/hygiene/hygieneReference.js';
import { RULE_OUTCOMES } from '../../../server/hygiene/ruleOutcomes.js';
import { day, SETTINGS } from '../../domain/company.js';
import { AS_OF } from '../../domain/hygiene/books.js';
import { messyBooks } from '../../domain/hygiene/messyBooks.js';

describe('the reference page of hygiene', () => {
  const page = hygieneReference();

  it('has every rule and every setting', () => {
    for (const { id, title, about } of RULE_LIST) {
      expect(page).toContain(`### ${title}`);
      expect(page).toContain(`\`${id}\`. ${about}`);
    }
    for (const key of SETTING_KEYS) expect(page).toContain(`| \`${key}\` |`);
    expect(page).toContain('| `taxIdPayments` | 2,000.00 | 0.00 | 100,000,000.00 |');
    expect(page).toContain('Last reconciliation');
  });

  it('says of no rule that it is not priced whose findings are', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        const found = findAll(new HygieneSource(books, SETTINGS, day(AS_OF)), settingValues({}));
        const priced = found.filter(({ finding }) => finding.resolutions !== null).map(({ rule }) => rule);
        expect(priced.filter((rule) => RULE_OUTCOMES[rule] === null)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
