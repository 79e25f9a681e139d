import { duplicateFinding } from '../duplicateFinding.js';
import { sameNumber } from '../duplicates.js';
import { PAYABLE_PARTS } from '../openDocuments.js';
import type { Rule } from '../rule.js';

/** Bills of one vendor with one number. */
export const duplicateBillNumber: Rule = {
  id: 'duplicate-bill-number',
  title: 'Duplicate bill number',
  about:
    'Bills of one vendor with the same number, entered within a year of each other. Payables and the forecast count them twice. Numbers that come back in a regular rhythm, such as an account number, are left out.',
  severity: 'BLOCKS',
  minutes: 5,
  counted: { one: 'set of bills', many: 'sets of bills' },
  settings: ['duplicateDays'],
  lookBack: 'duplicateDays',
  reads: PAYABLE_PARTS,
  find: (source, { duplicateDays }) =>
    sameNumber(source, 'Bill', duplicateDays).map((cluster) =>
      duplicateFinding(source, 'Bill', cluster, 'the same number'),
    ),
};
