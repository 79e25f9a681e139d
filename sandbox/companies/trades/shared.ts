/** Costs that nearly every business has; a trade adds its own. */
import type { Cost } from '../companySpec.js';

/** The vendor of estimated taxes. */
export const TAX_OFFICE = 'Tax Office';

export const OVERHEAD: readonly Cost[] = [
  { role: 'Software', account: 'software', share: 0.025, every: 'month', pay: 'card', spread: 0.02 },
  { role: 'Telecom', account: 'phone', share: 0.01, every: 'month', pay: 'card', spread: 0.05 },
  { role: 'Mutual Insurance', account: 'liabilityInsurance', share: 0.02, every: 'month', pay: 'bank', fixed: true },
  { role: 'Power and Light', account: 'power', share: 0.015, every: 'month', pay: 'bill', termDays: 21 },
  {
    role: 'Accountancy',
    account: 'professional',
    share: 0.015,
    every: 'month',
    pay: 'bill',
    termDays: 15,
    fixed: true,
  },
  { role: 'Office Supply', account: 'supplies', share: 0.015, every: 'often', pay: 'card', spread: 0.6 },
  { role: TAX_OFFICE, account: 'taxes', share: 0.025, every: 'month', pay: 'bank', spread: 0.05 },
  { role: 'Temporary Staffing', account: 'subcontractors', share: 0.42, every: 'asAfforded', pay: 'bank' },
];

/** Rent in the first days of the month. */
export function rent(share: number): Cost {
  return { role: 'Property Management', account: 'rent', share: share * 0.7, every: 'month', pay: 'bank', fixed: true };
}
