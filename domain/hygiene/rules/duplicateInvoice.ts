import { entityKey } from '../../documentTypes.js';
import { duplicateFinding } from '../duplicateFinding.js';
import { sameAmountAndDate, sameNumber, type Cluster } from '../duplicates.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openByKey, RECEIVABLE_PARTS } from '../openDocuments.js';
import type { Rule } from '../rule.js';

/** Invoices to one customer with one number, or one amount and date. Once all are paid, they were more than one. */
export const duplicateInvoice: Rule = {
  id: 'duplicate-invoice',
  title: 'Duplicate invoice',
  about:
    'Invoices to one customer with the same number, or the same amount and date, of which at least one is open. Receivables and the forecast may count one invoice twice.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'set of invoices', many: 'sets of invoices' },
  settings: ['duplicateDays'],
  lookBack: 'duplicateDays',
  reads: RECEIVABLE_PARTS,
  find: (source, { duplicateDays }) => {
    const isOpen = (cluster: Cluster): boolean => hasOpen(source, cluster);
    const numbered = sameNumber(source, 'Invoice', duplicateDays).filter(isOpen);
    const equal = sameAmountAndDate(source, 'Invoice', duplicateDays).filter(isOpen);
    return [
      ...numbered.map((cluster) => duplicateFinding(source, 'Invoice', cluster, 'the same number')),
      ...equal.map((cluster) => duplicateFinding(source, 'Invoice', cluster, 'the same amount and date')),
    ];
  },
};

function hasOpen(source: HygieneSource, cluster: Cluster): boolean {
  const open = openByKey(source, 'Invoice');
  return cluster.some(({ id }) => open.has(entityKey('Invoice', id)));
}
