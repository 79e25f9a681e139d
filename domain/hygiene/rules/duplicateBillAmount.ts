import { duplicateFinding } from '../duplicateFinding.js';
import { sameAmountAndDate } from '../duplicates.js';
import { PAYABLE_PARTS } from '../openDocuments.js';
import type { Rule } from '../rule.js';

/** Bills of one vendor with one amount and date under different numbers; what one number tells is not found again. */
export const duplicateBillAmount: Rule = {
  id: 'duplicate-bill-amount',
  title: 'Duplicate bill amount',
  about:
    'Bills of one vendor with the same amount and date under different numbers or none. Payables and the forecast may count one bill twice. Instalments with due dates of their own and vendors who often bill in pairs are left out.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'set of bills', many: 'sets of bills' },
  settings: ['duplicateDays'],
  lookBack: 'duplicateDays',
  reads: PAYABLE_PARTS,
  find: (source, { duplicateDays }) =>
    sameAmountAndDate(source, 'Bill', duplicateDays).map((cluster) =>
      duplicateFinding(source, 'Bill', cluster, 'the same amount and date'),
    ),
};
