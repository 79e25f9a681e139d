import { addDays } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import { plantedIds } from '../../ledger/plantedIds.js';
import type { Txn } from '../../ledger/types.js';

/** Whatever the bank has not shown by then it never will, or it was matched. */
const CLEARED_AFTER_DAYS = 45;

/**
 * Which entries the bank or card company has confirmed: on bank and card accounts those dated up to the day of the first
 * start, when all was reconciled, or more than 45 days ago. Planted uncleared ones never are. Nothing tells of a change of
 * this: neither stamps nor tokens move when time clears an entry, as QuickBooks' reconciliation moves none that are shown.
 */
export function clearing(company: Company, today: string): (txn: Txn, accountId: string) => boolean {
  const { origin } = company.settings;
  const aged = addDays(today, -CLEARED_AFTER_DAYS - 1);
  const through = typeof origin === 'string' && origin > aged ? origin : aged;
  const banks = new Set(
    company
      .accounts()
      .filter(({ type }) => type === 'Bank' || type === 'Credit Card')
      .map(({ id }) => id),
  );
  const never = plantedIds(company, 'uncleared-entry');
  return (txn, accountId) => txn.date <= through && banks.has(accountId) && !never.has(txn.id);
}
